/**
 * `field.associate_projects` and `field.dissociate_projects`. Projects with the same field scheme have the same fields:
 * what one gets or loses, all of them get or lose.
 */
import { z } from 'zod';
import type { Json } from '../../json.ts';
import type { Precondition } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { EffectCheck, ResolveContext, Target } from '../action.ts';
import {
  defineAction,
  factsOf,
  found,
  type Outcome,
  precondition,
  words,
} from '../define-action.ts';
import { isMember, wholeCheck } from '../effects.ts';
import { countIn, countRead } from '../look-up/count-issues.ts';
import {
  ASSOCIATION_READS,
  associationsRead,
  projectsSharingFields,
  readAssociations,
} from '../look-up/field-associations.ts';
import { issuesSentence } from '../look-up/field-use.ts';
import {
  FIELD_READS,
  type FoundField,
  fieldClause,
  fieldTarget,
  findField,
} from '../look-up/find-field.ts';
import { type Project, projectTarget } from '../look-up/find-project.ts';
import { findCompanyProjects } from '../look-up/find-projects.ts';
import { listOf } from '../look-up/match-name.ts';
import { namedId } from '../look-up/named-id.ts';
import { already, type Obstacle, unsupported } from '../look-up/obstacle.ts';
import { readAll, readTogether } from '../look-up/read-together.ts';
import { operations, requestOf } from '../operations.ts';
import type { FieldProjectsTarget } from './sentences.ts';

type Args = { fields: string[]; projects: string[] };

interface Wish {
  fields: FoundField[];
  projects: Project[];
  /** Per field: the named projects that have it. */
  holders: Array<Set<string>>;
}

function* findWish(args: Args, context: ResolveContext): Reading<Result<Wish, Obstacle>> {
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
  const holders = yield* readTogether(...listed.map(({ id }) => readAssociations(id)));
  const known = holders.filter((each) => each !== null);
  if (known.length < holders.length) {
    return unsupported('Jira does not let Kraken read which projects have these fields.');
  }
  return ok({ fields: listed, projects: projects.value, holders: known });
}

/** Pairs of field and project that change: those where the project does not have it yet, or has it. */
function pairsOf({ fields, projects, holders }: Wish, isIn: boolean): FieldProjectsTarget['pairs'] {
  return fields.flatMap(({ id: fieldId }, index) => {
    const changing = projects.filter(({ id }) => holders[index]?.has(id) !== isIn);
    return changing.length === 0
      ? []
      : [{ fieldId, projects: changing.map(({ id, key }) => ({ id, key })) }];
  });
}

const keysOf = (projects: ReadonlyArray<{ key: string }>): string =>
  listOf(projects.map(({ key }) => key));
const namesOf = (fields: readonly FoundField[]): string => listOf(fields.map(({ name }) => name));

/** Reads how many issues of these projects have a value of one of the fields. */
function countOfValues(fields: readonly FoundField[], projectIds: readonly string[]) {
  const clauses = fields.map(({ id }) => `${fieldClause(id)} IS NOT EMPTY`);
  return countRead(`project IN (${projectIds.join(', ')}) AND (${clauses.join(' OR ')})`);
}

function* resolveAdd(
  args: Args,
  context: ResolveContext,
): Reading<Outcome<'field.associate_projects'>> {
  const wish = yield* findWish(args, context);
  if (!wish.ok) return wish;
  const pairs = pairsOf(wish.value, true);
  if (pairs.length === 0) {
    const { fields, projects } = wish.value;
    return already(
      `${keysOf(projects)} already ${projects.length === 1 ? 'has' : 'have'} ${namesOf(fields)}.`,
    );
  }
  return found(yield* show(wish.value, pairs, true, context));
}

function* resolveRemove(
  args: Args,
  context: ResolveContext,
): Reading<Outcome<'field.dissociate_projects'>> {
  const wish = yield* findWish(args, context);
  if (!wish.ok) return wish;
  const pairs = pairsOf(wish.value, false);
  if (pairs.length === 0) {
    return already(`${keysOf(wish.value.projects)} does not have ${namesOf(wish.value.fields)}.`);
  }
  return found(yield* show(wish.value, pairs, false, context));
}

function* show(
  { fields, projects }: Wish,
  pairs: FieldProjectsTarget['pairs'],
  isIn: boolean,
  context: ResolveContext,
) {
  const sharing = yield* projectsSharingFields(projects.map(({ id }) => id));
  const ids = [...projects, ...(sharing ?? [])].map(({ id }) => id);
  const [counted, ...pinned] = yield* readAll([
    countOfValues(fields, ids),
    ...fields.map(({ id }) => associationsRead(id)),
  ]);
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
      sharedWith: sharing,
      hasCompleteInverse: isIn,
      changesProjects: true,
    }),
    rows: pairs.map(({ fieldId, projects: changing }) => ({
      label: `${fields.find(({ id }) => id === fieldId)?.name ?? fieldId} in ${keysOf(changing)}`,
      before: isIn ? 'not there' : 'there',
      after: isIn ? 'there' : 'not there',
    })),
    preconditions: fields.flatMap(({ id, name }, index): Precondition[] => {
      const expected = pinned[index];
      if (expected === undefined) return [];
      return [precondition(`Projects that have ${name}`, associationsRead(id), expected)];
    }),
    radius: [
      ...sharingSentence(sharing),
      ...(isIn ? [] : [`${issuesSentence(issues)} there, which no longer shows`]),
    ],
  };
}

function sharingSentence(sharing: readonly Target[] | null): string[] {
  if (sharing === null) return ['Kraken could not find out which projects share their fields'];
  if (sharing.length === 0) return ['No other project shares the field scheme'];
  return [
    `It happens in ${listOf(sharing.map(({ name }) => name))} too, which share the field scheme`,
  ];
}

function checkOf({ pairs }: FieldProjectsTarget, isIn: boolean): EffectCheck {
  return wholeCheck({
    reads: pairs.map(({ fieldId }) => associationsRead(fieldId)),
    judge(answers) {
      const seen = pairs.flatMap(({ projects }, index) =>
        projects.map(({ id }) =>
          isMember(answers[index], { list: 'values[].projectId', value: id }),
        ),
      );
      if (seen.includes(undefined)) return 'unknown';
      if (seen.every((one) => one === isIn)) return 'done';
      return seen.every((one) => one !== isIn) ? 'not-done' : 'differs';
    },
  });
}

const bodyOf = ({ fields, projects }: FieldProjectsTarget): Json => ({
  fields: fields.map(({ id }) => ({ type: 'FIELD_ID', identifier: id })),
  associationContexts: projects.map(({ id }) => ({ type: 'PROJECT_ID', identifier: Number(id) })),
});

const inverseOf = (type: string, { pairs }: FieldProjectsTarget) =>
  pairs.map(({ fieldId, projects }) => ({
    type,
    args: { fields: [namedId(fieldId)], projects: projects.map(({ key }) => key) },
  }));

const shape = {
  area: 'screens_layout',
  level: 'standard',
  connections: ['forge', 'oauth'],
  reads: operations(
    ...new Set([...FIELD_READS, ...ASSOCIATION_READS]),
    'getProject',
    'countIssues',
  ),
  schema: z.strictObject({
    fields: z.array(words).min(1).max(50),
    projects: z.array(words).min(1).max(100),
  }),
} as const;

/** Catalogue entry of `field.associate_projects`. */
export const associateFields = defineAction('field.associate_projects', {
  ...shape,
  title: 'Give fields to projects',
  defaultClass: 'auto-execute',
  reversibility: { kind: 'complete', sentence: 'Can be undone: the fields can be taken back' },
  blastRadius: 'projects that get the fields, also those that share a field scheme',
  writes: operations('createAssociations'),
  resolve: resolveAdd,
  compile: (target) => [requestOf('createAssociations', { body: bodyOf(target) })],
  check: (target) => checkOf(target, true),
  inverse: (target) => inverseOf('field.dissociate_projects', target),
});

/** Catalogue entry of `field.dissociate_projects`. */
export const dissociateFields = defineAction('field.dissociate_projects', {
  ...shape,
  title: 'Take fields from projects',
  defaultClass: 'requires-approval',
  approvalBecause: 'It hides fields and their values in projects.',
  reversibility: {
    kind: 'partial',
    sentence: 'Can be undone, but whether a field was required there is not kept',
  },
  blastRadius: 'issues with a value in the projects, also in those that share a field scheme',
  writes: operations('removeAssociations'),
  resolve: resolveRemove,
  compile: (target) => [requestOf('removeAssociations', { body: bodyOf(target) })],
  check: (target) => checkOf(target, false),
  inverse: (target) => inverseOf('field.associate_projects', target),
});
