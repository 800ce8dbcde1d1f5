import type { JiraRead, JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { ResolveContext } from '../action.ts';
import { readOf } from '../operations.ts';
import { deskPage, readDesks } from './find-desk.ts';
import { type Issue, issueIn, issueKeyIn, issueRead } from './find-issue.ts';
import { type Obstacle, refusedRead, unsupported } from './obstacle.ts';
import { idAt, isTrueAt } from './read-answer.ts';
import { readAll, readTogether } from './read-together.ts';

const REPORTER = 'fields.reporter.accountId';
/** Where an answer holds the account ids of those who take part. */
export const PARTICIPANT_IDS = 'values[].accountId';

/** Reads who takes part in a request. */
export function participantsRead(key: string, start = 0): JiraRead {
  return readOf('getRequestParticipants', {
    path: { issueIdOrKey: key },
    query: deskPage(start),
    pick: [PARTICIPANT_IDS, 'values[].displayName', 'values[].emailAddress', 'isLastPage'],
  });
}

/** A request of a service desk, with everybody who takes part. */
export interface Request {
  issue: Issue;
  deskId: string;
  reporter: string | undefined;
  participants: JiraReadResult;
}

/** The request the words mean: an issue of a service project, with everybody who takes part. */
export function* findRequest(
  words: string,
  context: ResolveContext,
): Reading<Result<Request, Obstacle>> {
  const key = issueKeyIn(words, context);
  if (!key.ok) return key;
  const [[answer, participants], desks] = yield* readTogether(
    readAll([issueRead(key.value, ['reporter'], [REPORTER]), participantsRead(key.value)]),
    readDesks(),
  );
  const issue = issueIn(key.value, answer);
  if (!issue.ok) return issue;
  if (!desks.ok) return desks;
  const desk = desks.value.desks.find(({ projectId }) => projectId === issue.value.projectId);
  if (desk === undefined || participants.status === 404) {
    return unsupported(
      `${key.value} is no request of a service desk; an issue has watchers instead.`,
    );
  }
  if (participants.status !== 200) {
    return refusedRead(`the participants of ${key.value}`, participants);
  }
  if (!isTrueAt(participants.body, 'isLastPage')) {
    return unsupported(`${key.value} has more participants than Kraken reads.`);
  }
  const reporter = idAt(answer.body, REPORTER);
  return ok({ issue: issue.value, deskId: desk.id, reporter, participants });
}
