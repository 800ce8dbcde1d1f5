/**
 * Ids that a seed fixes: the same seed gives the same accounts, groups and site.
 * Leaves out uniqueness across sites with the same seed, which is wanted here.
 */
import { createHash } from 'node:crypto';
import type { World } from './world-types.ts';

/** A UUID that depends only on the seed and the words, so that two runs agree. */
export function seededUuid(seed: number, ...words: string[]): string {
  const hex = createHash('sha256')
    .update(JSON.stringify([seed, ...words]))
    .digest('hex');
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 3) | 8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

/** An account id in the form Atlassian uses today (`712020:<uuid>`); customers get a `qm:` id. */
export function seededAccountId(seed: number, name: string, kind: string): string {
  const uuid = seededUuid(seed, 'account', name);
  return kind === 'customer' ? `qm:${seededUuid(seed, 'desk')}:${uuid}` : `712020:${uuid}`;
}

/** The next number of a kind of object (`issue`, `comment`, `field` ...); numbers are never reused. */
export function nextNumber(world: World, kind: string): number {
  const number = world.counters[kind] ?? 10_000;
  world.counters[kind] = number + 1;
  return number;
}

/** A generator of numbers in [0, 1) that a seed fixes (mulberry32); for faults, not for secrets. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
