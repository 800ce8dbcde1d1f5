/**
 * Uninstallation: open requests and unread tickets end, no order leaves any more, the key is gone. What had been handed
 * to the app without a report is `unknown`; nobody can look into that Jira any more. The log stays with the account.
 */
import { supersedeApproval } from '../approve/close-approval.ts';
import type { Clock, DecisionRow, Instance, OrderRow, Random, Store, TenantTx } from '../ports.ts';
import { closeGranted } from '../record/close-granted.ts';
import { moveAction } from '../record/move-action.ts';
import { refreshDecision } from '../record/refresh-decision.ts';

/** Ends everything open of a site. */
export async function removeInstallation(
  deps: { store: Store; clock: Clock; random: Random },
  { userId, instanceId }: Instance,
): Promise<void> {
  const nowMs = deps.clock.nowMs();
  await deps.store.forTenant(userId).transact(async (tx) => {
    for (const approval of await tx.approvals.listStaged({
      instanceId,
      limit: Number.MAX_SAFE_INTEGER,
    })) {
      if (approval.instanceId === instanceId)
        await supersedeApproval(tx, deps.random, approval.approvalId, nowMs);
    }
    for (const order of await tx.orders.listOpen(instanceId)) await dropOrder(tx, order, nowMs);
    for (const decision of await tx.decisions.listOpen(instanceId))
      await closeDecision(tx, decision, nowMs);
    await tx.instances.remove(instanceId);
    await tx.log.append({
      atMs: nowMs,
      event: 'instance.removed',
      decisionId: null,
      actor: { kind: 'system' },
      detail: { instanceId },
    });
  });
}

/** What was being read or resolved; after a new installation the reporter’s reply takes it up again. */
async function closeDecision(
  tx: TenantTx,
  { decisionId, stage, analysis }: DecisionRow,
  nowMs: number,
): Promise<void> {
  const rows = await tx.actions.list(decisionId);
  const drifted = rows.filter(({ state }) => state === 'drifted');
  const wishes = analysis?.outcome === 'plan' ? analysis.actions : [];
  const open = rows.length === 0 ? [...wishes.keys()] : drifted.map(({ index }) => index);
  for (const index of open) await tx.wishes.setOutcome(decisionId, index, 'asked');
  for (const row of drifted) {
    await moveAction(tx, row, {
      event: 'supersede',
      logAs: 'plan.superseded',
      actor: { kind: 'system' },
      nowMs,
    });
  }
  await tx.decisions.advance(decisionId, stage, {
    stage: 'closed',
    state: 'superseded',
    updatedAtMs: nowMs,
  });
  if (rows.length > 0) await refreshDecision(tx, decisionId, nowMs);
}

async function dropOrder(tx: TenantTx, order: OrderRow, nowMs: number): Promise<void> {
  await tx.orders.finish(order.orderId, 'abandoned', null);
  await closeGranted(tx, order, { reason: 'Kraken was removed from the site', nowMs });
}
