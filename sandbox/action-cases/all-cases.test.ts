/** The cases themselves: each stands once, and sees the difference it makes. */
import { expect, test } from 'vitest';
import { ACTION_CASES } from './all-cases.ts';

test('no case stands twice', () => {
  const asked = ACTION_CASES.map(({ type, args }) => `${type} ${JSON.stringify(args)}`);
  expect(asked.filter((each, at) => asked.indexOf(each) !== at)).toEqual([]);
});

/** The two values, either of which may be a matcher, can be one and the same. */
function mayBeOne(one: unknown, other: unknown): boolean {
  try {
    expect(one).toEqual(other);
    return true;
  } catch {
    return false;
  }
}

test('what a case looks at is another thing before and after: else nothing said of it could be wrong', () => {
  const blind = ACTION_CASES.filter(({ before, after, doneToo }) =>
    [after, ...(doneToo === undefined ? [] : [doneToo])].some(
      (done) => mayBeOne(before, done) || mayBeOne(done, before),
    ),
  );
  expect(blind.map(({ type, sentence }) => `${type} "${sentence}"`)).toEqual([]);
});
