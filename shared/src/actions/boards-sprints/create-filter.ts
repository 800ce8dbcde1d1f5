/**
 * `filter.create`: a filter with the query of the ticket, made by Kraken and given to its owner (whoever asked, where
 * the ticket names nobody). Shares are always sent, so that Jira's default share never applies. Names are unique per
 * owner.
 */
import { z } from 'zod';
import type { JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import type { Result } from '../../result.ts';
import type { PersonFact, ResolveContext } from '../action.ts';
import {
  defineAction,
  factsOf,
  found,
  type Outcome,
  optionalWords,
  precondition,
  words,
} from '../define-action.ts';
import { findMaker, noSharing } from '../look-up/find-maker.ts';
import { findShare, isForEverybody, newShareBody } from '../look-up/find-share.ts';
import { findUser } from '../look-up/find-user.ts';
import { bareWords } from '../look-up/match-name.ts';
import { namedId } from '../look-up/named-id.ts';
import { ask, type Obstacle, refusedRead } from '../look-up/obstacle.ts';
import { MAX_JQL, readJql } from '../look-up/read-jql.ts';
import { readAll, readOptional, readTogether } from '../look-up/read-together.ts';
import { changedRows } from '../look-up/text-changes.ts';
import { operations, requestOf } from '../operations.ts';
import { quoted } from '../sentence-words.ts';
import { audienceDoubt, SHARING } from './asker-shares.ts';
import { filterCheck, makersOf, namesRead, twinObstacle, twinsIn } from './new-filter.ts';
import type { CreateFilterTarget } from './sentences.ts';

type Args = { name: string; jql: string; share?: string; owner?: string };

const ONE_LINE = /^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]{1,255}$/u;

function* findOwner(
  wanted: string | undefined,
  context: ResolveContext,
): Reading<Result<PersonFact, Obstacle>> {
  if (wanted === undefined && context.speakerAccountId === null) {
    return ask('owner', '', [], 'Whom shall the filter belong to?');
  }
  return yield* findUser(wanted ?? 'me', context);
}

function* resolve(args: Args, context: ResolveContext): Reading<Outcome<'filter.create'>> {
  const name = bareWords(args.name).replace(/\s+/gu, ' ');
  if (!ONE_LINE.test(name)) return ask('filter name', args.name);
  const [query, owner, share, maker] = yield* readTogether(
    readJql(args.jql, context),
    findOwner(args.owner, context),
    readOptional(args.share, (wanted) => findShare(wanted, context)),
    findMaker(),
  );
  if (!query.ok) return query;
  if (!owner.ok) return owner;
  if (share !== undefined && !share.ok) return share;
  if (!maker.ok) return maker;
  if (share !== undefined && !maker.value.mayShare) return noSharing();
  const { accountId } = owner.value;
  const target: CreateFilterTarget = {
    name,
    jql: query.value.jql,
    share: share?.value.share ?? null,
    owner: { accountId, name: owner.value.name },
    maker: maker.value.accountId,
  };
  const makers = makersOf(target);
  const answers = yield* readAll(makers.map((id) => namesRead(name, id)));
  const refused = answers.find(({ status }) => status !== 200);
  if (refused !== undefined) return refusedRead('the filters', refused);
  const twin = answers.flatMap((answer) => twinsIn(name, answer))[0];
  if (twin !== undefined) return twinObstacle(target, twin);
  const people = [owner.value, share?.value.person].filter((one) => one !== undefined);
  return found(findingOf({ target, people, answers }, context));
}

/** In Jira whoever makes a filter owns it, until the owner or an administrator gives it away. */
function doubtOf(
  { owner, share }: CreateFilterTarget,
  { speakerAccountId }: ResolveContext,
): string | undefined {
  if (owner.accountId !== speakerAccountId) {
    return 'The filter would belong to somebody else than the person who asked.';
  }
  return share === null ? undefined : audienceDoubt(share);
}

interface Wish {
  target: CreateFilterTarget;
  people: PersonFact[];
  answers: readonly JiraReadResult[];
}

function findingOf({ target, people, answers }: Wish, context: ResolveContext) {
  const { name, jql, share, owner } = target;
  const { projectId, ref } = share ?? {};
  return {
    target,
    facts: factsOf(context, {
      targets: [
        { kind: 'user', id: owner.accountId, name: owner.name },
        ...(projectId === undefined
          ? []
          : [{ kind: 'project' as const, id: projectId, name: ref ?? projectId }]),
      ],
      projectIds: projectId === undefined ? [] : [projectId],
      // Nobody knows how many people "everybody" is.
      counts: share !== null && isForEverybody(share) ? null : { users: people.length },
      people,
      hasCompleteInverse: true,
      changesProjects: false,
      alsoNeeds: share === null ? [] : [SHARING],
      askerDoubt: doubtOf(target, context),
    }),
    rows: changedRows([
      { label: `Filter ${quoted(name)}`, before: 'does not exist', after: jql },
      { label: 'Owner', before: 'nobody', after: owner.name },
      { label: 'Shared with', before: 'nobody', after: share?.name ?? 'nobody' },
    ]),
    preconditions: makersOf(target).map((id, index) => ({
      ...precondition(
        `Filters called ${quoted(name)}`,
        namesRead(name, id),
        answers[index] ?? { status: 0, body: null },
      ),
      holds: { list: 'values[].name', value: name, isIn: false },
    })),
    radius: ['No issue changes; people see only the issues in it that Jira shows them'],
  };
}

/** Catalogue entry of `filter.create`. */
export const createFilter = defineAction('filter.create', {
  area: 'boards_sprints',
  title: 'Create a filter',
  defaultClass: 'auto-execute',
  level: 'standard',
  reversibility: { kind: 'complete', sentence: 'Can be undone: the new filter can be deleted' },
  blastRadius: 'no issue; the people the filter is shared with',
  connections: ['forge', 'oauth'],
  writes: operations('createFilter', 'changeFilterOwner'),
  reads: operations(
    'parseJqlQueries',
    'getFiltersPaginated',
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
    name: words,
    jql: z.string().min(1).max(MAX_JQL),
    share: optionalWords,
    owner: optionalWords,
  }),
  resolve,
  compile: ({ name, jql, share, owner, maker }) => [
    requestOf('createFilter', {
      query: [['overrideSharePermissions', 'true']],
      body: {
        name,
        jql,
        sharePermissions: share === null ? [] : [newShareBody(share)],
        editPermissions: [],
      },
      capture: { filterId: 'id' },
    }),
    ...(owner.accountId === maker
      ? []
      : [
          requestOf('changeFilterOwner', {
            path: { id: { captured: 'filterId' } },
            body: { accountId: owner.accountId },
          }),
        ]),
  ],
  check: filterCheck,
  inverse(_, { filterId }) {
    return filterId === undefined
      ? null
      : [{ type: 'filter.delete', args: { filter: namedId(filterId) } }];
  },
});
