/**
 * The rules of the policy in their order (POLICY.md), as data. All that match are reported and the strictest class
 * wins; no rule can take another's match back.
 */
import type { PolicyRule } from './rule.ts';
import { amountRules, natureRules } from './rules/effects.ts';
import { personRule, requesterRules, voiceRule } from './rules/people.ts';
import { refusals, waitingDependency } from './rules/refusals.ts';
import { siteRules } from './rules/site-rules.ts';
import { unknownFactRule } from './rules/unknowns.ts';

/** R001 to R114: rules that refuse or ask for approval. */
export const TIGHTENING_RULES: readonly PolicyRule[] = [
  ...refusals,
  ...natureRules,
  ...requesterRules,
  ...amountRules,
  voiceRule,
  unknownFactRule,
  ...siteRules,
  personRule,
  waitingDependency,
];

/** R201 and R999: asked in this order, and only when no other rule matches. */
export const FALLBACK_RULES: readonly PolicyRule[] = [
  {
    id: 'R201',
    class: 'auto-execute',
    when: 'no other rule matches and this kind of action is automatic',
    uses: ({ entry }) => ({ defaultClass: entry?.defaultClass ?? null }),
    matches: ({ entry }) =>
      entry?.defaultClass === 'auto-execute'
        ? 'Nothing speaks against doing it at once.'
        : undefined,
  },
  {
    id: 'R999',
    class: 'requires-approval',
    when: 'no rule says that it may run by itself',
    uses: ({ entry }) => ({ defaultClass: entry?.defaultClass ?? null }),
    matches: () => 'No rule says that it may run by itself.',
  },
];

/** Ids of all rules, in order. */
export const RULE_IDS: readonly string[] = [...TIGHTENING_RULES, ...FALLBACK_RULES].map(
  ({ id }) => id,
);
