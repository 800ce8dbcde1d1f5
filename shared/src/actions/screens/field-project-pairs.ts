import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { ResolveContext } from '../action.ts';
import { factsOf, precondition } from '../define-action.ts';
import { countIn, countRead } from '../look-up/count-issues.ts';
import {
  type Associations,
  projectsSharingFields,
  readAssociations,
  type Sharing,
} from '../look-up/field-associations.ts';
import { issuesSentence } from '../look-up/field-use.ts';
import { type FoundField, fieldClause, fieldTarget, findField } from '../look-up/find-field.ts';
import { type Project, projectTarget } from '../look-up/find-project.ts';
import { findCompanyProjects } from '../look-up/find-projects.ts';
import { type Obstacle, unsupported } from '../look-up/obstacle.ts';
import { readAll, readTogether } from '../look-up/read-together.ts';
import { listOf, quoted, verbOf } from '../sentence-words.ts';
import type { FieldProjectsTarget } from './sentences.ts';

/** Words of a wish about fields of projects. */
export type PairsWish = { fields: string[]; projects: string[] };

/** The fields and projects, and who has which field. */
export interface Wish {
  fields: FoundField[];
  projects: Project[];
  /** Per field: the named projects that have it. */
  holders: Associations[];
}

/** Finds fields and projects. */
export function* findWish(
  args: PairsWish,
  context: ResolveContext,
): Reading<Result<Wish, Obstacle>> {
  const [hits, projects] = yield* readTogether(
    readTogether(...args.fields.map((each) => findField(each, context))),
    findCompanyProjects(args.projects, 'its fields are kept in the project itself', context),
  );
  if (!projects.ok) return projects;
  const fields = new Map<string, FoundField>();
  for (const hit of hits) {
    if (!hit.ok) return hit;
    fields.set(hit.value.id, hit.value);
  }
  const listed = [...fields.values()];
  const holders = yield* readTogether(...listed.map((each) => readAssociations(each)));
  const known = holders.filter((each) => each !== null);
  if (known.length < holders.length) {
    return unsupported('Jira does not let Kraken read which projects have these fields.');
  }
  return ok({ fields: listed, projects: projects.value, holders: known });
}

/** Pairs of field and project that change: those where the project does not have it yet, or has it. */
export function pairsOf(
  { fields, projects, holders }: Wish,
  isIn: boolean,
): FieldProjectsTarget['pairs'] {
  return fields.flatMap(({ id: fieldId }, index) => {
    const changing = projects.filter(({ id }) => holders[index]?.ids.has(id) !== isIn);
    return changing.length === 0
      ? []
      : [{ fieldId, projects: changing.map(({ id, key }) => ({ id, key })) }];
  });
}

/** Everything that is sent is shown. */
const MAX_SHOWN = 100;

/** Keys of projects for a sentence. */
export const keysOf = (projects: ReadonlyArray<{ key: string }>): string =>
  listOf(
    projects.map(({ key }) => key),
    MAX_SHOWN,
  );
/** Names of fields for a sentence. */
export const namesOf = (fields: readonly FoundField[]): string =>
  listOf(
    fields.map(({ name }) => name),
    MAX_SHOWN,
  );

/** Reads how many issues of these projects have a value of one of the fields. */
function countOfValues(fields: readonly FoundField[], projectIds: readonly string[]) {
  const clauses = fields.map(({ id }) => `${fieldClause(id)} IS NOT EMPTY`);
  return countRead(`project IN (${projectIds.join(', ')}) AND (${clauses.join(' OR ')})`);
}

/** Shows which projects get or lose the fields, also those that share their field scheme. */
export function* show(
  { fields, projects, holders }: Wish,
  pairs: FieldProjectsTarget['pairs'],
  isIn: boolean,
  context: ResolveContext,
) {
  const sharing = yield* projectsSharingFields(projects.map(({ id }) => id));
  const ids = [...projects, ...(sharing?.projects ?? [])].map(({ id }) => id);
  const count = countOfValues(fields, ids);
  const [counted] = yield* readAll([count]);
  const issues = countIn(counted);
  const isKnown = sharing !== null && issues !== undefined;
  return {
    target: {
      fields: fields.map(({ id, name }) => ({ id, name })),
      projects: projects.map(({ id, key }) => ({ id, key })),
      pairs,
    },
    facts: factsOf(context, {
      targets: [...fields.map(fieldTarget), ...projects.map(projectTarget)],
      projectIds: projects.map(({ id }) => id),
      counts: isKnown ? { issues: isIn ? 0 : issues, projects: ids.length } : null,
      sharedWith: sharing?.projects ?? null,
      hasCompleteInverse: isIn,
      changesProjects: true,
    }),
    rows: pairs.map(({ fieldId, projects: changing }) => ({
      label: `${quoted(fields.find(({ id }) => id === fieldId)?.name ?? fieldId)} in ${keysOf(changing)}`,
      before: isIn ? 'not there' : 'there',
      after: isIn ? 'there' : 'not there',
    })),
    preconditions: [
      ...holders.flatMap(({ preconditions }) => preconditions),
      ...(sharing?.preconditions ?? []),
      ...(isIn || counted.status !== 200
        ? []
        : [precondition('Number of issues with a value there', count, counted)]),
    ],
    radius: [
      ...sharingSentence(sharing),
      ...(isIn ? [] : [`${issuesSentence(issues)} there, which no longer shows`]),
    ],
  };
}

function sharingSentence(sharing: Sharing | null): string[] {
  if (sharing === null) return ['Kraken could not find out which projects share their fields'];
  if (sharing.projects.length === 0) return ['No other project shares the field scheme'];
  const names = listOf(
    sharing.projects.map(({ name }) => name),
    MAX_SHOWN,
  );
  return [
    `${names} ${verbOf(sharing.projects.length, 'shares the field scheme and changes too', 'share the field scheme and change too')}`,
  ];
}
