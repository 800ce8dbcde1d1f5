/**
 * What the stand-in carries of a workflow without understanding it: rules, properties, triggers, layout. An update that
 * leaves a part out loses it, as in Jira; one that repeats it keeps it to the letter.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Json } from './issue-types.ts';

/** Parts of a body by their names. */
export type Kept = Record<string, Json>;

/** The parts of a body that differ from what is shown without it; undefined where there are none. */
export function keptOf(given: object, plain: object): Kept | undefined {
  const known = new Map(Object.entries(plain));
  const kept = Object.entries(given).filter(
    ([key, value]) => value !== undefined && !isDeepStrictEqual(value, known.get(key)),
  );
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}
