/**
 * After drift: where what changed alters neither what is done nor what was shown, the leave an action had still counts. A
 * person's approval is kept only if its reasons have not grown, the policy's only if the policy would give it again.
 */
import {
  type Classification,
  type Grant,
  grantFromKeptApproval,
  grantFromPolicy,
  type PlannedAction,
  parseId,
} from '@kraken/shared';
import { digestsOf, effectDigest } from '@kraken/shared/crypto';
import { isUnderGrant, keepsOf, orderPlan } from '../execute/order-plan.ts';
import type { ActionRow, OrderRow, TenantTx } from '../ports.ts';
import { moveAction } from '../record/move-action.ts';
import type { WorkerContext } from './context.ts';
import { driftedRows, type Planning } from './planning.ts';

/** What an order keeps of its grant. */
type StoredGrant = Pick<Grant, 'planDigest' | 'factsDigest' | 'by'>;

/** More changes than these in a row, and a person looks again. */
const MAX_KEEPS = 3;

/** A leave that still counts, for the actions as they are now. */
export interface KeptLeave {
  grant: Grant;
  actions: PlannedAction[];
  keeps: number;
}

/** The leave of all drifted actions; undefined where any of them has to be looked at again. */
export async function findKeptLeave(
  tx: TenantTx,
  { decision, rows }: Planning,
  fresh: readonly PlannedAction[],
): Promise<KeptLeave | undefined> {
  const drifted = driftedRows(rows);
  const actions = drifted.flatMap(({ index }) => fresh.filter((one) => one.index === index));
  if (actions.length === 0 || actions.length !== drifted.length) return undefined;
  const orders = await tx.orders.list(decision.decisionId);
  const keeps = keepsOf(orders);
  const order = orderOf(orders, drifted);
  if (order?.grant == null || keeps >= MAX_KEEPS || !isUntouched(order, rows)) return undefined;
  const before = drifted.map(({ planned }) => planned);
  const effects = { approved: effectDigest(before), now: effectDigest(actions) };
  if (effects.approved !== effects.now || !hasNoNewReasons(before, actions)) return undefined;
  const { by } = order.grant as StoredGrant;
  const input = { decisionId: decision.decisionId, ...digestsOf(actions), actions };
  if (by.kind === 'policy') {
    const grant = grantFromPolicy(input);
    return grant.ok ? { grant: grant.value, actions, keeps } : undefined;
  }
  const approvalId = parseId('ApprovalId', by.approvalId);
  const approval = approvalId && (await tx.approvals.get(approvalId));
  if (!approval) return undefined;
  const grant = grantFromKeptApproval({ ...input, approval, effects });
  return grant.ok ? { grant: grant.value, actions, keeps } : undefined;
}

/** The one order under which all of them were to run. */
function orderOf(orders: readonly OrderRow[], drifted: readonly ActionRow[]): OrderRow | undefined {
  return orders.findLast(
    ({ payload }) =>
      payload.kind === 'execute' &&
      drifted.every(({ index }) => payload.actionIndexes.includes(index)),
  );
}

/** What is stored is still what was granted. */
function isUntouched({ payload, grant }: OrderRow, rows: readonly ActionRow[]): boolean {
  if (payload.kind !== 'execute' || grant === null) return false;
  const granted = rows.filter(({ index }) => payload.actionIndexes.includes(index));
  return isUnderGrant(
    granted.map(({ planned }) => planned),
    grant as StoredGrant,
  );
}

function hasNoNewReasons(before: readonly PlannedAction[], now: readonly PlannedAction[]): boolean {
  return now.every(({ classification }, at) => {
    const old = before[at]?.classification;
    return old !== undefined && !isStricter(classification, old);
  });
}

function isStricter(now: Classification, old: Classification): boolean {
  const rules = new Set(old.reasons.map(({ rule }) => rule));
  if (now.level === 'critical' && old.level !== 'critical') return true;
  return now.class !== old.class || now.reasons.some(({ rule }) => !rules.has(rule));
}

/** Orders the actions again under the leave they had, and logs that and why. */
export async function orderKept(
  tx: TenantTx,
  context: WorkerContext,
  { decision, rows, nowMs }: Planning,
  { grant, actions, keeps }: KeptLeave,
): Promise<void> {
  const { decisionId, instanceId } = decision;
  for (const planned of actions) {
    await tx.actions.savePlanned(decisionId, planned);
    const row = rows.find(({ index }) => index === planned.index);
    if (row === undefined) continue;
    await moveAction(tx, row, {
      event: 'keep',
      logAs: 'action.recorded',
      actor: { kind: 'policy' },
      nowMs,
    });
  }
  await tx.log.append({
    atMs: nowMs,
    event: 'grant.renewed',
    decisionId,
    actor: { kind: 'policy' },
    detail: {
      actions: actions.map(({ index }) => index),
      by: grant.by,
      effectDigest: effectDigest(actions),
      planDigest: grant.planDigest,
      factsDigest: grant.factsDigest,
    },
  });
  await orderPlan(tx, context.random, { grant, decisionId, instanceId, actions, keeps, nowMs });
}
