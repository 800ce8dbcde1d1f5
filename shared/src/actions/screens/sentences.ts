/** What resolution finds, per action of this area, and the sentence made of it. Plain JSON and no schema: the issue panel loads it. */
import { listOf, namedQuoted, quoted } from '../sentence-words.ts';

/** A screen, a tab or a field by id. */
export type NamedById = { id: string; name: string };

/** A field that is put on a screen; `gains` are the projects that get the field by it. */
export type ScreenFieldAddTarget = {
  screen: NamedById;
  tab: NamedById;
  field: NamedById;
  gains: Array<{ id: string; key: string }>;
  /** The projects have the field, so that Jira need not give it to them. */
  isAssociated: boolean;
};

/** A field that is taken off a screen. */
export type ScreenFieldRemoveTarget = { screen: NamedById; tab: NamedById; field: NamedById };

/** Fields that are given to projects or taken from them; `pairs` are those that change. */
export type FieldProjectsTarget = {
  fields: NamedById[];
  projects: Array<{ id: string; key: string }>;
  pairs: Array<{ fieldId: string; projects: Array<{ id: string; key: string }> }>;
};

/** A new screen. */
export type ScreenCreateTarget = { name: string; description: string };

/** A screen that goes. */
export type ScreenDeleteTarget = { screen: NamedById };

/** A new tab. */
export type ScreenTabAddTarget = { screen: NamedById; name: string };

/** A tab that goes. */
export type ScreenTabDeleteTarget = { screen: NamedById; tab: NamedById };

/** Projects that change their field scheme, each with the one it has. */
export type FieldSchemeAssignTarget = {
  scheme: NamedById;
  projects: Array<{ id: string; key: string; schemeId: string }>;
};

type FieldParameters = { isRequired: boolean; description: string };

/** What a field scheme says of a field, before and after. */
export type FieldParametersTarget = {
  scheme: NamedById;
  field: NamedById;
  before: FieldParameters;
  after: FieldParameters;
};

const onScreen = ({ name }: NamedById): string => `the screen ${quoted(name)}`;
const keysOf = (projects: ReadonlyArray<{ key: string }>): string =>
  listOf(projects.map(({ key }) => key));
const fieldsOf = (fields: readonly NamedById[]): string =>
  `${fields.length === 1 ? 'the field' : 'the fields'} ${namedQuoted(fields)}`;

function parametersWords({ scheme, field, before, after }: FieldParametersTarget): string {
  const where = `in the field scheme ${quoted(scheme.name)}`;
  const isDescribed = before.description !== after.description;
  if (before.isRequired === after.isRequired) {
    return `Change the description of the field ${quoted(field.name)} ${where}`;
  }
  const also = isDescribed ? ' and change its description' : '';
  return `Make the field ${quoted(field.name)} ${after.isRequired ? 'required' : 'optional'} ${where}${also}`;
}

/** Action type -> sentence. */
export const screensSentences = {
  'screen.field.add': ({ screen, tab, field }: ScreenFieldAddTarget): string =>
    `Put the field ${quoted(field.name)} on the tab ${quoted(tab.name)} of ${onScreen(screen)}`,
  'screen.field.remove': ({ screen, tab, field }: ScreenFieldRemoveTarget): string =>
    `Take the field ${quoted(field.name)} off the tab ${quoted(tab.name)} of ${onScreen(screen)}`,
  'field.associate_projects': ({ fields, projects }: FieldProjectsTarget): string =>
    `Give ${fieldsOf(fields)} to ${keysOf(projects)}`,
  'field.dissociate_projects': ({ fields, projects }: FieldProjectsTarget): string =>
    `Take ${fieldsOf(fields)} from ${keysOf(projects)}`,
  'screen.create': ({ name }: ScreenCreateTarget): string => `Create the screen ${quoted(name)}`,
  'screen.delete': ({ screen }: ScreenDeleteTarget): string => `Delete ${onScreen(screen)}`,
  'screen.tab.add': ({ screen, name }: ScreenTabAddTarget): string =>
    `Add the tab ${quoted(name)} to ${onScreen(screen)}`,
  'screen.tab.delete': ({ screen, tab }: ScreenTabDeleteTarget): string =>
    `Delete the tab ${quoted(tab.name)} of ${onScreen(screen)}`,
  'field_scheme.assign': ({ scheme, projects }: FieldSchemeAssignTarget): string =>
    `Give ${keysOf(projects)} the field scheme ${quoted(scheme.name)}`,
  'field_scheme.parameters.set': parametersWords,
};
