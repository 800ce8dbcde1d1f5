/**
 * System fields and the described custom fields. Only the fields an issue of this stand-in can carry
 * are listed; Jira has more.
 */
import type { FieldDescription } from './describe-world.ts';
import { BadChange, findProject } from './find-in-world.ts';
import { nextNumber } from './make-ids.ts';
import type { Field, World } from './world-types.ts';

/** Prefix of Jira's built-in custom field types. */
export const CUSTOM_TYPE_PREFIX = 'com.atlassian.jira.plugin.system.customfieldtypes:';

/** Type key of the sprint field; JQL and the agile operations use the field with this type. */
export const SPRINT_TYPE = 'com.pyxis.greenhopper.jira:gh-sprint';

/** Built-in custom field types: value schema and the searchers Jira takes for them. */
export const FIELD_TYPES: Readonly<
  Record<string, { type: string; items?: string; searchers: readonly string[] }>
> = {
  cascadingselect: { type: 'option-with-child', searchers: ['cascadingselectsearcher'] },
  datepicker: { type: 'date', searchers: ['daterange'] },
  datetime: { type: 'datetime', searchers: ['datetimerange'] },
  float: { type: 'number', searchers: ['exactnumber', 'numberrange'] },
  grouppicker: { type: 'group', searchers: ['grouppickersearcher'] },
  labels: { type: 'array', items: 'string', searchers: ['labelsearcher'] },
  multicheckboxes: { type: 'array', items: 'option', searchers: ['multiselectsearcher'] },
  multigrouppicker: { type: 'array', items: 'group', searchers: ['multiselectsearcher'] },
  multiselect: { type: 'array', items: 'option', searchers: ['multiselectsearcher'] },
  multiuserpicker: { type: 'array', items: 'user', searchers: ['userpickergroupsearcher'] },
  multiversion: { type: 'array', items: 'version', searchers: ['versionsearcher'] },
  project: { type: 'project', searchers: ['projectsearcher'] },
  radiobuttons: { type: 'option', searchers: ['multiselectsearcher'] },
  readonlyfield: { type: 'string', searchers: ['textsearcher'] },
  select: { type: 'option', searchers: ['multiselectsearcher'] },
  textarea: { type: 'string', searchers: ['textsearcher'] },
  textfield: { type: 'string', searchers: ['textsearcher'] },
  url: { type: 'string', searchers: ['exacttextsearcher'] },
  userpicker: { type: 'user', searchers: ['userpickergroupsearcher'] },
  version: { type: 'version', searchers: ['versionsearcher'] },
};

const SYSTEM_FIELDS: ReadonlyArray<readonly [string, string, string, string[], string?]> = [
  ['assignee', 'Assignee', 'user', ['assignee']],
  ['comment', 'Comment', 'comments-page', ['comment']],
  ['components', 'Components', 'array', ['component'], 'component'],
  ['created', 'Created', 'datetime', ['created', 'createdDate']],
  ['creator', 'Creator', 'user', ['creator']],
  ['description', 'Description', 'string', ['description']],
  ['fixVersions', 'Fix versions', 'array', ['fixVersion'], 'version'],
  ['issuelinks', 'Linked Issues', 'array', ['issueLink'], 'issuelinks'],
  ['issuetype', 'Issue Type', 'issuetype', ['issuetype', 'type']],
  ['labels', 'Labels', 'array', ['labels'], 'string'],
  ['priority', 'Priority', 'priority', ['priority']],
  ['project', 'Project', 'project', ['project']],
  ['reporter', 'Reporter', 'user', ['reporter']],
  ['resolution', 'Resolution', 'resolution', ['resolution']],
  ['resolutiondate', 'Resolved', 'datetime', ['resolutiondate', 'resolved']],
  ['security', 'Security Level', 'securitylevel', ['level']],
  ['status', 'Status', 'status', ['status']],
  ['statusCategory', 'Status Category', 'statusCategory', ['statusCategory']],
  [
    'statuscategorychangedate',
    'Status Category Changed',
    'datetime',
    ['statusCategoryChangedDate'],
  ],
  ['subtasks', 'Sub-tasks', 'array', ['subtasks'], 'issuelinks'],
  ['summary', 'Summary', 'string', ['summary']],
  ['updated', 'Updated', 'datetime', ['updated', 'updatedDate']],
  ['watches', 'Watchers', 'watches', ['watchers']],
  ['duedate', 'Due date', 'date', ['due', 'duedate']],
];

/** Adds the system fields, the sprint field and the described custom fields. */
export function buildFields(world: World, fields: readonly FieldDescription[]): void {
  for (const [id, name, type, clauseNames, items] of SYSTEM_FIELDS) {
    world.fields[id] = { ...blankField(id, name), type, items, clauseNames: [...clauseNames] };
  }
  addSprintField(world);
  for (const given of fields) addDescribedField(world, given);
}

function addSprintField(world: World): void {
  const field = newCustomField(world, 'Sprint', SPRINT_TYPE, undefined, '');
  field.type = 'array';
  field.items = 'json';
  field.clauseNames = ['Sprint', ...field.clauseNames.slice(0, 1)];
}

function addDescribedField(world: World, given: FieldDescription): void {
  const customType = `${CUSTOM_TYPE_PREFIX}${given.type}`;
  const searcher = FIELD_TYPES[given.type]?.searchers[0];
  if (searcher === undefined) throw new BadChange(`there is no field type "${given.type}"`);
  const field = newCustomField(
    world,
    given.name,
    customType,
    `${CUSTOM_TYPE_PREFIX}${searcher}`,
    given.description ?? '',
  );
  const context = field.contexts[0];
  if (context === undefined) return;
  context.projectIds = (given.projects ?? []).map((key) => {
    const project = findProject(world, key);
    if (project === undefined) throw new BadChange(`there is no project "${key}"`);
    return project.id;
  });
  context.options = (given.options ?? []).map((value) => newOption(world, value));
}

/** A new option of a select field. */
export function newOption(
  world: World,
  value: string,
): { id: string; value: string; disabled: boolean } {
  return { id: String(nextNumber(world, 'option')), value, disabled: false };
}

/** Creates a custom field with its default context, which covers every project, as Jira does. */
export function newCustomField(
  world: World,
  name: string,
  customType: string,
  searcherKey: string | undefined,
  description: string,
): Field {
  const number = nextNumber(world, 'field');
  const id = `customfield_${number}`;
  const known = FIELD_TYPES[customType.slice(CUSTOM_TYPE_PREFIX.length)];
  const field: Field = {
    ...blankField(id, name),
    description,
    custom: true,
    type: known?.type ?? 'any',
    items: known?.items,
    customType,
    searcherKey,
    clauseNames: [`cf[${number}]`, name],
    contexts: [
      {
        id: String(nextNumber(world, 'context')),
        name: `Default Configuration Scheme for ${name}`,
        description: 'Default configuration scheme generated by Jira',
        projectIds: [],
        issueTypeIds: [],
        options: [],
      },
    ],
  };
  world.fields[id] = field;
  return field;
}

function blankField(id: string, name: string): Field {
  return {
    id,
    name,
    description: '',
    custom: false,
    type: 'string',
    items: undefined,
    customType: undefined,
    searcherKey: undefined,
    clauseNames: [],
    orderable: true,
    navigable: true,
    trashed: false,
    contexts: [],
  };
}
