/**
 * `custom_field.create`. Jira gives a new field a context that covers every project, and since April 2026 it keeps that
 * one for ever (CHANGE-3019). A field of one project gets a context of its own beside it, and its values are in that one
 * alone; the approver reads that the other projects can use the field too. No screen shows the new field yet.
 */
import { z } from 'zod';
import type { JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { ResolveContext } from '../action.ts';
import {
  defineAction,
  factsOf,
  found,
  type Outcome,
  optionalWords,
  precondition,
  words,
} from '../define-action.ts';
import { findProject, type Project, projectRead, projectTarget } from '../look-up/find-project.ts';
import { foldName } from '../look-up/match-name.ts';
import { namedId } from '../look-up/named-id.ts';
import { ask, type Obstacle, refusedRead, unsupported } from '../look-up/obstacle.ts';
import { idAt, isTrueAt, itemsAt, textAt } from '../look-up/read-answer.ts';
import { type FieldWish, readFieldWish } from '../look-up/read-field-wish.ts';
import { readAll, readOptional, readTogether } from '../look-up/read-together.ts';
import { operations } from '../operations.ts';
import { listOf, quoted } from '../sentence-words.ts';
import { check, compile, fieldsRead } from './field-requests.ts';

type Args = { name: string; fieldType: string; project?: string; options?: string[] };

const MAX_OPTIONS = 100;
/** Form in which field names are compared, so that `Customer-Tier` is a duplicate of `customer tier`. */
const fold = (name: string): string => foldName(name).replace(/[^\p{L}\p{N}]+/gu, '');

/** The word by which fields of a similar name are searched: Jira finds names that hold a text. */
const firstWord = (name: string): string => name.split(/[^\p{L}\p{N}]+/u).find(Boolean) ?? name;

function* resolve(args: Args, context: ResolveContext): Reading<Outcome<'custom_field.create'>> {
  const asked = readFieldWish(args);
  if (!asked.ok) return asked;
  const { name, type, options } = asked.value;
  const fields = fieldsRead(name);
  const [project, [answer, similar]] = yield* readTogether(
    readOptional(args.project, (wanted) => findProject(wanted, context)),
    readAll([fields, fieldsRead(firstWord(name))]),
  );
  if (project !== undefined && !project.ok) return project;
  const where = project?.value ?? null;
  if (where?.isTeamManaged) {
    return unsupported(`${where.key} is team-managed; its fields are made in the project itself.`);
  }
  const taken = namesTaken(name, answer, similar);
  if (!taken.ok) return taken;
  const pinned = yield* pinProject(where);
  return found({
    target: {
      name,
      typeName: type.name,
      type: type.type,
      searcherKey: type.searcherKey,
      project: where === null ? null : { id: where.id, key: where.key },
      options,
    },
    facts: factsOf(context, {
      targets: [
        ...(where === null ? [] : [projectTarget(where)]),
        { kind: 'field', id: 'new', name },
      ],
      projectIds: where === null ? [] : [where.id],
      // One project gets a context; how many there are on the site is not counted.
      counts: where === null ? null : { projects: 1 },
      // Nothing is left but the field in the trash, which nobody works with.
      hasCompleteInverse: true,
      // Every project can use it either way, and no screen shows it. A wish that names a project is automatic, as the list
      // of actions wants it; where none is named the field itself, or its values, are meant for the whole site.
      isGlobal: where === null,
      changesProjects: true,
    }),
    rows: rowsOf(asked.value, where),
    preconditions: [
      {
        ...precondition(`Fields named ${quoted(name)}`, fields, answer),
        holds: { list: 'values[].name', value: name, isIn: false },
      },
      ...pinned,
    ],
    radius: [
      'One more field on the site; no screen shows it yet',
      ...(where === null
        ? []
        : ['Jira gives every field a context for all projects; no field is kept to one of them']),
    ],
  });
}

function namesTaken(
  name: string,
  answer: JiraReadResult,
  similar: JiraReadResult,
): Result<null, Obstacle> {
  if (answer.status !== 200) return refusedRead('the fields', answer);
  const known = [answer, similar].flatMap(({ body }) => itemsAt(body, 'values'));
  const same = known.flatMap((field) => {
    const other = textAt(field, 'name') ?? '';
    return fold(other) === fold(name) ? [`${other} (${idAt(field, 'id') ?? 'no id'})`] : [];
  });
  if (same.length > 0) {
    const choices = [...new Set(same)];
    const sentence = `There is already ${listOf(choices, 5)}. Shall it be used, or which other name shall the new field get?`;
    return ask('field name', name, choices, sentence);
  }
  return isTrueAt(answer.body, 'isLast') ? ok(null) : ask('field name', name);
}

function* pinProject(project: Project | null): Reading<ReturnType<typeof precondition>[]> {
  if (project === null) return [];
  const read = projectRead(project.key, ['id', 'key', 'archived']);
  const [answer] = yield* readAll([read]);
  return [precondition(`Project ${project.key}`, read, answer)];
}

/** Jira lets every project use a field; what one project can have for itself is the list of values. */
function reachOf(project: Project | null, options: readonly string[]): string {
  if (project === null) return 'all';
  return options.length === 0
    ? `all; ${project.key} with a context of its own`
    : `${project.key} with these values; all others without values`;
}

function rowsOf({ name, type, options }: FieldWish, project: Project | null) {
  const values =
    options.length === 0
      ? []
      : [{ label: 'Values', before: 'none', after: listOf(options, MAX_OPTIONS) }];
  return [
    { label: `Custom field ${quoted(name)}`, before: 'does not exist', after: type.name },
    { label: 'Projects that can use it', before: 'none', after: reachOf(project, options) },
    ...values,
  ];
}

/** Catalogue entry of `custom_field.create`. */
export const createCustomField = defineAction('custom_field.create', {
  area: 'custom_fields',
  title: 'Create a custom field',
  defaultClass: 'auto-execute',
  level: 'standard',
  reversibility: {
    kind: 'partial',
    sentence:
      'Can be undone: the new field goes to the trash, from which Jira deletes it after 60 days',
  },
  blastRadius: 'projects that can use the field',
  connections: ['forge', 'oauth'],
  writes: operations(
    'createCustomField',
    'getContextsForField',
    'createCustomFieldContext',
    'createCustomFieldOption',
  ),
  reads: operations(
    'getFieldsPaginated',
    'getProject',
    'searchProjects',
    'getBulkPermissions',
    'getProjectContextMapping',
    'getOptionsForContext',
  ),
  schema: z.strictObject({
    name: words,
    fieldType: words,
    project: optionalWords,
    options: z.exactOptional(z.array(words).max(MAX_OPTIONS)),
  }),
  resolve,
  compile,
  check,
  // Without its id the new field would be named by a name others may have by then.
  inverse: (_target, { fieldId }) =>
    fieldId === undefined
      ? null
      : [{ type: 'custom_field.trash', args: { field: namedId(fieldId) } }],
});
