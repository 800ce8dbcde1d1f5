/** Custom field types by the words people use, with the searcher Jira wants for each. */
import { ok, type Result } from '../../result.ts';
import { bareWords, foldName } from './match-name.ts';
import { ask, type Obstacle } from './obstacle.ts';

/** A custom field type. */
export interface FieldType {
  name: string;
  type: string;
  searcherKey: string;
  /** The field offers a fixed list of values. */
  hasOptions: boolean;
}

const PREFIX = 'com.atlassian.jira.plugin.system.customfieldtypes:';

/** Name for people, Jira's key, Jira's searcher, whether values are listed, other words for it. */
const TABLE: ReadonlyArray<readonly [string, string, string, boolean, readonly string[]]> = [
  [
    'text',
    'textfield',
    'textsearcher',
    false,
    ['text field', 'short text', 'single line text', 'string'],
  ],
  [
    'paragraph',
    'textarea',
    'textsearcher',
    false,
    ['long text', 'multi line text', 'text area', 'textarea'],
  ],
  ['number', 'float', 'exactnumber', false, ['number field', 'numeric', 'integer', 'decimal']],
  ['date', 'datepicker', 'daterange', false, ['date field', 'date picker', 'day']],
  [
    'date and time',
    'datetime',
    'datetimerange',
    false,
    ['datetime', 'date time', 'timestamp', 'time stamp'],
  ],
  [
    'dropdown',
    'select',
    'multiselectsearcher',
    true,
    ['drop down', 'select', 'select list', 'single select', 'dropdown list', 'list', 'choice'],
  ],
  [
    'multi-select',
    'multiselect',
    'multiselectsearcher',
    true,
    ['multi select', 'multiselect', 'multiple select', 'multi select list', 'multiple choice'],
  ],
  [
    'checkboxes',
    'multicheckboxes',
    'multiselectsearcher',
    true,
    ['checkbox', 'check box', 'check boxes'],
  ],
  [
    'radio buttons',
    'radiobuttons',
    'multiselectsearcher',
    true,
    ['radio', 'radio button', 'radiobuttons'],
  ],
  [
    'user',
    'userpicker',
    'userpickergroupsearcher',
    false,
    ['user picker', 'person', 'people', 'userpicker'],
  ],
  ['url', 'url', 'exacttextsearcher', false, ['link', 'url field', 'web address']],
  ['labels', 'labels', 'labelsearcher', false, ['label', 'tags', 'tag']],
];

const fold = (words: string): string =>
  foldName(bareWords(words))
    .replace(/[-_]/g, ' ')
    .replace(/\s+field$/, '');

/** Finds the field type the words name; asks with the list of types otherwise. */
export function findFieldType(words: string): Result<FieldType, Obstacle> {
  const wanted = fold(words);
  const row = TABLE.find(
    ([name, key, , , others]) =>
      fold(name) === wanted || key === wanted || others.some((other) => fold(other) === wanted),
  );
  if (row === undefined) {
    return ask(
      'field type',
      words,
      TABLE.map(([name]) => name),
    );
  }
  const [name, key, searcher, hasOptions] = row;
  return ok({ name, type: `${PREFIX}${key}`, searcherKey: `${PREFIX}${searcher}`, hasOptions });
}

/** Name for people of a field type, from Jira's key: `dropdown` for `…:select`; other keys by their last part. */
export function fieldTypeName(key: string): string {
  const short = key.slice(key.lastIndexOf(':') + 1);
  return TABLE.find(([, known]) => `${PREFIX}${known}` === key)?.[0] ?? (short || 'system field');
}

/** Keys of the types whose values are listed. */
const LISTED = new Set([
  ...TABLE.flatMap(([, key, , isListed]) => (isListed ? [`${PREFIX}${key}`] : [])),
  `${PREFIX}cascadingselect`,
]);

/** True for a field type whose values are listed, from Jira's key. */
export function isListedType(key: string): boolean {
  return LISTED.has(key);
}
