import { describe, expect, it } from 'vitest';
import { timeWords } from './time-words.ts';

describe('times', () => {
  it('are told in UTC, to the minute', () => {
    expect(timeWords(Date.UTC(2026, 10, 24, 7, 12, 32, 656))).toBe('24 Nov 2026, 07:12 UTC');
  });

  it('that are none are said to be unknown', () => {
    expect(timeWords(Number.NaN)).toBe('unknown time');
  });
});
