/**
 * The first rule in order that says what becomes of a ticket. A proposing rule does so only where the analyst reads its
 * words as an order: negations, conditions, holds and reports count as they do for the starter rules. Every such reading
 * reads the whole ticket, so there are at most `MAX_READINGS`; a ticket that would take more is left to a person.
 */
import type { Analysis, AnalystInfo } from '@kraken/shared';
import { analyseByPlaybook } from '../analyse-by-playbook.ts';
import type { CompiledPlaybook, CompiledRule } from '../playbook.ts';
import { STARTER_PLAYBOOK } from '../starter-playbook.ts';
import type { MatchedRule, TenantTicket } from './match-tenant-rules.ts';

/** Most readings of one ticket. */
export const MAX_READINGS = 5;

/** On a ticket in which more rules find their words than are read. */
const TOO_MANY_RULES = 'Too many rules of the playbook find their words in this ticket.';

/** The rule that decides, what it makes of the ticket, and proposing rules before it whose words are no order. */
export interface Deciding {
  by: MatchedRule | undefined;
  analysis: Analysis | undefined;
  noOrders: ReadonlySet<MatchedRule>;
  /** `by` was not read any more, because `MAX_READINGS` rules before it had been. */
  hasGivenUp: boolean;
}

/** The rule before the starter rules: at equal length of a match it reads the order. */
function beforeStarter(rule: CompiledRule): CompiledPlaybook {
  return { ...STARTER_PLAYBOOK, rules: [rule, ...STARTER_PLAYBOOK.rules] };
}

function readOrder(rule: CompiledRule, ticket: TenantTicket): Analysis | undefined {
  const { snapshot, voiceOf, count } = ticket;
  const analysis = analyseByPlaybook({ snapshot, voiceOf, rules: beforeStarter(rule), count });
  const { analyst } = analysis;
  const isRead = analyst.kind === 'playbook' && analyst.ruleIds.includes(rule.ruleId);
  const isOrder = analysis.outcome === 'plan' || analysis.outcome === 'ask';
  return isRead && isOrder ? analysis : undefined;
}

/** The sentence on a ticket that is left to somebody; it holds no word of the ticket. */
export function routedSentence(to: string): string {
  return `The playbook of this site leaves this to ${to}.`;
}

function analysisOf({ ready }: MatchedRule, ticket: TenantTicket): Analysis | undefined {
  const { rule, proposing } = ready;
  const analyst: AnalystInfo = { kind: 'playbook', ruleIds: [rule.ruleId] };
  switch (rule.effect.kind) {
    case 'ignore':
      return { outcome: 'none', analyst };
    case 'route': {
      const sentence = routedSentence(rule.effect.to);
      return { outcome: 'unsupported', sentence, quotes: [], analyst };
    }
    default:
      return proposing && readOrder(proposing, ticket);
  }
}

/** Walks the rules that match, in order. */
export function findDecidingRule(matched: readonly MatchedRule[], ticket: TenantTicket): Deciding {
  const noOrders = new Set<MatchedRule>();
  for (const one of matched) {
    if (!one.isMatch || isAdding(one)) continue;
    if (noOrders.size === MAX_READINGS && one.ready.proposing !== undefined)
      return { by: one, analysis: leftToPerson(one), noOrders, hasGivenUp: true };
    const analysis = analysisOf(one, ticket);
    if (analysis !== undefined) return { by: one, analysis, noOrders, hasGivenUp: false };
    noOrders.add(one);
  }
  return { by: undefined, analysis: undefined, noOrders, hasGivenUp: false };
}

function leftToPerson({ ready }: MatchedRule): Analysis {
  const analyst: AnalystInfo = { kind: 'playbook', ruleIds: [ready.rule.ruleId] };
  return { outcome: 'unsupported', sentence: TOO_MANY_RULES, quotes: [], analyst };
}

/** True for rules that add to what others propose. */
export function isAdding({ ready }: MatchedRule): boolean {
  const { kind } = ready.rule.effect;
  return kind === 'tighten' || kind === 'add-approver';
}
