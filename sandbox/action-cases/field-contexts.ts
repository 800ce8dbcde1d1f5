/** Cases of the actions on contexts of custom fields. */
import type { World } from '../jira/world/world-types.ts';
import type { ActionCase } from './action-case.ts';
import { fieldIn, projectIn } from './in-world.ts';

const UNCLEAR_FIELD = { thing: 'field' };

/** Contexts of a field: name, project keys, names of issue types. */
const contextsOf = (world: World, name: string) =>
  fieldIn(world, name).contexts.map((context) => [
    context.name,
    context.projectIds.map((id) => world.projects[id]?.key),
    context.issueTypeIds.map((id) => world.issueTypes[id]?.name),
  ]);

const INVOICE = ['Default Configuration Scheme for Invoice number', ['PAY'], []];
const REGION = 'Default Configuration Scheme for Region';

/** Gives the first context of a field to a project, as an administrator does meanwhile. */
const giveTo = (field: string, key: string) => (world: World) => {
  fieldIn(world, field).contexts[0]?.projectIds.push(projectIn(world, key).id);
};

/** One case, or more, per action. */
export const FIELD_CONTEXT_CASES: readonly ActionCase[] = [
  {
    type: 'custom_field.context.create',
    args: { field: 'Invoice number', projects: ['OPS'], issueTypes: ['Task', 'Bug'] },
    sentence:
      'Create the context "Context for OPS" of the custom field "Invoice number" for OPS, with the issue types "Task" and "Bug"',
    look: (world) => contextsOf(world, 'Invoice number'),
    before: [INVOICE],
    after: [INVOICE, ['Context for OPS', ['OPS'], ['Task', 'Bug']]],
    again: 'ask',
    ambiguous: { ...UNCLEAR_FIELD, args: { field: 'Severity', projects: ['OPS'] } },
    drift: giveTo('Invoice number', 'OPS'),
  },
  {
    type: 'custom_field.context.delete',
    args: { field: 'Region' },
    sentence: `Delete the context "${REGION}" of the custom field "Region"`,
    look: (world) => contextsOf(world, 'Region'),
    before: [[REGION, ['ABC', 'OPS'], []]],
    after: [],
    again: 'unsupported',
    ambiguous: { args: { field: 'Region', context: 'the other one' }, thing: 'context' },
    drift: giveTo('Region', 'PAY'),
    undo: { because: 'its list of values is lost' },
  },
  {
    type: 'custom_field.context.add_project',
    args: { field: 'Region', projects: ['PAY', 'WEB'] },
    sentence: `Add PAY and WEB to the context "${REGION}" of the custom field "Region"`,
    look: (world) => contextsOf(world, 'Region'),
    before: [[REGION, ['ABC', 'OPS'], []]],
    after: [[REGION, ['ABC', 'OPS', 'PAY', 'WEB'], []]],
    ambiguous: { args: { field: 'Region', projects: ['the shop'] }, thing: 'project' },
    drift: giveTo('Region', 'PAY'),
  },
  {
    type: 'custom_field.context.remove_project',
    args: { field: 'Region', projects: ['OPS'] },
    sentence: `Remove OPS from the context "${REGION}" of the custom field "Region"`,
    look: (world) => contextsOf(world, 'Region'),
    before: [[REGION, ['ABC', 'OPS'], []]],
    after: [[REGION, ['ABC'], []]],
    ambiguous: { args: { field: 'Severity', projects: ['OPS'] }, thing: 'field' },
    // With one project more gone, taking OPS would leave none, and the context would be for all projects.
    drift: (world) => {
      const [context] = fieldIn(world, 'Region').contexts;
      if (context !== undefined) context.projectIds = [projectIn(world, 'OPS').id];
    },
  },
];
