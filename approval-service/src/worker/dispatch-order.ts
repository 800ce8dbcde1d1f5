/**
 * Brings a signed order to the app through its web trigger, until the app has reported. The five-minute sweep of the
 * app is the safety net: both may bring the same order, and the app runs an order id once.
 */

import type { OrderId, WorkOrder } from '@kraken/shared';
import { signWebTriggerCall } from '@kraken/shared/crypto';
import {
  GIVE_UP_MS,
  installationKey,
  issuedFirstAtMs,
  issueOrder,
  ORDER_LEASE_MS,
} from '../execute/issue-order.ts';
import { SETTLE_AFTER_MS } from '../execute/take-results.ts';
import { tellOutcome } from '../execute/tell-outcome.ts';
import { mayStillRun } from '../execute/withhold-order.ts';
import type { Instance, LeasedJob, OrderRow, TenantTx } from '../ports.ts';
import { closeGranted } from '../record/close-granted.ts';
import { finishJob, type WorkerContext } from './context.ts';

/** How often a paused site is looked at. */
const PAUSED_LOOK_MS = 10_000;

/** One attempt. The job stays until the order is recorded or given up. */
export async function dispatchOrder(context: WorkerContext, job: LeasedJob): Promise<void> {
  const store = context.store.forTenant(job.userId);
  const nowMs = context.clock.nowMs();
  const orderId = job.subjectId as OrderId;
  const { order, instance, issuedMs } = await store.read(async (tx) => {
    const found = await tx.orders.get(orderId);
    return {
      order: found,
      instance: found && (await tx.instances.get(found.instanceId)),
      issuedMs: found?.kind === 'execute' ? await issuedFirstAtMs(tx, found) : undefined,
    };
  });
  if (order?.state !== 'ready' || instance?.state !== 'active') {
    await finishJob(context, job, async () => undefined);
    return;
  }
  if (order.kind === 'execute' && instance.paused !== null) {
    await context.store.system.postponeJob(job, nowMs + PAUSED_LOOK_MS);
    return;
  }
  if (isOverdue(order, { job, issuedMs, nowMs })) {
    await finishJob(context, job, (tx) => giveUp(tx, context, order, nowMs));
    return;
  }
  const signed = await store.transact((tx) => issueOrder(tx, context.issue, orderId, nowMs));
  if (signed) await ring(context, instance, signed);
  await again(context, job, { order, instance });
}

async function ring(context: WorkerContext, instance: Instance, signed: WorkOrder): Promise<void> {
  context.checkpoint('order.issued');
  const body = JSON.stringify(signed);
  const timestamp = new Date(context.clock.nowMs()).toISOString();
  const headers = signWebTriggerCall(installationKey(context.keys, instance), timestamp, body);
  const answer = await context.webTrigger.ring(instance.webTriggerUrl, headers, body);
  context.checkpoint('order.rung');
  if (answer !== 'accepted') {
    context.log.warn('order.not-taken', { orderId: signed.orderId, kind: signed.kind, answer });
  }
}

/** Ends the job when the order is closed, else asks for another look when its lease has run out. */
async function again(
  context: WorkerContext,
  job: LeasedJob,
  before: { order: OrderRow; instance: Instance },
): Promise<void> {
  const order = await context.store
    .forTenant(job.userId)
    .read((tx) => tx.orders.get(before.order.orderId));
  if (order?.state !== 'ready') {
    await finishJob(context, job, async () => undefined);
    return;
  }
  const nowMs = context.clock.nowMs();
  const backoff = Math.min(3_600_000, ORDER_LEASE_MS * 2 ** Math.max(0, order.attempts - 3));
  const runAtMs =
    order.leaseUntilMs > nowMs
      ? Math.max(order.leaseUntilMs, nowMs + backoff - ORDER_LEASE_MS)
      : nowMs + 5_000;
  await context.store.system.postponeJob(job, runAtMs);
}

/** One that never left waits since it could last have been sent: the time of a pause does not count. */
function isOverdue(
  order: OrderRow,
  { job, issuedMs, nowMs }: { job: LeasedJob; issuedMs: number | undefined; nowMs: number },
): boolean {
  const sinceMs =
    order.attempts === 0
      ? Math.max(order.createdAtMs, job.runAtMs)
      : (issuedMs ?? order.createdAtMs);
  return nowMs - sinceMs > GIVE_UP_MS && !mayStillRun(order, nowMs);
}

/** An order that was perhaps run leaves its actions `unknown`; one that never left is told as not started. */
async function giveUp(
  tx: TenantTx,
  { random }: WorkerContext,
  order: OrderRow,
  nowMs: number,
): Promise<void> {
  if (!(await tx.orders.finish(order.orderId, 'abandoned', null))) return;
  const { decisionId } = order;
  if (order.kind === 'resolve') {
    const kind = order.purpose.startsWith('facts:') ? 'advance-decision' : 'settle-actions';
    await tx.jobs.insert({ kind, subjectId: decisionId, runAtMs: nowMs });
  }
  if (order.kind === 'comment') {
    await tx.log.append({
      atMs: nowMs,
      event: 'comment.failed',
      decisionId,
      actor: { kind: 'system' },
      detail: {
        orderId: order.orderId,
        purpose: order.purpose,
        outcome: 'given-up',
        commentId: null,
      },
    });
  }
  await giveUpActions(tx, order, nowMs);
  await tellOutcome(tx, random, order, nowMs);
}

async function giveUpActions(tx: TenantTx, order: OrderRow, nowMs: number): Promise<void> {
  if (order.kind !== 'execute') return;
  const { hasLeft } = await closeGranted(tx, order, {
    reason:
      order.attempts > 0
        ? 'the app has had it for a day and has not said what became of it'
        : 'it could not be sent for a day',
    nowMs,
  });
  if (!hasLeft) return;
  await tx.jobs.insert({
    kind: 'settle-actions',
    subjectId: order.decisionId,
    runAtMs: nowMs + SETTLE_AFTER_MS,
  });
}
