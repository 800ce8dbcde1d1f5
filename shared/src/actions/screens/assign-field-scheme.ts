/** `field_scheme.assign`: projects use another field scheme. Jira answers per project, so some may change and others not. */
import { z } from 'zod';
import type { Reading } from '../../requests/reading.ts';
import type { EffectCheck, ResolveContext } from '../action.ts';
import {
  defineAction,
  factsOf,
  found,
  type Outcome,
  precondition,
  words,
} from '../define-action.ts';
import {
  type FieldScheme,
  fieldsOfScheme,
  findFieldScheme,
  schemeNames,
  schemesOf,
  schemesOfRead,
} from '../look-up/field-schemes.ts';
import { fieldRead } from '../look-up/find-field.ts';
import { type Project, projectTarget } from '../look-up/find-project.ts';
import { findCompanyProjects } from '../look-up/find-projects.ts';
import { namedId } from '../look-up/named-id.ts';
import { already } from '../look-up/obstacle.ts';
import type { Pinned } from '../look-up/pin-reads.ts';
import { idAt, itemsAt, textAt } from '../look-up/read-answer.ts';
import { readAll, readTogether } from '../look-up/read-together.ts';
import { operations, requestOf } from '../operations.ts';
import { countOf, listOf, quoted } from '../sentence-words.ts';
import type { FieldSchemeAssignTarget } from './sentences.ts';

type Args = { scheme: string; projects: string[] };

/** Fields named in the radius; more are counted. */
const MAX_NAMED = 20;

function* resolve(args: Args, context: ResolveContext): Reading<Outcome<'field_scheme.assign'>> {
  const [scheme, projects] = yield* readTogether(
    findFieldScheme(args.scheme, context),
    findCompanyProjects(args.projects, 'it has no field scheme', context),
  );
  if (!scheme.ok) return scheme;
  if (!projects.ok) return projects;
  const known = yield* schemesOf(projects.value);
  if (!known.ok) return known;
  const moving = projects.value.filter(({ id }) => known.value.get(id) !== scheme.value.id);
  if (moving.length === 0) {
    const keys = listOf(projects.value.map(({ key }) => key));
    return already(
      `${keys} already ${projects.value.length === 1 ? 'uses' : 'use'} the field scheme ${quoted(scheme.value.name)}.`,
    );
  }
  return yield* show(scheme.value, moving, known.value, context);
}

function* show(
  scheme: FieldScheme,
  moving: readonly Project[],
  schemeOf: ReadonlyMap<string, string>,
  context: ResolveContext,
): Reading<Outcome<'field_scheme.assign'>> {
  const before = moving.map(({ id, key }) => ({ id, key, schemeId: schemeOf.get(id) ?? '' }));
  const read = schemesOfRead(moving.map(({ id }) => id));
  const old = [...new Set(before.map(({ schemeId }) => schemeId))];
  const [[pinned], differing, names] = yield* readTogether(
    readAll([read]),
    differences(old, scheme.id),
    schemeNames(),
  );
  return found({
    target: { scheme, projects: before },
    facts: factsOf(context, {
      targets: [{ kind: 'scheme', ...scheme }, ...moving.map(projectTarget)],
      projectIds: moving.map(({ id }) => id),
      counts: differing === null ? null : { projects: moving.length },
      hasCompleteInverse: true,
      changesProjects: true,
    }),
    rows: before.map(({ key, schemeId }) => ({
      label: `Field scheme of ${key}`,
      before: names.get(schemeId) ?? `field scheme ${schemeId}`,
      after: scheme.name,
    })),
    preconditions: [
      precondition('Field schemes of the projects', read, pinned),
      ...(differing?.preconditions ?? []),
    ],
    radius: differing?.found ?? ['Jira does not say which fields the schemes hold'],
  });
}

/** What the projects lose, get and have to fill in; null where Jira does not say. */
function* differences(old: readonly string[], next: string): Reading<Pinned<string[]> | null> {
  const [after, ...befores] = yield* readTogether(
    fieldsOfScheme(next),
    ...old.map((id) => fieldsOfScheme(id)),
  );
  const known = befores.filter((each) => each !== null);
  if (after === null || known.length < befores.length) return null;
  const held = new Map(known.flatMap(({ found: fields }) => [...fields]));
  const lost = [...held.keys()].filter((id) => !after.found.has(id));
  const got = [...after.found.keys()].filter((id) => !held.has(id)).length;
  const required = [...after.found].flatMap(([id, isRequired]) =>
    isRequired && held.get(id) !== true ? [id] : [],
  );
  const names = yield* namesOf([...lost.slice(0, MAX_NAMED), ...required.slice(0, MAX_NAMED)]);
  const listed = (ids: readonly string[]): string =>
    listOf(
      ids.map((id) => names.get(id) ?? id),
      MAX_NAMED,
    );
  return {
    found: [
      lost.length === 0
        ? 'Every field that shows now still shows'
        : `Fields that no longer show: ${listed(lost)}`,
      `${countOf(got, 'more field shows', 'more fields show')}`,
      ...(required.length === 0
        ? []
        : [`Required from then on, to create and to move issues: ${listed(required)}`]),
    ],
    preconditions: [after, ...known].flatMap(({ preconditions }) => preconditions),
  };
}

function* namesOf(ids: readonly string[]): Reading<Map<string, string>> {
  const answers = yield* readAll([...new Set(ids)].map((id) => fieldRead(id, ['id', 'name'])));
  return new Map(
    answers
      .flatMap(({ body }) => itemsAt(body, 'values'))
      .map((item) => [idAt(item, 'id') ?? '', textAt(item, 'name') ?? '']),
  );
}

function check({ scheme, projects }: FieldSchemeAssignTarget): EffectCheck {
  return {
    reads: [schemesOfRead(projects.map(({ id }) => id))],
    judge([answer]) {
      if (answer?.status !== 200) return 'unknown';
      const rows = itemsAt(answer.body, 'values');
      const now = (id: string) =>
        idAt(rows.find((row) => idAt(row, 'projectId') === id) ?? null, 'schemeId');
      if (projects.some(({ id }) => now(id) === undefined)) return 'unknown';
      if (projects.every(({ id }) => now(id) === scheme.id)) return 'done';
      return projects.every(({ id, schemeId }) => now(id) === schemeId) ? 'not-done' : 'differs';
    },
  };
}

/** Catalogue entry of `field_scheme.assign`. */
export const assignFieldScheme = defineAction('field_scheme.assign', {
  area: 'screens_layout',
  title: 'Give projects another field scheme',
  defaultClass: 'requires-approval',
  approvalBecause: 'It may hide fields in projects or make them required.',
  level: 'standard',
  reversibility: { kind: 'complete', sentence: 'Can be undone: the old schemes are kept' },
  blastRadius: 'projects; fields that disappear, appear or become required',
  connections: ['forge', 'oauth'],
  writes: operations('associateProjectsToFieldAssociationSchemes'),
  reads: operations(
    'getFieldsPaginated',
    'searchProjects',
    'getBulkPermissions',
    'getProject',
    'getFieldAssociationSchemes',
    'getProjectsWithFieldSchemes',
    'searchFieldAssociationSchemeFields',
  ),
  schema: z.strictObject({ scheme: words, projects: z.array(words).min(1).max(100) }),
  resolve,
  compile: ({ scheme, projects }) => [
    requestOf('associateProjectsToFieldAssociationSchemes', {
      body: { [scheme.id]: { projectIds: projects.map(({ id }) => Number(id)) } },
    }),
  ],
  check,
  inverse: ({ projects }) =>
    [...Map.groupBy(projects, ({ schemeId }) => schemeId)].map(([schemeId, own]) => ({
      type: 'field_scheme.assign',
      args: { scheme: namedId(schemeId), projects: own.map(({ key }) => key) },
    })),
});
