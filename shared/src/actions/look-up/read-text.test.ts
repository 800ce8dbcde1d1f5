import { describe, expect, test } from 'vitest';
import { canBeNamedAgain, dateIn, newNameIn } from './read-text.ts';

describe('a day', () => {
  test.each(['2026-12-31', '2024-02-29', ' "2026-01-01" '])('%s is one', (words) => {
    expect(dateIn('release date', words).ok).toBe(true);
  });
  test.each([
    '31.12.2026',
    '12/31/2026',
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-06-31',
    '2026-6-1',
    'tomorrow',
    '2026-12-31T10:00',
    '0000-01-01',
  ])('%s is asked', (words) => {
    expect(dateIn('release date', words)).toMatchObject({
      ok: false,
      error: { outcome: 'ask', question: { thing: 'release date' } },
    });
  });
});

describe('a new name', () => {
  test('is taken without quotation marks and with single spaces', () => {
    expect(newNameIn('version', ' "UI /  UX" ')).toEqual({ ok: true, value: 'UI / UX' });
  });
  test.each(['', '  ', 'a\nb\u0000', 'x\u202ey', 'n'.repeat(256)])('%j is asked', (words) => {
    expect(newNameIn('version', words).ok).toBe(false);
  });
  test('that loses something by being said again cannot be given back exactly', () => {
    expect(canBeNamedAgain('Release 4')).toBe(true);
    expect(canBeNamedAgain('"Quoted"')).toBe(false);
    expect(canBeNamedAgain('two  spaces')).toBe(false);
  });
});
