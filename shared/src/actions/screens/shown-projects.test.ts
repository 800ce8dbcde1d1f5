import { expect, test } from 'vitest';
import { keysOf as keysOfContext } from '../custom-fields/context-places.ts';
import { keysOf, namesOf } from './field-project-pairs.ts';

const PROJECTS = Array.from({ length: 50 }, (_, index) => ({
  id: String(index),
  key: `P${index}`,
  name: `P${index}`,
}));

test('every project and field that is sent is shown', () => {
  expect(keysOf(PROJECTS)).toMatch(/, P48 and P49$/);
  expect(keysOfContext(PROJECTS as never)).toMatch(/, P48 and P49$/);
  expect(namesOf(PROJECTS as never)).toMatch(/, P48 and P49$/);
});
