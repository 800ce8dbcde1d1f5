/** Reads a paged list whole, or says that it is too long: a list cut short never decides a name. */

import type { Json } from '../../json.ts';
import type { JiraRead, JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { countAt, isTrueAt, itemsAt } from './read-answer.ts';
import { readAll } from './read-together.ts';

/** A list that comes in pages. */
export interface PagedList {
  /** The page that starts at this position. Its `pick` holds the items and `isLast` or `total`, as Jira gives them. */
  read(startAt: number): JiraRead;
  /** Where the items are: `values`, `issues`; empty for an answer that is the list itself and has no pages. */
  items: string;
  pageSize: number;
}

/** `refused`: Jira does not let Kraken read it. `isWhole` false: there is more than Kraken reads. */
export type WholeList =
  | { state: 'read'; items: Json[]; isWhole: boolean; pages: JiraReadResult[] }
  | { state: 'refused'; answer: JiraReadResult };

const MAX_PAGES = 10;

/** Reads page after page, at most ten. */
export function* readPages(list: PagedList): Reading<WholeList> {
  const items: Json[] = [];
  const pages: JiraReadResult[] = [];
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const [answer] = yield* readAll([list.read(page * list.pageSize)]);
    if (answer.status !== 200) return { state: 'refused', answer };
    const found = itemsAt(answer.body, list.items);
    items.push(...found);
    pages.push(answer);
    if (isEnd(list, answer.body, items.length, found.length)) {
      return { state: 'read', items, isWhole: true, pages };
    }
  }
  return { state: 'read', items, isWhole: false, pages };
}

function isEnd(list: PagedList, body: Json, soFar: number, onPage: number): boolean {
  if (list.items === '') return true;
  // Service desk lists say `isLastPage`, all others `isLast` or `total`.
  if (isTrueAt(body, 'isLast') || isTrueAt(body, 'isLastPage')) return true;
  const total = countAt(body, 'total');
  if (total !== undefined) return soFar >= total;
  return onPage < list.pageSize;
}
