import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isJsonObject, type Json } from '../json.ts';
import { branchTo, fieldAt, pickFields, valuesAt } from './pick-fields.ts';

const RUNS = { seed: 20261124, numRuns: 20_000 };

/** Keys that matter, and those that reach into prototypes where code is careless. */
const KEYS = ['a', 'b', 'id', '__proto__', 'constructor', 'prototype', 'toString', '*', '[]', ''];

const json: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.oneof(fc.constantFrom<Json>(null, true, 'secret', '', 0), fc.integer()),
    fc.array(tie('value'), { maxLength: 3 }),
    fc
      .array(fc.tuple(fc.constantFrom(...KEYS), tie('value')), { maxLength: 4 })
      .map((pairs) => Object.fromEntries(pairs)),
  ),
})).value;

const parts = fc.constantFrom(
  'a',
  'b',
  'id',
  '__proto__',
  'constructor',
  '*',
  'a[]',
  'b[][]',
  '[]',
  '*[]',
);
const path = fc.array(parts, { minLength: 1, maxLength: 4 }).map((list) => list.join('.'));

/** Path of every value, array positions as `[]`. Null and what is empty only hold a place and tell nothing. */
function* leaves(value: Json, at: readonly string[] = []): Generator<string[]> {
  if (Array.isArray(value)) {
    for (const item of value) yield* leaves(item, [...at, '[]']);
  } else if (isJsonObject(value)) {
    for (const [key, item] of Object.entries(value)) yield* leaves(item, [...at, `.${key}`]);
  } else if (value !== null) {
    yield [...at];
  }
}

/** The steps of a path in the same spelling as `leaves`. */
function stepsOf(text: string): string[] {
  return text.split('.').flatMap((part) => {
    const name = part.replace(/(\[\])+$/, '');
    const each = Array.from({ length: (part.length - name.length) / 2 }, () => '[]');
    return name === '' ? each : [`.${name}`, ...each];
  });
}

/** True when one of the paths names this place or one that holds it. */
function isNamed(leaf: readonly string[], paths: readonly string[]): boolean {
  return paths.some((text) =>
    stepsOf(text).every((step, at) => {
      const part = leaf[at];
      return part !== undefined && (step === part || (step === '.*' && part.startsWith('.')));
    }),
  );
}

describe('picked fields', () => {
  it('hold nothing that is not named', () => {
    fc.assert(
      fc.property(json, fc.array(path, { maxLength: 4 }), (value, paths) => {
        const picked = pickFields(value, paths);
        if (picked === null) return true;
        return [...leaves(picked)].every((leaf) => isNamed(leaf, paths));
      }),
      RUNS,
    );
  });

  it('hold every value that is named', () => {
    fc.assert(
      fc.property(json, fc.array(path, { maxLength: 4 }), (value, paths) => {
        const named = [...leaves(value)].filter((leaf) => isNamed(leaf, paths));
        const picked = [...leaves(pickFields(value, paths))];
        return JSON.stringify(picked) === JSON.stringify(named);
      }),
      RUNS,
    );
  });

  it('are the same when picked twice', () => {
    fc.assert(
      fc.property(json, fc.array(path, { maxLength: 4 }), (value, paths) => {
        const once = pickFields(value, paths);
        return JSON.stringify(pickFields(once, paths)) === JSON.stringify(once);
      }),
      RUNS,
    );
  });

  it('do not depend on the order of the paths', () => {
    fc.assert(
      fc.property(json, fc.array(path, { maxLength: 4 }), (value, paths) => {
        const turned = pickFields(value, paths.toReversed());
        return JSON.stringify(turned) === JSON.stringify(pickFields(value, paths));
      }),
      RUNS,
    );
  });

  it('never touch a prototype', () => {
    const hostile: Json = JSON.parse(
      '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"a":{"__proto__":{"polluted":true}}}',
    );
    const picked = pickFields(hostile, ['__proto__.polluted', 'constructor.*', 'a.__proto__', '*']);
    expect(Object.getPrototypeOf(picked)).toBe(Object.prototype);
    expect(Object.hasOwn({}, 'polluted')).toBe(false);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    // What was an own key of Jira's answer stays an own key.
    expect(JSON.stringify(pickFields(hostile, ['__proto__.polluted']))).toBe(
      '{"__proto__":{"polluted":true}}',
    );
    expect(pickFields({ a: 1 }, ['__proto__', 'constructor', 'toString'])).toEqual({});
  });

  it.each([
    { paths: ['id'], picked: { id: '1' } },
    { paths: ['actors[].user.accountId'], picked: { actors: [{ user: { accountId: 'x' } }, {}] } },
    { paths: ['perms.*.have'], picked: { perms: { A: { have: true }, B: { have: false } } } },
    {
      paths: ['perms.*.have', 'perms.A.id'],
      picked: { perms: { A: { have: true, id: 7 }, B: { have: false } } },
    },
    { paths: ['grid[][].v'], picked: { grid: [[{ v: 1 }], [{ v: 2 }]] } },
    {
      paths: ['perms'],
      picked: { perms: { A: { have: true, id: 7 }, B: { have: false, id: 8 } } },
    },
    { paths: ['absent.deep', 'id[]', 'actors.user'], picked: {} },
    { paths: [], picked: {} },
  ])('by $paths', ({ paths, picked }) => {
    const answer: Json = {
      id: '1',
      actors: [{ user: { accountId: 'x', email: 'private' } }, { group: 'g' }],
      perms: { A: { have: true, id: 7 }, B: { have: false, id: 8 } },
      grid: [[{ v: 1, w: 1 }], [{ v: 2, w: 2 }]],
    };
    expect(pickFields(answer, paths)).toEqual(picked);
  });

  it('of a list at the top keep every place, so that positions stay true', () => {
    expect(pickFields([{ id: 1, x: 1 }, 'text', { id: 2 }], ['[].id'])).toEqual([
      { id: 1 },
      null,
      { id: 2 },
    ]);
  });

  it('are null where the answer is no object', () => {
    expect(pickFields('text', ['id'])).toBeNull();
    expect(pickFields(null, ['id'])).toBeNull();
  });
});

describe('the values at a picked path', () => {
  const answer: Json = {
    actors: [
      { user: { accountId: 'x' } },
      { group: { id: 'g' } },
      'text',
      { user: { accountId: 'y' } },
    ],
    perms: { A: { have: true }, B: { have: false } },
    grid: [[{ v: 1 }], [{ v: 2 }], 3],
    none: null,
  };

  it.each([
    { at: 'actors[].user.accountId', found: ['x', 'y'] },
    { at: 'perms.*.have', found: [true, false] },
    { at: 'grid[][].v', found: [1, 2] },
    { at: 'none', found: [null] },
    { at: 'actors.user.accountId', found: [] },
    { at: 'perms[].have', found: [] },
    { at: 'absent[].deep', found: [] },
    { at: '__proto__', found: [] },
    { at: 'actors.length', found: [] },
  ])('$at is $found', ({ at, found }) => {
    expect(valuesAt(answer, at)).toEqual(found);
  });

  it('of a list at the top begin with its items', () => {
    expect(valuesAt([{ id: 1 }, { id: 2 }, 'text'], '[].id')).toEqual([1, 2]);
  });

  it('are the same before and after picking that path', () => {
    fc.assert(
      fc.property(json, path, (value, at) => {
        const tell = (values: Json[]) => JSON.stringify(values.filter((item) => item !== null));
        return tell(valuesAt(pickFields(value, [at]), at)) === tell(valuesAt(value, at));
      }),
      RUNS,
    );
  });
});

describe('a field at a path', () => {
  const value: Json = { a: { b: 1, '': 2 }, list: [{ id: 'x' }, [3]], none: null };

  it.each([
    { at: 'a.b', found: 1 },
    { at: 'a.', found: 2 },
    { at: 'none', found: null },
    { at: 'list[0].id', found: 'x' },
    { at: 'list[1][0]', found: 3 },
    { at: 'list[2].id', found: undefined },
    { at: 'a.b.c', found: undefined },
    { at: 'toString', found: undefined },
    { at: '__proto__', found: undefined },
    { at: 'constructor.name', found: undefined },
    { at: 'list.length', found: undefined },
    { at: 'list[0', found: undefined },
    { at: 'list[-1]', found: undefined },
  ])('$at is $found', ({ at, found }) => {
    expect(fieldAt(value, at)).toBe(found);
  });
});

describe('branchTo', () => {
  const schemes = {
    schemes: [
      {
        id: 1,
        grants: [
          { to: { value: 'a' }, may: 'read' },
          { to: { value: 'b' }, may: 'write' },
        ],
      },
      { id: 2, grants: [{ to: { value: 'b' }, may: 'read' }, { may: 'nothing' }] },
      { id: 3, grants: [] },
    ],
  };

  it.each<[string, Json]>([
    ['a', { schemes: [{ id: 1, grants: [{ to: { value: 'a' }, may: 'read' }] }] }],
    [
      'b',
      {
        schemes: [
          { id: 1, grants: [{ to: { value: 'b' }, may: 'write' }] },
          { id: 2, grants: [{ to: { value: 'b' }, may: 'read' }] },
        ],
      },
    ],
    ['c', null],
  ])('keeps only the items that lead to %s', (wanted, kept) => {
    expect(branchTo(schemes, 'schemes[].grants[].to.value', wanted)).toEqual(kept);
  });

  it.each<[Json, string]>([
    [null, 'a[].b'],
    [[], '[]'],
    ['x', 'a'],
    [{ a: 'x' }, 'a[]'],
    [{}, '__proto__.x'],
  ])('is null where %j has no %s', (value, path) => {
    expect(branchTo(value, path, 'x')).toBeNull();
  });
});
