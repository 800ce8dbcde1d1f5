import fc from 'fast-check';
import { expect, test } from 'vitest';
import { adfOf, plainText, textOfAdf } from './adf-text.ts';

test('text becomes paragraphs and line breaks, and comes back as it was', () => {
  expect(adfOf('One\ntwo\n\n\nThree')).toEqual({
    type: 'doc',
    version: 1,
    content: [
      {
        type: 'paragraph',
        content: [
          { type: 'text', text: 'One' },
          { type: 'hardBreak' },
          { type: 'text', text: 'two' },
        ],
      },
      { type: 'paragraph', content: [{ type: 'text', text: 'Three' }] },
    ],
  });
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1 }), (text) => {
      const plain = plainText(text).replace(/\n{3,}/g, '\n\n');
      fc.pre(plain !== '');
      expect(textOfAdf(adfOf(text))).toBe(plain);
    }),
  );
});

test('no mark-up, mention or invisible character of a ticket becomes one of the document', () => {
  const text = '[~accountid:x] {code}*b*{code}\u202e\u0000 <b>';
  expect(JSON.stringify(adfOf(text))).toContain('[~accountid:x] {code}*b*{code} <b>');
  expect(adfOf('')).toEqual({
    type: 'doc',
    version: 1,
    content: [{ type: 'paragraph', content: [] }],
  });
});

test('other documents are read without their formatting, and what is none is null', () => {
  const mention = { type: 'mention', attrs: { id: '1', text: '@Dana' } };
  const list = {
    type: 'bulletList',
    content: [{ type: 'listItem', content: [{ type: 'text', text: 'a' }] }],
  };
  const paragraph = {
    type: 'paragraph',
    content: [{ type: 'text', text: 'Ask ', marks: [] }, mention],
  };
  expect(textOfAdf({ type: 'doc', version: 1, content: [paragraph, list] })).toBe('Ask @Dana\n\na');
  expect(textOfAdf(null)).toBeNull();
  expect(textOfAdf('text')).toBeNull();
});
