/**
 * What an approval link shows. Reading only: nothing is written, counted or consumed, whoever opens it how often.
 */
import type { DecisionView, UserId } from '@kraken/shared';
import { parseApprovalToken, type TokenError, verifyApprovalToken } from '@kraken/shared/crypto';
import type { ApprovalRow, Keys, Store, TenantTx } from '../ports.ts';
import { type Looking, viewOf } from '../show/list-decisions.ts';
import { approvalClaims } from './approval-link.ts';

export interface FoundApproval {
  userId: UserId;
  approval: ApprovalRow;
}

/** Finds and verifies the approval of a token. Every failure looks alike outside; `reason` is for the log. */
export async function findByToken(
  deps: { store: Store; keys: Keys },
  token: string,
): Promise<
  { ok: true; found: FoundApproval } | { ok: false; reason: TokenError | 'unknown-approval' }
> {
  const parsed = parseApprovalToken(token);
  if (!parsed.ok) return { ok: false, reason: parsed.error };
  const { approvalId } = parsed.value;
  const userId = await deps.store.system.approvalOwner(approvalId);
  if (!userId) return { ok: false, reason: 'unknown-approval' };
  const approval = await deps.store.forTenant(userId).read((tx) => tx.approvals.get(approvalId));
  if (!approval) return { ok: false, reason: 'unknown-approval' };
  const verified = verifyApprovalToken(
    deps.keys.approvalKeys,
    parsed.value,
    approvalClaims(userId, approval),
  );
  return verified.ok
    ? { ok: true, found: { userId, approval } }
    : { ok: false, reason: verified.error };
}

/** The decision an approval belongs to. */
export async function viewOfApproval(
  tx: TenantTx,
  approval: ApprovalRow,
  looking: Looking,
): Promise<DecisionView | undefined> {
  const decision = await tx.decisions.get(approval.decisionId);
  return decision && viewOf(tx, decision, looking);
}
