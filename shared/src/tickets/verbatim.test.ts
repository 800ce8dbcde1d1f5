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
