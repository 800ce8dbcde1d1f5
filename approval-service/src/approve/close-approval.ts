/** Ends of an approval request without a decision: its deadline, or a ticket whose words are gone. */
import type { ApprovalId, DecisionId } from '@kraken/shared';
import type { ApprovalRow, Random, TenantTx } from '../ports.ts';
import { moveAction } from '../record/move-action.ts';
import { orderComment } from '../record/order-comment.ts';
import { refreshDecision } from '../record/refresh-decision.ts';
import { closeRestrictedComment } from './close-comment.ts';

/** Expires a staged request whose deadline has passed. Silence never approves. */
export async function expireApproval(
  tx: TenantTx,
  random: Random,
  id: ApprovalId,
  nowMs: number,
): Promise<'expired' | 'nothing'> {
  const approval = await tx.approvals.get(id);
  if (approval?.state !== 'staged' || approval.expiresAtMs > nowMs) return 'nothing';
  return close(tx, random, id, { state: 'expired', nowMs });
}

/** Ends a staged request because the ticket no longer says what it was made from. */
export async function supersedeApproval(
  tx: TenantTx,
  random: Random,
  id: ApprovalId,
  nowMs: number,
): Promise<'superseded' | 'nothing'> {
  return close(tx, random, id, { state: 'superseded', nowMs });
}

/** Replaces the waiting request of a decision that is about to be staged again; its actions stay staged. */
export async function supersedeForRestaging(
  tx: TenantTx,
  random: Random,
  decisionId: DecisionId,
  nowMs: number,
): Promise<void> {
  for (const approval of await tx.approvals.listOf(decisionId)) {
    if (approval.state !== 'staged') continue;
    await closeRow(tx, approval, { state: 'superseded', nowMs });
    await closeRestrictedComment(tx, random, approval, nowMs);
  }
}

/** Moves the request itself and logs it; false when somebody else was faster. */
async function closeRow(
  tx: TenantTx,
  approval: ApprovalRow,
  { state, nowMs }: { state: 'expired' | 'superseded'; nowMs: number },
): Promise<boolean> {
  const patch = { state, decidedAtMs: nowMs, decidedBy: null };
  const { approvalId, planDigest, decisionId } = approval;
  if (!(await tx.approvals.decide(approvalId, 'staged', planDigest, patch))) return false;
  await tx.log.append({
    atMs: nowMs,
    event: state === 'expired' ? 'plan.expired' : 'plan.superseded',
    decisionId,
    actor: { kind: 'system' },
    detail: { approvalId, planDigest },
  });
  return true;
}

async function close<S extends 'expired' | 'superseded'>(
  tx: TenantTx,
  random: Random,
  id: ApprovalId,
  { state, nowMs }: { state: S; nowMs: number },
): Promise<S | 'nothing'> {
  const approval = await tx.approvals.get(id);
  if (approval?.state !== 'staged') return 'nothing';
  if (!(await closeRow(tx, approval, { state, nowMs }))) return 'nothing';
  const { decisionId, instanceId, body } = approval;
  const rows = (await tx.actions.list(decisionId)).filter(({ index }) =>
    body.actionIndexes.includes(index),
  );
  for (const row of rows.filter((one) => one.state === 'staged')) {
    await moveAction(tx, row, {
      event: state === 'expired' ? 'expire' : 'supersede',
      logAs: 'action.recorded',
      actor: { kind: 'system' },
      nowMs,
    });
  }
  await orderComment(tx, random, {
    decisionId,
    instanceId,
    purpose: `${state}:${id}`,
    audience: 'public',
    template: state,
    approvalId: id,
    nowMs,
  });
  await closeRestrictedComment(tx, random, approval, nowMs);
  await refreshDecision(tx, decisionId, nowMs);
  return state;
}
