/** The boards that use a filter: what happens to it happens to them. */
import type { JiraRead, JiraReadResult, Precondition } from '../../requests/jira-request.ts';
import { precondition } from '../define-action.ts';
import type { Filter } from '../look-up/find-filter.ts';
import { isTrueAt, itemsAt } from '../look-up/read-answer.ts';
import { readOf } from '../operations.ts';
import { countOf, quoted } from '../sentence-words.ts';

/** How many boards use a filter (null: not known), and the fact to read again. */
export interface FilterBoards {
  count: number | null;
  preconditions: Precondition[];
}

/** Reads the boards that use a filter. */
export function boardsOnRead(filterId: string): JiraRead {
  return readOf('getBoardByFilterId', {
    path: { filterId },
    query: [['maxResults', '50']],
    pick: ['values[].id', 'isLast'],
  });
}

/** The boards in the answer; of a page that is not the last one the number is not known. */
export function filterBoardsIn(
  { id, name }: Pick<Filter, 'id' | 'name'>,
  answer: JiraReadResult,
): FilterBoards {
  if (answer.status !== 200) return { count: null, preconditions: [] };
  return {
    count: isTrueAt(answer.body, 'isLast') ? itemsAt(answer.body, 'values').length : null,
    preconditions: [precondition(`Boards that use ${quoted(name)}`, boardsOnRead(id), answer)],
  };
}

/** `2 boards use it`. */
export function boardsSentence({ count }: FilterBoards): string {
  if (count === null) return 'Jira does not tell how many boards use it';
  return count === 0 ? 'No board uses it' : `${countOf(count, 'board uses', 'boards use')} it`;
}
