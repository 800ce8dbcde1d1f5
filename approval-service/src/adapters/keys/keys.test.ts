import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createSealer, deriveKeys } from './keys.ts';
import { createSessionTokens } from './session-tokens.ts';

describe('sealing', () => {
  const sealer = createSealer(randomBytes(32));

  it('opens what it sealed, under the same context only', () => {
    const sealed = sealer.seal('a secret', 'tenant-a/key');
    expect(sealed).not.toContain('secret');
    expect(sealer.unseal(sealed, 'tenant-a/key')).toBe('a secret');
    expect(() => sealer.unseal(sealed, 'tenant-b/key')).toThrow('could not be opened');
  });

  it('fails closed for every single changed character', () => {
    const sealed = sealer.seal('a secret', 'c');
    for (let at = 3; at < sealed.length - 1; at += 1) {
      const other = sealed[at] === 'A' ? 'B' : 'A';
      expect(() =>
        sealer.unseal(`${sealed.slice(0, at)}${other}${sealed.slice(at + 1)}`, 'c'),
      ).toThrow();
    }
  });
});

describe('derived keys', () => {
  it('are all different, and different for another master key', () => {
    const of = (bytes: Uint8Array) => {
      const keys = deriveKeys(bytes);
      return [
        keys.approvalKeys[0].key,
        keys.sessionKey,
        keys.passwordPepper,
        keys.antiForgeryKey,
      ].map((key) => Buffer.from(key).toString('hex'));
    };
    const all = [...of(new Uint8Array(randomBytes(32))), ...of(new Uint8Array(randomBytes(32)))];
    expect(new Set(all).size).toBe(all.length);
  });
});

describe('session cookies', () => {
  const clock = { nowMs: () => Date.UTC(2026, 0, 1) };
  const key = new Uint8Array(randomBytes(32));
  const tokens = createSessionTokens(key, clock);

  it('name a session until they expire', async () => {
    const token = await tokens.sign('ses_12345678', clock.nowMs() + 60_000);
    expect(await tokens.verify(token)).toBe('ses_12345678');
    expect(
      await createSessionTokens(key, { nowMs: () => clock.nowMs() + 61_000 }).verify(token),
    ).toBeUndefined();
    expect(
      await createSessionTokens(new Uint8Array(randomBytes(32)), clock).verify(token),
    ).toBeUndefined();
  });

  it('hold nothing but the session id', async () => {
    const token = await tokens.sign('ses_12345678', clock.nowMs() + 60_000);
    const claims = JSON.parse(
      Buffer.from(token.split('.')[1] ?? '', 'base64url').toString(),
    ) as Record<string, unknown>;
    expect(Object.keys(claims).sort()).toEqual(['aud', 'exp', 'iat', 'iss', 'sub']);
  });

  it.each(['', 'a.b.c', 'eyJhbGciOiJub25lIn0.e30.'])(
    'that are none are refused: %s',
    async (token) => {
      expect(await tokens.verify(token)).toBeUndefined();
    },
  );
});
