/** The cases themselves: each stands once, and sees the difference it makes. */
import { expect, test } from 'vitest';
import { ACTION_CASES } from './all-cases.ts';
import { mayBeOne } from './may-be-one.ts';

test('no case stands twice', () => {
  const asked = ACTION_CASES.map(({ type, args }) => `${type} ${JSON.stringify(args)}`);
  expect(asked.filter((each, at) => asked.indexOf(each) !== at)).toEqual([]);
});

test('what a case looks at is another thing before and after: else nothing said of it could be wrong', () => {
  const blind = ACTION_CASES.filter(
    ({ before, after }) => mayBeOne(before, after) || mayBeOne(after, before),
  );
  expect(blind.map(({ type, sentence }) => `${type} "${sentence}"`)).toEqual([]);
});
