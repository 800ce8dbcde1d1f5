import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalDigest, canonicalText } from './canonical.ts';

const RUNS = { seed: 20261124, numRuns: 20_000 };
const json = fc.jsonValue({ maxDepth: 3, stringUnit: 'grapheme' });

/** The same value with the keys of every object in the opposite order. */
function reordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reordered);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, item]) => [key, reordered(item)]);
  return Object.fromEntries(entries.reverse());
}

describe('canonical text', () => {
  it('does not depend on the order of keys, at any depth', () => {
    fc.assert(
      fc.property(json, (value) => canonicalText(reordered(value)) === canonicalText(value)),
      RUNS,
    );
  });

  it('says everything: reading it gives the value back', () => {
    fc.assert(
      fc.property(json, (value) => {
        const plain: unknown = JSON.parse(JSON.stringify(value));
        expect(JSON.parse(canonicalText(value))).toEqual(plain);
      }),
      { ...RUNS, numRuns: 5_000 },
    );
  });

  // Examples of RFC 8785, section 3.2.2 and appendix B.
  it.each([
    { value: { b: 1, a: 2 }, text: '{"a":2,"b":1}' },
    {
      value: {
        '\u20ac': 1,
        '\r': 2,
        '\u05d0': 3,
        '1': 4,
        '\ud83d\ude00': 5,
        '\u0080': 6,
        '\u00f6': 7,
      },
      text: '{"\\r":2,"1":4,"\u0080":6,"ö":7,"א":3,"€":1,"😀":5}',
    },
    {
      value: [333333333.3333333, 1e30, 4.5, 2e-3, 1e-27],
      text: '[333333333.3333333,1e+30,4.5,0.002,1e-27]',
    },
    { value: -0, text: '0' },
    { value: '\u20ac$\u000f\nA\'B"\\/', text: '"€$\\u000f\\nA\'B\\"\\\\/"' },
  ])('of $text', ({ value, text }) => {
    expect(canonicalText(value)).toBe(text);
  });

  it.each([
    { name: 'not a number', value: { a: Number.NaN } },
    { name: 'infinity', value: [Number.POSITIVE_INFINITY] },
    { name: 'half a character', value: '\ud800' },
    { name: 'half a character as a key', value: { '\udc00': 1 } },
    { name: 'nothing', value: undefined },
    { name: 'a function', value: () => 1 },
  ])('does not exist for $name', ({ value }) => {
    expect(() => canonicalText(value)).toThrow();
  });
});

describe('a digest', () => {
  it('is SHA-256 in small hex', () => {
    // printf '{}' | sha256sum
    expect(canonicalDigest({})).toBe(
      '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a',
    );
  });

  it('tells a value from the same value without one key', () => {
    expect(canonicalDigest({ a: null })).not.toBe(canonicalDigest({}));
    expect(canonicalDigest({ a: undefined })).toBe(canonicalDigest({}));
  });
});
