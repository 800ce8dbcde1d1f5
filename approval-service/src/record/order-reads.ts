/** Orders reads from the app: facts to plan from, or effects to settle an unknown outcome. */
import type { DecisionId, InstanceId, JiraRead } from '@kraken/shared';
import type { Random, TenantTx } from '../ports.ts';

/** Inserts a `resolve` order under its purpose, to be dispatched at `runAtMs`. */
export async function orderReads(
  tx: TenantTx,
  random: Random,
  wish: {
    decisionId: DecisionId;
    instanceId: InstanceId;
    purpose: string;
    reads: JiraRead[];
    nowMs: number;
    runAtMs: number;
  },
): Promise<void> {
  const orderId = random.id('OrderId');
  const isNew = await tx.orders.insert({
    orderId,
    instanceId: wish.instanceId,
    decisionId: wish.decisionId,
    kind: 'resolve',
    purpose: wish.purpose,
    state: 'ready',
    // Whether a read is part of a walk is nothing the app needs to know.
    payload: { kind: 'resolve', reads: wish.reads.map(({ request, pick }) => ({ request, pick })) },
    grant: null,
    leaseUntilMs: wish.runAtMs,
    lastExpiryMs: 0,
    attempts: 0,
    createdAtMs: wish.nowMs,
    report: null,
  });
  if (isNew)
    await tx.jobs.insert({ kind: 'dispatch-order', subjectId: orderId, runAtMs: wish.runAtMs });
}
