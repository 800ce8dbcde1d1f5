/** Approval links: made from the stored request whenever one is needed, never stored themselves. */
import type { UserId } from '@kraken/shared';
import { type ApprovalClaims, encodeApprovalToken } from '@kraken/shared/crypto';
import type { ApprovalRow, Keys } from '../ports.ts';

/** What the link of an approval claims. */
export function approvalClaims(userId: UserId, approval: ApprovalRow): ApprovalClaims {
  const { instanceId, approvalId, planDigest, factsDigest, expiresAtMs, nonce } = approval;
  return { userId, instanceId, approvalId, planDigest, factsDigest, expiresAtMs, nonce };
}

/** The link: `PUBLIC_URL/approve/<token>`. */
export function approvalLink(
  publicUrl: URL,
  keys: Pick<Keys, 'approvalKeys'>,
  userId: UserId,
  approval: ApprovalRow,
): string {
  const key =
    keys.approvalKeys.find(({ keyId }) => keyId === approval.keyId) ?? keys.approvalKeys[0];
  return new URL(
    `/approve/${encodeApprovalToken(key, approvalClaims(userId, approval))}`,
    publicUrl,
  ).href;
}
