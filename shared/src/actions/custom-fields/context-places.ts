import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { ResolveContext } from '../action.ts';
import { factsOf, precondition } from '../define-action.ts';
import { countIn } from '../look-up/count-issues.ts';
import { type FieldContext, mappingRead, readNamedContexts } from '../look-up/field-contexts.ts';
import { issuesSentence } from '../look-up/field-use.ts';
import { type FoundField, fieldTarget, findOpenField } from '../look-up/find-field.ts';
import { type Project, projectTarget } from '../look-up/find-project.ts';
import { findCompanyProjects, projectsOfIds } from '../look-up/find-projects.ts';
import { type Obstacle, unsupported } from '../look-up/obstacle.ts';
import { readAll, readTogether } from '../look-up/read-together.ts';
import { listOf, quoted } from '../sentence-words.ts';
import { valuesIn } from './context-facts.ts';

/** Words of a wish about projects of a context. */
export type PlacesWish = { field: string; projects: string[]; context?: string };

/** A field with its contexts, and the projects meant. */
export interface Places {
  field: FoundField;
  projects: Project[];
  contexts: FieldContext[];
}

/** Finds field, projects and contexts. */
export function* places(
  args: PlacesWish,
  context: ResolveContext,
): Reading<Result<Places, Obstacle>> {
  const [field, projects] = yield* readTogether(
    findOpenField(args.field, context),
    findCompanyProjects(args.projects, 'its fields are made in the project itself', context),
  );
  if (!field.ok) return field;
  if (!projects.ok) return projects;
  const contexts = yield* readNamedContexts(field.value.id);
  if (contexts === null) {
    return unsupported(
      `Jira does not let Kraken read the contexts of ${quoted(field.value.name)}.`,
    );
  }
  return ok({ field: field.value, projects: projects.value, contexts });
}

/** All projects that are sent are shown. */
const MAX_SHOWN = 100;

/** Keys of projects for a sentence. */
export const keysOf = (projects: readonly Project[]): string =>
  listOf(
    projects.map(({ key }) => key),
    MAX_SHOWN,
  );

/** Shows the context before and after, and pins which projects are in it. */
export function* show(
  { field, projects, contexts }: Places,
  chosen: FieldContext,
  isHiding: boolean,
  context: ResolveContext,
  isIn = true,
) {
  const ids = projects.map(({ id }) => id);
  const mapping = mappingRead(field.id);
  const values = valuesIn(field, ids);
  const [before, [mapped, counted]] = yield* readTogether(
    projectsOfIds(chosen.projectIds),
    readAll([mapping, values]),
  );
  const issues = countIn(counted);
  const names = before.map(({ name }) => name);
  const after = isIn
    ? [...names, ...projects.map(({ key }) => key)]
    : before.filter(({ id }) => !ids.includes(id)).map(({ name }) => name);
  // Whoever joins a context shares its values with the projects that are in it.
  const others = isIn ? before.filter(({ id }) => !ids.includes(id)) : [];
  const isCovered = contexts.some(({ isGlobal }) => isGlobal);
  return {
    target: {
      field: { id: field.id, name: field.name },
      context: { id: chosen.id, name: chosen.name },
      projects: projects.map(({ id, key }) => ({ id, key })),
    },
    facts: factsOf(context, {
      targets: [fieldTarget(field), ...projects.map(projectTarget)],
      projectIds: [...ids, ...others.map(({ id }) => id)],
      counts:
        issues === undefined
          ? null
          : {
              issues: isHiding || !isIn ? issues : 0,
              projects: ids.length + others.length,
            },
      sharedWith: others,
      hasCompleteInverse: !isHiding,
      changesProjects: true,
    }),
    rows: [
      {
        label: `Projects of the context ${quoted(chosen.name)} of ${quoted(field.name)}`,
        before: listOf(names, MAX_SHOWN),
        after: listOf(after, MAX_SHOWN),
      },
    ],
    preconditions: [
      precondition(`Projects of the contexts of ${quoted(field.name)}`, mapping, mapped),
      ...(isIn || counted.status !== 200
        ? []
        : [precondition(`Number of issues with a value in ${keysOf(projects)}`, values, counted)]),
    ],
    radius: [
      `${issuesSentence(issues)} in ${keysOf(projects)}`,
      ...(others.length === 0
        ? []
        : [
            `The values are for ${listOf(
              others.map(({ name }) => name),
              MAX_SHOWN,
            )} too`,
          ]),
      ...(isHiding
        ? ['The values of the context for all projects do not count there any more']
        : []),
      ...(isIn || isCovered ? [] : [`${keysOf(projects)} can no longer use the field`]),
    ],
  };
}
