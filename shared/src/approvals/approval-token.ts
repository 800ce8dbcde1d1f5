/**
 * The token of an approval link: `v1.<approval id>.<key id>.<expiry>.<MAC>`. Holding it shows a plan; deciding needs a
 * person who signs in and may decide. HMAC-SHA256 over length-prefixed canonical fields; exactly one spelling of a
 * token verifies. Node only (door 2).
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { ApprovalId, InstanceId, UserId } from '../ids.ts';
import { parseId } from '../ids.ts';
import { err, ok, type Result } from '../result.ts';

/** Everything the MAC covers. */
export interface ApprovalClaims {
  userId: UserId;
  instanceId: InstanceId;
  approvalId: ApprovalId;
  planDigest: string;
  factsDigest: string;
  /** UTC milliseconds. */
  expiresAtMs: number;
  nonce: string;
}

/** Key that signs approval links, with the id that says which one it is. */
export interface ApprovalKey {
  keyId: string;
  key: Uint8Array;
}

/** The parts of a well-formed token; nothing is verified yet. */
export interface ParsedToken {
  approvalId: ApprovalId;
  keyId: string;
  expiresAtMs: number;
  mac: string;
}

export type TokenError = 'malformed' | 'unknown-key' | 'bad-mac' | 'wrong-expiry';

const TOKEN =
  /^v1\.(apr_[0-9a-zA-Z_-]{8,64})\.([0-9a-z]{1,16})\.([1-9]\d{12,14})\.([A-Za-z0-9_-]{43})$/;

function mac(key: Uint8Array, keyId: string, claims: ApprovalClaims): string {
  const hmac = createHmac('sha256', key);
  const fields = [
    'kraken-approval-link',
    'v1',
    keyId,
    claims.userId,
    claims.instanceId,
    claims.approvalId,
    claims.planDigest,
    claims.factsDigest,
    String(claims.expiresAtMs),
    claims.nonce,
  ];
  for (const field of fields) hmac.update(`${Buffer.byteLength(field, 'utf8')}:${field}`, 'utf8');
  return hmac.digest('base64url');
}

/** Writes the token of an approval. */
export function encodeApprovalToken({ keyId, key }: ApprovalKey, claims: ApprovalClaims): string {
  return `v1.${claims.approvalId}.${keyId}.${claims.expiresAtMs}.${mac(key, keyId, claims)}`;
}

/** Splits a token without trusting it. Error: `malformed` (also for every non-canonical spelling of the MAC). */
export function parseApprovalToken(token: string): Result<ParsedToken, 'malformed'> {
  const match = TOKEN.exec(token);
  const approvalId = parseId('ApprovalId', match?.[1]);
  const [, , keyId, expiry, text] = match ?? [];
  if (!approvalId || !keyId || !expiry || !text) return err('malformed');
  if (Buffer.from(text, 'base64url').toString('base64url') !== text) return err('malformed');
  return ok({ approvalId, keyId, expiresAtMs: Number(expiry), mac: text });
}

/**
 * Verifies a token against the stored approval. Expiry itself is the caller's question (it has the clock).
 * Errors: `unknown-key`, `wrong-expiry` (the token names another expiry than the row), `bad-mac`.
 */
export function verifyApprovalToken(
  keys: readonly ApprovalKey[],
  parsed: ParsedToken,
  claims: ApprovalClaims,
): Result<true, TokenError> {
  const key = keys.find(({ keyId }) => keyId === parsed.keyId);
  if (!key) return err('unknown-key');
  if (parsed.expiresAtMs !== claims.expiresAtMs || parsed.approvalId !== claims.approvalId) {
    return err('wrong-expiry');
  }
  const expected = Buffer.from(mac(key.key, key.keyId, claims), 'ascii');
  const given = Buffer.from(parsed.mac, 'ascii');
  return expected.length === given.length && timingSafeEqual(expected, given)
    ? ok(true)
    : err('bad-mac');
}
