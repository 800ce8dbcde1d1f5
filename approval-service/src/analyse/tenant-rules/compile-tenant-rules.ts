/**
 * A tenant's rules made ready once per version: phrases compiled, and looked up by the word or the class of word they
 * begin with, so that a thousand rules cost little more than the few that fit a ticket's words. A set has at most
 * `MAX_SET_INSTRUCTIONS` instructions, some 20 MB, however short its phrases are written.
 */
import { err, findAction, ok, type Result } from '@kraken/shared';
import { z } from 'zod';
import { compilePhrase, type PhraseProgram } from '../compile-phrase.ts';
import { type CompiledRule, compileRule, slotsOf } from '../playbook.ts';
import type { TokenClass } from '../token-class.ts';
import { MAX_TENANT_RULES, type TenantRule } from './tenant-rule.ts';

/** Most instructions of all phrases of a set. */
export const MAX_SET_INSTRUCTIONS = 500_000;

/** A phrase of the rule at `index`. */
export interface PhraseEntry {
  index: number;
  program: PhraseProgram;
}

/** Phrases by what they begin with. */
export interface PhraseIndex {
  byWord: ReadonlyMap<string, readonly PhraseEntry[]>;
  byClass: ReadonlyMap<TokenClass, readonly PhraseEntry[]>;
}

/** A rule with what it proposes, ready for the analyst. */
export interface ReadyRule {
  rule: TenantRule;
  proposing: CompiledRule | undefined;
}

declare const compiled: unique symbol;

/** Rules in order, all of whose phrases compile; only `compileTenantRules` makes one. */
export interface CompiledTenantRules {
  /** Version of the set; 0 for none. */
  readonly version: number;
  readonly rules: readonly ReadyRule[];
  readonly index: PhraseIndex;
  /** Instructions of all phrases together; what a set takes of memory follows it. */
  readonly instructions: number;
  readonly [compiled]: true;
}

/** Why a rule cannot be used; the sentence says what to change. */
export interface TenantRuleError {
  reason: 'rule-invalid' | 'too-many-rules' | 'rules-too-large';
  ruleId: string;
  sentence: string;
}

/** The names of the arguments a type has; undefined where its schema does not say. */
function argumentNames(type: string): Set<string> | undefined {
  const schema = findAction(type)?.schema;
  return schema instanceof z.ZodObject ? new Set(Object.keys(schema.shape)) : undefined;
}

/** An argument that the kind of action does not have, as a sentence. */
function unknownArgument({ effect }: TenantRule): string | undefined {
  if (effect.kind !== 'propose') return undefined;
  const known = argumentNames(effect.type);
  const given = [...Object.keys(effect.args), ...effect.needs];
  const wrong = given.find((name) => known !== undefined && !known.has(name));
  if (wrong === undefined) return undefined;
  return `${effect.type} has no argument "${wrong}": use ${[...(known ?? [])].join(', ')}.`;
}

/** An argument whose words would come from anywhere but the rule's own phrases, as a sentence. */
function strangeSource({ effect, conditions }: TenantRule): string | undefined {
  if (effect.kind !== 'propose') return undefined;
  const named = (conditions.phrases ?? []).flatMap((phrase) =>
    [...phrase.matchAll(/\{([a-zA-Z-]+)/g)].map((found) => found[1] ?? ''),
  );
  const known = new Set(named);
  for (const [argument, source] of Object.entries(effect.args)) {
    const slot = slotsOf(source).find((one) => !known.has(one));
    if (slot !== undefined)
      return `The argument "${argument}" comes from {${slot}}, which no phrase of the rule holds: add {${slot}} to a phrase.`;
  }
  return undefined;
}

function readyRule(rule: TenantRule): Result<ReadyRule, string> {
  const { ruleId, effect, conditions } = rule;
  const wrong = unknownArgument(rule) ?? strangeSource(rule);
  if (wrong !== undefined) return err(wrong);
  if (effect.kind !== 'propose') return ok({ rule, proposing: undefined });
  const proposing = compileRule({ ruleId, phrases: conditions.phrases ?? [], effect });
  return proposing.ok
    ? ok({ rule, proposing: proposing.value })
    : err(`${proposing.error.sentence} ${proposing.error.phrase}`.trim());
}

function programsOf({ rule, proposing }: ReadyRule): Result<readonly PhraseProgram[], string> {
  if (proposing !== undefined) return ok(proposing.programs);
  const programs: PhraseProgram[] = [];
  for (const phrase of rule.conditions.phrases ?? []) {
    const program = compilePhrase(phrase);
    if (!program.ok) return err(`${program.error.sentence} ${phrase}`);
    programs.push(program.value);
  }
  return ok(programs);
}

function addTo<K>(map: Map<K, PhraseEntry[]>, key: K, entry: PhraseEntry): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [entry]);
  else known.push(entry);
}

interface Building {
  byWord: Map<string, PhraseEntry[]>;
  byClass: Map<TokenClass, PhraseEntry[]>;
  rules: ReadyRule[];
  errors: TenantRuleError[];
  instructions: number;
}

function withPrograms(
  rule: TenantRule,
): Result<{ ready: ReadyRule; programs: readonly PhraseProgram[] }, string> {
  const ready = readyRule(rule);
  if (!ready.ok) return ready;
  const programs = programsOf(ready.value);
  return programs.ok ? ok({ ready: ready.value, programs: programs.value }) : programs;
}

function tooLargeWith({ ruleId, name }: TenantRule): TenantRuleError {
  const sentence = `With the rule “${name}” the phrases of the playbook have more variants than fit: give it fewer phrases or placeholders, or remove another rule.`;
  return { reason: 'rules-too-large', ruleId, sentence };
}

function addRule(building: Building, rule: TenantRule): void {
  const { rules, errors, byWord, byClass } = building;
  const { ruleId } = rule;
  const made = withPrograms(rule);
  if (!made.ok) {
    errors.push({ reason: 'rule-invalid', ruleId, sentence: made.error });
    return;
  }
  building.instructions += made.value.programs.reduce((sum, { code }) => sum + code.length, 0);
  if (building.instructions > MAX_SET_INSTRUCTIONS && made.value.programs.length > 0) {
    errors.push(tooLargeWith(rule));
    return;
  }
  const index = rules.push(made.value.ready) - 1;
  for (const program of made.value.programs) {
    for (const word of program.firstWords) addTo(byWord, word, { index, program });
    for (const accepts of program.firstClasses) addTo(byClass, accepts, { index, program });
  }
}

function emptyBuilding(): Building {
  return { byWord: new Map(), byClass: new Map(), rules: [], errors: [], instructions: 0 };
}

const inOrder = (given: readonly TenantRule[]): TenantRule[] =>
  [...given].sort((one, other) => one.position - other.position);

function finish(building: Building, version: number): CompiledTenantRules {
  const { byWord, byClass, rules, instructions } = building;
  const set = { version, rules, index: { byWord, byClass }, instructions };
  return set as unknown as CompiledTenantRules;
}

/**
 * Compiles a set in the order of its positions. Errors: every rule that cannot be used (`rule-invalid`), too many, or the
 * first with which the set has too many instructions (`rules-too-large`); what comes after that one is not looked at.
 */
export function compileTenantRules(
  given: readonly TenantRule[],
  version: number,
): Result<CompiledTenantRules, TenantRuleError[]> {
  if (given.length > MAX_TENANT_RULES) {
    const sentence = `The playbook would have ${given.length} rules, at most ${MAX_TENANT_RULES} are allowed: remove some.`;
    return err([{ reason: 'too-many-rules', ruleId: '', sentence }]);
  }
  const building = emptyBuilding();
  for (const rule of inOrder(given)) {
    addRule(building, rule);
    if (building.instructions > MAX_SET_INSTRUCTIONS) break;
  }
  return building.errors.length > 0 ? err(building.errors) : ok(finish(building, version));
}

/**
 * Compiles stored rules, whatever has become of them: one that cannot be used, or no longer fits, is replaced by what
 * `standIn` gives for it, which has no phrases. Answers with the faults; never fails.
 */
export function compileReadable(
  given: readonly TenantRule[],
  version: number,
  standIn: (rule: TenantRule) => TenantRule,
): { compiled: CompiledTenantRules; errors: readonly TenantRuleError[] } {
  const building = emptyBuilding();
  for (const rule of inOrder(given)) {
    const known = building.errors.length;
    // Behind the one that did not fit nothing with phrases is compiled any more.
    if (building.instructions > MAX_SET_INSTRUCTIONS && rule.conditions.phrases !== undefined)
      building.errors.push(tooLargeWith(rule));
    else addRule(building, rule);
    if (building.errors.length > known)
      building.rules.push({ rule: standIn(rule), proposing: undefined });
  }
  return { compiled: finish(building, version), errors: building.errors };
}

/** No rules at all. */
export function noTenantRules(): CompiledTenantRules {
  const none = compileTenantRules([], 0);
  if (!none.ok) throw new Error('an empty set of rules does not compile');
  return none.value;
}
