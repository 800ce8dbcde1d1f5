/**
 * A playbook: rules as data, each a few phrases and what they mean. Rules only propose, ask, silence or tighten; the
 * policy decides. Tenants' rules stand before the starter rules. Compiling checks every phrase; matching never fails.
 */
import { err, ok, type Result } from '@kraken/shared';
import { z } from 'zod';
import { compilePhrase, type PhraseProgram } from './compile-phrase.ts';
import type { PhraseError } from './phrase-syntax.ts';
import { PLACEHOLDERS } from './placeholders.ts';

/** The words of a placeholder; `words` turns known words into others (`dropdown` -> `select`). */
const wordsSourceSchema = z.strictObject({
  from: z.string(),
  words: z.record(z.string(), z.string()).optional(),
});
/** A fixed word of the rule, `true` or `false`, or `null` for nothing or nobody. */
const fixedSourceSchema = z.strictObject({ value: z.union([z.string(), z.boolean(), z.null()]) });

/** Where an argument comes from. */
export const argumentSourceSchema = z.union([
  wordsSourceSchema,
  /** All parts of a list placeholder, as an array. */
  z.strictObject({ list: z.string() }),
  /** The words of a placeholder as a list of one. */
  z.strictObject({ only: z.string() }),
  /** One action per part of a list placeholder. */
  z.strictObject({ each: z.string() }),
  fixedSourceSchema,
  /** A list of one object, made of its parts; without one of them there is no object. */
  z.strictObject({
    object: z.record(z.string(), z.union([wordsSourceSchema, fixedSourceSchema])),
  }),
]);

const effectSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('propose'),
    type: z.string().regex(/^[a-z_]+(?:\.[a-z_]+)+$/),
    args: z.record(z.string(), argumentSourceSchema),
    /** Arguments without which the reporter is asked, in the order of asking. */
    needs: z.array(z.string()).max(10),
    /** Arguments that other lines of the ticket may add. */
    accepts: z.array(z.string()).max(10).optional(),
    /** Words that are weaker than an order (`I suggest to`): a person looks. */
    isHedged: z.boolean().optional(),
  }),
  z.strictObject({
    kind: z.literal('ask'),
    thing: z.string().max(80),
    sentence: z.string().max(300),
    /** Settled when another sentence proposes this type. */
    type: z.string().optional(),
  }),
  z.strictObject({ kind: z.literal('unsupported'), sentence: z.string().max(300) }),
  z.strictObject({ kind: z.literal('ignore') }),
  z.strictObject({ kind: z.literal('tighten'), sentence: z.string().max(300) }),
]);

/** A rule as it is stored. */
export const playbookRuleSchema = z.strictObject({
  ruleId: z.string().regex(/^[a-z0-9][a-z0-9.-]{0,79}$/),
  phrases: z.array(z.string().max(4_000)).min(1).max(50),
  /** Phrases without a verb of their own count only behind `please`, `we need` and the like. */
  onlyAfterRequest: z.boolean().optional(),
  effect: effectSchema,
});

export type ArgumentSource = z.infer<typeof argumentSourceSchema>;
export type RuleEffect = z.infer<typeof effectSchema>;
export type ProposeEffect = Extract<RuleEffect, { kind: 'propose' }>;
export type PlaybookRule = z.infer<typeof playbookRuleSchema>;

/** Longest playbook. */
export const MAX_RULES = 500;

/** A rule ready to match. */
export interface CompiledRule {
  ruleId: string;
  effect: RuleEffect;
  onlyAfterRequest: boolean;
  programs: readonly PhraseProgram[];
}

declare const compiled: unique symbol;

/** A playbook whose phrases all compile; only `compilePlaybook` makes one. */
export interface CompiledPlaybook {
  readonly rules: readonly CompiledRule[];
  readonly [compiled]: true;
}

/** Why a playbook cannot be used: the rule, the phrase, and what to do. */
export interface PlaybookError {
  reason: 'phrase-invalid' | 'rule-invalid';
  ruleId: string;
  phrase: string;
  sentence: string;
}

/** The placeholders whose words the argument is made of. */
export function slotsOf(source: ArgumentSource): string[] {
  if ('from' in source) return [source.from];
  if ('list' in source) return [source.list];
  if ('only' in source) return [source.only];
  if ('each' in source) return [source.each];
  return 'object' in source ? Object.values(source.object).flatMap(slotsOf) : [];
}

function placeholderNames(phrase: string): Set<string> {
  return new Set([...phrase.matchAll(/\{([a-zA-Z-]+)/g)].map((found) => found[1] ?? ''));
}

function ruleProblem(rule: PlaybookRule): string | undefined {
  if (rule.effect.kind !== 'propose') return undefined;
  const known = new Set(rule.phrases.flatMap((phrase) => [...placeholderNames(phrase)]));
  for (const [argument, source] of Object.entries(rule.effect.args)) {
    const name = slotsOf(source).find(
      (slot) => !known.has(slot) && PLACEHOLDERS[slot] === undefined,
    );
    if (name !== undefined) {
      return `The argument "${argument}" comes from {${name}}, which no phrase of the rule holds: add {${name}} to a phrase.`;
    }
  }
  return undefined;
}

/** Compiles one rule. Errors as `compilePlaybook`. */
export function compileRule(rule: PlaybookRule): Result<CompiledRule, PlaybookError> {
  const { ruleId, effect } = rule;
  const problem = ruleProblem(rule);
  if (problem !== undefined) {
    return err({ reason: 'rule-invalid', ruleId, phrase: '', sentence: problem });
  }
  const programs: PhraseProgram[] = [];
  for (const phrase of rule.phrases) {
    const program = compilePhrase(phrase);
    if (!program.ok) return err(playbookError(ruleId, program.error));
    programs.push(program.value);
  }
  return ok({ ruleId, effect, onlyAfterRequest: rule.onlyAfterRequest === true, programs });
}

function playbookError(ruleId: string, error: PhraseError): PlaybookError {
  return { reason: 'phrase-invalid', ruleId, phrase: error.phrase, sentence: error.sentence };
}

/**
 * Compiles a playbook. Errors: all bad rules, each with a sentence that says what to change (`phrase-invalid`,
 * `rule-invalid`).
 */
export function compilePlaybook(
  rules: readonly PlaybookRule[],
): Result<CompiledPlaybook, PlaybookError[]> {
  if (rules.length > MAX_RULES) {
    const sentence = `The playbook has ${rules.length} rules, at most ${MAX_RULES} are allowed: remove some.`;
    return err([{ reason: 'rule-invalid', ruleId: '', phrase: '', sentence }]);
  }
  const results = rules.map(compileRule);
  const errors = results.flatMap((result) => (result.ok ? [] : [result.error]));
  if (errors.length > 0) return err(errors);
  const compiledRules = results.flatMap((result) => (result.ok ? [result.value] : []));
  return ok({ rules: compiledRules } as unknown as CompiledPlaybook);
}

/** Parses stored rules. Error: a sentence for the administrator that names the rule's place and the fault. */
export function parsePlaybookRules(value: unknown): Result<PlaybookRule[], string> {
  const parsed = z.array(playbookRuleSchema).max(MAX_RULES).safeParse(value);
  if (parsed.success) return ok(parsed.data);
  const [issue] = parsed.error.issues;
  return err(
    `The playbook cannot be read at ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`,
  );
}
