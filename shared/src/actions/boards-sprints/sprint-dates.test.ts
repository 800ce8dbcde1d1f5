import { describe, expect, test } from 'vitest';
import { isReversed, isSameTime, readDate, readDates } from './sprint-dates.ts';

describe('dates of a ticket', () => {
  test.each([
    ['2027-01-31', '2027-01-31T00:00:00.000Z'],
    ['2027/1/5', '2027-01-05T00:00:00.000Z'],
    ['31.1.2027', '2027-01-31T00:00:00.000Z'],
    ['3 February 2027', '2027-02-03T00:00:00.000Z'],
    ['3rd Feb 2027', '2027-02-03T00:00:00.000Z'],
    ['March 9, 2027', '2027-03-09T00:00:00.000Z'],
    ['"2028-02-29"', '2028-02-29T00:00:00.000Z'],
    ['2027-01-31T09:30Z', '2027-01-31T09:30:00.000Z'],
    ['2027-01-31T09:30:00.000+10:00', '2027-01-30T23:30:00.000Z'],
  ])('"%s" is %s', (words, expected) => {
    expect(readDate(words, 'start')).toBe(expected);
  });

  test('an end without a time is the end of its day', () => {
    expect(readDate('2027-01-31', 'end')).toBe('2027-01-31T23:59:00.000Z');
  });

  test.each([
    'next Monday',
    'tomorrow',
    '31 January',
    '01/02/2027',
    '2027-02-29',
    '2027-13-01',
    '2027-00-10',
    '2027-02-30T10:00:00Z',
    '2027-01-31T10:00',
    '2027-01-31T25:00:00Z',
    '99 Foo 2027',
    '0001-01-01',
    '',
  ])('"%s" names no day and is asked', (words) => {
    expect(readDate(words, 'start')).toBeUndefined();
    expect(readDates({ start: words }, 'Sprint 1')).toMatchObject({
      ok: false,
      error: { outcome: 'ask', question: { thing: 'start date', words } },
    });
  });

  test('an order of dates, and the same moment written twice, are known', () => {
    expect(isReversed('2027-01-02T00:00:00.000Z', '2027-01-01T23:59:00.000Z')).toBe(true);
    expect(isReversed(null, '2027-01-01T23:59:00.000Z')).toBe(false);
    expect(isSameTime('2027-01-01T10:00:00.000+10:00', '2027-01-01T00:00:00.000Z')).toBe(true);
    expect(isSameTime(null, '2027-01-01T00:00:00.000Z')).toBe(false);
  });
});
