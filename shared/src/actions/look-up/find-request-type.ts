/** Finds a request type of a service desk, hidden ones too. */
import type { JiraRead, JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import type { Result } from '../../result.ts';
import type { ResolveContext } from '../action.ts';
import { readOf } from '../operations.ts';
import { DESK_PAGE, type Desk, deskPage } from './find-desk.ts';
import { findNamed, type NamedThing } from './find-named.ts';
import type { Obstacle } from './obstacle.ts';
import { idAt, isTrueAt, itemsAt, textAt } from './read-answer.ts';

const FIELDS = ['values[].id', 'values[].name', 'values[].issueTypeId', 'isLastPage'];

/** Reads request types from this position on; a desk seldom has more than the first page holds. */
export function requestTypesRead({ id }: Pick<Desk, 'id'>, start = 0): JiraRead {
  return readOf('getRequestTypes', {
    path: { serviceDeskId: id },
    query: deskPage(start),
    pick: FIELDS,
  });
}

/** The request types in an answer. */
export function typesIn({ status, body }: JiraReadResult): NamedThing[] {
  if (status !== 200) return [];
  return itemsAt(body, 'values').flatMap((item) => {
    const id = idAt(item, 'id');
    const name = textAt(item, 'name');
    return id === undefined || name === undefined ? [] : [{ id, name, body: item }];
  });
}

/** True where the answer holds all there are. */
export function isWholePage({ status, body }: JiraReadResult): boolean {
  return status === 200 && isTrueAt(body, 'isLastPage');
}

/** Finds the one request type the words mean. */
export function* findRequestType(
  words: string,
  desk: Desk,
  context: ResolveContext,
): Reading<Result<NamedThing, Obstacle>> {
  return yield* findNamed(
    words,
    {
      thing: 'request type',
      listName: `the request types of ${desk.key}`,
      guard: { projectId: desk.projectId },
      isCandidate: ({ id }) => /^\d+$/.test(id),
      list: {
        items: 'values',
        pageSize: DESK_PAGE,
        read: (start) => requestTypesRead(desk, start),
      },
    },
    context,
  );
}
