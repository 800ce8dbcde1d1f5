/** Orders a comment on the decision's ticket; ordered twice under one purpose, it is written once. */
import type { ApprovalId, DecisionId, InstanceId } from '@kraken/shared';
import type { Audience, CommentTemplate, Random, TenantTx } from '../ports.ts';

export interface CommentWish {
  decisionId: DecisionId;
  instanceId: InstanceId;
  purpose: string;
  audience: Audience;
  template: CommentTemplate;
  approvalId: ApprovalId | null;
  editCommentId?: string | undefined;
  nowMs: number;
}

/** Inserts the order and its dispatch job. */
export async function orderComment(tx: TenantTx, random: Random, wish: CommentWish): Promise<void> {
  const orderId = random.id('OrderId');
  const isNew = await tx.orders.insert({
    orderId,
    instanceId: wish.instanceId,
    decisionId: wish.decisionId,
    kind: 'comment',
    purpose: wish.purpose,
    state: 'ready',
    payload: {
      kind: 'comment',
      audience: wish.audience,
      template: wish.template,
      approvalId: wish.approvalId,
      editCommentId: wish.editCommentId ?? null,
    },
    grant: null,
    leaseUntilMs: 0,
    lastExpiryMs: 0,
    attempts: 0,
    createdAtMs: wish.nowMs,
    report: null,
  });
  if (isNew)
    await tx.jobs.insert({ kind: 'dispatch-order', subjectId: orderId, runAtMs: wish.nowMs });
}
