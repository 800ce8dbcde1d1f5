/** Orders the public comment on what became of an executed order: once, and once more when a late report corrects it. */
import type { OrderRow, Random, TenantTx } from '../ports.ts';
import { orderComment } from '../record/order-comment.ts';

/** The outcome comment of one executed order; held back while one of its outcomes is being settled. */
export async function tellOutcome(
  tx: TenantTx,
  random: Random,
  order: OrderRow,
  nowMs: number,
  isFinal = false,
): Promise<void> {
  const { decisionId, instanceId, payload } = order;
  if (payload.kind !== 'execute') return;
  const rows = (await tx.actions.list(decisionId)).filter(({ index }) =>
    payload.actionIndexes.includes(index),
  );
  if (!isFinal && rows.some(({ state }) => state === 'unknown')) return;
  await orderComment(tx, random, {
    decisionId,
    instanceId,
    purpose: `outcome:${order.orderId}`,
    audience: 'public',
    template: 'outcome',
    approvalId: approvalIdOf(order),
    nowMs,
  });
}

function approvalIdOf({ grant }: OrderRow): CommentApproval {
  const by = (grant as { by?: { approvalId?: CommentApproval } } | null)?.by;
  return by?.approvalId ?? null;
}

type CommentApproval = Parameters<typeof orderComment>[2]['approvalId'];

/** A ticket that was told `not known` is told again; one that was not told yet is told once. */
export async function correctOutcome(
  tx: TenantTx,
  random: Random,
  order: OrderRow,
  nowMs: number,
): Promise<void> {
  const { decisionId, instanceId, orderId } = order;
  const told = await tx.orders.find(decisionId, 'comment', `outcome:${orderId}`);
  if (told?.state !== 'recorded') return tellOutcome(tx, random, order, nowMs);
  return orderComment(tx, random, {
    decisionId,
    instanceId,
    purpose: `late-outcome:${orderId}`,
    audience: 'public',
    template: 'outcome',
    approvalId: approvalIdOf(order),
    nowMs,
  });
}
