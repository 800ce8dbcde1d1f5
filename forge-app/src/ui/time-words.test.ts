import { describe, expect, it } from 'vitest';
import { timeWords } from './time-words';

describe('times', () => {
  it('are told in UTC, to the minute', () => {
    expect(timeWords('2026-11-24T07:12:32.656Z')).toBe('24 Nov 2026, 07:12 UTC');
  });

  it('that are none stay as they are', () => {
    expect(timeWords('soon')).toBe('soon');
  });
});
