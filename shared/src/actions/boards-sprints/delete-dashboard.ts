/** `dashboard.delete`: a dashboard of Kraken's own goes. Jira marks the operation as experimental; there is no other one. */
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
import { membershipCheck, wholeCheck } from '../effects.ts';
import { dashboardsRead, dashboardTarget, findDashboard } from '../look-up/find-dashboard.ts';
import { findMaker } from '../look-up/find-maker.ts';
import { refusedRead, unsupported } from '../look-up/obstacle.ts';
import { itemsAt, textAt } from '../look-up/read-answer.ts';
import { readAll, readTogether } from '../look-up/read-together.ts';
import { audienceWords, sharedProjectIds } from '../look-up/shares.ts';
import { operations, requestOf } from '../operations.ts';
import { DELETED_FOR_GOOD, quoted } from '../sentence-words.ts';

function* resolve(
  args: { dashboard: string },
  context: ResolveContext,
): Reading<Outcome<'dashboard.delete'>> {
  const [wished, maker] = yield* readTogether(findDashboard(args.dashboard, context), findMaker());
  if (!wished.ok) return wished;
  if (!maker.ok) return maker;
  const dashboard = wished.value;
  if (dashboard.owner?.accountId !== maker.value.accountId) {
    return unsupported(
      `The dashboard ${quoted(dashboard.name)} belongs to somebody else; Jira lets only the owner delete it.`,
    );
  }
  const pin = dashboardsRead(dashboard.name);
  const [state] = yield* readAll([pin]);
  if (state.status !== 200) return refusedRead('the dashboards', state);
  const item = itemsAt(state.body, 'values').find((each) => textAt(each, 'id') === dashboard.id);
  const audience = audienceWords(dashboard.shares);
  return found({
    target: { dashboard: { id: dashboard.id, name: dashboard.name } },
    facts: factsOf(context, {
      targets: [dashboardTarget(dashboard)],
      projectIds: sharedProjectIds(item ?? null),
      counts: {},
      hasCompleteInverse: false,
      changesProjects: false,
    }),
    rows: [
      { label: `Dashboard ${quoted(dashboard.name)}`, before: 'exists', after: DELETED_FOR_GOOD },
      { label: 'Shared with', before: audience, after: 'nobody' },
    ],
    preconditions: [precondition(`Dashboard ${quoted(dashboard.name)}`, pin, state)],
    radius: [`Whoever it is shared with loses it: ${audience}`],
  });
}

/** Catalogue entry of `dashboard.delete`. */
export const deleteDashboard = defineAction('dashboard.delete', {
  area: 'boards_sprints',
  title: 'Delete a dashboard',
  defaultClass: 'requires-approval',
  approvalBecause: 'It deletes something that other people may use.',
  level: 'standard',
  reversibility: { kind: 'none', sentence: 'Cannot be undone: its gadgets and layout are gone' },
  blastRadius: 'those the dashboard is shared with',
  connections: ['forge', 'oauth'],
  writes: operations('deleteDashboard'),
  reads: operations(
    'getDashboardsPaginated',
    'getCurrentUser',
    'getMyPermissions',
    'getBulkPermissions',
  ),
  schema: z.strictObject({ dashboard: words }),
  resolve: resolve,
  compile: ({ dashboard }) => [requestOf('deleteDashboard', { path: { id: dashboard.id } })],
  check: ({ dashboard }) =>
    wholeCheck(
      membershipCheck(
        dashboardsRead(dashboard.name, ['id']),
        { list: 'values[].id', value: dashboard.id },
        false,
      ),
    ),
  inverse: () => null,
});
