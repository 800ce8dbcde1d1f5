/** What a rule of the policy is: data with an id, a class and a question. Rules read their arguments and nothing else. */
import type { ActionDefinition, ApprovalLevel } from '../actions/action.ts';
import type { Json } from '../json.ts';
import type { ActionClass, PolicyInput } from './classification.ts';
import type { PlanContext } from './plan-context.ts';

/** Version of the rules and their sentences, the day of their last change and its number that day; stored with every classification. */
export const POLICY_VERSION = '2026-11-24.3';

/** What the policy reads of a catalogue entry. */
export type PolicyEntry = Pick<
  ActionDefinition,
  | 'type'
  | 'defaultClass'
  | 'level'
  | 'approvalBecause'
  | 'requesterNeeds'
  | 'reversibility'
  | 'connections'
>;

/** Looks a type up in the closed catalogue; undefined: Kraken has no such action. */
export type PolicyCatalogue = (type: string) => PolicyEntry | undefined;

/** Everything a rule may look at. `entry` is undefined when the type is not in the catalogue. */
export interface Subject {
  input: PolicyInput;
  entry: PolicyEntry | undefined;
  plan: PlanContext;
}

/** One named rule (POLICY.md). */
export interface PolicyRule {
  id: string;
  class: ActionClass;
  /** When it applies, in one clause for `kraken policy explain`. */
  when: string;
  /** Level of approval a match asks for; `standard` where absent. */
  level?: (subject: Subject) => ApprovalLevel;
  /** The facts the answer rests on, by name. */
  uses: (subject: Subject) => Record<string, Json>;
  /** The sentence every surface prints, with the real numbers in it; undefined when the rule does not match. */
  matches: (subject: Subject) => string | undefined;
}
