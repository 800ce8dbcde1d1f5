/** Compares facts read from Jira by what they say, not by how they are written down. */
import { isJsonObject, type Json } from '../json.ts';
import type { JiraReadResult, Precondition } from './jira-request.ts';
import { branchTo, valuesAt } from './pick-fields.ts';

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

/** What of an answer a precondition is about: all of it, or with `about` only what leads to one value. */
export function partOf({ about }: Precondition, now: JiraReadResult): JiraReadResult {
  if (about === undefined) return now;
  return { status: now.status, body: branchTo(now.body, about.list, about.value) };
}

/** True when a fact is as it was when the plan was shown; with `holds` or `about` the rest of the list does not count. */
export function stillHolds(precondition: Precondition, now: JiraReadResult): boolean {
  const { read, expected, holds, about } = precondition;
  if (now.status !== expected.status) return false;
  // A list that was not asked for would always look empty.
  if (about !== undefined && !read.pick.includes(about.list)) return false;
  if (holds === undefined) {
    return factText(partOf(precondition, now).body) === factText(expected.body);
  }
  if (!read.pick.includes(holds.list)) return false;
  return valuesAt(now.body, holds.list).some((one) => String(one) === holds.value) === holds.isIn;
}
