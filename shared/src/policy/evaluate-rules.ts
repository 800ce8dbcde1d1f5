/** Asks every rule and lets the strictest answer win. The one place where a class is decided. */
import type { ApprovalLevel } from '../actions/action.ts';
import type { ActionClass, Classification } from './classification.ts';
import { POLICY_VERSION, type PolicyRule, type Subject } from './rule.ts';
import { FALLBACK_RULES, TIGHTENING_RULES } from './rules.ts';

const STRICTNESS: Record<ActionClass, number> = {
  'auto-execute': 0,
  'requires-approval': 1,
  refused: 2,
};

/** True when `a` is at least as strict as `b`. */
export function isAtLeastAsStrict(a: ActionClass, b: ActionClass): boolean {
  return STRICTNESS[a] >= STRICTNESS[b];
}

/** A rule that matched, with its sentence. */
interface Match {
  rule: PolicyRule;
  sentence: string;
}

function matchesOf(rules: readonly PolicyRule[], subject: Subject): Match[] {
  const matches: Match[] = [];
  for (const rule of rules) {
    const sentence = rule.matches(subject);
    if (sentence !== undefined) matches.push({ rule, sentence });
  }
  return matches;
}

function levelOf(matches: readonly Match[], subject: Subject): ApprovalLevel {
  return matches.some(({ rule }) => rule.level?.(subject) === 'critical') ? 'critical' : 'standard';
}

/** Classifies one subject: all matching rules in order; without any, the first fallback that matches. */
export function evaluateRules(subject: Subject): Classification {
  const tightening = matchesOf(TIGHTENING_RULES, subject);
  const matches =
    tightening.length > 0 ? tightening : matchesOf(FALLBACK_RULES, subject).slice(0, 1);
  let strictest: ActionClass = matches.length === 0 ? 'requires-approval' : 'auto-execute';
  for (const { rule } of matches) {
    if (isAtLeastAsStrict(rule.class, strictest)) strictest = rule.class;
  }
  return {
    class: strictest,
    level: levelOf(matches, subject),
    reasons: matches.map(({ rule, sentence }) => ({ rule: rule.id, sentence })),
    policyVersion: POLICY_VERSION,
  };
}
