/**
 * The policy for one action. Pure: no model, network, clock or randomness; the same input gives the same answer.
 * There is no path from ticket text, a playbook rule or model output to a looser class.
 */
import type { Classification, PolicyInput } from './classification.ts';
import { evaluateRules } from './evaluate-rules.ts';
import { aloneInPlan } from './plan-context.ts';
import type { PolicyCatalogue, PolicyEntry } from './rule.ts';

/** The entry of a type; one that carries another type's name counts as absent. */
export function entryOf(catalogue: PolicyCatalogue, type: string): PolicyEntry | undefined {
  const entry = catalogue(type);
  return entry?.type === type ? entry : undefined;
}

/** Classifies an action that stands alone; inside a plan use `classifyPlan`, which also counts its neighbours. */
export function classifyAction(input: PolicyInput, catalogue: PolicyCatalogue): Classification {
  const entry = entryOf(catalogue, input.action.type);
  return evaluateRules({ input, entry, plan: aloneInPlan(input) });
}
