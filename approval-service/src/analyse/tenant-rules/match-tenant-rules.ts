/**
 * Asks every rule of a tenant about a ticket and explains each answer. Pure, and bounded in time. What is not known counts
 * as not met where a rule would propose, and as met where it tightens, adds an approver or leaves the ticket to a person;
 * a rule that would silence the ticket is then `isUncertain`, and every action waits. Words of others never make a rule propose or silence.
 */
import type { TextSource, TicketSnapshot, Voice } from '@kraken/shared';
import type { StepCount } from '../match-phrase.ts';
import type { CompiledTenantRules, ReadyRule } from './compile-tenant-rules.ts';
import { findPhrases, type PhraseHits, type WantedVoice } from './find-phrases.ts';
import { askConditions, type ConditionAnswer } from './match-conditions.ts';
import { isStandIn } from './stored-rules.ts';
import type { TenantEffect, TenantRule } from './tenant-rule.ts';
import type { TicketFacts } from './ticket-facts.ts';

/** What the rules are asked about. */
export interface TenantTicket {
  snapshot: TicketSnapshot;
  /** Whose words a text holds. */
  voiceOf: (source: TextSource) => Voice;
  facts: TicketFacts;
  /** Counts the steps of the readings, for tests of bounded time. */
  count?: StepCount | undefined;
}

/** What became of one rule. */
export type RuleOutcome =
  /** It says what becomes of the ticket. */
  | 'decides'
  /** It adds to whatever is proposed. */
  | 'applies'
  | 'not-met'
  /** An earlier rule decided, or too many before it were read. */
  | 'not-reached'
  /** It would silence the ticket, and whether its conditions hold is not known: every action waits. */
  | 'uncertain'
  /** Its words stand there, but not as an order. */
  | 'no-order'
  | 'switched-off';

/** One line of `kraken policy explain`. */
export interface TenantRuleExplanation {
  ruleId: string;
  name: string;
  position: number;
  effect: TenantEffect['kind'];
  outcome: RuleOutcome;
  sentence: string;
}

/** A rule with what its conditions said. */
export interface MatchedRule {
  ready: ReadyRule;
  isMatch: boolean;
  /** True for an ignoring rule of which a condition is not known and all others hold. */
  isUncertain: boolean;
  sentence: string;
}

/** Effects that only ever add caution: for them unknown counts as met. */
function isCautious({ kind }: TenantEffect): boolean {
  return kind === 'tighten' || kind === 'add-approver' || kind === 'route';
}

function wantedVoice(rule: TenantRule, answers: readonly ConditionAnswer[]): WantedVoice {
  if (!rule.isEnabled || rule.conditions.phrases === undefined) return undefined;
  if (failing(rule, answers) !== undefined) return undefined;
  return isCautious(rule.effect) ? 'any' : 'own';
}

/** The first condition that keeps the rule from matching, or from being uncertain. */
function failing(
  { effect }: TenantRule,
  answers: readonly ConditionAnswer[],
): ConditionAnswer | undefined {
  return answers.find(
    ({ state }) => state === 'not-met' || (state === 'unknown' && effect.kind === 'propose'),
  );
}

function phraseAnswer(rule: TenantRule, index: number, { hits, isComplete }: PhraseHits) {
  if (rule.conditions.phrases === undefined) return undefined;
  const whose = isCautious(rule.effect) ? 'the ticket' : 'the reporter’s own words';
  const asks = `one of its phrases in ${whose}`;
  if (hits.has(index)) return { state: 'met', asks, found: '' } as const;
  if (isComplete) return { state: 'not-met', asks, found: 'none stands there' } as const;
  return { state: 'unknown', asks, found: 'the ticket is too long to read to the end' } as const;
}

function matchedSentence(answers: readonly ConditionAnswer[]): string {
  const unknown = answers.filter(({ state }) => state === 'unknown');
  const [first] = answers;
  if (first === undefined) return 'It has no conditions, so it matches every ticket.';
  const met = `It matched: ${answers.map(({ asks }) => asks).join(', ')}.`;
  const assumed = unknown.map(({ asks, found }) => `${asks}: ${found}, which counts as met`);
  return unknown.length === 0 ? met : `${met} Of these, ${assumed.join('; ')}.`;
}

function notMetSentence({ state, asks, found }: ConditionAnswer): string {
  const suffix = state === 'unknown' ? ', which counts as not met' : '';
  return `It asks for ${asks}; ${found}${suffix}.`;
}

function uncertainSentence(answers: readonly ConditionAnswer[]): string {
  const open = answers.filter(({ state }) => state === 'unknown');
  const asked = open.map(({ asks, found }) => `${asks}; ${found}`).join(', and for ');
  return `It asks for ${asked}. Whether it applies is not known, so the ticket is read and every action waits.`;
}

const UNREADABLE_SENTENCE =
  'It cannot be read any more, so every action waits until somebody removes or replaces it.';

type Answered = Omit<MatchedRule, 'ready'>;

const answered = (isMatch: boolean, sentence: string): Answered => {
  return { isMatch, isUncertain: false, sentence };
};

function answerOf(rule: TenantRule, answers: readonly ConditionAnswer[]): Answered {
  const missed = failing(rule, answers);
  if (missed !== undefined) return answered(false, notMetSentence(missed));
  const isOpen = answers.some(({ state }) => state === 'unknown');
  if (isOpen && rule.effect.kind === 'ignore')
    return { isMatch: false, isUncertain: true, sentence: uncertainSentence(answers) };
  return answered(true, matchedSentence(answers));
}

/** All rules in order, each with whether its conditions hold and why. */
export function matchTenantRules(rules: CompiledTenantRules, ticket: TenantTicket): MatchedRule[] {
  const asked = rules.rules.map((ready) => ({
    ready,
    answers: ready.rule.isEnabled ? askConditions(ready.rule, ticket.facts) : [],
  }));
  const wanted = asked.map(({ ready, answers }) => wantedVoice(ready.rule, answers));
  const phrases = findPhrases(rules, wanted, ticket);
  return asked.map(({ ready, answers }, index) => {
    const { rule } = ready;
    if (!rule.isEnabled) return { ready, ...answered(false, 'It is switched off.') };
    if (isStandIn(rule)) return { ready, ...answered(true, UNREADABLE_SENTENCE) };
    const early = failing(rule, answers);
    if (early !== undefined) return { ready, ...answered(false, notMetSentence(early)) };
    const phrase = phraseAnswer(rule, index, phrases);
    return { ready, ...answerOf(rule, phrase === undefined ? answers : [...answers, phrase]) };
  });
}
