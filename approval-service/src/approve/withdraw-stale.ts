/**
 * Plans made from words that no longer stand in the ticket are withdrawn: what waits for a person is superseded, what
 * is still being resolved is closed before anything is granted.
 */
import { type ProposedAction, quotesStand, type TicketSnapshot } from '@kraken/shared';
import type { ApprovalRow, DecisionRow, Random, TenantTx } from '../ports.ts';
import { supersedeApproval } from './close-approval.ts';

/** Withdraws stale plans of the other decisions about the same ticket. */
export async function withdrawStalePlans(
  tx: TenantTx,
  random: Random,
  input: { decision: DecisionRow; snapshot: TicketSnapshot; nowMs: number },
): Promise<void> {
  const { decision, snapshot, nowMs } = input;
  const { instanceId, issueId, decisionId } = decision;
  const staged = await tx.decisions.list({ instanceId, issueId, state: 'staged', limit: 500 });
  for (const one of staged.filter((other) => other.decisionId !== decisionId)) {
    for (const approval of await tx.approvals.listOf(one.decisionId)) {
      if (await isStale(tx, approval, snapshot)) {
        await supersedeApproval(tx, random, approval.approvalId, nowMs);
      }
    }
  }
}

async function isStale(
  tx: TenantTx,
  approval: ApprovalRow,
  snapshot: TicketSnapshot,
): Promise<boolean> {
  if (approval.state !== 'staged') return false;
  const rows = await tx.actions.list(approval.decisionId);
  return rows
    .filter(({ index }) => approval.body.actionIndexes.includes(index))
    .some(({ planned }) => !quotesStand(planned.quotes, snapshot));
}

/** The wishes whose words still stand, by position. */
export function standingWishes(
  proposed: readonly ProposedAction[],
  snapshot: TicketSnapshot,
): Set<number> {
  return new Set(
    proposed.flatMap(({ quotes }, index) => (quotesStand(quotes, snapshot) ? [index] : [])),
  );
}
