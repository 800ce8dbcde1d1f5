/**
 * Ends the granted actions of an order that will not be issued again: an order that never left was not run, one that
 * left without a report may have been, so its actions are `unknown`.
 */
import type { OrderRow, TenantTx } from '../ports.ts';
import { moveAction } from './move-action.ts';
import { refreshDecision } from './refresh-decision.ts';

export interface Closing {
  reason: string;
  /** What becomes of actions that were not started; `skip` where nothing is said. */
  unstarted?: 'skip' | 'supersede';
  /** The stored plan says nothing about what ran, so nothing is read back by it. */
  isLeftToPerson?: true;
  nowMs: number;
}

/** `hasLeft`: the app had the order in hand at least once. */
export async function closeGranted(
  tx: TenantTx,
  order: OrderRow,
  { reason, unstarted = 'skip', isLeftToPerson, nowMs }: Closing,
): Promise<{ hasLeft: boolean }> {
  const { payload, decisionId, attempts } = order;
  const hasLeft = attempts > 0;
  if (payload.kind !== 'execute') return { hasLeft };
  for (const row of await tx.actions.list(decisionId)) {
    if (row.state !== 'granted' || !payload.actionIndexes.includes(row.index)) continue;
    await moveAction(tx, row, {
      event: hasLeft ? 'lose-track' : unstarted,
      logAs: 'action.recorded',
      actor: { kind: 'system' },
      nowMs,
      result: {
        index: row.index,
        outcome: hasLeft ? 'unknown' : 'skipped',
        statuses: [],
        reason,
        checks: [],
        ...(isLeftToPerson ? { isLeftToPerson } : {}),
      },
    });
  }
  await refreshDecision(tx, decisionId, nowMs);
  return { hasLeft };
}
