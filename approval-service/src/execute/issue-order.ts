/**
 * Signs and leases an order for the app. Signed afresh at every issue (new expiry, new nonce, same order id): the app
 * runs an order id at most once, so issuing again is safe. While the site is paused, nothing that executes is issued, and
 * nothing that executes is issued again a day after it was issued first.
 */
import { isJsonObject, type OrderId, type WorkOrder } from '@kraken/shared';
import { signOrder } from '@kraken/shared/crypto';
import type { Instance, Keys, OrderRow, Random, TenantTx } from '../ports.ts';
import { stepsOfOrder, type Unfit } from './order-plan.ts';
import { LONGEST_RUN_MS, mayStillRun, withholdOrder } from './withhold-order.ts';

/** How long a signed order may be started. */
export const ORDER_TTL_MS = 10 * 60_000;
/** How long the service waits for a report before it issues an order again. */
export const ORDER_LEASE_MS = 90_000;
/** After this long without a report an order is given up; what it may have done is then read back. */
export const GIVE_UP_MS = 24 * 3_600_000;

/** What an order carries when it leaves: reads and steps. Comments are written at this moment. */
export type OrderContent = Pick<WorkOrder, 'reads' | 'steps'>;

export interface IssueDeps {
  keys: Keys;
  random: Random;
  /** Writes the comment of a comment order from what is stored now; undefined when there is nothing to say any more. */
  writeComment(
    tx: TenantTx,
    order: OrderRow,
    instance: Instance,
  ): Promise<OrderContent | undefined>;
}

/** Context under which an installation's key is sealed. */
export function keyContext(instance: Pick<Instance, 'userId' | 'installationId'>): string {
  return `${instance.userId}/${instance.installationId}/key`;
}

/** The key that app and service of one installation share. */
export function installationKey(keys: Keys, instance: Instance): Uint8Array {
  return new Uint8Array(
    Buffer.from(keys.sealer.unseal(instance.keySealed, keyContext(instance)), 'base64'),
  );
}

/**
 * Leases and signs; undefined when it is held, finished, paused or not to be sent. The site is read here, in the
 * transaction of the lease: a pause that was committed before is obeyed.
 */
export async function issueOrder(
  tx: TenantTx,
  deps: IssueDeps,
  orderId: OrderId,
  nowMs: number,
): Promise<WorkOrder | undefined> {
  const order = await tx.orders.get(orderId);
  const instance = order && (await tx.instances.get(order.instanceId));
  if (order?.state !== 'ready' || instance?.state !== 'active') return undefined;
  if (order.kind === 'execute' && instance.paused !== null) return undefined;
  if (order.leaseUntilMs > nowMs) return undefined;
  if (await isIssuedOut(tx, order, nowMs)) {
    // The copies that are out may still run; then whoever dispatches it gives it up.
    if (mayStillRun(order, nowMs))
      await tx.orders.hold(orderId, order.lastExpiryMs + LONGEST_RUN_MS + 1);
    return undefined;
  }
  const content = await contentOf(tx, deps, order, instance);
  if (typeof content === 'string') {
    await withholdOrder(tx, deps.random, order, { reason: content, nowMs });
    return undefined;
  }
  if (content === undefined) {
    await tx.orders.finish(orderId, 'abandoned', null); // nothing to say any more
    return undefined;
  }
  const expiresAtMs = nowMs + ORDER_TTL_MS;
  if (!(await tx.orders.lease(orderId, nowMs, nowMs + ORDER_LEASE_MS, expiresAtMs)))
    return undefined;
  return sign(tx, deps, { order, instance, content, nowMs, expiresAtMs });
}

/** True for an execute order that has been handed out for a day, however often the app answered that it is not now. */
async function isIssuedOut(tx: TenantTx, order: OrderRow, nowMs: number): Promise<boolean> {
  const isYoung = nowMs - order.createdAtMs <= GIVE_UP_MS;
  if (order.kind !== 'execute' || order.attempts === 0 || isYoung) return false;
  return nowMs - (await issuedFirstAtMs(tx, order)) > GIVE_UP_MS;
}

/** When the order was issued first, as the log has it; when it was made where the log has nothing of it. */
export async function issuedFirstAtMs(tx: TenantTx, order: OrderRow): Promise<number> {
  const { orderId, decisionId, createdAtMs } = order;
  const first = (await tx.log.listOf(decisionId)).find(
    ({ event, detail }) =>
      event === 'order.issued' && isJsonObject(detail) && detail['orderId'] === orderId,
  );
  return first?.atMs ?? createdAtMs;
}

async function sign(
  tx: TenantTx,
  deps: IssueDeps,
  leased: {
    order: OrderRow;
    instance: Instance;
    content: OrderContent;
    nowMs: number;
    expiresAtMs: number;
  },
): Promise<WorkOrder> {
  const { order, instance, content, nowMs, expiresAtMs } = leased;
  const { orderId, decisionId, kind } = order;
  const decision = await tx.decisions.get(decisionId);
  const signed = signOrder(installationKey(deps.keys, instance), {
    orderId,
    kind,
    installationId: instance.installationId,
    decisionId,
    issueId: decision?.issueId ?? '',
    ...content,
    issuedAtMs: nowMs,
    expiresAtMs,
    nonce: deps.random.token(24),
  });
  if (kind === 'execute') {
    await tx.log.append({
      atMs: nowMs,
      event: 'order.issued',
      decisionId,
      actor: { kind: 'system' },
      detail: { orderId, digest: signed.digest, attempt: order.attempts + 1, expiresAtMs },
    });
  }
  return signed;
}

async function contentOf(
  tx: TenantTx,
  deps: IssueDeps,
  order: OrderRow,
  instance: Instance,
): Promise<OrderContent | Unfit | undefined> {
  const { payload } = order;
  if (payload.kind === 'resolve') return { reads: payload.reads, steps: [] };
  if (payload.kind === 'execute') {
    const steps = await stepsOfOrder(tx, order);
    return steps.ok ? { reads: [], steps: steps.value } : steps.error;
  }
  return deps.writeComment(tx, order, instance);
}
