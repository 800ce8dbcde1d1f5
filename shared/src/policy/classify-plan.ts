/**
 * The policy for a plan: each action by itself, plus two things that only tighten: totals over actions of the same
 * type (R106, R107), and the actions it needs (R004, R114). Adding an action never loosens another.
 */
import type { Classification } from './classification.ts';
import { classifyAction, entryOf } from './classify-action.ts';
import { evaluateRules } from './evaluate-rules.ts';
import { contextInPlan, type PlanMember, totalPlan } from './plan-context.ts';
import type { PolicyCatalogue, Subject } from './rule.ts';

export interface ClassifiedMember {
  index: number;
  classification: Classification;
}

/** What the rules see of every action of a plan, beside its outcome; in the plan's own order. */
export function subjectsOfPlan(
  actions: readonly PlanMember[],
  catalogue: PolicyCatalogue,
): Array<{ index: number; subject: Subject; classification: Classification }> {
  const alone = actions.map(({ input }) => classifyAction(input, catalogue));
  const autoActions = alone.filter((one) => one.class === 'auto-execute').length;
  const totals = totalPlan(actions, autoActions);
  const uses = new Map<number, number>();
  for (const { index } of actions) uses.set(index, (uses.get(index) ?? 0) + 1);
  const isUnique = (index: number): boolean => uses.get(index) === 1;

  const settled = new Map<number, Classification>();
  const order = [...actions].sort((a, b) => a.index - b.index);
  const found = new Map<PlanMember, { subject: Subject; classification: Classification }>();
  for (const member of order) {
    // A position used twice says nothing about order: whoever holds it, or needs it, is refused.
    const sound = isUnique(member.index)
      ? member
      : { ...member, dependsOn: [...member.dependsOn, member.index] };
    const subject: Subject = {
      input: member.input,
      entry: entryOf(catalogue, member.input.action.type),
      plan: contextInPlan(sound, totals, (index) =>
        isUnique(index) ? settled.get(index) : undefined,
      ),
    };
    const classification = evaluateRules(subject);
    settled.set(member.index, classification);
    found.set(member, { subject, classification });
  }
  return actions.flatMap((member) => {
    const one = found.get(member);
    return one === undefined ? [] : [{ index: member.index, ...one }];
  });
}

/** Classifies every action of a plan, in the plan's own order. */
export function classifyPlan(
  actions: readonly PlanMember[],
  catalogue: PolicyCatalogue,
): ClassifiedMember[] {
  return subjectsOfPlan(actions, catalogue).map(({ index, classification }) => ({
    index,
    classification,
  }));
}
