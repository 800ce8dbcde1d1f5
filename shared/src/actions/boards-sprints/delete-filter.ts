/** `filter.delete`: a filter goes, with its shares and subscriptions. A filter that a board uses is left alone. */
import { z } from 'zod';
import type { Reading } from '../../requests/reading.ts';
import type { ResolveContext } from '../action.ts';
import {
  defineAction,
  factsOf,
  found,
  type Outcome,
  precondition,
  words,
} from '../define-action.ts';
import { membershipCheck } from '../effects.ts';
import { filterRead, filterTarget, findFilter } from '../look-up/find-filter.ts';
import { refusedRead, unsupported } from '../look-up/obstacle.ts';
import { itemsAt } from '../look-up/read-answer.ts';
import { readAll } from '../look-up/read-together.ts';
import { audienceWords, SHARE_FIELDS } from '../look-up/shares.ts';
import { operations, requestOf } from '../operations.ts';
import { countOf, DELETED_FOR_GOOD, quoted } from '../sentence-words.ts';
import { boardsOnRead } from './filter-boards.ts';

type Args = { filter: string };

const PIN = ['id', 'name', 'jql', 'owner.accountId', 'subscriptions[].id', ...SHARE_FIELDS];

function* resolve(args: Args, context: ResolveContext): Reading<Outcome<'filter.delete'>> {
  const wished = yield* findFilter(args.filter, context);
  if (!wished.ok) return wished;
  const filter = wished.value;
  const pin = filterRead(filter.id, PIN);
  const onBoards = boardsOnRead(filter.id);
  const [state, boards] = yield* readAll([pin, onBoards]);
  if (state.status !== 200) return refusedRead('the filter', state);
  if (boards.status !== 200)
    return refusedRead(`the boards that use ${quoted(filter.name)}`, boards);
  const count = itemsAt(boards.body, 'values').length;
  if (count > 0) {
    return unsupported(
      `${countOf(count, 'board uses', 'boards use')} the filter ${quoted(filter.name)} and would not work without it. A Jira administrator has to give the boards another filter first.`,
    );
  }
  return found({
    target: { filter: { id: filter.id, name: filter.name } },
    facts: factsOf(context, {
      targets: [filterTarget(filter)],
      projectIds: [],
      counts: { users: filter.subscribers },
      hasCompleteInverse: false,
      changesProjects: false,
    }),
    rows: [
      { label: `Filter ${quoted(filter.name)}`, before: filter.jql, after: DELETED_FOR_GOOD },
      { label: 'Owner', before: filter.owner?.name ?? 'nobody', after: 'nobody' },
      {
        label: 'Shared with',
        before: audienceWords(filter.shares),
        after: 'nobody',
      },
    ],
    preconditions: [
      precondition(`Filter ${quoted(filter.name)}`, pin, state),
      precondition(`Boards that use ${quoted(filter.name)}`, onBoards, boards),
    ],
    radius: [
      'No board uses it',
      countOf(filter.subscribers, 'subscription ends', 'subscriptions end'),
      'Dashboards that show it stop doing so; Jira does not tell which',
    ],
  });
}

/** Catalogue entry of `filter.delete`. */
export const deleteFilter = defineAction('filter.delete', {
  area: 'boards_sprints',
  title: 'Delete a filter',
  defaultClass: 'requires-approval',
  approvalBecause: 'It deletes something that other people may use on their dashboards.',
  level: 'standard',
  reversibility: {
    kind: 'none',
    sentence: 'Cannot be undone: its id, favourites and subscriptions are gone',
  },
  blastRadius: 'boards and subscriptions on the filter',
  connections: ['forge', 'oauth'],
  writes: operations('deleteFilter'),
  reads: operations('getFiltersPaginated', 'getBoardByFilterId', 'getBulkPermissions'),
  schema: z.strictObject({ filter: words }),
  resolve,
  compile: ({ filter }) => [requestOf('deleteFilter', { path: { id: filter.id } })],
  check: ({ filter }) =>
    membershipCheck(
      filterRead(filter.id, ['id']),
      { list: 'values[].id', value: filter.id },
      false,
    ),
  inverse: () => null,
});
