/**
 * A tenant's rules applied to one ticket. The first rule in order that proposes, routes or ignores decides; every rule
 * that tightens or adds an approver adds to whatever is proposed, by whomever; one that would ignore the ticket if what is
 * not known were so makes every action wait. Pure: no store, no clock. Nothing here
 * loosens: rules propose what the policy then judges, and add sentences that R112 reads.
 */
import type { Analysis, NamedApprover, PlaybookReading } from '@kraken/shared';
import type { CompiledTenantRules } from './compile-tenant-rules.ts';
import { type Deciding, findDecidingRule, isAdding, MAX_READINGS } from './find-deciding-rule.ts';
import {
  type MatchedRule,
  matchTenantRules,
  type RuleOutcome,
  type TenantRuleExplanation,
  type TenantTicket,
} from './match-tenant-rules.ts';

/** What the rules are applied to. */
export interface TenantPlaybookInput extends TenantTicket {
  rules: CompiledTenantRules;
}

/** A rule that makes actions wait. */
export interface TenantTightening {
  ruleId: string;
  types: 'all' | readonly string[];
  sentence: string;
}

/** What the rules add to an analysis, whoever makes it. */
export interface TenantAddition {
  /** Version of the rules; 0: the tenant has none. */
  version: number;
  /** Rules that decided (or at which reading was given up), apply or are uncertain, in order. */
  ruleIds: string[];
  tightens: TenantTightening[];
  /** Only one of these may approve what waits. */
  approvers: NamedApprover[];
}

/** What the tenant's playbook says of a ticket. */
export interface TenantVerdict extends TenantAddition {
  /** Final, what the rules add included: a plan without doubts and words left over, silence, or left to somebody. */
  decided: Analysis | undefined;
  /**
   * What a proposing rule and the starter rules made of a ticket of which something stayed open (words left over, a
   * question, a doubt), what the rules add included. Undefined where the rules decided, or none proposes.
   */
  reading: Analysis | undefined;
  /** One line per rule, in order. */
  explanation: TenantRuleExplanation[];
}

/** Nothing of the ticket stayed open. */
function isWhole(analysis: Analysis): boolean {
  if (analysis.outcome === 'none' || analysis.outcome === 'unsupported') return true;
  if (analysis.outcome === 'ask' || analysis.outcome === 'failed') return false;
  return analysis.confidence === 1 && (analysis.leftOver ?? []).length === 0;
}

/** Applies the rules of a tenant. Same input, same answer. */
export function applyTenantPlaybook(input: TenantPlaybookInput): TenantVerdict {
  const matched = matchTenantRules(input.rules, input);
  const deciding = findDecidingRule(matched, input);
  const applying = matched.filter((one) => one.isMatch && isAdding(one));
  const uncertain = reachedUncertain(matched, deciding);
  const counting = matched.filter(
    (one) => one === deciding.by || applying.includes(one) || uncertain.includes(one),
  );
  const addition: TenantAddition = {
    version: input.rules.version,
    ruleIds: counting.map(({ ready }) => ready.rule.ruleId),
    tightens: counting.flatMap((one) =>
      uncertain.includes(one) ? uncertaintyOf(one) : tighteningOf(one),
    ),
    approvers: approversOf(applying),
  };
  const reading = deciding.analysis && withTenantPlaybook(deciding.analysis, addition);
  const isDecided = reading !== undefined && isWhole(reading);
  return {
    ...addition,
    decided: isDecided ? reading : undefined,
    reading: isDecided ? undefined : reading,
    explanation: explain(matched, deciding, isDecided),
  };
}

/**
 * Puts what the tenant's rules add onto an analysis, whoever made it: sentences that make its actions wait, the people
 * one of whom has to approve, and the version of the rules. Adds and never takes away.
 */
export function withTenantPlaybook(analysis: Analysis, addition: TenantAddition): Analysis {
  const { version, ruleIds, approvers } = addition;
  if (version === 0) return analysis;
  const all = analysis.outcome === 'plan' ? addedTightens(analysis.actions, addition) : [];
  const sentences = [...new Set(all.map(({ sentence }) => sentence))];
  const playbook: PlaybookReading = { version, ruleIds, sentences, approvers };
  if (analysis.outcome !== 'plan' || all.length === 0) return { ...analysis, playbook };
  // A reading that comes back as it was given holds them already.
  const known = new Set((analysis.tightens ?? []).map(keyOf));
  const added = all.filter((one) => !known.has(keyOf(one)));
  return { ...analysis, playbook, tightens: [...(analysis.tightens ?? []), ...added] };
}

const keyOf = ({ index, sentence }: { index: number; sentence: string }): string =>
  `${index}:${sentence}`;

/** Sentences for the actions at their positions, as `tightens` of a plan has them. */
export function addedTightens(
  actions: ReadonlyArray<{ type: string }>,
  { tightens, approvers }: Pick<TenantAddition, 'tightens' | 'approvers'>,
): Array<{ index: number; sentence: string }> {
  return actions.flatMap(({ type }, index) => [
    ...tightens
      .filter(({ types }) => types === 'all' || types.includes(type))
      .map(({ sentence }) => ({ index, sentence })),
    ...(approvers.length > 0 ? [{ index, sentence: approverSentence(approvers) }] : []),
  ]);
}

function approverSentence(approvers: readonly NamedApprover[]): string {
  const names = approvers.map(({ name }) => name).join(', ');
  return approvers.length === 1 ? `it also needs ${names}` : `it also needs one of ${names}`;
}

/** Rules that would silence the ticket, if what is not known were so, before any other rule decides. */
function reachedUncertain(matched: readonly MatchedRule[], { by }: Deciding): MatchedRule[] {
  const end = by === undefined ? matched.length : matched.indexOf(by);
  return matched.slice(0, end).filter(({ isUncertain }) => isUncertain);
}

function uncertaintyOf({ ready: { rule } }: MatchedRule): TenantTightening {
  const sentence = `whether the rule “${rule.name}” applies is not known`;
  return { ruleId: rule.ruleId, types: 'all', sentence };
}

function tighteningOf({ ready: { rule } }: MatchedRule): TenantTightening[] {
  const { ruleId, effect } = rule;
  if (effect.kind !== 'tighten') return [];
  return [{ ruleId, types: effect.types, sentence: effect.sentence }];
}

function approversOf(applying: readonly MatchedRule[]): NamedApprover[] {
  const found = applying.flatMap(({ ready: { rule } }) =>
    rule.effect.kind === 'add-approver' ? [rule.effect.approver] : [],
  );
  return [...new Map(found.map((approver) => [approver.accountId, approver])).values()];
}

function explain(
  matched: readonly MatchedRule[],
  deciding: Deciding,
  isDecided: boolean,
): TenantRuleExplanation[] {
  let isReached = true;
  return matched.map((one) => {
    const { rule } = one.ready;
    const outcome = outcomeOf(one, deciding, isReached);
    if (one === deciding.by) isReached = false;
    return {
      ruleId: rule.ruleId,
      name: rule.name,
      position: rule.position,
      effect: rule.effect.kind,
      outcome,
      sentence: sentenceOf(one, outcome, { isDecided, hasGivenUp: deciding.hasGivenUp }),
    };
  });
}

function outcomeOf(one: MatchedRule, deciding: Deciding, isReached: boolean): RuleOutcome {
  if (!one.ready.rule.isEnabled) return 'switched-off';
  if (one.isUncertain) return isReached ? 'uncertain' : 'not-reached';
  if (!one.isMatch) return 'not-met';
  if (isAdding(one)) return 'applies';
  if (deciding.noOrders.has(one)) return 'no-order';
  if (one === deciding.by) return deciding.hasGivenUp ? 'not-reached' : 'decides';
  return isReached ? 'not-met' : 'not-reached';
}

function sentenceOf(
  { sentence }: MatchedRule,
  outcome: RuleOutcome,
  { isDecided, hasGivenUp }: Pick<Deciding, 'hasGivenUp'> & { isDecided: boolean },
): string {
  if (outcome === 'no-order')
    return `${sentence} The words are no order of their own in this ticket, so it proposes nothing.`;
  if (outcome === 'not-reached' && hasGivenUp)
    return `${sentence} The words of ${MAX_READINGS} rules before it are no orders, and no more are read, so the ticket is left to a person.`;
  if (outcome === 'not-reached') return `${sentence} An earlier rule decided.`;
  if (outcome === 'decides' && !isDecided)
    return `${sentence} Something of the ticket stays open, so the next analyst reads it too.`;
  return sentence;
}
