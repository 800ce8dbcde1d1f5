/**
 * `dashboard.create`: a dashboard, empty or copied. Kraken stays its owner, because it could neither see nor take back
 * one that belongs to somebody else; the person who asked may edit it. Jira marks the operations as experimental; there
 * are no other ones.
 */
import { z } from 'zod';
import type { JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { EffectCheck, PersonFact, ResolveContext } from '../action.ts';
import {
  defineAction,
  factsOf,
  found,
  type Outcome,
  optionalWords,
  precondition,
  words,
} from '../define-action.ts';
import {
  type Dashboard,
  dashboardsRead,
  dashboardTarget,
  findDashboard,
  toDashboard,
} from '../look-up/find-dashboard.ts';
import { findMaker, noSharing } from '../look-up/find-maker.ts';
import { findShare, isForEverybody, isSameShare, newShareBody } from '../look-up/find-share.ts';
import { findUser } from '../look-up/find-user.ts';
import { bareWords, foldName } from '../look-up/match-name.ts';
import { namedId } from '../look-up/named-id.ts';
import { already, ask, type Obstacle, refusedRead } from '../look-up/obstacle.ts';
import { isTrueAt, itemsAt, textAt } from '../look-up/read-answer.ts';
import { readAll, readOptional, readTogether } from '../look-up/read-together.ts';
import { operations, requestOf } from '../operations.ts';
import { quoted } from '../sentence-words.ts';
import { audienceDoubt, SHARING } from './asker-shares.ts';
import type { CreateDashboardTarget } from './sentences.ts';

type Args = { name: string; share?: string; copyOf?: string };

const ONE_LINE = /^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]{1,255}$/u;

function twinsIn({ name, maker }: CreateDashboardTarget, answer: JiraReadResult) {
  return itemsAt(answer.body, 'values').filter(
    (item) =>
      foldName(textAt(item, 'name') ?? '') === foldName(name) &&
      textAt(item, 'owner.accountId') === maker,
  );
}

/** Whether the only share of a dashboard is the one asked for. */
function isAsAsked({ share }: CreateDashboardTarget, { shares }: Pick<Dashboard, 'shares'>) {
  return shares.length === 1 && shares.every((one) => isSameShare(one, share));
}

function* resolve(args: Args, context: ResolveContext): Reading<Outcome<'dashboard.create'>> {
  const wish = yield* readWish(args, context);
  if (!wish.ok) return wish;
  const { target } = wish.value;
  const read = dashboardsRead(target.name);
  const [answer] = yield* readAll([read]);
  if (answer.status !== 200) return refusedRead('the dashboards', answer);
  const [twin] = twinsIn(target, answer);
  if (twin === undefined) return found(findingOf(wish.value, answer, context));
  return isAsAsked(target, toDashboard(twin))
    ? already(`There is already the dashboard ${quoted(target.name)}.`)
    : ask(
        'dashboard name',
        target.name,
        [],
        `Kraken already has a dashboard called ${quoted(target.name)}. What shall the new one be called?`,
      );
}

interface Wish {
  target: CreateDashboardTarget;
  people: PersonFact[];
}

function* readWish(args: Args, context: ResolveContext): Reading<Result<Wish, Obstacle>> {
  const name = bareWords(args.name).replace(/\s+/gu, ' ');
  if (!ONE_LINE.test(name)) return ask('dashboard name', args.name);
  if (args.share === undefined) {
    return ask(
      'audience',
      '',
      [],
      `With which project, group or person shall ${quoted(name)} be shared?`,
    );
  }
  const [share, editor, copy, maker] = yield* readTogether(
    findShare(args.share, context),
    findUser('me', context),
    readOptional(args.copyOf, (wanted) => findDashboard(wanted, context)),
    findMaker(),
  );
  if (!share.ok) return share;
  if (!editor.ok) return editor;
  if (copy !== undefined && !copy.ok) return copy;
  if (!maker.ok) return maker;
  if (!maker.value.mayShare) return noSharing();
  const { accountId } = editor.value;
  const target: CreateDashboardTarget = {
    name,
    share: share.value.share,
    copyOf: copy === undefined ? null : { id: copy.value.id, name: copy.value.name },
    editor: { accountId, name: editor.value.name },
    maker: maker.value.accountId,
  };
  const people = [editor.value, share.value.person].filter((one) => one !== undefined);
  return ok({ target, people });
}

function findingOf({ target, people }: Wish, answer: JiraReadResult, context: ResolveContext) {
  const { name, share, copyOf, editor } = target;
  return {
    target,
    facts: factsOf(context, {
      targets: [
        { kind: 'user', id: editor.accountId, name: editor.name },
        ...(copyOf === null ? [] : [dashboardTarget(copyOf)]),
      ],
      projectIds: share.projectId === undefined ? [] : [share.projectId],
      // Nobody knows how many people "everybody" is; what a copy shows, the person who asked may not have seen.
      counts: isForEverybody(share) || copyOf !== null ? null : { users: people.length },
      people,
      hasCompleteInverse: true,
      changesProjects: false,
      askerDoubt: audienceDoubt(share),
    }),
    rows: [
      {
        label: `Dashboard ${quoted(name)}`,
        before: 'does not exist',
        after: copyOf === null ? 'empty' : `copy of ${quoted(copyOf.name)}`,
      },
      { label: 'Shared with', before: 'nobody', after: share.name },
      { label: 'May be edited by', before: 'nobody', after: editor.name },
    ],
    preconditions: [
      {
        ...precondition(`Dashboards called ${quoted(name)}`, dashboardsRead(name), answer),
        holds: { list: 'values[].name', value: name, isIn: hasName(answer, name) },
      },
    ],
    radius: ['Kraken owns it; people see only the issues in it that Jira shows them'],
  };
}

const hasName = (answer: JiraReadResult, name: string): boolean =>
  itemsAt(answer.body, 'values').some((item) => textAt(item, 'name') === name);

function check(target: CreateDashboardTarget): EffectCheck {
  return {
    reads: [dashboardsRead(target.name)],
    judge([answer]) {
      if (answer?.status !== 200) return 'unknown';
      const [made, ...others] = twinsIn(target, answer);
      if (made === undefined) return isTrueAt(answer.body, 'isLast') ? 'not-done' : 'unknown';
      return others.length === 0 && isAsAsked(target, toDashboard(made)) ? 'done' : 'differs';
    },
  };
}

/** Catalogue entry of `dashboard.create`. */
export const createDashboard = defineAction('dashboard.create', {
  area: 'boards_sprints',
  title: 'Create or copy a dashboard',
  defaultClass: 'auto-execute',
  level: 'standard',
  requesterNeeds: SHARING,
  reversibility: { kind: 'complete', sentence: 'Can be undone: the new dashboard can be deleted' },
  blastRadius: 'no issue; the people the dashboard is shared with',
  connections: ['forge', 'oauth'],
  writes: operations('createDashboard', 'copyDashboard'),
  reads: operations(
    'getDashboardsPaginated',
    'getCurrentUser',
    'getMyPermissions',
    'findUsers',
    'getUser',
    'bulkGetGroups',
    'getProject',
    'searchProjects',
    'getBulkPermissions',
  ),
  schema: z.strictObject({ name: words, share: optionalWords, copyOf: optionalWords }),
  resolve,
  compile({ name, share, copyOf, editor, maker }) {
    const editors =
      editor.accountId === maker ? [] : [{ type: 'user', user: { accountId: editor.accountId } }];
    const parts = {
      query: [['extendAdminPermissions', 'true']] as Array<[string, string]>,
      body: { name, sharePermissions: [newShareBody(share)], editPermissions: editors },
      capture: { dashboardId: 'id' },
    };
    return [
      copyOf === null
        ? requestOf('createDashboard', parts)
        : requestOf('copyDashboard', { ...parts, path: { id: copyOf.id } }),
    ];
  },
  check,
  inverse(_, { dashboardId }) {
    return dashboardId === undefined
      ? null
      : [{ type: 'dashboard.delete', args: { dashboard: namedId(dashboardId) } }];
  },
});
