/** `kraken policy explain`: every rule, matched or not, with the facts it rests on. */
import type { Json } from '../json.ts';
import type { ActionClass, Classification, PolicyInput } from './classification.ts';
import { subjectsOfPlan } from './classify-plan.ts';
import type { PlanMember } from './plan-context.ts';
import type { PolicyCatalogue, PolicyRule, Subject } from './rule.ts';
import { FALLBACK_RULES, TIGHTENING_RULES } from './rules.ts';

/** One rule's answer. */
export interface RuleExplanation {
  rule: string;
  class: ActionClass;
  when: string;
  /** False for a fallback that was not asked because another rule matched. */
  matched: boolean;
  sentence?: string | undefined;
  facts: Record<string, Json>;
}

export interface ActionExplanation {
  index: number;
  classification: Classification;
  rules: RuleExplanation[];
}

function explainRule(
  rule: PolicyRule,
  subject: Subject,
  { reasons }: Classification,
): RuleExplanation {
  const reason = reasons.find((one) => one.rule === rule.id);
  return {
    rule: rule.id,
    class: rule.class,
    when: rule.when,
    matched: reason !== undefined,
    ...(reason === undefined ? {} : { sentence: reason.sentence }),
    facts: rule.uses(subject),
  };
}

/** Explains every action of a plan, in the plan's own order. */
export function explainPlan(
  actions: readonly PlanMember[],
  catalogue: PolicyCatalogue,
): ActionExplanation[] {
  const rules = [...TIGHTENING_RULES, ...FALLBACK_RULES];
  return subjectsOfPlan(actions, catalogue).map(({ index, subject, classification }) => ({
    index,
    classification,
    rules: rules.map((rule) => explainRule(rule, subject, classification)),
  }));
}

/** Explains an action that stands alone. */
export function explainAction(input: PolicyInput, catalogue: PolicyCatalogue): ActionExplanation {
  const [only] = explainPlan([{ index: 0, dependsOn: [], input }], catalogue);
  if (only === undefined) throw new Error('a plan of one action has one explanation');
  return only;
}
