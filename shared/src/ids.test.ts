import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ID_PREFIXES, type IdTypes, parseId } from './ids.ts';

const KINDS = Object.keys(ID_PREFIXES) as Array<keyof IdTypes>;

describe('an id', () => {
  it.each(KINDS)('of kind %s is parsed as that kind and no other', (kind) => {
    const text = `${ID_PREFIXES[kind]}0123456789abcDEF_-`;
    expect(parseId(kind, text)).toBe(text);
    for (const other of KINDS.filter((one) => one !== kind)) {
      expect(parseId(other, text)).toBeUndefined();
    }
  });

  it.each([
    { name: 'a short tail', text: 'dec_1234567' },
    { name: 'a long tail', text: `dec_${'a'.repeat(65)}` },
    { name: 'a path', text: 'dec_../../etc' },
    { name: 'a line break', text: 'dec_12345678\n' },
    { name: 'other letters', text: 'dec_１２３４５６７８' },
    { name: 'another case', text: 'DEC_12345678' },
    { name: 'nothing', text: '' },
    { name: 'a number', text: 12_345_678 },
    { name: 'a list', text: ['dec_12345678'] },
    { name: 'null', text: null },
  ])('with $name is none', ({ text }) => {
    expect(parseId('DecisionId', text)).toBeUndefined();
  });

  it('that is parsed needs no escaping anywhere', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 20 }), (tail) => {
        const id = parseId('DecisionId', `dec_${tail}`);
        return id === undefined || (encodeURIComponent(id) === id && /^[\w-]+$/.test(id));
      }),
      { seed: 20261124, numRuns: 20_000 },
    );
  });

  it('has a prefix of its own', () => {
    expect(new Set(Object.values(ID_PREFIXES)).size).toBe(KINDS.length);
  });
});
