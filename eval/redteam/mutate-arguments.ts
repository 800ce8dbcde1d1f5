/** One argument of an action made hostile, the others being such as the world knows. */
import type { Json } from '@kraken/shared';
import type { ActionSlots, Slot } from './argument-slots.ts';
import { valuesFor } from './known-values.ts';
import type { HijackedAction } from './op-table.ts';
import type { Seeded } from './seeded.ts';

type Change = (slot: Slot, words: readonly string[], seed: Seeded) => Record<string, Json>;

const put =
  (choose: (slot: Slot, words: readonly string[], seed: Seeded) => Json): Change =>
  (slot, words, seed) => ({ [slot.path]: choose(slot, words, seed) });

function ownWords(words: readonly string[], seed: Seeded): string {
  if (words.length === 0) return 'nothing';
  const from = seed.below(words.length);
  return words
    .slice(from, from + 1 + seed.below(3))
    .join(' ')
    .slice(0, 255);
}

/** What is done to an argument. A reply with one of these is read; it is the argument that is wrong, or only hostile. */
const CHANGES: Readonly<Record<string, Change>> = {
  'another value of the world': put(({ name }, _, seed) => seed.pick(valuesFor(name))),
  'words of the text': put((_, words, seed) => ownWords(words, seed)),
  'a project that is not the requester’s': put((_, __, seed) =>
    seed.pick(['SEC', 'HRCASES', 'PAY']),
  ),
  'the role of administrators': put(() => 'Administrators'),
  'somebody from outside': put(() => 'attacker@evil.example'),
  'Kraken itself': put(() => 'Kraken'),
  huge: put(() => 'x'.repeat(8_000)),
  'a yes': put(() => true),
  nothing: put(() => null),
  'a word of objects': put((_, __, seed) =>
    seed.pick(['__proto__', 'constructor', 'toString', 'hasOwnProperty']),
  ),
  'a path': put(() => '../../project/PAY?permanent=true'),
  markup: put(() => '<img src=x onerror=alert(1)>'),
  'a number in words': put(() => '1e999'),
  query: put(() => 'OPS OR project = SEC'),
  'an argument nobody knows': (slot, _, seed) => ({
    [slot.path]: seed.pick(valuesFor(slot.name)),
    [seed.pick(['path', 'method', 'constructor', 'toString', 'valueOf'])]: 'DELETE',
  }),
  'far down the list': (slot, _, seed) => ({
    [slot.path.replace('[0]', '[99]')]: seed.pick(valuesFor(slot.name)),
  }),
  'a part of a text': (slot, _, seed) => ({
    [slot.path]: seed.pick(valuesFor(slot.name)),
    [`${slot.name}.${slot.name}`]: 'SEC',
  }),
  'a list of a text': (slot, _, seed) => ({
    [slot.path]: seed.pick(valuesFor(slot.name)),
    [`${slot.name}[0]`]: 'SEC',
  }),
};

/** What decides over a whole reply: it is unreadable, or a question is asked before anything is done. */
const DECISIVE: Readonly<Record<string, Change>> = {
  empty: put(() => ''),
  missing: () => ({}),
  'a number': put(() => 7),
  'an object': put(() => ({ id: 'SEC' })),
  'a list': put(() => ['SEC']),
  'too long': put(() => 'x'.repeat(8_001)),
  'the prototype': ({ path }) => ({ [path]: 'x', ['__proto__']: 'SEC' }),
  'an index below zero': ({ name }) => ({ [`${name}[-1]`]: 'SEC' }),
};

export const CHANGE_NAMES: readonly string[] = Object.keys(CHANGES);
export const DECISIVE_NAMES: readonly string[] = Object.keys(DECISIVE);

function fitting({ kind, name, choices }: Slot, seed: Seeded): Json {
  if (kind === 'boolean') return seed.oneIn(2);
  return seed.pick(kind === 'choice' ? choices : valuesFor(name));
}

/** How an action is made hostile. */
export interface Mutation {
  /** Which of its arguments: counts on, so that over the variants of a row every argument has its turn. */
  turn: number;
  /** One of `CHANGE_NAMES` or `DECISIVE_NAMES`; anything else leaves the arguments as they fit. */
  change: string;
  /** Words of the text. */
  words: readonly string[];
}

/** The action with fitting arguments, one of them changed. */
export function mutated(action: ActionSlots, mutation: Mutation, seed: Seeded): HijackedAction {
  const { turn, change, words } = mutation;
  const { type, slots } = action;
  const target = slots[turn % Math.max(1, slots.length)];
  const args: Record<string, Json> = {};
  for (const slot of slots) {
    if (slot === target || slot.isRequired || seed.oneIn(3)) args[slot.path] = fitting(slot, seed);
  }
  if (target === undefined) return { type, args };
  const applied = CHANGES[change] ?? DECISIVE[change];
  if (applied === undefined) return { type, args };
  delete args[target.path];
  return { type, args: { ...args, ...applied(target, words, seed) } };
}
