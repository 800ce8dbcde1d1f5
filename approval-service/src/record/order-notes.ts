/** Orders the public comment that carries a decision's notes: questions, and what is left to a person. */
import type { DecisionRow, Random, TenantTx } from '../ports.ts';
import { orderComment } from './order-comment.ts';

/** Written once per `purpose`; without one, once for every reading of the ticket. */
export function orderNotes(
  tx: TenantTx,
  random: Random,
  {
    decisionId,
    instanceId,
    deliveryId,
  }: Pick<DecisionRow, 'decisionId' | 'instanceId' | 'deliveryId'>,
  { purpose = `notes:${deliveryId}`, nowMs }: { purpose?: string; nowMs: number },
): Promise<void> {
  return orderComment(tx, random, {
    decisionId,
    instanceId,
    purpose,
    audience: 'public',
    template: 'notes',
    approvalId: null,
    nowMs,
  });
}
