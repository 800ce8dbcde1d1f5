/**
 * Fields of an issue that Kraken can fill, as Jira's create and edit metadata offer them, and the values words mean in
 * them. What the metadata does not offer, and types without a plain value, are left to a person.
 */
import type { Json } from '../../json.ts';
import type { JiraRead, JiraReadResult } from '../../requests/jira-request.ts';
import { fieldAt } from '../../requests/pick-fields.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { ResolveContext } from '../action.ts';
import { readOf } from '../operations.ts';
import { quoted } from '../sentence-words.ts';
import { chooseNamed } from './find-named.ts';
import { bareWords, foldName } from './match-name.ts';
import { namedIdIn } from './named-id.ts';
import { type Obstacle, refusedRead, unsupported } from './obstacle.ts';
import { entriesOf, idAt, isTrueAt, itemsAt, textAt } from './read-answer.ts';
import { readPages } from './read-pages.ts';

/** How a field's value looks. `other`: Kraken does not fill it. */
export type FieldKind =
  | 'text'
  | 'paragraph'
  | 'number'
  | 'date'
  | 'option'
  | 'priority'
  | 'user'
  | 'other';

/** A field as the metadata offers it. */
export interface IssueField {
  id: string;
  name: string;
  kind: FieldKind;
  isRequired: boolean;
  hasDefault: boolean;
  values: Array<{ id: string; name: string }>;
}

const KINDS: Readonly<Record<string, FieldKind>> = {
  summary: 'text',
  description: 'paragraph',
  environment: 'paragraph',
  duedate: 'date',
  priority: 'priority',
  reporter: 'user',
  assignee: 'user',
  textfield: 'text',
  url: 'text',
  textarea: 'paragraph',
  float: 'number',
  datepicker: 'date',
  select: 'option',
  radiobuttons: 'option',
  userpicker: 'user',
};
const CUSTOM_TYPE = /^com\.atlassian\.jira\.plugin\.system\.customfieldtypes:([a-z]+)$/;
const FIELD_ID = /^(?:customfield_\d{1,20}|[a-z]{1,40})$/;
const PARTS = [
  'name',
  'required',
  'hasDefaultValue',
  'schema.system',
  'schema.custom',
  'allowedValues[].id',
  'allowedValues[].name',
  'allowedValues[].value',
];

function kindOf(body: Json): FieldKind {
  const custom = textAt(body, 'schema.custom');
  const word =
    custom === undefined ? (textAt(body, 'schema.system') ?? '') : CUSTOM_TYPE.exec(custom)?.[1];
  return word !== undefined && Object.hasOwn(KINDS, word) ? (KINDS[word] ?? 'other') : 'other';
}

function toField(id: string, body: Json): IssueField[] {
  const name = textAt(body, 'name');
  if (name === undefined || !FIELD_ID.test(id)) return [];
  const values = itemsAt(body, 'allowedValues').flatMap((value) => {
    const valueId = idAt(value, 'id');
    const words = textAt(value, 'value') ?? textAt(value, 'name');
    return valueId === undefined || words === undefined ? [] : [{ id: valueId, name: words }];
  });
  return [
    {
      id,
      name,
      kind: kindOf(body),
      isRequired: isTrueAt(body, 'required'),
      hasDefault: isTrueAt(body, 'hasDefaultValue'),
      values,
    },
  ];
}

/** Reads what can be edited on an issue now. */
export function editFieldsRead(issueKey: string): JiraRead {
  return readOf('getEditIssueMeta', {
    path: { issueIdOrKey: issueKey },
    pick: PARTS.map((part) => `fields.*.${part}`),
  });
}

/** The fields in the answer to `editFieldsRead`. */
export function editFieldsIn(
  issueKey: string,
  answer: JiraReadResult,
): Result<IssueField[], Obstacle> {
  if (answer.status !== 200) return refusedRead(`what can be edited on ${issueKey}`, answer);
  const fields = entriesOf(fieldAt(answer.body, 'fields')).flatMap(([id, body]) =>
    toField(id, body),
  );
  return fields.length === 0
    ? unsupported(`Jira does not let Kraken edit ${issueKey}.`)
    : ok(fields);
}

/** The fields a new issue of a type in a project can have. */
export function* createFields(
  projectId: string,
  typeId: string,
): Reading<Result<IssueField[], Obstacle>> {
  const whole = yield* readPages({
    items: 'fields',
    pageSize: 50,
    read: (startAt) =>
      readOf('getCreateIssueMetaIssueTypeId', {
        path: { projectIdOrKey: projectId, issueTypeId: typeId },
        query: [
          ['startAt', String(startAt)],
          ['maxResults', '50'],
        ],
        pick: ['total', ...['fieldId', ...PARTS].map((part) => `fields[].${part}`)],
      }),
  });
  if (whole.state === 'refused') return refusedRead('what a new issue needs', whole.answer);
  return ok(whole.items.flatMap((item) => toField(idAt(item, 'fieldId') ?? '', item)));
}

/** The offered field the words name. Fields that are not offered are a person's work; two of a name are asked about. */
export function* chooseField(
  words: string,
  fields: readonly IssueField[],
  where: { projectId: string; name: string },
  context: ResolveContext,
): Reading<Result<IssueField, Obstacle>> {
  const wanted = bareWords(words);
  const id = namedIdIn(wanted);
  const fits = fields.filter((field) =>
    id === undefined ? foldName(field.name) === foldName(wanted) : field.id === id,
  );
  if (fits.length === 0) {
    return unsupported(
      `Jira does not offer the field ${wanted} on ${where.name}. An administrator can put it on its screen.`,
    );
  }
  const things = fits.map((field) => ({ id: field.id, name: field.name, body: null }));
  const guard = { projectId: where.projectId };
  const chosen = yield* chooseNamed(words, things, true, { thing: 'field', guard }, context);
  if (!chosen.ok) return chosen;
  const field = fits.find((each) => each.id === chosen.value.id);
  if (field !== undefined && field.kind !== 'other') return ok(field);
  return unsupported(
    `Kraken does not fill fields like ${quoted(chosen.value.name)}. Please change it on the issue itself.`,
  );
}
