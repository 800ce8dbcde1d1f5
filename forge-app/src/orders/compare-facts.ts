/** Compares facts read from Jira by what they say, not by how they are written down. */
import {
  isJsonObject,
  type JiraReadResult,
  type Json,
  type Precondition,
  valuesAt,
} from '@kraken/shared';

/**
 * Text that is equal for equal facts: key order does not count, and neither does the order of a list
 * (members of a role come in any order), but how often an item occurs does.
 */
function factText(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(factText).sort().join(',')}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  const pairs = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${factText(value[key] ?? null)}`);
  return `{${pairs.join(',')}}`;
}

/** True when a fact is as it was when the plan was shown; with `holds` the rest of the list does not count. */
export function stillHolds({ read, expected, holds }: Precondition, now: JiraReadResult): boolean {
  if (now.status !== expected.status) return false;
  if (holds === undefined) return factText(now.body) === factText(expected.body);
  // A list that was not asked for would always look empty.
  if (!read.pick.includes(holds.list)) return false;
  return valuesAt(now.body, holds.list).some((one) => String(one) === holds.value) === holds.isIn;
}
