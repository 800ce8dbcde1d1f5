/**
 * Rules as they stand in the store, read one by one. A later release may know a rule no longer: it renamed a kind of
 * action, or narrowed a schema. Such a rule never stops the others and never goes unheeded: in its place stands one that
 * makes every action wait, until somebody removes or replaces it. Nothing here throws.
 */
import { type Json, parseId, type RuleId } from '@kraken/shared';
import {
  type CompiledTenantRules,
  compileReadable,
  type TenantRuleError,
} from './compile-tenant-rules.ts';
import { readTenantRule, type TenantRule } from './tenant-rule.ts';

/** What people read on an action that waits for this. */
export const UNREADABLE = 'a rule of the playbook cannot be read any more';

/** A stored rule that cannot be used. */
export interface UnreadableRule {
  /** As it is stored. */
  stored: Json;
  /** Why, for an administrator. */
  why: string;
}

/** Stored rules, read. */
export interface StoredRules {
  /** In order; what cannot be read stands here as a rule that makes every action wait. */
  rules: TenantRule[];
  unreadable: ReadonlyMap<RuleId, UnreadableRule>;
  compiled: CompiledTenantRules;
}

type JsonObject = { [key: string]: Json };

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A line of plain text, whatever is stored. */
function nameOf(stored: JsonObject): string {
  const { name } = stored;
  const text = typeof name === 'string' ? name.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ').trim() : '';
  return text === '' ? 'A rule without a name' : text.slice(0, 120);
}

/** The rule that stands for one that cannot be read; one that was switched off stays so. */
function standIn(stored: Json, position: number): TenantRule {
  const known = isObject(stored) ? stored : {};
  const ruleId = parseId('RuleId', known['ruleId']) ?? idOf(position);
  return {
    ruleId,
    position,
    name: nameOf(known),
    isEnabled: known['isEnabled'] !== false,
    conditions: {},
    effect: { kind: 'tighten', types: 'all', sentence: UNREADABLE },
    cases: [],
  };
}

/** The id of a rule whose own cannot be read: the same as long as it keeps its place. */
function idOf(position: number): RuleId {
  const id = parseId('RuleId', `rul_unreadable-${position}`);
  if (id === undefined) throw new Error('an id made of letters and digits is no id');
  return id;
}

/** Reads a stored set and compiles it as `version`. A value that is no list counts as one rule that cannot be read. */
export function readStoredRules(version: number, stored: Json): StoredRules {
  const list = Array.isArray(stored) ? stored : [stored];
  const unreadable = new Map<RuleId, UnreadableRule>();
  const replace = (at: number, why: string): TenantRule => {
    const rule = standIn(list[at] ?? null, at + 1);
    unreadable.set(rule.ruleId, { stored: list[at] ?? null, why });
    return rule;
  };
  const rules = list.map((one, at) => {
    const read = readTenantRule(one);
    return read.ok ? { ...read.value, position: at + 1 } : replace(at, read.error);
  });
  const { compiled, errors } = compileReadable(rules, version, standInOf(list));
  const faults = new Map(errors.map((error): [string, TenantRuleError] => [error.ruleId, error]));
  const usable = rules.map((rule, at) => {
    const fault = unreadable.has(rule.ruleId) ? undefined : faults.get(rule.ruleId);
    return fault === undefined ? rule : replace(at, fault.sentence);
  });
  return { rules: usable, unreadable, compiled };
}

const standInOf =
  (list: readonly Json[]) =>
  ({ position }: TenantRule): TenantRule =>
    standIn(list[position - 1] ?? null, position);

/** The set as it is stored: what cannot be read stays as it was, so that a release that can read it finds it whole. */
export function toStoredRules(
  rules: readonly TenantRule[],
  unreadable: StoredRules['unreadable'],
): Json {
  const kept = rules.map((rule): unknown => {
    const { ruleId, position } = rule;
    const known = isStandIn(rule) ? unreadable.get(ruleId) : undefined;
    if (known === undefined) return rule;
    return isObject(known.stored) ? { ...known.stored, ruleId, position } : known.stored;
  });
  return kept as Json;
}

/** True for a rule that stands for one that cannot be read. */
export function isStandIn({ effect }: TenantRule): boolean {
  return effect.kind === 'tighten' && effect.sentence === UNREADABLE;
}
