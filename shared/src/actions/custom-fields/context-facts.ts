import { countRead } from '../look-up/count-issues.ts';
import type { FieldContext } from '../look-up/field-contexts.ts';
import { type FoundField, fieldClause } from '../look-up/find-field.ts';
import type { Project } from '../look-up/find-project.ts';
import { foldName } from '../look-up/match-name.ts';
import { ask } from '../look-up/obstacle.ts';
import { listOf, quoted } from '../sentence-words.ts';

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
  const sentence = `${keys} ${taken.length === 1 ? 'has' : 'have'} another context of ${quoted(fieldName)} already. Shall ${taken.length === 1 ? 'it be taken' : 'they be taken'} out of that one first?`;
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

/** What stands in the way of a new context. */
export function obstacleTo(
  { name: fieldName }: FoundField,
  name: string,
  projects: readonly Project[],
  contexts: readonly FieldContext[],
) {
  const same = contexts.find((each) => foldName(each.name) === foldName(name));
  if (same !== undefined) {
    const sentence = `${quoted(fieldName)} already has a context named ${same.name}. Which other name shall the new one get?`;
    return ask('context name', name, [], sentence);
  }
  if (projects.length === 0 && contexts.some(({ isGlobal }) => isGlobal)) {
    const sentence = `${quoted(fieldName)} is already for all projects. For which projects shall the new context be?`;
    return ask('projects', '', [], sentence);
  }
  return inAnother(fieldName, projects, contexts);
}
