/** What words mean as a value of a field, and where a field's value stands in an issue. */
import canonicalize from 'canonicalize';
import type { Json } from '../../json.ts';
import { fieldAt } from '../../requests/pick-fields.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { PersonFact, ResolveContext } from '../action.ts';
import { quoted } from '../sentence-words.ts';
import { mentionOf } from './account-id.ts';
import { adfOf, plainText, textOfAdf } from './adf-text.ts';
import { isWrittenDay } from './calendar-day.ts';
import { findUser } from './find-user.ts';
import type { FieldKind, IssueField } from './issue-fields.ts';
import { bareWords, namedExactly } from './match-name.ts';
import { namedId, namedIdIn } from './named-id.ts';
import { ask, type Obstacle, unsupported } from './obstacle.ts';
import { isTrueAt, textAt } from './read-answer.ts';

/** A value: what is compared, what people read. Null: the field is empty. */
export type FieldValue = { value: string | number | null; shown: string };

/** A value to set, and the person it names. */
export interface WantedValue extends FieldValue {
  person: PersonFact | null;
}

const EMPTY: FieldValue = { value: null, shown: 'none' };
const NUMBER = /^-?\d{1,15}(?:\.\d{1,10})?$/;

/** The value the words mean in the field; null empties it. Asks where they do not fit. */
export function* readValue(
  field: IssueField,
  words: string | null,
  context: ResolveContext,
): Reading<Result<WantedValue, Obstacle>> {
  if (words === null) {
    return field.isRequired
      ? unsupported(`${quoted(field.name)} cannot be empty in Jira.`)
      : ok({ ...EMPTY, person: null });
  }
  if (field.kind === 'user') {
    const person = yield* findUser(words, context);
    if (!person.ok) return person;
    return ok({ value: person.value.accountId, shown: person.value.name, person: person.value });
  }
  const value = plainValue(field, words);
  return value.ok ? ok({ ...value.value, person: null }) : value;
}

function plainValue(field: IssueField, words: string): Result<FieldValue, Obstacle> {
  const bare = bareWords(words);
  switch (field.kind) {
    case 'number':
      return NUMBER.test(bare)
        ? ok({ value: Number(bare), shown: String(Number(bare)) })
        : ask('number', words, [], `What number shall ${quoted(field.name)} be?`);
    case 'date':
      return isWrittenDay(bare)
        ? ok({ value: bare, shown: bare })
        : ask('date', words, [], `Which day shall ${quoted(field.name)} be, as 2026-12-24?`);
    case 'option':
    case 'priority':
      return chooseValue(field, words);
    default:
      return textValue(field, words);
  }
}

function chooseValue(field: IssueField, words: string): Result<FieldValue, Obstacle> {
  const bare = bareWords(words);
  const id = namedIdIn(bare);
  const fits =
    id === undefined
      ? namedExactly(bare, field.values)
      : field.values.filter((value) => value.id === id);
  const [only] = fits;
  if (only !== undefined && fits.length === 1) return ok({ value: only.id, shown: only.name });
  const names = field.values.map(({ name }) => name);
  return ask('value', words, names.slice(0, 10), `Which value shall ${quoted(field.name)} have?`);
}

function textValue(field: IssueField, words: string): Result<FieldValue, Obstacle> {
  const text =
    field.kind === 'paragraph' ? plainText(words) : plainText(words).replace(/\n+/g, ' ');
  const limit = field.kind === 'paragraph' ? 30_000 : 255;
  if (text === '' || text.length > limit) return ask('text', field.name);
  return ok({ value: text, shown: text });
}

/**
 * Whether rights may come with a value: a permission scheme can give them to "the reporter", or to whoever stands in a
 * field. What a scheme gives them is not read, so nobody knows. The assignee is handled by `issue.assign`.
 */
export function mayGrant({ id, kind }: { id: string; kind: FieldKind }): boolean {
  return kind === 'user' && id !== 'assignee';
}

/** A value as Jira takes it. */
export function sentValue(kind: FieldKind, value: FieldValue['value']): Json {
  if (value === null || typeof value === 'number') return value;
  switch (kind) {
    case 'paragraph':
      return adfOf(value);
    case 'option':
    case 'priority':
      return { id: value };
    case 'user':
      return { accountId: value };
    default:
      return value;
  }
}

/** Paths to pick so that `valueIn` can tell a field's value. */
export function valuePaths(field: { id: string; kind: FieldKind }): string[] {
  const at = `fields.${field.id}`;
  switch (field.kind) {
    case 'option':
      return [`${at}.id`, `${at}.value`];
    case 'priority':
      return [`${at}.id`, `${at}.name`];
    case 'user':
      return ['accountId', 'displayName', 'active'].map((part) => `${at}.${part}`);
    default:
      return [at];
  }
}

/** The value of a field in an issue read with `valuePaths`. */
export function valueIn(body: Json, field: { id: string; kind: FieldKind }): FieldValue {
  const at = `fields.${field.id}`;
  const found = fieldAt(body, at) ?? null;
  if (found === null) return EMPTY;
  switch (field.kind) {
    case 'option':
      return named(textAt(body, `${at}.id`), textAt(body, `${at}.value`));
    case 'priority':
      return named(textAt(body, `${at}.id`), textAt(body, `${at}.name`));
    case 'user':
      return named(textAt(body, `${at}.accountId`), textAt(body, `${at}.displayName`));
    case 'paragraph': {
      const text = textOfAdf(found);
      return text === null || text === '' ? EMPTY : { value: text, shown: text };
    }
    default:
      return typeof found === 'string' || typeof found === 'number'
        ? { value: found, shown: String(found) }
        : EMPTY;
  }
}

const named = (id: string | undefined, name: string | undefined): FieldValue =>
  id === undefined ? EMPTY : { value: id, shown: name ?? id };

/** Whether the old value can be put back exactly by `readValue` of `wordsFor`. */
export function canPutBack(body: Json, field: IssueField): boolean {
  const { value } = valueIn(body, field);
  const at = `fields.${field.id}`;
  if (value === null) return !field.isRequired && (fieldAt(body, at) ?? null) === null;
  if (field.kind === 'user') return isTrueAt(body, `${at}.active`);
  if (field.kind !== 'paragraph') return String(value).length <= 255;
  const now = canonicalize(fieldAt(body, at) ?? null);
  return String(value).length <= MAX_TEXT && now === canonicalize(adfOf(String(value)));
}

/** Longest text of an argument that is published as it stands. */
export const MAX_TEXT = 8_000;

/** A value as words that `readValue` understands, for an inverse. */
export function wordsFor(kind: FieldKind, value: FieldValue['value']): string | null {
  if (value === null) return null;
  if (kind === 'user') return mentionOf(String(value));
  if (kind === 'option' || kind === 'priority') return namedId(String(value));
  return String(value);
}
