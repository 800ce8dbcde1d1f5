/**
 * A reporter's reply to a question continues the decision that asked: the ticket is read again under the same id, so that
 * question, answer and outcome are one story. Only a decision that did nothing but ask is continued.
 */
import type { DecisionId, DeliveryBody, DeliveryId, InstanceId } from '@kraken/shared';
import type { DecisionRow, TenantTx } from '../ports.ts';

/** True for a comment by the person the ticket stands for. */
function isReply({ event, routing }: DeliveryBody): boolean {
  const { type, actorAccountId } = event;
  return (
    type === 'comment.created' &&
    actorAccountId !== null &&
    actorAccountId === routing.reporterAccountId
  );
}

/** The decision a delivery continues; undefined where it begins a new one. */
export async function findAsking(
  tx: TenantTx,
  instanceId: InstanceId,
  body: DeliveryBody,
): Promise<DecisionRow | undefined> {
  if (!isReply(body)) return undefined;
  const { issueId } = body.routing;
  const [latest] = await tx.decisions.list({ instanceId, issueId, hasRequest: true, limit: 1 });
  if (latest?.state !== 'asked' || latest.origin !== null) return undefined;
  // Under another reporter or key it is another story.
  const { reporterAccountId, issueKey } = body.routing;
  if (latest.requesterAccountId !== reporterAccountId || latest.issueKey !== issueKey)
    return undefined;
  const actions = await tx.actions.list(latest.decisionId);
  return actions.length === 0 ? latest : undefined;
}

/** Puts an asking decision back to its start, with the reply as its delivery. False when it has moved on meanwhile. */
export async function continueDecision(
  tx: TenantTx,
  { decisionId, stage }: DecisionRow,
  { deliveryId, nowMs }: { deliveryId: DeliveryId; nowMs: number },
): Promise<boolean> {
  const isMine = await tx.decisions.advance(decisionId, stage, {
    stage: 'received',
    state: 'received',
    deliveryId,
    analysis: null,
    notes: [],
    confidence: null,
    readRounds: 0,
    updatedAtMs: nowMs,
  });
  if (!isMine) return false;
  await tx.wishes.clear(decisionId);
  await tx.reads.clear(decisionId);
  await logAnswer(tx, { decisionId, deliveryId, nowMs });
  return true;
}

function logAnswer(
  tx: TenantTx,
  {
    decisionId,
    deliveryId,
    nowMs,
  }: { decisionId: DecisionId; deliveryId: DeliveryId; nowMs: number },
): Promise<void> {
  return tx.log.append({
    atMs: nowMs,
    event: 'question.answered',
    decisionId,
    actor: { kind: 'jira' },
    detail: { deliveryId },
  });
}
