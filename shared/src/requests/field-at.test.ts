import { expect, test } from 'vitest';
import { fieldAt } from './pick-fields.ts';

const ANSWER = {
  id: 7,
  'odd key': 1,
  values: [{ id: '100', deep: [[1, 2]] }, { id: '200' }],
  empty: {},
};

test.each([
  ['id', 7],
  ['odd key', 1],
  ['values[0].id', '100'],
  ['values[1].id', '200'],
  ['values[0].deep[0][1]', 2],
  ['values[2].id', undefined],
  ['values[-1].id', undefined],
  ['values[x].id', undefined],
  ['values[0', undefined],
  ['values.0.id', undefined],
  ['values.id', undefined],
  ['id[0]', undefined],
  ['empty.a.b', undefined],
  ['__proto__', undefined],
  ['values.length', undefined],
  ['', undefined],
])('"%s" leads to %o', (path, expected) => {
  expect(fieldAt(ANSWER, path)).toEqual(expected);
});

test('an answer that is itself a list is read by index', () => {
  expect(fieldAt([{ a: 1 }], '[0].a')).toBe(1);
});
