/** What completing a sprint reads: its open issues before, and where each of them is afterwards. */
import type { JiraRead, JiraReadResult } from '../../requests/jira-request.ts';
import { ok, type Result } from '../../result.ts';
import type { EffectCheck } from '../action.ts';
import { sprintRead } from '../look-up/board-sprints.ts';
import { inChunks } from '../look-up/in-chunks.ts';
import { type Obstacle, refusedRead, unsupported } from '../look-up/obstacle.ts';
import { idAt, itemsAt, textAt } from '../look-up/read-answer.ts';
import { MAX_BULK } from '../look-up/search-issues.ts';
import { readOf } from '../operations.ts';
import type { CompleteSprintTarget } from './sentences.ts';

/** An issue that is not done; sub-tasks follow their parents and are none. */
export interface OpenIssue {
  id: string;
  key: string;
  projectId: string;
}

const KEY = /^[A-Z][A-Z0-9_]{1,9}-\d{1,10}$/;
const NUMBER = /^\d{1,18}$/;
/** Jira reconciles at most this many issues with a search. */
const MAX_RECONCILED = 50;

/** Reads the open issues of a sprint, at most what Jira gives at once. */
export function openIssuesRead(sprintId: string): JiraRead {
  return readOf('searchAndReconsileIssuesUsingJqlPost', {
    body: {
      jql: `sprint = ${sprintId} AND statusCategory != Done AND issuetype IN standardIssueTypes() ORDER BY key ASC`,
      fields: ['project'],
      maxResults: MAX_BULK,
    },
    pick: ['issues[].id', 'issues[].key', 'issues[].fields.project.id', 'nextPageToken'],
  });
}

/** The open issues in the answer; a list that goes on is left to a person. */
export function openIssuesIn(
  answer: JiraReadResult,
  sprint: string,
): Result<OpenIssue[], Obstacle> {
  if (answer.status !== 200) return refusedRead(`the issues of ${sprint}`, answer);
  if (textAt(answer.body, 'nextPageToken') !== undefined) {
    return unsupported(`${sprint} has more open issues than Kraken moves at once.`);
  }
  const items = itemsAt(answer.body, 'issues');
  const issues = items.flatMap((item): OpenIssue[] => {
    const [id, key] = [idAt(item, 'id') ?? '', textAt(item, 'key') ?? ''];
    const projectId = idAt(item, 'fields.project.id') ?? '';
    const isWhole = NUMBER.test(id) && KEY.test(key) && NUMBER.test(projectId);
    return isWhole ? [{ id, key, projectId }] : [];
  });
  return issues.length === items.length
    ? ok(issues)
    : unsupported(`Jira does not show Kraken all open issues of ${sprint}.`);
}

/** Reads the sprints of these issues, without the lag of a search. */
function placesRead(issues: CompleteSprintTarget['issues'], field: string): JiraRead {
  return readOf('searchAndReconsileIssuesUsingJqlPost', {
    body: {
      jql: `key IN (${issues.map(({ key }) => key).join(', ')}) ORDER BY key ASC`,
      fields: [field],
      maxResults: MAX_RECONCILED,
      reconcileIssues: issues.map(({ id }) => Number(id)),
    },
    pick: ['issues[].key', `issues[].fields.${field}[].id`, `issues[].fields.${field}[].state`],
  });
}

/** The sprint closed and every issue where it should go is done; the sprint running with all of them is not. */
export function completionCheck(target: CompleteSprintTarget): EffectCheck {
  const { sprint, sprintField, moveTo, issues } = target;
  const chunks = inChunks(issues, MAX_RECONCILED);
  return {
    reads: [
      sprintRead(sprint.id, ['state']),
      ...chunks.map((chunk) => placesRead(chunk, sprintField)),
    ],
    judge([state, ...answers]) {
      const lists = chunks.map((_, index) => answers[index]);
      if (state?.status !== 200 || lists.some((list) => list?.status !== 200)) return 'unknown';
      const places = new Map(lists.flatMap((list) => placesIn(list, sprintField)));
      const isClosed = textAt(state.body, 'state')?.toLowerCase() === 'closed';
      const areAt = (place: string) => issues.every(({ key }) => places.get(key) === place);
      if (isClosed && areAt(moveTo?.id ?? '')) return 'done';
      return !isClosed && areAt(sprint.id) ? 'not-done' : 'differs';
    },
  };
}

/** Issue key -> ids of its open sprints, joined; empty for the backlog. */
function placesIn(list: JiraReadResult | undefined, field: string): Array<[string, string]> {
  return itemsAt(list?.body ?? null, 'issues').flatMap((item): Array<[string, string]> => {
    const key = textAt(item, 'key');
    if (key === undefined) return [];
    const open = itemsAt(item, `fields.${field}`).filter(
      (sprint) => textAt(sprint, 'state')?.toLowerCase() !== 'closed',
    );
    return [[key, open.flatMap((sprint) => idAt(sprint, 'id') ?? []).join()]];
  });
}
