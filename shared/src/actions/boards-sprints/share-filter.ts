/**
 * `filter.share`: a filter is shared with somebody, or not any more. Jira lets only the owner do that: for the filters
 * of other people it is left to them. It runs by itself only where the person who asks is the owner and nobody loses
 * sight of it. So it never does where Kraken is the app in Jira, an account of its own; it can where Kraken uses the
 * connection of the very person who asks. A share with everybody replaces all others.
 */
import { z } from 'zod';
import type { JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import type { PersonFact, ResolveContext } from '../action.ts';
import {
  defineAction,
  factsOf,
  found,
  type Outcome,
  precondition,
  words,
} from '../define-action.ts';
import { type Filter, filterTarget, findFilter } from '../look-up/find-filter.ts';
import { findMaker, type Maker, noSharing } from '../look-up/find-maker.ts';
import {
  findShare,
  isForEverybody,
  isSameShare,
  type WishedShare,
  wordsForShare,
} from '../look-up/find-share.ts';
import { refusedRead, unsupported } from '../look-up/obstacle.ts';
import { itemsAt } from '../look-up/read-answer.ts';
import { readAll, readTogether } from '../look-up/read-together.ts';
import { audienceWords, sharedProjectIds } from '../look-up/shares.ts';
import { operations, requestOf } from '../operations.ts';
import { quoted } from '../sentence-words.ts';
import { audienceDoubt, SHARING } from './asker-shares.ts';
import {
  boardsOnRead,
  boardsSentence,
  type FilterBoards,
  filterBoardsIn,
} from './filter-boards.ts';
import {
  cannotShare,
  cannotUnshare,
  shareBody,
  shareCheck,
  sharesRead,
  unsharing,
} from './filter-shares.ts';
import type { ShareFilterTarget } from './sentences.ts';

type Args = { filter: string; audience: string; change?: 'share' | 'unshare' };

const NO_BOARDS: FilterBoards = { count: 0, preconditions: [] };

function* resolve(args: Args, context: ResolveContext): Reading<Outcome<'filter.share'>> {
  const [wished, audience, me] = yield* readTogether(
    findFilter(args.filter, context),
    findShare(args.audience, context),
    findMaker(),
  );
  if (!wished.ok) return wished;
  if (!audience.ok) return audience;
  if (!me.ok) return me;
  const filter = wished.value;
  const { share, person } = audience.value;
  const isOn = args.change !== 'unshare';
  // Whose filter it is comes first: with whom somebody else's is shared is not told.
  const obstacle =
    notOwner(filter, me.value) ??
    (isOn ? cannotShare(filter, share) : cannotUnshare(filter, share)) ??
    (isOn && !me.value.mayShare ? noSharing() : undefined);
  if (obstacle !== undefined) return obstacle;
  const reads = isOn ? [] : [boardsOnRead(filter.id)];
  const [state, standing] = yield* readAll([sharesRead(filter.id), ...reads]);
  if (state.status !== 200) return refusedRead('the filter', state);
  const target = targetOf(filter, share, isOn);
  // Who shares a filter takes nobody a board: then they are not read.
  const boards = standing === undefined ? NO_BOARDS : filterBoardsIn(filter, standing);
  return found(findingOf({ target, filter, state, person, boards }, context));
}

function targetOf(filter: Filter, share: WishedShare, isOn: boolean): ShareFilterTarget {
  const known = filter.shares.find((one) => isSameShare(one, share));
  const replaced = isOn && isForEverybody(share) ? filter.shares : [];
  return {
    filter: { id: filter.id, name: filter.name },
    isOn,
    share,
    shareId: isOn ? null : (known?.id ?? null),
    replaced: replaced.map(({ type, ref, name }) => ({ type, ref, name })),
  };
}

function notOwner(filter: Filter, me: Maker) {
  return filter.owner?.accountId === me.accountId
    ? undefined
    : unsupported('The filter belongs to somebody else; Jira lets only the owner share it.');
}

/** Kraken may do it as the owner; that says nothing of the person who asked, nor of people who see the filter now. */
function doubtOf(
  { filter, target: { isOn, share, replaced } }: Sharing,
  { speakerAccountId }: ResolveContext,
): string | undefined {
  if (speakerAccountId === null || filter.owner?.accountId !== speakerAccountId) {
    return 'Only the owner of a filter may share it, and nothing says that the person who asked owns this one.';
  }
  if (!isOn || replaced.length > 0) return 'People who see the filter now may lose it.';
  return audienceDoubt(share);
}

interface Sharing {
  target: ShareFilterTarget;
  filter: Filter;
  state: JiraReadResult;
  person: PersonFact | undefined;
  boards: FilterBoards;
}

function findingOf(sharing: Sharing, context: ResolveContext) {
  const { target, filter, state, person, boards } = sharing;
  const { share, isOn, replaced } = target;
  const now = filter.shares;
  const after = isOn
    ? [...(replaced.length > 0 ? [] : now), share]
    : filter.shares.filter((one) => !isSameShare(one, share));
  const [item = null] = itemsAt(state.body, 'values');
  const known = sharedProjectIds(item);
  const projectIds = [
    ...new Set([...known, ...(share.projectId === undefined ? [] : [share.projectId])]),
  ];
  // A filter the person who asked may not know about is opened by a person only.
  const isKnown = known.length > 0 || filter.shares.some(isForEverybody);
  return {
    target,
    facts: factsOf(context, {
      targets: [filterTarget(filter)],
      projectIds,
      people: person === undefined ? [] : [person],
      counts:
        isKnown && !isForEverybody(share) && boards.count === 0
          ? { users: person === undefined ? 0 : 1, projects: 1 }
          : null,
      hasCompleteInverse: replaced.every((one) => wordsForShare(one) !== undefined),
      changesProjects: false,
      alsoNeeds: isOn ? [SHARING] : [],
      askerDoubt: doubtOf(sharing, context),
    }),
    rows: [
      {
        label: `${quoted(filter.name)} is shared with`,
        before: audienceWords(now),
        after: audienceWords(after),
      },
    ],
    preconditions: [
      precondition(`Shares of ${quoted(filter.name)}`, sharesRead(filter.id), state),
      ...boards.preconditions,
    ],
    radius: [
      radiusOf(share, isOn),
      `Its query: ${filter.jql}`,
      ...(isOn ? [] : boardsWords(boards)),
    ],
  };
}

/** What losing sight of the filter means for the boards on it. */
function boardsWords(boards: FilterBoards): string[] {
  const isEmptied = boards.count !== null && boards.count > 0;
  return [
    boardsSentence(boards),
    ...(isEmptied ? ['Whoever no longer sees the filter sees no issues on its boards'] : []),
  ];
}

function radiusOf(share: WishedShare, isOn: boolean): string {
  const who =
    share.type === 'project'
      ? `Everybody who can browse ${share.ref}`
      : share.type === 'group'
        ? `Every member of the ${share.name}`
        : `${share.name.charAt(0).toUpperCase()}${share.name.slice(1)}`;
  return isOn
    ? `${who} sees the filter and its query; issues stay as visible as they are`
    : `${who} no longer sees the filter through this share`;
}

/** Catalogue entry of `filter.share`. */
export const shareFilter = defineAction('filter.share', {
  area: 'boards_sprints',
  title: 'Share a filter, or stop sharing it',
  defaultClass: 'auto-execute',
  alwaysWaits: {
    on: 'forge',
    because:
      "only the owner of a filter may share it, and the owner is then Kraken's app, which asks for nothing",
  },
  level: 'standard',
  reversibility: {
    kind: 'partial',
    sentence: 'Can be undone, except for shares with a role that a share with everybody replaced',
  },
  blastRadius: 'people who gain or lose sight of the filter; boards that use it',
  connections: ['forge', 'oauth'],
  writes: operations('addSharePermission', 'deleteSharePermission'),
  reads: operations(
    'getFiltersPaginated',
    'getBoardByFilterId',
    'getCurrentUser',
    'getMyPermissions',
    'findUsers',
    'getUser',
    'bulkGetGroups',
    'getProject',
    'searchProjects',
    'getBulkPermissions',
  ),
  schema: z.strictObject({
    filter: words,
    audience: words,
    change: z.exactOptional(z.enum(['share', 'unshare'])),
  }),
  resolve,
  compile: ({ filter, share, isOn, shareId }) => [
    isOn
      ? requestOf('addSharePermission', { path: { id: filter.id }, body: shareBody(share) })
      : requestOf('deleteSharePermission', {
          path: { id: filter.id, permissionId: shareId ?? '' },
        }),
  ],
  check: shareCheck,
  inverse: unsharing,
});
