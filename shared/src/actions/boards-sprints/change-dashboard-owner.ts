/**
 * `dashboard.owner.change`. Jira shows Kraken the dashboards it owns or is given, and lets an administrator change the
 * owner. It answers 200 also where it refused, so only reading back tells what became of it. The operation is marked as
 * experimental; there is no other one.
 */
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
import { mentionOf } from '../look-up/account-id.ts';
import { dashboardsRead, dashboardTarget, findDashboard } from '../look-up/find-dashboard.ts';
import { findUser } from '../look-up/find-user.ts';
import { namedId } from '../look-up/named-id.ts';
import { already, refusedRead, unsupported } from '../look-up/obstacle.ts';
import { itemsAt, textAt } from '../look-up/read-answer.ts';
import { readAll, readTogether } from '../look-up/read-together.ts';
import { audienceWords, SHARE_FIELDS } from '../look-up/shares.ts';
import { operations, requestOf } from '../operations.ts';
import { quoted } from '../sentence-words.ts';

const PIN = ['id', 'name', 'owner.accountId', ...SHARE_FIELDS];

/** Reads id, name, owner and shares of the dashboards whose name holds the name. */
const pinRead = (name: string) => dashboardsRead(name, PIN);

function* resolve(
  args: { dashboard: string; owner: string },
  context: ResolveContext,
): Reading<Outcome<'dashboard.owner.change'>> {
  const [wished, person] = yield* readTogether(
    findDashboard(args.dashboard, context),
    findUser(args.owner, context),
  );
  if (!wished.ok) return wished;
  if (!person.ok) return person;
  const dashboard = wished.value;
  const { accountId, name } = person.value;
  const before = dashboard.owner;
  if (before?.accountId === accountId)
    return already(`${name} already owns ${quoted(dashboard.name)}.`);
  if (dashboard.shares.length === 0) {
    return unsupported(
      `${quoted(dashboard.name)} is shared with nobody: Kraken could not see it any more. Share it first.`,
    );
  }
  const pin = pinRead(dashboard.name);
  const [state] = yield* readAll([pin]);
  if (state.status !== 200) return refusedRead('the dashboards', state);
  return found({
    target: {
      dashboard: { id: dashboard.id, name: dashboard.name },
      before,
      owner: { accountId, name },
    },
    facts: factsOf(context, {
      targets: [dashboardTarget(dashboard), { kind: 'user', id: accountId, name }],
      projectIds: [],
      people: [person.value],
      counts: { users: before === null ? 1 : 2 },
      hasCompleteInverse: before?.isActive === true,
      changesProjects: false,
    }),
    rows: [
      {
        label: `Owner of ${quoted(dashboard.name)}`,
        before: before?.name ?? 'nobody',
        after: name,
      },
    ],
    preconditions: [precondition(`Owner of ${quoted(dashboard.name)}`, pin, state)],
    radius: [
      `It stays shared with ${audienceWords(dashboard.shares)}`,
      ...(before === null ? [] : [`${before.name} can no longer change it`]),
    ],
  });
}

/** Catalogue entry of `dashboard.owner.change`. */
export const changeDashboardOwner = defineAction('dashboard.owner.change', {
  area: 'boards_sprints',
  title: 'Change the owner of a dashboard',
  defaultClass: 'requires-approval',
  approvalBecause: 'It takes the control over a dashboard from a person.',
  level: 'standard',
  reversibility: {
    kind: 'partial',
    sentence: 'Can be undone while the account of the former owner is active',
  },
  blastRadius: 'one dashboard; its former owner',
  connections: ['forge', 'oauth'],
  writes: operations('bulkEditDashboards'),
  reads: operations('getDashboardsPaginated', 'findUsers', 'getUser', 'getBulkPermissions'),
  schema: z.strictObject({ dashboard: words, owner: words }),
  resolve: resolve,
  compile: ({ dashboard, owner }) => [
    requestOf('bulkEditDashboards', {
      body: {
        action: 'changeOwner',
        entityIds: [Number(dashboard.id)],
        changeOwnerDetails: { newOwner: owner.accountId, autofixName: false },
        extendAdminPermissions: true,
      },
    }),
  ],
  check: ({ dashboard, before, owner }) => ({
    reads: [pinRead(dashboard.name)],
    judge([answer]) {
      const item = itemsAt(answer?.body ?? null, 'values').find(
        (each) => textAt(each, 'id') === dashboard.id,
      );
      if (answer?.status !== 200 || item === undefined) return 'unknown';
      const now = textAt(item, 'owner.accountId');
      if (now === owner.accountId) return 'done';
      return now === before?.accountId ? 'not-done' : 'differs';
    },
  }),
  inverse: ({ dashboard, before }) =>
    before?.isActive === true
      ? [
          {
            type: 'dashboard.owner.change',
            args: { dashboard: namedId(dashboard.id), owner: mentionOf(before.accountId) },
          },
        ]
      : null,
});
