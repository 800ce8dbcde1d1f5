/** Orders for the app's sweep: everything ready of its installation, each leased and signed. */
import type { WorkOrder } from '@kraken/shared';
import type { Instance, Store } from '../ports.ts';
import { type IssueDeps, issueOrder } from './issue-order.ts';

/** Leases up to `max` orders; also records that the installation was heard of. */
export async function claimOrders(
  deps: { store: Store; issue: IssueDeps },
  instance: Instance,
  max: number,
  nowMs: number,
): Promise<WorkOrder[]> {
  return deps.store.forTenant(instance.userId).transact(async (tx) => {
    await tx.instances.markSeen(instance.instanceId, nowMs);
    const orders: WorkOrder[] = [];
    for (const { orderId } of await tx.orders.listReady(instance.instanceId, nowMs, max)) {
      const signed = await issueOrder(tx, deps.issue, orderId, nowMs);
      if (signed) orders.push(signed);
    }
    return orders;
  });
}
