/** Fields, contexts, options, screens and field schemes of the small site, and words that ask for changes of them. */
import fc from 'fast-check';
import type { Json } from '../../json.ts';
import type { Asked, FakeJira } from './fake-jira.ts';

const SELECT = 'com.atlassian.jira.plugin.system.customfieldtypes:select';
const FIELDS = [
  { id: 'customfield_10050', name: 'Customer Tier', description: '', schema: { custom: SELECT } },
  { id: 'customfield_10052', name: 'Cost centre', description: 'Who pays', schema: {} },
];
const TRASHED = [{ id: 'customfield_10051', name: 'Old Tier', schema: { custom: SELECT } }];
const OPTIONS = [
  { id: '601', value: 'Gold', disabled: false },
  { id: '602', value: 'Silver', disabled: false },
];
const PROJECT_IDS = ['10000', '10001', '10002', '10090'];

const listed = (values: readonly Json[]): Json => ({
  values: [...values],
  total: values.length,
  isLast: true,
});

const searched =
  (things: ReadonlyArray<{ id: string | number; name: string }>, key = 'query') =>
  ({ query }: Asked): Json =>
    listed(
      things.filter(({ id, name }) =>
        query['id'] === undefined
          ? name.toLowerCase().includes((query[key] ?? '').toLowerCase())
          : String(id) === query['id'],
      ) as unknown as Json[],
    );

const MAPPING = [
  { contextId: '501', projectId: '10002' },
  { contextId: '501', projectId: '10001' },
];

/** Answers about fields and screens. */
export const FIELD_SITE: FakeJira = {
  getFieldsPaginated: searched(FIELDS),
  getTrashedFieldsPaginated: searched(TRASHED),
  getContextsForField: () => listed([{ id: '501', name: 'Payments', isGlobalContext: false }]),
  getProjectContextMapping: () => listed(MAPPING),
  getOptionsForContext: () => listed(OPTIONS),
  getScreensForField: () => listed([{ id: 71 }]),
  getIssueAllTypes: () => [{ id: '10', name: 'Task' }],
  getScreens: searched(
    [
      { id: 71, name: 'Main Screen' },
      { id: 72, name: 'Spare Screen' },
    ],
    'queryString',
  ),
  getAllScreenTabs: () => [
    { id: 81, name: 'General' },
    { id: 82, name: 'Empty' },
  ],
  getAllScreenTabFields: ({ path }) =>
    path['tabId'] === '81' ? [{ id: 'customfield_10050', name: 'Customer Tier' }] : [],
  getScreenSchemes: () => listed([{ id: 91, screens: { default: 71 } }]),
  getIssueTypeScreenSchemeMappings: () =>
    listed([{ issueTypeScreenSchemeId: '95', screenSchemeId: '91' }]),
  getIssueTypeScreenSchemeProjectAssociations: () =>
    listed([{ issueTypeScreenScheme: { id: '95' }, projectIds: PROJECT_IDS }]),
  getFieldProjectAssociations: () => listed([{ projectId: '10002' }]),
  getProjectsWithFieldSchemes: () =>
    listed(PROJECT_IDS.map((id) => ({ projectId: Number(id), schemeId: 11 }))),
  getFieldAssociationSchemes: () =>
    listed([
      { id: 11, name: 'Main fields' },
      { id: 12, name: 'Other fields' },
    ]),
  searchFieldAssociationSchemeFields: () =>
    listed([{ fieldId: 'customfield_10050', parameters: { isRequired: false, description: '' } }]),
  searchFieldAssociationSchemeProjects: () => listed([{ id: '10000', key: 'ABC' }]),
};

type Words = (good: readonly string[]) => fc.Arbitrary<string>;

/** Arguments of the actions on fields and screens, made of words that fit and words that do not. */
export function fieldArguments(words: Words): Record<string, fc.Arbitrary<Json>> {
  const field = words(['Customer Tier', 'customfield_10050', 'id:customfield_10050', 'cf[10050]']);
  const other = words(['Cost centre', 'id:customfield_10052']);
  const projects = fc.array(words(['ABC', 'PAY', 'HELP']), { minLength: 1, maxLength: 2 });
  const option = words(['Gold', 'silver', 'id:601']);
  const screen = words(['Main Screen', 'the Main Screen', 'id:71']);
  const context = words(['Payments', 'id:501']);
  const some = <T extends Record<string, fc.Arbitrary<Json>>>(given: T, ...keys: string[]) =>
    fc.record(given, { requiredKeys: keys }) as fc.Arbitrary<Json>;
  return {
    'custom_field.update': some(
      { field, name: words(['Tier']), description: words(['x']) },
      'field',
    ),
    'custom_field.trash': some({ field }, 'field'),
    'custom_field.restore': some({ field: words(['Old Tier', 'customfield_10051']) }, 'field'),
    'custom_field.delete': some({ field: words(['Old Tier', 'Customer Tier']) }, 'field'),
    'custom_field.context.create': some(
      {
        field,
        name: words(['More']),
        projects: fc.array(words(['ABC']), { minLength: 1, maxLength: 1 }),
        issueTypes: fc.array(words(['Task']), { maxLength: 1 }),
      },
      'field',
      'projects',
    ),
    'custom_field.context.delete': some({ field, context }, 'field'),
    'custom_field.context.add_project': some(
      { field, context, projects: fc.array(words(['ABC']), { minLength: 1, maxLength: 1 }) },
      'field',
      'projects',
    ),
    'custom_field.context.remove_project': some(
      { field, context, projects: fc.array(words(['PAY']), { minLength: 1, maxLength: 1 }) },
      'field',
      'projects',
    ),
    'custom_field.option.add': some(
      {
        field,
        context,
        options: fc.array(words(['Bronze', 'Tin']), { minLength: 1, maxLength: 2 }),
      },
      'field',
      'options',
    ),
    'custom_field.option.rename': some(
      { field, option, value: words(['Platinum']), disabled: fc.boolean() },
      'field',
      'option',
    ),
    'custom_field.option.reorder': some(
      { field, options: fc.array(words(['Silver']), { minLength: 1, maxLength: 2 }) },
      'field',
      'options',
    ),
    'custom_field.option.delete': some(
      { field, option, replaceWith: words(['Silver', 'Gold']) },
      'field',
      'option',
    ),
    'screen.field.add': some(
      { screen, field: other, tab: words(['General', 'id:82']) },
      'screen',
      'field',
      'tab',
    ),
    'screen.field.remove': some({ screen, field }, 'screen', 'field'),
    'field.associate_projects': some(
      { fields: fc.array(field, { minLength: 1, maxLength: 2 }), projects },
      'fields',
      'projects',
    ),
    'field.dissociate_projects': some(
      { fields: fc.array(field, { minLength: 1, maxLength: 2 }), projects },
      'fields',
      'projects',
    ),
    'screen.create': some({ name: words(['Intake']), description: words(['x']) }, 'name'),
    'screen.delete': some({ screen: words(['Spare Screen', 'id:72']) }, 'screen'),
    'screen.tab.add': some({ screen, tab: words(['More']) }, 'screen', 'tab'),
    'screen.tab.delete': some({ screen, tab: words(['Empty', 'id:82']) }, 'screen', 'tab'),
    'field_scheme.assign': some(
      { scheme: words(['Other fields', 'id:12']), projects },
      'scheme',
      'projects',
    ),
    'field_scheme.parameters.set': some(
      { field, scheme: words(['Main fields']), required: fc.boolean(), description: words(['x']) },
      'field',
      'scheme',
    ),
  };
}
