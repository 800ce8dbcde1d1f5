/** The restricted comment of a request that is over. */
import type { ApprovalRow, Random, TenantTx } from '../ports.ts';
import { orderComment } from '../record/order-comment.ts';

/** Edits the restricted comment in place; does nothing where none was written (its own report then orders the edit). */
export async function closeRestrictedComment(
  tx: TenantTx,
  random: Random,
  approval: ApprovalRow,
  nowMs: number,
): Promise<void> {
  const staged = await tx.orders.find(
    approval.decisionId,
    'comment',
    `staged:${approval.approvalId}`,
  );
  const commentId = staged?.report?.steps[0]?.commentId;
  if (commentId === undefined) return;
  await orderComment(tx, random, {
    decisionId: approval.decisionId,
    instanceId: approval.instanceId,
    purpose: `closed:${approval.approvalId}`,
    audience: 'approvers',
    template: 'closed',
    approvalId: approval.approvalId,
    editCommentId: commentId,
    nowMs,
  });
}
