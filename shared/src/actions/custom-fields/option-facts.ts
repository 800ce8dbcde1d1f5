/** What every change of options shares: facts, the pin of the context's projects, the words for where it counts. */

import type { Precondition } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import type { ActionFacts, ResolveContext } from '../action.ts';
import { factsOf, precondition } from '../define-action.ts';
import { countIn } from '../look-up/count-issues.ts';
import { mappingRead } from '../look-up/field-contexts.ts';
import { type FieldOption, type FieldOptions, optionCountRead } from '../look-up/field-options.ts';
import { fieldTarget } from '../look-up/find-field.ts';
import { readAll } from '../look-up/read-together.ts';
import { listOf, quoted } from '../sentence-words.ts';

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
    // A context of several projects is shared by them, whichever the wish names.
    sharedWith: projects.slice(1),
    hasCompleteInverse,
    isGlobal: own.isGlobal,
    changesProjects: false,
  });
}

/** How many issues have an option, and the count to read again. */
export interface OptionCount {
  issues: number | undefined;
  preconditions: Precondition[];
}

/** Counts the issues that have an option. Where another value looks like its id, Jira would count that one. */
export function* countOption(
  { field, options }: FieldOptions,
  { id, value }: FieldOption,
): Reading<OptionCount> {
  if (options.some((option) => option.value.trim() === id)) {
    return { issues: undefined, preconditions: [] };
  }
  const read = optionCountRead(field.id, id);
  const [answer] = yield* readAll([read]);
  if (answer.status !== 200) return { issues: undefined, preconditions: [] };
  const pin = precondition(`Number of issues with ${quoted(value)}`, read, answer);
  return { issues: countIn(answer), preconditions: [pin] };
}

/** Pins for which projects the context is. */
export function* pinProjects({ field, context }: FieldOptions): Reading<Precondition> {
  const read = mappingRead(field.id, context.id);
  const [answer] = yield* readAll([read]);
  return precondition(`Projects of the context ${quoted(context.name)}`, read, answer);
}

/** `The values are for ABC and OPS`. */
export function whereSentence({ context, projects }: FieldOptions): string {
  if (context.isGlobal) return 'The values are for all projects without a context of their own';
  return `The values are for ${listOf(projects.map(({ name }) => name))}`;
}
