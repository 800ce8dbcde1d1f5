/** Door 2, Node only: digests, tokens, signatures. */
export * from './approvals/approval-token.ts';
export * from './decisions/log-entry.ts';
export { purposeKey } from './orders/mac.ts';
export * from './orders/sign-order.ts';
export * from './orders/web-trigger-signature.ts';
export { canonicalDigest, canonicalText } from './plans/canonical.ts';
export * from './plans/plan-digest.ts';
