/** One change made to a set of rules: the set as it would be, checked. Pure but for the id it is given. */
import { err, type Json, ok, type Result, type RuleId } from '@kraken/shared';
import {
  type CompiledTenantRules,
  compileTenantRules,
  type TenantRuleError,
} from '../analyse/tenant-rules/compile-tenant-rules.ts';
import { toStoredRules } from '../analyse/tenant-rules/stored-rules.ts';
import {
  issueText,
  type NewTenantRule,
  type TenantRule,
  type TenantRulePatch,
  tenantRulesSchema,
} from '../analyse/tenant-rules/tenant-rule.ts';
import type { PlaybookChange } from '../ports.ts';
import type { RuleSet } from './load-rules.ts';

/** What an administrator wants done. Positions count from 1; one behind the end means the end. */
export type RuleEdit =
  | { kind: 'add'; ruleId: RuleId; rule: NewTenantRule; position?: number | undefined }
  | { kind: 'change'; ruleId: RuleId; patch: TenantRulePatch; position?: number | undefined }
  | { kind: 'remove'; ruleId: RuleId };

/** `not-found`: the set has no such rule. `rules-invalid`: sentences that say what to change. */
export type EditError =
  | { reason: 'not-found' }
  | { reason: 'rules-invalid'; errors: TenantRuleError[] };

/** The set after a change. */
export interface EditedRules {
  rules: TenantRule[];
  /** The same as they are stored: a rule that cannot be read stays as it was. */
  stored: Json;
  compiled: CompiledTenantRules;
  change: PlaybookChange;
}

type Unplaced = Omit<TenantRule, 'position'>;

function insertAt(rules: readonly Unplaced[], rule: Unplaced, position: number): Unplaced[] {
  const at = Math.max(0, position - 1);
  return [...rules.slice(0, at), rule, ...rules.slice(at)];
}

function patched(rule: Unplaced, patch: TenantRulePatch): Unplaced {
  return {
    ruleId: rule.ruleId,
    name: patch.name ?? rule.name,
    isEnabled: patch.isEnabled ?? rule.isEnabled,
    conditions: patch.conditions ?? rule.conditions,
    effect: patch.effect ?? rule.effect,
    cases: patch.cases ?? rule.cases,
  };
}

function apply(
  rules: readonly TenantRule[],
  edit: RuleEdit,
): { rules: Unplaced[]; change: PlaybookChange } | undefined {
  const { ruleId } = edit;
  if (edit.kind === 'add') {
    const made = insertAt(rules, { ruleId, ...edit.rule }, edit.position ?? rules.length + 1);
    return { rules: made, change: { kind: 'added', ruleId, name: edit.rule.name } };
  }
  const known = rules.find((rule) => rule.ruleId === ruleId);
  if (known === undefined) return undefined;
  const others = rules.filter((rule) => rule !== known);
  if (edit.kind === 'remove')
    return { rules: others, change: { kind: 'removed', ruleId, name: known.name } };
  const rule = patched(known, edit.patch);
  const isMove = Object.values(edit.patch).every((value) => value === undefined);
  const change: PlaybookChange = { kind: isMove ? 'moved' : 'changed', ruleId, name: rule.name };
  return { rules: insertAt(others, rule, edit.position ?? known.position), change };
}

/** Checks a whole set as it would be stored, and compiles it as the version given. */
export function checkRules(
  given: unknown,
  version: number,
): Result<{ rules: TenantRule[]; compiled: CompiledTenantRules }, TenantRuleError[]> {
  const parsed = tenantRulesSchema.safeParse(given);
  if (!parsed.success) {
    return err([{ reason: 'rule-invalid', ruleId: '', sentence: issueText(parsed.error) }]);
  }
  const compiled = compileTenantRules(parsed.data, version);
  return compiled.ok ? ok({ rules: parsed.data, compiled: compiled.value }) : compiled;
}

/** A patch that would keep a part that cannot be read; one of nothing only moves the rule. */
function isHalf({ conditions, effect, ...rest }: TenantRulePatch): boolean {
  const isMove = [conditions, effect, ...Object.values(rest)].every((part) => part === undefined);
  return !isMove && (conditions === undefined || effect === undefined);
}

function halfOf(ruleId: RuleId): TenantRuleError {
  const sentence =
    'This rule cannot be read any more, so parts of it cannot be kept: send its conditions and its effect, or remove it.';
  return { reason: 'rule-invalid', ruleId, sentence };
}

/** Makes the change. */
export function editRules(
  { version, rules, unreadable }: Omit<RuleSet, 'compiled'>,
  edit: RuleEdit,
): Result<EditedRules, EditError> {
  const applied = apply(rules, edit);
  if (applied === undefined) return err({ reason: 'not-found' });
  if (edit.kind === 'change' && unreadable.has(edit.ruleId) && isHalf(edit.patch))
    return err({ reason: 'rules-invalid', errors: [halfOf(edit.ruleId)] });
  const placed = applied.rules.map((rule, index) => ({ ...rule, position: index + 1 }));
  const checked = checkRules(placed, version + 1);
  return checked.ok
    ? ok({
        ...checked.value,
        stored: toStoredRules(checked.value.rules, unreadable),
        change: applied.change,
      })
    : err({ reason: 'rules-invalid', errors: checked.error });
}
