import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plain, quoted } from './comment-text.ts';

describe('text of a ticket in a comment', () => {
  it.each([
    ['direction-changing characters', 'safe\u202Eevil', 'safe⟨U+202E⟩evil'],
    ['invisible characters', 'a\u200Bb\u00ADc', 'a⟨U+200B⟩b⟨U+00AD⟩c'],
    ['control characters', 'a\u0007b', 'a⟨U+0007⟩b'],
    ['line breaks and tabs, as spaces', ' one\n\ttwo ', 'one two'],
    ['line separators', 'a\u2028b', 'a⟨U+2028⟩b'],
    ['characters beyond the first plane', 'a\u{E0041}b', 'a⟨U+E0041⟩b'],
  ])('shows %s', (_name, text, shown) => {
    expect(plain(text)).toBe(shown);
  });

  it('never holds anything that is invisible or changes the direction', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        (text) => !/[\p{Cc}\p{Cf}\u2028\u2029]/u.test(plain(text)),
      ),
      { seed: 20261124, numRuns: 2_000 },
    );
  });

  it('is quoted with at most 200 characters, and shows where it was cut', () => {
    expect(quoted('x'.repeat(200))).toBe(`“${'x'.repeat(200)}”`);
    expect(quoted('x'.repeat(201))).toBe(`“${'x'.repeat(199)}…”`);
  });
});
