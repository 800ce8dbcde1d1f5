/**
 * Accepts one issue event: dedupes, writes delivery, decision, log entry and job in one durable transaction, and only
 * then answers. The same event with the same content is handled once, and so is content under another id that is the
 * ticket's present one; new content is never dropped, and neither is an older text that comes back.
 */
import type { DecisionId, DeliveryBody, DeliveryId, Result } from '@kraken/shared';
import { err, ok } from '@kraken/shared';
import { canonicalDigest } from '@kraken/shared/crypto';
import type { DecisionRow, ForgeCaller, Instance, Random, Store, TenantTx } from '../ports.ts';
import { continueDecision, findAsking } from './continue-decision.ts';

export interface AcceptedDelivery {
  deliveryId: string;
  decisionId: string;
  isRepeated: boolean;
}

/** Hash of what somebody wrote: status and names may change without being a new request. */
export function contentHash(body: DeliveryBody): string {
  const { summary, description, comments } = body.snapshot;
  return canonicalDigest({ issueId: body.routing.issueId, summary, description, comments });
}

/** Error: `replayed-token` when the invocation token was used before; then nothing is written. */
export async function acceptDelivery(
  deps: { store: Store; random: Random },
  input: { instance: Instance; caller: ForgeCaller; body: DeliveryBody; nowMs: number },
): Promise<Result<AcceptedDelivery, 'replayed-token'>> {
  const { instance, caller, nowMs } = input;
  const hash = contentHash(input.body);
  return deps.store.forTenant(instance.userId).transact(async (tx) => {
    if (!(await tx.forgeTokens.claim(caller.tokenId, caller.expiresAtMs, nowMs)))
      return err('replayed-token');
    return ok(await insertDelivery(tx, deps.random, { instance, body: input.body, hash, nowMs }));
  });
}

interface Arrival {
  instance: Instance;
  body: DeliveryBody;
  hash: string;
  nowMs: number;
}

async function insertDelivery(
  tx: TenantTx,
  random: Random,
  arrival: Arrival,
): Promise<AcceptedDelivery> {
  const { instance, body, hash, nowMs } = arrival;
  const { instanceId } = instance;
  const asking = await findAsking(tx, instanceId, body);
  const deliveryId = random.id('DeliveryId');
  const decisionId = asking?.decisionId ?? random.id('DecisionId');
  const found = await tx.deliveries.insertOrFind({
    deliveryId,
    instanceId,
    contentHash: hash,
    decisionId,
    receivedAtMs: nowMs,
    body,
  });
  if (!found.isNew) {
    return { deliveryId: found.deliveryId, decisionId: found.decisionId, isRepeated: true };
  }
  if (asking === undefined) await tx.decisions.insert(newDecision(arrival, deliveryId, decisionId));
  await logArrival(tx, arrival, { deliveryId, decisionId });
  if (asking !== undefined) await continueDecision(tx, asking, { deliveryId, nowMs });
  await tx.jobs.insert({ kind: 'advance-decision', subjectId: decisionId, runAtMs: nowMs });
  return { deliveryId, decisionId, isRepeated: false };
}

function newDecision(
  { instance, body, nowMs }: Arrival,
  deliveryId: DeliveryId,
  decisionId: DecisionId,
): DecisionRow {
  const { issueId, issueKey, reporterAccountId } = body.routing;
  return {
    decisionId,
    instanceId: instance.instanceId,
    deliveryId,
    origin: null,
    issueId,
    issueKey,
    stage: 'received',
    state: 'received',
    requesterAccountId: reporterAccountId,
    analysis: null,
    notes: [],
    class: null,
    confidence: null,
    readRounds: 0,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
  };
}

function logArrival(
  tx: TenantTx,
  { instance, body, hash, nowMs }: Arrival,
  { deliveryId, decisionId }: { deliveryId: DeliveryId; decisionId: DecisionId },
): Promise<void> {
  const { issueId, issueKey } = body.routing;
  return tx.log.append({
    atMs: nowMs,
    event: 'delivery.accepted',
    decisionId,
    actor: { kind: 'jira' },
    detail: {
      deliveryId,
      instanceId: instance.instanceId,
      issueId,
      issueKey,
      eventType: body.event.type,
      contentHash: hash,
    },
  });
}
