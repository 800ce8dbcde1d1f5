/** Searches by queries made by us out of ids and keys: a whole list, frozen; and the same issues read again. */
import type { JiraRead, JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import { readOf } from '../operations.ts';
import { inChunks } from './in-chunks.ts';
import { ask, type Obstacle, refusedRead, unsupported } from './obstacle.ts';
import { idAt, itemsAt, textAt } from './read-answer.ts';
import { readAll } from './read-together.ts';

/** An issue of a list. */
export interface ListedIssue {
  id: string;
  key: string;
  statusId: string;
  statusName: string;
  projectId: string;
  projectKey: string;
}

/** Jira's limit for one bulk operation. */
export const MAX_BULK = 1_000;
/** Jira reconciles at most this many issues with a search, so that the answer does not lag behind writes. */
const MAX_RECONCILED = 50;
const KEY = /^[A-Z][A-Z0-9_]{1,9}-\d{1,10}$/;

function pageRead(jql: string, nextPageToken: string | undefined): JiraRead {
  return readOf('searchAndReconsileIssuesUsingJqlPost', {
    body: {
      jql,
      fields: ['status', 'project'],
      maxResults: MAX_BULK,
      ...(nextPageToken !== undefined && { nextPageToken }),
    },
    pick: [
      'issues[].id',
      'issues[].key',
      'issues[].fields.status.id',
      'issues[].fields.status.name',
      'issues[].fields.project.id',
      'issues[].fields.project.key',
      'nextPageToken',
    ],
  });
}

function issuesIn(answer: JiraReadResult): ListedIssue[] {
  return itemsAt(answer.body, 'issues').flatMap((item) => {
    const [id, key] = [idAt(item, 'id'), textAt(item, 'key')];
    const [statusId, projectId] = [idAt(item, 'fields.status.id'), idAt(item, 'fields.project.id')];
    if (id === undefined || key === undefined || !KEY.test(key)) return [];
    if (statusId === undefined || projectId === undefined || !/^\d+$/.test(id)) return [];
    return [
      {
        id,
        key,
        statusId,
        projectId,
        statusName: textAt(item, 'fields.status.name') ?? statusId,
        projectKey: textAt(item, 'fields.project.key') ?? projectId,
      },
    ];
  });
}

/** Reads every issue of a query. More than 1,000 is more than one bulk operation takes: a person divides it. */
export function* listIssues(jql: string): Reading<Result<ListedIssue[], Obstacle>> {
  const issues: ListedIssue[] = [];
  let token: string | undefined;
  do {
    const [answer] = yield* readAll([pageRead(jql, token)]);
    // Jira refuses the whole query when it does not know one of the keys in it.
    if (answer.status === 400) {
      return ask(
        'list of issues',
        '',
        [],
        'Jira does not know one of these issues. Which ones are meant?',
      );
    }
    if (answer.status !== 200) return refusedRead('these issues', answer);
    const page = itemsAt(answer.body, 'issues');
    issues.push(...issuesIn(answer));
    token = page.length === 0 ? undefined : textAt(answer.body, 'nextPageToken');
  } while (token !== undefined && issues.length <= MAX_BULK);
  return issues.length > MAX_BULK
    ? unsupported(
        'These are more than 1,000 issues, the most Jira changes at once. Please divide them.',
      )
    : ok(issues);
}

/** Reads the statuses of exactly these issues, 50 to a read, without lag. */
export function statusReads(issues: ReadonlyArray<{ id: string; key: string }>): JiraRead[] {
  return inChunks(issues, MAX_RECONCILED).map((chunk) =>
    readOf('searchAndReconsileIssuesUsingJqlPost', {
      body: {
        jql: `key IN (${chunk.map(({ key }) => key).join(', ')}) ORDER BY key ASC`,
        fields: ['status'],
        maxResults: MAX_RECONCILED,
        reconcileIssues: chunk.map(({ id }) => Number(id)),
      },
      pick: ['issues[].key', 'issues[].fields.status.id'],
    }),
  );
}

/** Issue key -> status id, out of the answers to `statusReads`; null where one of them is missing. */
export function statusesIn(
  answers: ReadonlyArray<JiraReadResult | undefined>,
): Map<string, string> | null {
  const statuses = new Map<string, string>();
  for (const answer of answers) {
    if (answer?.status !== 200) return null;
    for (const item of itemsAt(answer.body, 'issues')) {
      const [key, id] = [textAt(item, 'key'), idAt(item, 'fields.status.id')];
      if (key !== undefined && id !== undefined) statuses.set(key, id);
    }
  }
  return statuses;
}
