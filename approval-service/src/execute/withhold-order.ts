/**
 * Orders that may not leave (any more): the stored plan is not what was granted, or the ticket no longer asks for it.
 * One that never left ends at once. One that left may still start in the app until its last handed-out copy has expired
 * and the longest run is over; until then it is held, a report of the app still counts, and nothing is said of it.
 */
import { assertNever } from '@kraken/shared';
import type { OrderRow, Random, TenantTx } from '../ports.ts';
import { closeGranted } from '../record/close-granted.ts';
import { orderComment } from '../record/order-comment.ts';
import type { Unfit } from './order-plan.ts';
import { SETTLE_AFTER_MS } from './take-results.ts';
import { tellOutcome } from './tell-outcome.ts';

/** Longest time a function of the app can still be running after an order's expiry: 15 minutes. */
export const LONGEST_RUN_MS = 15 * 60_000;

/** True while a copy of the order that was handed out may still start or run in the app. */
export function mayStillRun(
  { attempts, lastExpiryMs }: Pick<OrderRow, 'attempts' | 'lastExpiryMs'>,
  nowMs: number,
): boolean {
  return attempts > 0 && nowMs <= lastExpiryMs + LONGEST_RUN_MS;
}

/** Holds or ends an execute order that is not issued; log and ticket tell why. */
export async function withholdOrder(
  tx: TenantTx,
  random: Random,
  order: OrderRow,
  { reason, nowMs }: { reason: Unfit; nowMs: number },
): Promise<void> {
  await logOnce(tx, order, { reason, nowMs });
  if (mayStillRun(order, nowMs)) {
    await tx.orders.hold(order.orderId, order.lastExpiryMs + LONGEST_RUN_MS + 1);
    return;
  }
  if (!(await tx.orders.finish(order.orderId, 'abandoned', null))) return;
  switch (reason) {
    case 'plan-changed':
      return endChanged(tx, random, order, nowMs);
    case 'words-gone':
      return endWithdrawn(tx, random, order, nowMs);
    default:
      return assertNever(reason);
  }
}

async function logOnce(
  tx: TenantTx,
  { decisionId, orderId }: OrderRow,
  { reason, nowMs }: { reason: Unfit; nowMs: number },
): Promise<void> {
  const detail = { orderId, reason };
  const told = (await tx.log.listOf(decisionId)).some(
    (entry) =>
      entry.event === 'decision.attempt-refused' &&
      JSON.stringify(entry.detail) === JSON.stringify(detail),
  );
  if (told) return;
  await tx.log.append({
    atMs: nowMs,
    event: 'decision.attempt-refused',
    decisionId,
    actor: { kind: 'system' },
    detail,
  });
}

/** What is stored cannot be trusted to be read back by: an order that had left stays unknown, for a person. */
async function endChanged(
  tx: TenantTx,
  random: Random,
  order: OrderRow,
  nowMs: number,
): Promise<void> {
  await closeGranted(tx, order, {
    reason: 'The approval does not match the stored plan',
    isLeftToPerson: true,
    nowMs,
  });
  await tellOutcome(tx, random, order, nowMs, true);
}

/** The plan is sound, so what may have run is read back; what never left is withdrawn like a waiting request. */
async function endWithdrawn(
  tx: TenantTx,
  random: Random,
  order: OrderRow,
  nowMs: number,
): Promise<void> {
  const { decisionId, instanceId, orderId } = order;
  const reason = 'the ticket no longer asks for it';
  const { hasLeft } = await closeGranted(tx, order, { reason, unstarted: 'supersede', nowMs });
  if (hasLeft) {
    const runAtMs = nowMs + SETTLE_AFTER_MS;
    await tx.jobs.insert({ kind: 'settle-actions', subjectId: decisionId, runAtMs });
    return;
  }
  await orderComment(tx, random, {
    decisionId,
    instanceId,
    purpose: `withdrawn:${orderId}`,
    audience: 'public',
    template: 'superseded',
    approvalId: null,
    nowMs,
  });
}
