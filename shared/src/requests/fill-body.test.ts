import { expect, test } from 'vitest';
import { bodyForPeople, fillBody } from './fill-body.ts';

test('a captured number takes its place wherever it stands', () => {
  const body = {
    filterId: { capturedNumber: 'filter' },
    list: [{ capturedNumber: 'filter' }, null],
  };
  expect(fillBody(body, { filter: '10' })).toEqual({
    ok: true,
    value: { filterId: 10, list: [10, null] },
  });
});

test.each([{}, { filter: 'ten' }, { filter: '' }, Object.create({ filter: '10' })])(
  'a value that is not known or no number stops the request',
  (captured) => {
    expect(fillBody({ filterId: { capturedNumber: 'filter' } }, captured)).toEqual({
      ok: false,
      error: 'filter',
    });
  },
);

test('bodies without captured numbers stay byte for byte', () => {
  const body = { a: { capturedNumber: 'x', b: 1 }, c: [[], {}, 'capturedNumber'], d: null };
  expect(JSON.stringify(fillBody(body, {}))).toBe(JSON.stringify({ ok: true, value: body }));
});

test('people read the name of a captured number', () => {
  expect(bodyForPeople({ filterId: { capturedNumber: 'filterId' }, name: 'A' })).toBe(
    '{\n  "filterId": "‹filterId›",\n  "name": "A"\n}',
  );
});
