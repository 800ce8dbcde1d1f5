import { describe, expect, it } from 'vitest';
import { isJsonObject, type Json } from './json.ts';
import { assertNever } from './never.ts';
import { err, ok } from './result.ts';

describe('an expected outcome', () => {
  it('is a value either way', () => {
    expect(ok(1)).toEqual({ ok: true, value: 1 });
    expect(err('why')).toEqual({ ok: false, error: 'why' });
  });
});

describe('a switch over a union', () => {
  it('that meets a value outside it breaks and names the value', () => {
    expect(() => assertNever({ kind: 'new' } as never)).toThrow('unexpected value: {"kind":"new"}');
  });
});

describe('a JSON object', () => {
  it.each<{ value: Json | undefined; is: boolean }>([
    { value: {}, is: true },
    { value: [], is: false },
    { value: null, is: false },
    { value: 'text', is: false },
    { value: undefined, is: false },
  ])('$value: $is', ({ value, is }) => {
    expect(isJsonObject(value)).toBe(is);
  });
});
