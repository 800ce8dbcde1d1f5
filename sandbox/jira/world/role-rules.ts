/** Rules of workflows that name roles, as the condition of who may take a transition does: a list of role ids. */
import type { Json } from './issue-types.ts';
import type { World } from './world-types.ts';

const ROLE_IDS = 'roleIds';

/** One rule that names the role. */
export interface RuleUse {
  /** Names another role there instead, once. */
  replaceBy(roleId: string): void;
}

/** Every rule of every workflow that names the role. */
export function rulesNaming(world: World, roleId: string): RuleUse[] {
  const kept = Object.values(world.workflows).flatMap((workflow) => [
    workflow.kept,
    ...workflow.transitions.map((transition) => transition.kept),
  ]);
  return kept
    .flatMap((one) => (one === undefined ? [] : recordsIn(one as Json)))
    .filter((record) => idsIn(record).includes(roleId))
    .map((record) => ({
      replaceBy(other) {
        const ids = idsIn(record).map((id) => (id === roleId ? other : id));
        record[ROLE_IDS] = [...new Set(ids)].join(',');
      },
    }));
}

/** The record itself and all records within. */
function recordsIn(value: Json): Array<Record<string, Json>> {
  if (Array.isArray(value)) return value.flatMap(recordsIn);
  if (typeof value !== 'object' || value === null) return [];
  return [value, ...Object.values(value).flatMap(recordsIn)];
}

function idsIn(record: Record<string, Json>): string[] {
  const list = record[ROLE_IDS];
  return typeof list === 'string' ? list.split(',').map((id) => id.trim()) : [];
}
