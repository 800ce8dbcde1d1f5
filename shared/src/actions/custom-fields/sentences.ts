/** What resolution finds, per action of this area, and the sentence made of it. Plain JSON and no schema: the issue panel loads it. */
import { countOf, listOf, namedQuoted, quoted, verbOf } from '../sentence-words.ts';

/** A new custom field; `project`: gets a context of its own beside the one Jira makes for all projects. */
export type FieldTarget = {
  name: string;
  typeName: string;
  type: string;
  searcherKey: string;
  project: { id: string; key: string } | null;
  options: string[];
};

/** A field by id. */
export type NamedField = { id: string; name: string };

/** A field that is renamed or described otherwise. */
export type FieldUpdateTarget = {
  field: NamedField;
  before: { name: string; description: string };
  after: { name: string; description: string };
};

/** A field that goes, or comes back. */
export type FieldOnlyTarget = { field: NamedField };

/** A context of a field. */
export type NamedContext = { id: string; name: string };

/** A new context; no projects makes it global, no issue types makes it one for all types. */
export type ContextCreateTarget = {
  field: NamedField;
  name: string;
  projects: Array<{ id: string; key: string }>;
  issueTypes: Array<{ id: string; name: string }>;
};

/** A context that goes. */
export type ContextDeleteTarget = {
  field: NamedField;
  context: NamedContext;
  projects: Array<{ id: string; key: string }>;
};

/** Projects that enter a context or leave it. */
export type ContextProjectsTarget = {
  field: NamedField;
  context: NamedContext;
  projects: Array<{ id: string; key: string }>;
};

/** New options of a context. */
export type OptionsAddTarget = { field: NamedField; context: NamedContext; options: string[] };

/** An option as it stands. */
export type OptionState = { value: string; disabled: boolean };

/** An option that changes. */
export type OptionRenameTarget = {
  field: NamedField;
  context: NamedContext;
  optionId: string;
  before: OptionState;
  after: OptionState;
};

/** An option that goes; `by` takes its place on issues. */
export type OptionDeleteTarget = {
  field: NamedField;
  context: NamedContext;
  option: { id: string; value: string };
  by: { id: string; value: string } | null;
};

/** Options in a new order, all of them. */
export type OptionsOrderTarget = {
  field: NamedField;
  context: NamedContext;
  before: Array<{ id: string; value: string }>;
  after: Array<{ id: string; value: string }>;
};

const fieldWords = ({ name }: NamedField): string => `the custom field ${quoted(name)}`;
const keysOf = (projects: ReadonlyArray<{ key: string }>): string =>
  projects.length === 0 ? 'all projects' : listOf(projects.map(({ key }) => key));
const typesOf = (types: ReadonlyArray<{ name: string }>): string =>
  types.length === 0
    ? ''
    : `, with the issue ${verbOf(types.length, 'type', 'types')} ${namedQuoted(types)}`;

const valuesOf = (options: readonly string[]): string =>
  `${verbOf(options.length, 'value', 'values')} ${listOf(options.map(quoted))}`;

function updateWords({ field, before, after }: FieldUpdateTarget): string {
  const isRenamed = before.name !== after.name;
  const isDescribed = before.description !== after.description;
  if (!isRenamed) return `Change the description of ${fieldWords(field)}`;
  const also = isDescribed ? ' and change its description' : '';
  return `Rename ${fieldWords(field)} to ${quoted(after.name)}${also}`;
}

function optionWords({ field, before, after }: OptionRenameTarget): string {
  const where = `${quoted(before.value)} of ${fieldWords(field)}`;
  const isRenamed = before.value !== after.value;
  const isSwitched = before.disabled !== after.disabled;
  const verb = after.disabled ? 'disable' : 'enable';
  if (!isRenamed) return `${verb === 'disable' ? 'Disable' : 'Enable'} the value ${where}`;
  return `Rename the value ${where} to ${quoted(after.value)}${isSwitched ? ` and ${verb} it` : ''}`;
}

/** Action type -> sentence. */
export const customFieldsSentences = {
  'custom_field.create': ({ name, typeName, project, options }: FieldTarget): string => {
    // Every project can use it: what one can have for itself is a context, and the values in it.
    const where = project === null ? 'for all projects' : `with a context for ${project.key}`;
    const joint = project === null ? 'with' : 'and';
    const values = options.length === 0 ? '' : ` ${joint} the ${valuesOf(options)}`;
    return `Create the custom field ${quoted(name)} (${typeName}) ${where}${values}`;
  },
  'custom_field.update': updateWords,
  'custom_field.trash': ({ field }: FieldOnlyTarget): string =>
    `Move ${fieldWords(field)} to the trash`,
  'custom_field.restore': ({ field }: FieldOnlyTarget): string =>
    `Restore ${fieldWords(field)} from the trash`,
  'custom_field.delete': ({ field }: FieldOnlyTarget): string =>
    `Delete ${fieldWords(field)} for good`,
  'custom_field.context.create': ({
    field,
    name,
    projects,
    issueTypes,
  }: ContextCreateTarget): string =>
    `Create the context ${quoted(name)} of ${fieldWords(field)} for ${keysOf(projects)}${typesOf(issueTypes)}`,
  'custom_field.context.delete': ({ field, context }: ContextDeleteTarget): string =>
    `Delete the context ${quoted(context.name)} of ${fieldWords(field)}`,
  'custom_field.context.add_project': ({
    field,
    context,
    projects,
  }: ContextProjectsTarget): string =>
    `Add ${keysOf(projects)} to the context ${quoted(context.name)} of ${fieldWords(field)}`,
  'custom_field.context.remove_project': ({
    field,
    context,
    projects,
  }: ContextProjectsTarget): string =>
    `Remove ${keysOf(projects)} from the context ${quoted(context.name)} of ${fieldWords(field)}`,
  'custom_field.option.add': ({ field, options }: OptionsAddTarget): string =>
    `Add the ${valuesOf(options)} to ${fieldWords(field)}`,
  'custom_field.option.rename': optionWords,
  'custom_field.option.delete': ({ field, option, by }: OptionDeleteTarget): string => {
    const what = `the value ${quoted(option.value)} of ${fieldWords(field)}`;
    return by === null
      ? `Delete ${what}`
      : `Delete ${what} and give its issues ${quoted(by.value)} instead`;
  },
  'custom_field.option.reorder': ({ field, after }: OptionsOrderTarget): string =>
    `Put ${countOf(after.length, 'value')} of ${fieldWords(field)} in the order ${listOf(after.map(({ value }) => quoted(value)))}`,
};
