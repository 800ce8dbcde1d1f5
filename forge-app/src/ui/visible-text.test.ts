import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { visibleLines, visibleText } from './visible-text';

describe('a text that is shown', () => {
  it.each([
    ['right-to-left override', 'abc\u202Egpj.exe', 'abc‹U+202E›gpj.exe'],
    ['isolates', '\u2066x\u2069', '‹U+2066›x‹U+2069›'],
    ['zero-width blank', 'AB\u200BC', 'AB‹U+200B›C'],
    ['byte order mark', '\uFEFFx', '‹U+FEFF›x'],
    ['no-break blank', 'a\u00A0b', 'a‹U+00A0›b'],
    ['soft hyphen', 'a\u00ADb', 'a‹U+00AD›b'],
    ['Hangul filler', '\u3164', '‹U+3164›'],
    ['Braille blank', '\u2800', '‹U+2800›'],
    ['tags', 'x\u{E0041}', 'x‹U+E0041›'],
    ['escape', '\u001b[31m', '‹U+001B›[31m'],
    ['NUL', 'a\u0000b', 'a‹U+0000›b'],
    ['line separator', 'a\u2028b', 'a‹U+2028›b'],
    ['lone surrogate', 'a\uD800b', 'a‹U+D800›b'],
    ['line feed in one line', 'a\nb', 'a‹U+000A›b'],
  ])('makes %s visible', (_name, text, expected) => {
    expect(visibleText(text)).toBe(expected);
  });

  it('leaves words of every script as they are', () => {
    const text = 'Dana Wéber, 田中, Олег, שלום, مرحبا 😄 – “quoted” €5';
    expect(visibleText(text)).toBe(text);
  });

  it('keeps line feeds of a body, and nothing else invisible', () => {
    expect(visibleLines('{\n  "a": "\u202E"\n}\t')).toBe('{\n  "a": "‹U+202E›"\n}‹U+0009›');
  });

  it('never holds a control, format or default-ignorable character, whatever goes in', () => {
    const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
    void fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 40 }),
        (text) => !hidden.test(visibleText(text)),
      ),
      { seed: 11, numRuns: 1_000 },
    );
  });
});
