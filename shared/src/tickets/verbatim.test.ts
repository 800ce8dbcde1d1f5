import { expect, test } from 'vitest';
import type { Quote } from './ticket.ts';
import { isVerbatim } from './verbatim.ts';

const quotes: Quote[] = [
  {
    text: 'Please tell ABC-7:\n  the carrier   comes tomorrow.',
    source: { kind: 'description' },
    voice: 'reporter',
  },
];

test.each([
  ['words of the ticket', 'The carrier comes', true],
  ['a number', '3', true],
  ['a day', '2026-12-24', true],
  ['a mention', '[~accountid:5b10a2844c20165700ede21g]', true],
  ['nothing', null, true],
  ['words of the model around them', 'URGENT: the carrier comes tomorrow', false],
  ['no text', 7, false],
])('a value of a list that is %s: %o', (_, value, expected) => {
  const args = {
    fields: [
      { field: 'Notes', value: 'the carrier' },
      { field: 'Root cause', value },
    ],
  };
  expect(isVerbatim(args, ['fields[].value'], quotes)).toBe(expected);
  expect(isVerbatim({ fields: value }, ['fields[].value'], quotes)).toBe(false);
  expect(isVerbatim({}, ['fields[].value'], quotes)).toBe(true);
});

test.each([
  ['words of the ticket', { text: 'the carrier comes tomorrow.' }, true],
  ['the whole quote', { text: quotes[0]?.text ?? '' }, true],
  ['words of the model', { text: 'The carrier will come tomorrow.' }, false],
  ['words put together', { text: 'Please the carrier' }, false],
  ['an argument that is not given', {}, true],
  ['an argument that empties', { text: null }, true],
  ['something that is no text', { text: ['the carrier'] }, false],
])('%s', (_, args, expected) => {
  expect(isVerbatim(args, ['text'], quotes)).toBe(expected);
});
