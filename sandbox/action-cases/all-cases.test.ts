/** The cases themselves: each stands once, so that a count of them is a count of what is tested. */
import { expect, test } from 'vitest';
import { ACTION_CASES } from './all-cases.ts';

test('no case stands twice', () => {
  const asked = ACTION_CASES.map(({ type, args }) => `${type} ${JSON.stringify(args)}`);
  expect(asked.filter((each, at) => asked.indexOf(each) !== at)).toEqual([]);
});
