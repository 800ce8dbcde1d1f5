/**
 * Reads many issues by their ids, 100 to a read, without search: what was just written is seen, and what is missing
 * or out of sight is simply not in the answer.
 */
import type { Json } from '../../json.ts';
import type { JiraRead, JiraReadResult } from '../../requests/jira-request.ts';
import { readOf } from '../operations.ts';
import { inChunks } from './in-chunks.ts';
import { idAt, itemsAt, textAt } from './read-answer.ts';

/** Jira's limit for one read. */
const MAX_FETCHED = 100;

/** Reads the named fields of these issues; `pick` names what to keep of each issue. */
export function fetchReads(
  ids: readonly string[],
  fields: readonly string[],
  pick: readonly string[],
): JiraRead[] {
  return inChunks(ids, MAX_FETCHED).map((chunk) =>
    readOf('bulkFetchIssues', {
      body: { issueIdsOrKeys: chunk, fields: [...fields] },
      pick: ['issues[].id', 'issueErrors[].id', ...pick.map((path) => `issues[].${path}`)],
    }),
  );
}

/** Issue id -> what was kept of it; null where an answer is missing or Jira could not give an issue it knows. */
export function fetchedIn(
  answers: ReadonlyArray<JiraReadResult | undefined>,
): Map<string, Json> | null {
  const found = new Map<string, Json>();
  for (const answer of answers) {
    if (answer?.status !== 200 || itemsAt(answer.body, 'issueErrors').length > 0) return null;
    for (const item of itemsAt(answer.body, 'issues')) {
      const id = idAt(item, 'id');
      if (id !== undefined) found.set(id, item);
    }
  }
  return found;
}

/** Issues in a list of an answer, such as the sub-tasks of one. */
export function refsAt(body: Json, path: string): Array<{ id: string; key: string }> {
  return itemsAt(body, path).flatMap((item) => {
    const [id, key] = [idAt(item, 'id'), textAt(item, 'key')];
    return id === undefined || key === undefined ? [] : [{ id, key }];
  });
}
