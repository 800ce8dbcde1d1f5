/** Finds a status of the whole site by name, with its category. */
import { readOf } from '../operations.ts';
import type { NamedSearch } from './find-named.ts';
import { textAt } from './read-answer.ts';

/** Statuses that every company-managed workflow may use. */
export const STATUS_SEARCH: NamedSearch = {
  thing: 'status',
  listName: 'the statuses',
  list: {
    read: (startAt) =>
      readOf('search', {
        query: [
          ['startAt', String(startAt)],
          ['maxResults', '200'],
        ],
        pick: [
          ...['id', 'name', 'statusCategory', 'description', 'scope.type'].map(
            (field) => `values[].${field}`,
          ),
          'isLast',
        ],
      }),
    items: 'values',
    pageSize: 200,
  },
  guard: { global: 'ADMINISTER' },
  isCandidate: ({ id, body }) => /^\d+$/.test(id) && textAt(body, 'scope.type') !== 'PROJECT',
};
