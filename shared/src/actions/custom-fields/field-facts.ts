/** Facts every change of a custom field has: the field, the projects it is for, the issues that have a value. */
import type { ActionFacts, ResolveContext } from '../action.ts';
import { factsOf } from '../define-action.ts';
import { countsOfUse, type FieldUse } from '../look-up/field-use.ts';
import { fieldTarget } from '../look-up/find-field.ts';

/** Facts of a change of a whole field. One that is for all projects touches the whole site. */
export function fieldFacts(
  context: ResolveContext,
  field: { id: string; name: string },
  use: FieldUse,
  hasCompleteInverse: boolean,
): ActionFacts {
  return factsOf(context, {
    targets: [fieldTarget(field), ...use.projects],
    projectIds: use.projects.map(({ id }) => id),
    counts: countsOfUse(use),
    sharedWith: use.contexts === null ? null : [],
    hasCompleteInverse,
    isGlobal: use.isGlobal,
    changesProjects: false,
  });
}
