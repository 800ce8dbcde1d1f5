/**
 * Walks over a site, shared between decisions: Jira has no look-up for "which projects use this scheme", and 500 projects
 * are 500 reads. An answer of the last ten minutes will do while planning, where a person decides anyway: what the walk
 * found stands among the preconditions and is read again before anything is sent.
 */
import { findAction, type JiraRead, readKey } from '@kraken/shared';
import type { DecisionRow, TenantTx } from '../ports.ts';

/** How old an answer of another decision may be. */
export const WALK_FRESH_MS = 10 * 60_000;

/** True when none of these actions can run by itself, whatever is read. */
export function allNeedApproval(types: readonly string[]): boolean {
  return types.every((type) => findAction(type)?.defaultClass === 'requires-approval');
}

/** Takes over what other decisions read of the same walk; true when there was any of it. */
export async function takeSharedWalks(
  tx: TenantTx,
  { decisionId, instanceId }: Pick<DecisionRow, 'decisionId' | 'instanceId'>,
  reads: readonly JiraRead[],
  nowMs: number,
): Promise<boolean> {
  const keys = reads.filter(({ isWalk }) => isWalk === true).map(readKey);
  if (keys.length === 0) return false;
  const found = await tx.reads.shared(instanceId, keys, nowMs - WALK_FRESH_MS);
  for (const { key, result, readAtMs } of found) {
    await tx.reads.save(decisionId, key, result, readAtMs);
  }
  return found.length > 0;
}
