import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ApprovalId, InstanceId, UserId } from '../ids.ts';
import {
  type ApprovalClaims,
  type ApprovalKey,
  encodeApprovalToken,
  parseApprovalToken,
  verifyApprovalToken,
} from './approval-token.ts';

const KEY: ApprovalKey = { keyId: 'k1', key: new Uint8Array(32).fill(7) };
const OTHER_KEY: ApprovalKey = { keyId: 'k2', key: new Uint8Array(32).fill(8) };
const CLAIMS: ApprovalClaims = {
  userId: 'usr_00000001' as UserId,
  instanceId: 'ins_00000001' as InstanceId,
  approvalId: 'apr_00000001' as ApprovalId,
  planDigest: 'a'.repeat(64),
  factsDigest: 'b'.repeat(64),
  expiresAtMs: 1_795_521_600_000,
  nonce: 'nonce-of-256-bits',
};
const TOKEN = encodeApprovalToken(KEY, CLAIMS);

/** What a verifier says of a token's text for the stored approval. */
function judge(token: string, claims = CLAIMS, keys = [KEY, OTHER_KEY]): string {
  const parsed = parseApprovalToken(token);
  if (!parsed.ok) return parsed.error;
  const verified = verifyApprovalToken(keys, parsed.value, claims);
  return verified.ok ? 'verified' : verified.error;
}

const replaceAt = (text: string, at: number, more: string): string =>
  text.slice(0, at) + more + text.slice(at + 1);

describe('an approval token', () => {
  it('verifies as it was written', () => {
    expect(judge(TOKEN)).toBe('verified');
    expect(parseApprovalToken(TOKEN)).toMatchObject({
      ok: true,
      value: { approvalId: CLAIMS.approvalId, keyId: 'k1', expiresAtMs: CLAIMS.expiresAtMs },
    });
  });

  it('is refused when any one of its bytes has any other value', () => {
    const verified: string[] = [];
    for (let at = 0; at < TOKEN.length; at += 1) {
      for (let code = 0; code < 256; code += 1) {
        const changed = replaceAt(TOKEN, at, String.fromCharCode(code));
        if (changed !== TOKEN && judge(changed) === 'verified') verified.push(changed);
      }
    }
    expect(verified).toEqual([]);
  });

  it('is refused with any byte left out, doubled or put in', () => {
    const texts: string[] = [];
    for (let at = 0; at <= TOKEN.length; at += 1) {
      texts.push(TOKEN.slice(0, at) + TOKEN.slice(at + 1), TOKEN.slice(0, at));
      for (const more of ['A', '0', '.', '=', '\n', '%', ' ', '\u0000']) {
        texts.push(TOKEN.slice(0, at) + more + TOKEN.slice(at));
      }
    }
    expect(texts.filter((text) => text !== TOKEN && judge(text) === 'verified')).toEqual([]);
  });

  it('has exactly one spelling: no other text that decodes to its MAC verifies', () => {
    const dot = TOKEN.lastIndexOf('.') + 1;
    const mac = Buffer.from(TOKEN.slice(dot), 'base64url');
    const head = TOKEN.slice(0, dot);
    const spellings = [
      mac.toString('base64'),
      mac.toString('base64').replace(/=+$/, ''),
      `${mac.toString('base64url')}=`,
      mac.toString('hex'),
      mac.toString('hex').toUpperCase(),
      encodeURIComponent(mac.toString('base64')),
      ...[...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'].map(
        (last) => mac.toString('base64url').slice(0, -1) + last,
      ),
    ];
    const sameBytes = spellings.filter((text) => Buffer.from(text, 'base64url').equals(mac));
    expect(sameBytes.length).toBeGreaterThan(4);
    const verified = spellings
      .map((text) => head + text)
      .filter((text) => judge(text) === 'verified');
    // `-` and `_` may be absent from the MAC, then its own spelling appears more than once in the list.
    expect([...new Set(verified)]).toEqual([TOKEN]);
  });

  it.each([
    { name: 'upper case', text: TOKEN.toUpperCase() },
    { name: 'lower case', text: TOKEN.toLowerCase() },
    { name: 'a line break after it', text: `${TOKEN}\n` },
    { name: 'a space before it', text: ` ${TOKEN}` },
    { name: 'percent signs', text: TOKEN.replaceAll('.', '%2E') },
    { name: 'another version', text: TOKEN.replace('v1.', 'v2.') },
    { name: 'its parts in another order', text: TOKEN.split('.').reverse().join('.') },
    { name: 'its MAC twice', text: `${TOKEN}.${TOKEN.split('.').at(-1)}` },
    { name: 'a leading zero in the expiry', text: TOKEN.replace('.1795', '.01795') },
    { name: 'an exponent in the expiry', text: TOKEN.replace('.1795521600000.', '.17955216e5.') },
    { name: 'a plus in the expiry', text: TOKEN.replace('.1795', '.+1795') },
    { name: 'nothing in it', text: '' },
    { name: '10 kB of it', text: TOKEN.repeat(80) },
  ])('is refused with $name', ({ text }) => {
    expect(judge(text)).not.toBe('verified');
  });

  it.each([
    { userId: 'usr_00000002' as UserId },
    { instanceId: 'ins_00000002' as InstanceId },
    { approvalId: 'apr_00000002' as ApprovalId },
    { planDigest: `${'a'.repeat(63)}b` },
    { factsDigest: `${'b'.repeat(63)}a` },
    { planDigest: CLAIMS.factsDigest, factsDigest: CLAIMS.planDigest },
    { expiresAtMs: CLAIMS.expiresAtMs + 1 },
    { nonce: 'another-nonce' },
    { nonce: '' },
  ])('is refused for an approval that differs in %o', (change) => {
    expect(judge(TOKEN, { ...CLAIMS, ...change })).not.toBe('verified');
  });

  it('is refused under another key, whatever id that key goes by', () => {
    expect(judge(TOKEN, CLAIMS, [OTHER_KEY])).toBe('unknown-key');
    expect(judge(TOKEN, CLAIMS, [])).toBe('unknown-key');
    expect(judge(TOKEN, CLAIMS, [{ ...OTHER_KEY, keyId: 'k1' }])).toBe('bad-mac');
    expect(judge(TOKEN.replace('.k1.', '.k2.'))).toBe('bad-mac');
    expect(judge(TOKEN.replace('.k1.', '.k2.'), CLAIMS, [{ ...KEY, keyId: 'k2' }])).toBe('bad-mac');
  });

  it('is refused when its parts are exchanged with those of another valid token', () => {
    const other = encodeApprovalToken(OTHER_KEY, {
      ...CLAIMS,
      approvalId: 'apr_00000002' as ApprovalId,
      expiresAtMs: CLAIMS.expiresAtMs + 60_000,
    });
    const [mine, theirs] = [TOKEN.split('.'), other.split('.')];
    const verified: string[] = [];
    for (let mask = 0; mask < 32; mask += 1) {
      const mixed = mine
        .map((part, at) => ((mask >> at) & 1 ? (theirs[at] ?? '') : part))
        .join('.');
      if (judge(mixed) === 'verified') verified.push(mixed);
    }
    // Only the masks that change nothing (the version is the same in both).
    expect([...new Set(verified)]).toEqual([TOKEN]);
  });

  it('shares no MAC between two lists of fields, even where their texts run into each other', () => {
    const short = fc.string({ unit: 'grapheme-ascii', maxLength: 3 });
    const seen = new Map<string, string>();
    fc.assert(
      fc.property(short, short, short, (planDigest, factsDigest, nonce) => {
        const claims = { ...CLAIMS, planDigest, factsDigest, nonce };
        const fields = JSON.stringify([planDigest, factsDigest, nonce]);
        const token = encodeApprovalToken(KEY, claims);
        const before = seen.get(token);
        seen.set(token, fields);
        return before === undefined || before === fields;
      }),
      { seed: 20261124, numRuns: 20_000 },
    );
    const run = (planDigest: string, factsDigest: string) =>
      encodeApprovalToken(KEY, { ...CLAIMS, planDigest, factsDigest });
    expect(run('1:', 'a')).not.toBe(run('1:a', ''));
    expect(run('', '0:')).not.toBe(run('0:', ''));
  });

  it('says nothing but ids and times', () => {
    for (const secret of [
      CLAIMS.nonce,
      CLAIMS.planDigest,
      CLAIMS.factsDigest,
      CLAIMS.userId,
      CLAIMS.instanceId,
    ]) {
      expect(TOKEN).not.toContain(secret);
    }
  });
});
