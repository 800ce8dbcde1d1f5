/** How many boards a project has, as far as one page tells. */
import type { JiraRead, JiraReadResult } from '../../requests/jira-request.ts';
import { readOf } from '../operations.ts';
import { isTrueAt, itemsAt } from './read-answer.ts';

/** Reads the first page of a project's boards. */
export function boardsRead(projectKey: string): JiraRead {
  return readOf('getAllBoards', {
    query: [
      ['projectKeyOrId', projectKey],
      ['maxResults', '50'],
    ],
    pick: ['values[].id', 'isLast'],
  });
}

/** Boards in the answer; undefined when there are more than one page or no answer. */
export function boardsIn(answer: JiraReadResult): number | undefined {
  if (answer.status !== 200 || !isTrueAt(answer.body, 'isLast')) return undefined;
  return itemsAt(answer.body, 'values').length;
}
