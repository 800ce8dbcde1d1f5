/**
 * Finds one field by name, `customfield_10010`, `cf[10010]` or `id:customfield_10010`, among the fields in use or those
 * in the trash. Several fields may have one name: the question tells them apart by id, type and projects.
 */
import type { Json } from '../../json.ts';
import type { JiraRead } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { ResolveContext, Target } from '../action.ts';
import { readOf } from '../operations.ts';
import { quoted } from '../sentence-words.ts';
import { fieldChoices } from './field-choices.ts';
import { fieldTypeName, isListedType } from './field-types.ts';
import { CUSTOM_ID, FIELD_ID, fieldIdIn, shortFieldWords } from './field-words.ts';
import { bareWords, foldName, looksLikeName } from './match-name.ts';
import { ask, type Obstacle, refusedRead, unsupported } from './obstacle.ts';
import { idAt, isTrueAt, textAt } from './read-answer.ts';
import { readPages } from './read-pages.ts';
import { askVisibly } from './visible-choices.ts';

/** A field as far as resolution needs it. */
export interface FoundField {
  id: string;
  name: string;
  description: string;
  typeName: string;
  isCustom: boolean;
  /** Jira keeps it to itself. */
  isLocked: boolean;
  /** Its values are listed. */
  isListed: boolean;
}

/** Where to look. `any` also finds system fields. */
export type FieldPlace = 'custom' | 'any' | 'trash';

/** Operations a resolution with `findField` needs. */
export const FIELD_READS = [
  'getFieldsPaginated',
  'getProjectContextMapping',
  'searchProjects',
  'getBulkPermissions',
] as const;

const PAGE = 50;
const MAX_CHOICES = 10;
const PICK = ['id', 'name', 'description', 'schema.custom', 'isLocked'].map((f) => `values[].${f}`);

/** Reads fields by id or words. */
export function fieldsRead(
  place: FieldPlace,
  by: ['id' | 'query', string],
  startAt = 0,
  pick: readonly string[] = PICK,
): JiraRead {
  const isTrash = place === 'trash';
  return readOf(isTrash ? 'getTrashedFieldsPaginated' : 'getFieldsPaginated', {
    query: [
      by,
      ...(place === 'custom' ? [['type', 'custom'] as [string, string]] : []),
      ...(isTrash ? [] : [['expand', 'isLocked'] as [string, string]]),
      ['startAt', String(startAt)],
      ['maxResults', String(PAGE)],
    ],
    pick: [...pick, 'isLast', 'total'],
  });
}

/** Reads the one field of an id, with what of it matters. */
export function fieldRead(id: string, fields: readonly string[]): JiraRead {
  return readOf('getFieldsPaginated', {
    query: [['id', id]],
    pick: fields.map((field) => `values[].${field}`),
  });
}

/** Fields of the name, and others that hold the words. */
export interface FieldHits {
  named: FoundField[];
  near: FoundField[];
  isWhole: boolean;
}

/** Looks for fields by the words, without choosing. */
export function* lookForFields(
  words: string,
  place: FieldPlace,
): Reading<Result<FieldHits, Obstacle>> {
  const bare = bareWords(words);
  const id = fieldIdIn(bare);
  const short = shortFieldWords(bare);
  if (id === undefined && !looksLikeName(short)) return ask('field', words);
  const by: ['id' | 'query', string] = id === undefined ? ['query', short] : ['id', id];
  const whole = yield* readPages({
    read: (startAt) => fieldsRead(place, by, startAt),
    items: 'values',
    pageSize: PAGE,
  });
  if (whole.state === 'refused') return refusedRead('the fields', whole.answer);
  const near = whole.items.flatMap(toField).filter((each) => place === 'any' || each.isCustom);
  const called = (name: string): FoundField[] =>
    near.filter((each) =>
      id === undefined ? foldName(each.name) === foldName(name) : each.id === id,
    );
  const exact = called(bare);
  return ok({ named: exact.length > 0 ? exact : called(short), near, isWhole: whole.isWhole });
}

/** Finds the one field the words mean. */
export function* findField(
  words: string,
  context: ResolveContext,
  place: FieldPlace = 'custom',
): Reading<Result<FoundField, Obstacle>> {
  const hits = yield* lookForFields(words, place);
  return hits.ok ? yield* chooseField(words, hits.value, context) : hits;
}

/** Chooses the one field of the name; asks where there is none, or several. */
export function* chooseField(
  words: string,
  { named, near, isWhole }: FieldHits,
  context: ResolveContext,
): Reading<Result<FoundField, Obstacle>> {
  const [only] = named;
  if (only !== undefined && named.length === 1 && isWhole) return ok(only);
  return yield* askField(words, named, near, context);
}

function* askField(
  words: string,
  named: readonly FoundField[],
  near: readonly FoundField[],
  context: ResolveContext,
): Reading<Result<FoundField, Obstacle>> {
  const several = named.slice(0, MAX_CHOICES);
  const choices =
    several.length > 0
      ? yield* fieldChoices(several, context)
      : [...new Set(near.map(({ name }) => name))].slice(0, MAX_CHOICES);
  return yield* askVisibly(
    // Whoever may use Jira may see which fields there are.
    { thing: 'field', words, choices, guard: { global: 'USER_PICKER' } },
    context,
  );
}

function toField(item: Json): FoundField[] {
  const [id, name] = [idAt(item, 'id'), textAt(item, 'name')];
  if (id === undefined || name === undefined || !FIELD_ID.test(id)) return [];
  const key = textAt(item, 'schema.custom');
  return [
    {
      id,
      name,
      description: textAt(item, 'description') ?? '',
      typeName: fieldTypeName(key ?? ''),
      isCustom: CUSTOM_ID.test(id),
      isLocked: isTrueAt(item, 'isLocked'),
      isListed: isListedType(key ?? ''),
    },
  ];
}

/** Finds a custom field that may be changed: a locked one is left to Jira. */
export function* findOpenField(
  words: string,
  context: ResolveContext,
): Reading<Result<FoundField, Obstacle>> {
  const field = yield* findField(words, context);
  return field.ok ? unlocked(field.value) : field;
}

/** The field, unless Jira keeps it to itself. */
export function unlocked(field: FoundField): Result<FoundField, Obstacle> {
  return field.isLocked
    ? unsupported(`The field ${quoted(field.name)} is locked: Jira lets nobody change it.`)
    : ok(field);
}

/** A field as a target of an action. */
export function fieldTarget(field: { id: string; name: string }): Target {
  return { kind: 'field', id: field.id, name: field.name };
}

/** The field's clause in JQL. */
export function fieldClause(id: string): string {
  return CUSTOM_ID.test(id) ? `cf[${id.slice('customfield_'.length)}]` : id;
}
