/**
 * `custom_field.context.create`. A context without projects is for all of them, and Jira keeps that one for ever
 * (CHANGE-3019, April 2026). Where a field has a context for all projects, one for some projects takes its place there:
 * its values are other values.
 */
import { z } from 'zod';
import type { Reading } from '../../requests/reading.ts';
import type { EffectCheck, ResolveContext } from '../action.ts';
import {
  defineAction,
  factsOf,
  found,
  type Outcome,
  optionalWords,
  precondition,
  words,
} from '../define-action.ts';
import { memberHolds, wholeCheck } from '../effects.ts';
import { countIn } from '../look-up/count-issues.ts';
import {
  contextsRead,
  type FieldContext,
  mappingRead,
  readNamedContexts,
} from '../look-up/field-contexts.ts';
import { issuesSentence } from '../look-up/field-use.ts';
import { FIELD_READS, type FoundField, fieldTarget, findOpenField } from '../look-up/find-field.ts';
import { findIssueTypes } from '../look-up/find-issue-type.ts';
import { type Project, projectTarget } from '../look-up/find-project.ts';
import { findCompanyProjects } from '../look-up/find-projects.ts';
import { namedId } from '../look-up/named-id.ts';
import { ask, unsupported } from '../look-up/obstacle.ts';
import { idAt, itemsAt, textAt } from '../look-up/read-answer.ts';
import { oneLineOf } from '../look-up/read-field-wish.ts';
import { readAll, readTogether } from '../look-up/read-together.ts';
import { operations, requestOf } from '../operations.ts';
import { listOf, quoted } from '../sentence-words.ts';
import { obstacleTo, replacesValues, valuesIn } from './context-facts.ts';
import type { ContextCreateTarget } from './sentences.ts';

type CreateArgs = { field: string; name?: string; projects?: string[]; issueTypes?: string[] };

const MAX_PROJECTS = 100;
const NAMES = 'values[].name';

function* resolveCreate(
  args: CreateArgs,
  context: ResolveContext,
): Reading<Outcome<'custom_field.context.create'>> {
  const [field, projects, issueTypes] = yield* readTogether(
    findOpenField(args.field, context),
    findCompanyProjects(args.projects ?? [], 'its fields are made in the project itself', context),
    findIssueTypes(args.issueTypes ?? [], context),
  );
  if (!field.ok) return field;
  if (!projects.ok) return projects;
  if (!issueTypes.ok) return issueTypes;
  const where = listOf(projects.value.map(({ key }) => key));
  const name = oneLineOf(args.name ?? `Context for ${where === 'none' ? 'all projects' : where}`);
  if (name === undefined) return ask('context name', args.name ?? '');
  const contexts = yield* readNamedContexts(field.value.id);
  if (contexts === null)
    return unsupported(
      `Jira does not let Kraken read the contexts of ${quoted(field.value.name)}.`,
    );
  const obstacle = obstacleTo(field.value, name, projects.value, contexts);
  if (obstacle !== undefined) return obstacle;
  return yield* showNew(
    { field: field.value, name, projects: projects.value, issueTypes: issueTypes.value },
    contexts,
    context,
  );
}

interface NewContext {
  field: FoundField;
  name: string;
  projects: Project[];
  issueTypes: Array<{ id: string; name: string }>;
}

function* showNew(
  wish: NewContext,
  contexts: readonly FieldContext[],
  context: ResolveContext,
): Reading<Outcome<'custom_field.context.create'>> {
  const { field, name, projects, issueTypes } = wish;
  const ids = projects.map(({ id }) => id);
  const mapping = mappingRead(field.id);
  const listed = contextsRead(field.id);
  const [mapped, named, counted] = yield* readAll([mapping, listed, valuesIn(field, ids)]);
  const issues = countIn(counted);
  const isHiding = replacesValues(field, contexts);
  const types = issueTypes.length === 0 ? 'all' : listOf(issueTypes.map((type) => type.name));
  return found({
    target: {
      field: { id: field.id, name: field.name },
      name,
      projects: projects.map(({ id, key }) => ({ id, key })),
      issueTypes,
    },
    facts: factsOf(context, {
      targets: [fieldTarget(field), ...projects.map(projectTarget)],
      projectIds: ids,
      counts: issues === undefined ? null : { issues: isHiding ? issues : 0, projects: ids.length },
      hasCompleteInverse: !isHiding,
      isGlobal: ids.length === 0,
      changesProjects: true,
    }),
    rows: [
      {
        label: `Context ${quoted(name)} of ${quoted(field.name)}`,
        before: 'does not exist',
        after: 'created',
      },
      {
        label: 'Projects',
        before: 'none',
        after: ids.length === 0 ? 'all' : listOf(projects.map(({ key }) => key)),
      },
      { label: 'Issue types', before: 'none', after: types },
    ],
    preconditions: [
      precondition(`Projects of the contexts of ${quoted(field.name)}`, mapping, mapped),
      {
        ...precondition(`Contexts of ${quoted(field.name)}`, listed, named),
        holds: memberHolds({ list: NAMES, value: name }, false),
      },
    ],
    radius: [
      `${issuesSentence(issues)} there`,
      ...(isHiding
        ? ['The values of the context for all projects do not count there any more']
        : []),
    ],
  });
}

function checkCreate({ field, name, projects }: ContextCreateTarget): EffectCheck {
  return wholeCheck({
    reads: [contextsRead(field.id), mappingRead(field.id)],
    judge([listed, mapped]) {
      if (listed?.status !== 200 || mapped?.status !== 200) return 'unknown';
      const own = itemsAt(listed.body, 'values').filter((item) => textAt(item, 'name') === name);
      const [only] = own;
      if (only === undefined) return 'not-done';
      const rows = itemsAt(mapped.body, 'values').filter(
        (row) => idAt(row, 'contextId') === idAt(only, 'id'),
      );
      const ids = rows.flatMap((row) => idAt(row, 'projectId') ?? []).sort();
      const wanted = projects.map(({ id }) => id).sort();
      return own.length === 1 && ids.join() === wanted.join() ? 'done' : 'differs';
    },
  });
}

/** Catalogue entry of `custom_field.context.create`. */
export const createFieldContext = defineAction('custom_field.context.create', {
  area: 'custom_fields',
  title: 'Create a context of a custom field',
  defaultClass: 'auto-execute',
  level: 'standard',
  requesterNeeds: 'ADMINISTER_PROJECTS',
  reversibility: { kind: 'complete', sentence: 'Can be undone: the new context can be deleted' },
  blastRadius: 'issues with a value in the named projects',
  connections: ['forge', 'oauth'],
  writes: operations('createCustomFieldContext'),
  reads: operations(
    ...FIELD_READS,
    'getContextsForField',
    'countIssues',
    'getProject',
    'getIssueAllTypes',
  ),
  schema: z.strictObject({
    field: words,
    name: optionalWords,
    projects: z.exactOptional(z.array(words).max(MAX_PROJECTS)),
    issueTypes: z.exactOptional(z.array(words).max(MAX_PROJECTS)),
  }),
  resolve: resolveCreate,
  compile: ({ field, name, projects, issueTypes }) => [
    requestOf('createCustomFieldContext', {
      path: { fieldId: field.id },
      body: {
        name,
        projectIds: projects.map(({ id }) => id),
        issueTypeIds: issueTypes.map(({ id }) => id),
      },
      capture: { contextId: 'id' },
    }),
  ],
  check: checkCreate,
  // Jira does not give up a context for all projects.
  inverse: ({ field, name, projects }, captured) =>
    projects.length === 0
      ? null
      : [
          {
            type: 'custom_field.context.delete',
            args: {
              field: namedId(field.id),
              context: captured['contextId'] === undefined ? name : namedId(captured['contextId']),
            },
          },
        ],
});
