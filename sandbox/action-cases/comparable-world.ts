/**
 * A site as what its people would call the same: without the traces every change leaves (times, histories, counters),
 * without numbers Jira gives to lines of a list, and without what lies in a recycle bin. Lists whose order says nothing
 * are sorted.
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
  'formerKeys',
]);

/** Lists of lines that Jira numbers anew when a line is written again. */
const NUMBERED = new Set([
  'actors',
  'grants',
  'notifications',
  'sharePermissions',
  'links',
  'holders',
]);

/** The comparable form. */
export function comparableWorld(world: World): unknown {
  const live = structuredClone(world);
  for (const [id, project] of Object.entries(live.projects)) {
    if (project.deleted !== undefined) delete live.projects[id];
  }
  for (const [id, field] of Object.entries(live.fields)) {
    if (field.trashed) delete live.fields[id];
  }
  return strip(live, false);
}

function strip(value: unknown, isNumbered: boolean): unknown {
  if (Array.isArray(value)) return sorted(value.map((item) => strip(item, isNumbered)));
  if (typeof value !== 'object' || value === null) return value;
  const kept: Array<[string, unknown]> = [];
  for (const [key, item] of Object.entries(value)) {
    if (TRACES.has(key) || item === undefined || (isNumbered && key === 'id')) continue;
    kept.push([key, strip(item, isNumbered || NUMBERED.has(key))]);
  }
  return Object.fromEntries(kept.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** In the order of their texts, each of which is made once. */
function sorted(items: readonly unknown[]): unknown[] {
  const keyed = items.map((item) => ({ item, text: JSON.stringify(item) ?? '' }));
  keyed.sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0));
  return keyed.map(({ item }) => item);
}
