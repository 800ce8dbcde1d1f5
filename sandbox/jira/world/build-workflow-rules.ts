/** Rules of transitions as a description gives them: opaque to the stand-in, and shown as they are. */
import { BadChange } from './find-in-world.ts';
import type { Kept } from './kept-parts.ts';
import type { World } from './world-types.ts';

/** Rules of one transition; without a transition they are those of the creation of issues. */
export interface RulesDescription {
  workflow: string;
  transition?: string;
  rules: Kept;
}

/** Puts the rules on the transitions of a world whose workflows are there. */
export function buildWorkflowRules(world: World, given: readonly RulesDescription[] = []): void {
  for (const { workflow: name, transition, rules } of given) {
    const workflow = Object.values(world.workflows).find((one) => one.name === name);
    if (workflow === undefined) throw new BadChange(`there is no workflow "${name}"`);
    if (transition === undefined) {
      workflow.kept = { ...workflow.kept, initial: rules };
      continue;
    }
    const step = workflow.transitions.find((one) => one.name === transition);
    if (step === undefined) throw new BadChange(`there is no transition "${transition}"`);
    step.kept = rules;
  }
}
