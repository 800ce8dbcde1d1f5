import { describe, expect, it } from 'vitest';
import { quoteFinder } from './find-quote.ts';
import { isNamedBy } from './value-in-words.ts';

describe('words that name a value', () => {
  it.each([
    ['user', 'Dana', 'for dana, please'],
    ['project', 'OPS', 'zum OPS-Projekt'],
    ['project', 'OPS', 'プロジェクトOPSに'],
    ['releaseDate', '2026-04-03', 'on 3.4.2026'],
    ['releaseDate', '2026-12-31', 'by 12/31/2026.'],
    ['releaseDate', '2026-12-31', 'December 31st, 2026'],
    ['releaseDate', '2026-12-31', 'el 31 de diciembre de 2026'],
    ['releaseDate', '2026-12-31', '2026年12月31日まで'],
    ['fieldType', 'number', 'ein Zahlenfeld'],
  ])('%s %s: %s', (argument, value, words) => {
    expect(isNamedBy(argument, value, words)).toBe(true);
  });

  it.each([
    ['user', 'Anna', 'give Joanna access'],
    ['issue', 'PAY-1', 'close PAY-12'],
    ['project', 'IT', 'she lost it'],
    ['releaseDate', '2026-04-03', 'by 04/03/2026.'],
    ['releaseDate', '2026-03-04', 'by 04/03/2026.'],
    ['releaseDate', '2026-05-04', 'on 5.4.2026'],
    ['releaseDate', '2026-05-15', 'from 1 May 2026 to 15 June 2026'],
  ])('do not name %s %s in: %s', (argument, value, words) => {
    expect(isNamedBy(argument, value, words)).toBe(false);
  });
});

it('a quote stands in whole words only, wherever else its letters are', () => {
  const snapshot = {
    summary: 'Joanna and Anna; close PAY-12',
    description: '',
    reporterDisplayName: 'Dan',
    status: 'To Do',
    comments: [],
  };
  const find = quoteFinder({ snapshot, voiceOf: () => 'reporter' });
  expect(find('summary', 'anna')).toMatchObject({ text: 'Anna', start: 11 });
  expect(find('summary', 'PAY-1')).toBeUndefined();
  expect(find('summary', 'nobody')).toBeUndefined();
});
