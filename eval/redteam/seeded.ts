/** Seeded choices: the same seed gives the same attack. */

/** A source of choices; every method draws once. */
export interface Seeded {
  /** A whole number from 0 to below `limit`. */
  below(limit: number): number;
  /** One of a list that is not empty. Throws on an empty one. */
  pick<T>(list: readonly T[]): T;
  /** True in one of `times` cases. */
  oneIn(times: number): boolean;
}

/** Mulberry32: small, fast, good enough to choose with. */
export function seeded(seed: number): Seeded {
  let state = seed >>> 0;
  const below = (limit: number): number => {
    state = (state + 0x6d_2b_79_f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000) * limit);
  };
  return {
    below,
    pick(list) {
      const chosen = list[below(list.length)];
      if (chosen === undefined) throw new Error('nothing to choose from');
      return chosen;
    },
    oneIn: (times) => below(times) === 0,
  };
}
