import { expect, test } from 'vitest';
import { isWrittenDay } from './calendar-day.ts';

test.each(['2026-12-24', '2024-02-29', '2000-02-29', '1900-01-01', '2026-04-30'])(
  '%s is a day',
  (words) => expect(isWrittenDay(words)).toBe(true),
);

test.each([
  '2026-02-29',
  '1900-02-29',
  '2026-04-31',
  '2026-13-01',
  '2026-00-10',
  '2026-01-00',
  '1899-12-31',
  '24.12.2026',
  '2026-1-1',
  '',
])('"%s" is none', (words) => expect(isWrittenDay(words)).toBe(false));
