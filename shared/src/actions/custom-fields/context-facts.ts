import { countRead } from '../look-up/count-issues.ts';
import type { FieldContext } from '../look-up/field-contexts.ts';
import { type FoundField, fieldClause } from '../look-up/find-field.ts';
import type { Project } from '../look-up/find-project.ts';
import { listOf } from '../look-up/match-name.ts';
import { ask } from '../look-up/obstacle.ts';

/** A project is in at most one context of a field. */
export function inAnother(
  fieldName: string,
  projects: readonly Project[],
  contexts: readonly FieldContext[],
) {
  const taken = projects.filter(({ id }) =>
    contexts.some(({ projectIds }) => projectIds.includes(id)),
  );
  if (taken.length === 0) return undefined;
  const keys = listOf(taken.map(({ key }) => key));
  const sentence = `${keys} ${taken.length === 1 ? 'has' : 'have'} another context of ${fieldName} already. Shall that one be left first?`;
  return ask('projects', keys, [], sentence);
}

/** Counts the issues of these projects that have a value. */
export function valuesIn(field: FoundField, projectIds: readonly string[]) {
  const where = projectIds.length === 0 ? '' : `project IN (${projectIds.join(', ')}) AND `;
  return countRead(`${where}${fieldClause(field.id)} IS NOT EMPTY`);
}

/** Values of the context for all projects do not count where a project gets one of its own. */
export function replacesValues(field: FoundField, contexts: readonly FieldContext[]): boolean {
  return field.isListed && contexts.some(({ isGlobal }) => isGlobal);
}
