/** `filter.owner.change`: a filter gets another owner. Jira marks the operation as experimental; there is no other one. */
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
import { fieldsCheck } from '../effects.ts';
import { mentionOf } from '../look-up/account-id.ts';
import {
  filterRead,
  filtersIn,
  filtersRead,
  filterTarget,
  findFilter,
  namedFilters,
} from '../look-up/find-filter.ts';
import { findUser } from '../look-up/find-user.ts';
import { foldName } from '../look-up/match-name.ts';
import { namedId } from '../look-up/named-id.ts';
import { already, refusedRead, unsupported } from '../look-up/obstacle.ts';
import { itemsAt } from '../look-up/read-answer.ts';
import { readAll, readTogether } from '../look-up/read-together.ts';
import { operations, requestOf } from '../operations.ts';
import { countOf, quoted } from '../sentence-words.ts';
import { boardsOnRead, boardsSentence, filterBoardsIn } from './filter-boards.ts';

type Args = { filter: string; owner: string };

const PIN = ['id', 'name', 'owner.accountId'];
const SHOWN = [...PIN, 'subscriptions[].id'];

function* resolve(args: Args, context: ResolveContext): Reading<Outcome<'filter.owner.change'>> {
  const [wished, person] = yield* readTogether(
    findFilter(args.filter, context),
    findUser(args.owner, context),
  );
  if (!wished.ok) return wished;
  if (!person.ok) return person;
  const filter = wished.value;
  const { accountId, name } = person.value;
  if (filter.owner?.accountId === accountId)
    return already(`${name} already owns ${quoted(filter.name)}.`);
  const pin = filterRead(filter.id, SHOWN);
  const [state, twins, boards] = yield* readAll([
    pin,
    filtersRead(namedFilters(filter.name, accountId), ['id', 'name']),
    boardsOnRead(filter.id),
  ]);
  const lost = [state, twins].find(({ status }) => status !== 200);
  if (lost !== undefined) return refusedRead('the filters', lost);
  const isTaken = filtersIn(itemsAt(twins.body, 'values')).some(
    (twin) => foldName(twin.name) === foldName(filter.name),
  );
  if (isTaken) {
    return unsupported(
      `${name} already owns a filter called ${quoted(filter.name)}; Jira lets nobody own two of a name. One of them has to be renamed first.`,
    );
  }
  const before = filter.owner;
  const standing = filterBoardsIn(filter, boards);
  return found({
    target: { filter: { id: filter.id, name: filter.name }, before, owner: { accountId, name } },
    facts: factsOf(context, {
      targets: [filterTarget(filter), { kind: 'user', id: accountId, name }],
      projectIds: [],
      people: [person.value],
      counts:
        standing.count === null ? null : { users: before === null ? 1 : 2, boards: standing.count },
      hasCompleteInverse: before?.isActive === true,
      changesProjects: false,
    }),
    rows: [
      { label: `Owner of ${quoted(filter.name)}`, before: before?.name ?? 'nobody', after: name },
    ],
    preconditions: [
      precondition(`Owner of ${quoted(filter.name)}`, pin, state),
      ...standing.preconditions,
    ],
    radius: [
      boardsSentence(standing),
      countOf(filter.subscribers, 'subscription stays', 'subscriptions stay'),
      ...(before === null ? [] : [`${before.name} can no longer change it`]),
    ],
  });
}

/** Catalogue entry of `filter.owner.change`. */
export const changeFilterOwner = defineAction('filter.owner.change', {
  area: 'boards_sprints',
  title: 'Change the owner of a filter',
  defaultClass: 'requires-approval',
  approvalBecause: 'It takes the control over a filter from a person.',
  level: 'standard',
  reversibility: {
    kind: 'partial',
    sentence: 'Can be undone while the account of the former owner is active',
  },
  blastRadius: 'boards and subscriptions on the filter; the former owner',
  connections: ['forge', 'oauth'],
  writes: operations('changeFilterOwner'),
  reads: operations(
    'getFiltersPaginated',
    'getBoardByFilterId',
    'findUsers',
    'getUser',
    'getBulkPermissions',
  ),
  schema: z.strictObject({ filter: words, owner: words }),
  resolve,
  compile: ({ filter, owner }) => [
    requestOf('changeFilterOwner', {
      path: { id: filter.id },
      body: { accountId: owner.accountId },
    }),
  ],
  check: ({ filter, before, owner }) =>
    fieldsCheck(filterRead(filter.id, PIN), [
      {
        path: 'values[0].owner.accountId',
        before: before?.accountId ?? null,
        after: owner.accountId,
      },
    ]),
  inverse: ({ filter, before }) =>
    before?.isActive === true
      ? [
          {
            type: 'filter.owner.change',
            args: { filter: namedId(filter.id), owner: mentionOf(before.accountId) },
          },
        ]
      : null,
});
