/**
 * A site as what its people would call the same: without the traces every change leaves (times, histories, counters),
 * and without numbers Jira gives to lines of a list. That something lies in a recycle bin, in the trash or in the archive
 * is compared; who put it there, and when, is a trace. Only lists whose order says nothing are sorted.
 */
import type { World } from '../jira/world/world-types.ts';

/** Traces of change, wherever they stand. */
const TRACES = new Set([
  'counters',
  'tasks',
  'history',
  'updated',
  'statusCategoryChanged',
  'nextIssueNumber',
]);

/** Who ended it, and when: that it is ended is what is left of these. A plain yes or no stays what it is. */
const ENDS = new Set(['archived', 'deleted']);

/** Lists of lines that Jira numbers anew when a line is written again. */
const NUMBERED = new Set([
  'actors',
  'grants',
  'notifications',
  'sharePermissions',
  'links',
  'holders',
]);

/** Lists whose order says nothing, and records of such lists: nobody in Jira can put them in another order. */
const UNORDERED = new Set([
  ...NUMBERED,
  'customers',
  'editPermissions',
  'labels',
  'members',
  'organizationIds',
  'participants',
  'projectIds',
  'watchers',
]);

interface Place {
  isNumbered: boolean;
  isUnordered: boolean;
}

/** The comparable form. */
export function comparableWorld(world: World): unknown {
  return strip(world, { isNumbered: false, isUnordered: false });
}

function strip(value: unknown, place: Place): unknown {
  const { isNumbered, isUnordered } = place;
  if (Array.isArray(value)) {
    const items = value.map((item) => strip(item, { isNumbered, isUnordered: false }));
    return isUnordered ? sorted(items) : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  const kept: Array<[string, unknown]> = [];
  for (const [key, item] of Object.entries(value)) {
    if (TRACES.has(key) || item === undefined || (isNumbered && key === 'id')) continue;
    kept.push([key, isEnd(key, item) ? true : strip(item, placeIn(key, place))]);
  }
  return Object.fromEntries(kept.sort(([a], [b]) => (a < b ? -1 : 1)));
}

const isEnd = (key: string, item: unknown): boolean => ENDS.has(key) && typeof item === 'object';

function placeIn(key: string, { isNumbered, isUnordered }: Place): Place {
  return {
    isNumbered: isNumbered || NUMBERED.has(key),
    isUnordered: isUnordered || UNORDERED.has(key),
  };
}

/** In the order of their texts, each of which is made once. */
function sorted(items: readonly unknown[]): unknown[] {
  const keyed = items.map((item) => ({ item, text: JSON.stringify(item) ?? '' }));
  keyed.sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0));
  return keyed.map(({ item }) => item);
}
