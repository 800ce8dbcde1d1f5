/** Lists of people a service desk deals with: by Jira's search, among the customers of a desk, in an organisation. */
import type { Json } from '../../json.ts';
import { readOf } from '../operations.ts';
import { countOf } from '../sentence-words.ts';
import { DESK_PAGE, deskPage } from './find-desk.ts';
import type { PagedList } from './read-pages.ts';

const PEOPLE = ['accountId', 'displayName', 'emailAddress'].map((field) => `values[].${field}`);

/** People of the site by Jira's own search, as a list without pages: a full one hides more. */
export function searchedPeople(query: string): PagedList {
  return {
    items: '',
    pageSize: DESK_PAGE,
    read: () =>
      readOf('findUsers', {
        query: [
          ['query', query],
          ['maxResults', String(DESK_PAGE)],
        ],
        pick: ['[].accountId', '[].displayName', '[].emailAddress'],
      }),
  };
}

/** What a desk's customers are searched by: an address whole, a name by its first word, which Jira is sure to match. */
export function searchWord(words: string): string {
  return words.includes('@') ? words : (words.trim().split(/\s+/u)[0] ?? words);
}

/** Customers of a desk that may be meant by the words. */
export function customersOf(deskId: string, words: string): PagedList {
  const query = searchWord(words);
  return {
    items: 'values',
    pageSize: DESK_PAGE,
    read: (start) =>
      readOf('getCustomers', {
        path: { serviceDeskId: deskId },
        query: [['query', query], ...deskPage(start)],
        pick: [...PEOPLE, 'isLastPage'],
      }),
  };
}

/** Everybody in an organisation. */
export function membersOf(organizationId: string): PagedList {
  return {
    items: 'values',
    pageSize: DESK_PAGE,
    read: (start) =>
      readOf('getUsersInOrganization', {
        path: { organizationId },
        query: deskPage(start),
        pick: [...PEOPLE, 'isLastPage'],
      }),
  };
}

/** How many people a list holds, in words; `verb` is what they do, for one and for several. */
export function sizeOf(
  list: { items: Json[]; isWhole: boolean },
  verb: readonly [string, string],
): string {
  const { length } = list.items;
  // More than one is several.
  return list.isWhole
    ? countOf(length, `person ${verb[0]}`, `people ${verb[1]}`)
    : `more than ${countOf(length, 'person', 'people')} ${verb[1]}`;
}
