/** What off-boarding a person reads again: before it, that all is as shown; after it, role by role and issue by issue. */
import type { JiraRead, JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { EffectCheck, PersonFact } from '../action.ts';
import { isMember } from '../effects.ts';
import { issueRead } from '../look-up/find-issue.ts';
import { actorIdsRead } from '../look-up/find-role.ts';
import { userRead } from '../look-up/find-user.ts';
import { type Obstacle, unsupported } from '../look-up/obstacle.ts';
import { idAt, itemsAt } from '../look-up/read-answer.ts';
import { readAll } from '../look-up/read-together.ts';
import type { ListedIssue } from '../look-up/search-issues.ts';
import { readOf } from '../operations.ts';
import { countOf } from '../sentence-words.ts';
import type { OffboardTarget } from './sentences.ts';

/** Where the account ids of a role's members are. */
export const PEOPLE = 'actors[].actorUser.accountId';

/** Reads who an issue is assigned to. */
export const assigneeRead = (key: string): JiraRead =>
  issueRead(key, ['assignee'], ['fields.assignee.accountId']);

/** Reads what of an account an approver relies on. */
export const accountRead = (accountId: string) =>
  userRead(accountId, ['accountId', 'accountType', 'active']);

/** Jira decides, project by project, who can be assigned to an issue. */
export function* mayOwn(
  owner: PersonFact | null,
  issues: readonly ListedIssue[],
): Reading<Result<null, Obstacle>> {
  if (owner === null) return ok(null);
  const keys = [...new Set(issues.map(({ projectKey }) => projectKey))];
  const answers = yield* readAll(
    keys.map((key) =>
      readOf('findAssignableUsers', {
        query: [
          ['project', key],
          ['accountId', owner.accountId],
        ],
        pick: ['[].accountId'],
      }),
    ),
  );
  const refused = answers.filter(
    ({ status, body }) =>
      status !== 200 || !itemsAt(body).some((item) => idAt(item, 'accountId') === owner.accountId),
  );
  return refused.length === 0
    ? ok(null)
    : unsupported(
        `Jira does not let ${owner.name} be the assignee in ${countOf(refused.length, 'project')} of these issues.`,
      );
}

/** All of it done is done, nothing of it is not done; a part differs. */
export function checkOffboard({ person, owner, roles, issues }: OffboardTarget): EffectCheck {
  return {
    reads: [
      ...roles.map(({ project, role }) => actorIdsRead(project.key, role)),
      ...issues.map(({ key }) => assigneeRead(key)),
    ],
    judge(answers) {
      const seen = answers.map((answer, index) =>
        index < roles.length
          ? roleState(isMember(answer, { list: PEOPLE, value: person.accountId }))
          : ownerState(answer, person.accountId, owner?.accountId ?? null),
      );
      if (seen.includes('unknown')) return 'unknown';
      if (seen.every((state) => state === 'done')) return 'done';
      return seen.every((state) => state === 'not-done') ? 'not-done' : 'differs';
    },
  };
}

function roleState(isIn: boolean | undefined) {
  if (isIn === undefined) return 'unknown';
  return isIn ? 'not-done' : 'done';
}

function ownerState(answer: JiraReadResult, before: string, after: string | null) {
  if (answer.status !== 200) return 'unknown';
  const now = idAt(answer.body, 'fields.assignee.accountId') ?? null;
  if (now === after) return 'done';
  return now === before ? 'not-done' : 'differs';
}
