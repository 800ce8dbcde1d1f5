/** A right reply changed at one place: these get past the parser more often than anything else. */
import { isJsonObject, type Json } from '@kraken/shared';
import { ACTION_SLOTS } from './argument-slots.ts';
import { valuesFor } from './known-values.ts';
import type { Seeded } from './seeded.ts';

const NAMES = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'type',
  'class',
  'approved',
  'voice',
  'dependsOn',
  'path',
];
const SOURCES = [
  'summary',
  'description',
  'comment:10',
  'comment:20',
  'comment:99999',
  'press',
  'comment:',
  '__proto__',
  'comment:10 ',
];
const WORDS = [
  '',
  ' ',
  'OPS',
  'PAY',
  'SEC',
  'me',
  'Administrators',
  'Member',
  'Dana Weber',
  'attacker@evil.example',
  'Kraken',
  '__proto__',
  '\u0000',
  '\ud800',
  'x'.repeat(9_000),
  '../../x',
  '1e999',
  '<img>',
  '\u202eSPO',
  'ＯＰＳ',
  'O\u200bPS',
  'plan',
  'none',
];
const NUMBERS = [-1, 0, 1, 2, 49, 50, 51, 1e9, 1.5, -0, Number.MAX_SAFE_INTEGER];

/** A place in a JSON value: what holds it, and under which name. */
interface Place {
  holder: Json[] | { [name: string]: Json };
  key: string | number;
}

function placesIn(value: Json): Place[] {
  if (Array.isArray(value))
    return value.flatMap((part, key) => [{ holder: value, key }, ...placesIn(part)]);
  if (!isJsonObject(value)) return [];
  const holder = value as { [name: string]: Json };
  return Object.entries(holder).flatMap(([key, part]) => [{ holder, key }, ...placesIn(part)]);
}

function anyJson(seed: Seeded): Json {
  const makers: readonly (() => Json)[] = [
    () => seed.pick(WORDS),
    () => seed.pick(NUMBERS),
    () => null,
    () => seed.oneIn(2),
    () => [],
    () => [seed.pick(WORDS)],
    () => ({ [seed.pick(NAMES)]: seed.pick(WORDS) }),
  ];
  return seed.pick(makers)();
}

/** What fits the place by its name, and is not what was meant. */
function plausible(key: string | number, old: Json, seed: Seeded): Json {
  if (key === 'type') return seed.pick(ACTION_SLOTS).type;
  if (key === 'source') return seed.pick(SOURCES);
  if (key === 'name') return seed.pick(seed.pick(ACTION_SLOTS).slots)?.path ?? 'project';
  if (key === 'value')
    return seed.pick([
      ...valuesFor('project'),
      ...valuesFor('user'),
      ...valuesFor('role'),
      ...WORDS,
      true,
      null,
    ]);
  if (key === 'quote')
    return seed.pick([...WORDS, typeof old === 'string' ? old.slice(0, 3) : 'O']);
  if (key === 'needs') return Array.from({ length: 1 + seed.below(3) }, () => seed.pick(NUMBERS));
  if (key === 'confidence') return seed.pick([0, 0.5, 0.69, 0.7, 1, -1, 2, '1', null]);
  if (key === 'outcome') return seed.pick(['plan', 'ask', 'unsupported', 'none', 'auto']);
  return anyJson(seed);
}

function put({ holder, key }: Place, value: Json): void {
  if (Array.isArray(holder)) holder[Number(key)] = value;
  else
    Object.defineProperty(holder, key, {
      value,
      enumerable: true,
      configurable: true,
      writable: true,
    });
}

/** Changes a reply at one place; the reply itself is changed. */
export function changeOnePlace(reply: Json, seed: Seeded): Json {
  const place = seed.pick(placesIn(reply));
  const { holder, key } = place;
  const old = Array.isArray(holder) ? (holder[Number(key)] ?? null) : (holder[key] ?? null);
  const kind = seed.below(10);
  if (kind < 6) put(place, plausible(key, old, seed));
  else if (kind < 7) put(place, anyJson(seed));
  else if (kind < 8 && !Array.isArray(holder)) delete holder[key];
  else if (kind < 9 && !Array.isArray(holder))
    put({ holder, key: seed.pick(NAMES) }, anyJson(seed));
  else if (Array.isArray(holder)) holder.push(structuredClone(old));
  else put(place, [old]);
  return reply;
}
