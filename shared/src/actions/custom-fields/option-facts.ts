/** What every change of options shares: facts, the pin of the context's projects, the words for where it counts. */

import type { Precondition } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import type { ActionFacts, ResolveContext } from '../action.ts';
import { factsOf, precondition } from '../define-action.ts';
import { mappingRead } from '../look-up/field-contexts.ts';
import type { FieldOptions } from '../look-up/field-options.ts';
import { fieldTarget } from '../look-up/find-field.ts';
import { listOf } from '../look-up/match-name.ts';
import { readAll } from '../look-up/read-together.ts';

interface OptionFacts {
  /** Undefined: Jira did not say. */
  issues: number | undefined;
  hasCompleteInverse: boolean;
}

/** Facts of a change of options. Every project of the context is touched. */
export function optionFacts(
  context: ResolveContext,
  { field, context: own, projects }: FieldOptions,
  { issues, hasCompleteInverse }: OptionFacts,
): ActionFacts {
  return factsOf(context, {
    targets: [fieldTarget(field), ...projects],
    projectIds: projects.map(({ id }) => id),
    counts: issues === undefined ? null : { issues, projects: projects.length },
    hasCompleteInverse,
    isGlobal: own.isGlobal,
    changesProjects: false,
  });
}

/** Pins for which projects the context is. */
export function* pinProjects({ field, context }: FieldOptions): Reading<Precondition> {
  const read = mappingRead(field.id, context.id);
  const [answer] = yield* readAll([read]);
  return precondition(`Projects of the context ${context.name}`, read, answer);
}

/** `The values are those of ABC and OPS`. */
export function whereSentence({ context, projects }: FieldOptions): string {
  if (context.isGlobal)
    return 'The values are those of all projects without a context of their own';
  return `The values are those of ${listOf(projects.map(({ name }) => name))}`;
}
