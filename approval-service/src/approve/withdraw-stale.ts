/**
 * Plans made from words that no longer stand in the ticket are withdrawn: what waits for a person is superseded, so is
 * what was allowed but never left, and what is still being resolved is closed before anything is granted.
 */
import type { ProposedAction, TicketSnapshot } from '@kraken/shared';
import { stepsOfOrder } from '../execute/order-plan.ts';
import { withholdOrder } from '../execute/withhold-order.ts';
import type { ApprovalRow, DecisionRow, Random, TenantTx } from '../ports.ts';
import { stillAsked } from '../record/decision-people.ts';
import { supersedeApproval } from './close-approval.ts';

/** Withdraws stale plans of the other decisions about the same ticket: what waits, and what was allowed but never left. */
export async function withdrawStalePlans(
  tx: TenantTx,
  random: Random,
  input: { decision: DecisionRow; snapshot: TicketSnapshot; nowMs: number },
): Promise<void> {
  const { decision, snapshot, nowMs } = input;
  const { instanceId, issueId, decisionId } = decision;
  for (const state of ['staged', 'executing'] as const) {
    const open = await tx.decisions.list({ instanceId, issueId, state, limit: 500 });
    for (const one of open.filter((other) => other.decisionId !== decisionId)) {
      for (const approval of await tx.approvals.listOf(one.decisionId)) {
        if (await isStale(tx, one, { approval, snapshot })) {
          await supersedeApproval(tx, random, approval.approvalId, nowMs);
        }
      }
      await withdrawUnsent(tx, random, one, nowMs);
    }
  }
}

/** An order that left is held where it would be issued again; one that never left ends here. */
async function withdrawUnsent(
  tx: TenantTx,
  random: Random,
  { decisionId }: DecisionRow,
  nowMs: number,
): Promise<void> {
  for (const order of await tx.orders.list(decisionId)) {
    if (order.kind !== 'execute' || order.state !== 'ready' || order.attempts > 0) continue;
    const steps = await stepsOfOrder(tx, order);
    if (steps.ok || steps.error !== 'words-gone') continue;
    await withholdOrder(tx, random, order, { reason: steps.error, nowMs });
  }
}

async function isStale(
  tx: TenantTx,
  decision: DecisionRow,
  { approval, snapshot }: { approval: ApprovalRow; snapshot: TicketSnapshot },
): Promise<boolean> {
  if (approval.state !== 'staged') return false;
  const rows = await tx.actions.list(approval.decisionId);
  return rows
    .filter(({ index }) => approval.body.actionIndexes.includes(index))
    .some(({ planned }) => !stillAsked(decision, planned.quotes, snapshot));
}

/** The wishes whose words still stand, by position. */
export function standingWishes(
  decision: Pick<DecisionRow, 'origin'>,
  proposed: readonly ProposedAction[],
  snapshot: TicketSnapshot,
): Set<number> {
  return new Set(
    proposed.flatMap(({ quotes }, index) =>
      stillAsked(decision, quotes, snapshot) ? [index] : [],
    ),
  );
}
