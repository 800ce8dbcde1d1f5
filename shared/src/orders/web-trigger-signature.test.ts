import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { signWebTriggerCall, verifyWebTriggerCall } from './web-trigger-signature.ts';

const KEY = new Uint8Array(32).fill(3);
const AT = '2026-11-24T12:00:00.000Z';
const NOW = Date.parse(AT);
const BODY = '{"orders":[{"orderId":"ord_00000001"}]}';

type Headers = Record<string, string[]>;

/** Headers as Forge hands them over: every value in a list. */
const asForge = (headers: Record<string, string>): Headers =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]));

const SIGNED = asForge(signWebTriggerCall(KEY, AT, BODY));
const [SIGNATURE = ''] = SIGNED['x-webtrigger-signature'] ?? [];

describe('a call to the web trigger', () => {
  it('is taken from the holder of the key, at most five minutes away', () => {
    for (const away of [0, 300_000, -300_000]) {
      expect(verifyWebTriggerCall(KEY, SIGNED, BODY, NOW + away)).toBe(true);
    }
    for (const away of [300_001, -300_001, 86_400_000, Number.NaN]) {
      expect(verifyWebTriggerCall(KEY, SIGNED, BODY, NOW + away)).toBe(false);
    }
  });

  it('is taken whatever case its headers arrive in', () => {
    const shouted = Object.fromEntries(
      Object.entries(SIGNED).map(([name, value]) => [name.toUpperCase(), value]),
    );
    expect(verifyWebTriggerCall(KEY, shouted, BODY, NOW)).toBe(true);
  });

  it('is refused when a byte of body, time or signature changes', () => {
    const change = (text: string, at: number, code: number): string =>
      text.slice(0, at) + String.fromCharCode(code) + text.slice(at + 1);
    fc.assert(
      fc.property(
        fc.constantFrom('body', 'time', 'signature'),
        fc.nat({ max: 200 }),
        fc.integer({ min: 0, max: 255 }),
        (part, place, code) => {
          const was = { body: BODY, time: AT, signature: SIGNATURE }[part];
          const now = change(was, place % was.length, code);
          if (now === was) return true;
          const headers: Headers = {
            'x-webtrigger-timestamp': [part === 'time' ? now : AT],
            'x-webtrigger-signature': [part === 'signature' ? now : SIGNATURE],
          };
          return !verifyWebTriggerCall(KEY, headers, part === 'body' ? now : BODY, NOW);
        },
      ),
      { seed: 20261124, numRuns: 20_000 },
    );
  });

  it('is refused when bytes move between time and body under the same signature', () => {
    const joined = `${AT}.${BODY}`;
    const taken: number[] = [];
    for (let at = 0; at < joined.length; at += 1) {
      if (joined[at] !== '.') continue;
      const headers: Headers = {
        'x-webtrigger-timestamp': [joined.slice(0, at)],
        'x-webtrigger-signature': [SIGNATURE],
      };
      const clock = Date.parse(joined.slice(0, at));
      if (verifyWebTriggerCall(KEY, headers, joined.slice(at + 1), clock)) taken.push(at);
    }
    expect(taken).toEqual([AT.length]);
  });

  it.each([
    { name: 'no headers', headers: {} },
    { name: 'no time', headers: { 'x-webtrigger-signature': [SIGNATURE] } },
    { name: 'no signature', headers: { 'x-webtrigger-timestamp': [AT] } },
    {
      name: 'two signatures',
      headers: { ...SIGNED, 'x-webtrigger-signature': [SIGNATURE, SIGNATURE] },
    },
    {
      name: 'the signature in two cases',
      headers: { ...SIGNED, 'X-Webtrigger-Signature': [SIGNATURE] },
    },
    { name: 'two times', headers: { ...SIGNED, 'x-webtrigger-timestamp': [AT, AT] } },
    {
      name: 'empty lists',
      headers: { 'x-webtrigger-timestamp': [], 'x-webtrigger-signature': [] },
    },
    {
      name: 'a weaker algorithm',
      headers: { ...SIGNED, 'x-webtrigger-signature': [SIGNATURE.replace('sha256', 'sha1')] },
    },
    {
      name: 'a signature without its name',
      headers: { ...SIGNED, 'x-webtrigger-signature': [SIGNATURE.slice(7)] },
    },
  ])('is refused with $name', ({ headers }) => {
    expect(verifyWebTriggerCall(KEY, headers, BODY, NOW)).toBe(false);
  });

  it.each([
    '2026-11-24T12:00:00',
    '2026-11-24 12:00:00Z',
    '2026-11-24T12:00:00+00:00',
    'Tue, 24 Nov 2026 12:00:00 GMT',
    '2026-11-24',
    String(NOW),
    '',
  ])('is refused with the time spelled %j, even by the holder of the key', (time) => {
    expect(verifyWebTriggerCall(KEY, asForge(signWebTriggerCall(KEY, time, BODY)), BODY, NOW)).toBe(
      false,
    );
  });

  it('is refused under another key', () => {
    expect(verifyWebTriggerCall(new Uint8Array(32).fill(4), SIGNED, BODY, NOW)).toBe(false);
  });
});
