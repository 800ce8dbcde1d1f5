/** Cases of the actions on workflows. */
import type { Transition, World } from '../jira/world/world-types.ts';
import type { ActionCase } from './action-case.ts';
import { issueIn, projectIn, statusId, workflowIn } from './in-world.ts';

const statusesOf = (world: World, name: string): string[] =>
  workflowIn(world, name).statusIds.map((id) => world.statuses[id]?.name ?? id);

/** Transitions as `Close: Open, Working > Closed`, with what their screens demand. */
const transitionsOf = (world: World, name: string): string[] =>
  workflowIn(world, name).transitions.map(({ name: own, from, to, requiredFields, onlyWith }) => {
    const nameOf = (id: string): string => world.statuses[id]?.name ?? id;
    const start = from === 'any' ? 'any' : from.map(nameOf).join(', ');
    return `${own}: ${start} > ${nameOf(to)}${requiredFields.length > 0 ? ' (rules)' : ''}${onlyWith === undefined ? '' : ` (only with ${onlyWith})`}`;
  });

/** A workflow that no scheme names. */
function addOldWorkflow(world: World): void {
  world.workflows['10900'] = {
    ...structuredClone(workflowIn(world, OPERATIONS)),
    id: '10900',
    name: 'Old workflow',
  };
}

const OPERATIONS = 'Operations workflow';
const SOFTWARE = 'Software workflow';
const AS_SEEDED = [
  'Start work: Open > Working',
  'Close: Open, Working > Closed (rules)',
  'Reopen: Closed > Open (only with ADMINISTER_PROJECTS)',
];

/** Somebody edits a transition by hand, which Jira counts as another version of the workflow. */
function editTransition(
  world: World,
  name: string,
  transition: string,
  change: Partial<Transition>,
): void {
  const workflow = workflowIn(world, name);
  const step = workflow.transitions.find((one) => one.name === transition);
  if (step === undefined) throw new Error(`no transition ${transition}`);
  Object.assign(step, change);
  world.counters[`version of workflow ${workflow.id}`] = 7;
}

const edit = (world: World): void =>
  editTransition(world, OPERATIONS, 'Close', { from: [statusId(world, 'Working')] });

/** One case, or more, per action. */
export const WORKFLOW_CASES: readonly ActionCase[] = [
  {
    type: 'workflow.update',
    args: { workflow: OPERATIONS, change: 'add_status', status: 'In Review' },
    sentence:
      'In the workflow "Operations workflow", add the status "In Review", reached from every status',
    look: (world) => [statusesOf(world, OPERATIONS), transitionsOf(world, OPERATIONS)],
    before: [['Open', 'Working', 'Closed'], AS_SEEDED],
    after: [
      ['Open', 'Working', 'Closed', 'In Review'],
      [...AS_SEEDED, 'In Review: any > In Review'],
    ],
    ambiguous: {
      args: { workflow: OPERATIONS, change: 'add_status', status: 'Reviewed' },
      thing: 'status',
    },
    drift: edit,
    harmless: (world) => {
      issueIn(world, 'OPS-16').summary = 'Another summary';
    },
  },
  {
    type: 'workflow.update',
    args: { project: 'ABC', change: 'remove_status', status: 'Blocked' },
    prepare: (world) => {
      world.statuses['10900'] = {
        id: '10900',
        name: 'Blocked',
        description: '',
        category: 'indeterminate',
      };
      const workflow = workflowIn(world, SOFTWARE);
      workflow.statusIds.push('10900');
      const bare = { screenFields: [], requiredFields: [] };
      workflow.transitions.push({ id: '51', name: 'Blocked', from: 'any', to: '10900', ...bare });
    },
    sentence: 'In the workflow "Software workflow", remove the status "Blocked"',
    look: (world) => statusesOf(world, SOFTWARE),
    before: ['To Do', 'In Progress', 'In Review', 'Done', 'Blocked'],
    after: ['To Do', 'In Progress', 'In Review', 'Done'],
    again: 'ask',
    ambiguous: { args: { change: 'remove_status', status: 'Blocked' }, thing: 'workflow' },
    drift: (world) => {
      issueIn(world, 'ABC-1').statusId = '10900';
    },
    undo: { look: ['To Do', 'In Progress', 'In Review', 'Done', 'Blocked'] },
  },
  {
    type: 'workflow.update',
    args: {
      project: 'SEC',
      change: 'add_transition',
      transition: 'Pause',
      from: 'Working',
      to: 'Open',
    },
    sentence:
      'In the workflow "Operations workflow", add the transition "Pause" ("Working" to "Open")',
    look: (world) => transitionsOf(world, OPERATIONS),
    before: AS_SEEDED,
    after: [...AS_SEEDED, 'Pause: Working > Open'],
    ambiguous: {
      args: { project: 'SEC', change: 'add_transition', from: 'Working', to: 'Opened' },
      thing: 'status the transition leads to',
    },
    drift: (world) => {
      world.statuses[statusId(world, 'Open')] = {
        id: statusId(world, 'Open'),
        name: 'Reported',
        description: '',
        category: 'new',
      };
    },
  },
  {
    type: 'workflow.update',
    args: { workflow: SOFTWARE, change: 'remove_transition', transition: 'Park' },
    prepare: (world) => {
      const workflow = workflowIn(world, SOFTWARE);
      const bare = { screenFields: [], requiredFields: [] };
      const [to = ''] = workflow.statusIds;
      workflow.transitions.push({ id: '51', name: 'Park', from: 'any', to, ...bare });
    },
    sentence:
      'In the workflow "Software workflow", remove the transition "Park" (every status to "To Do")',
    look: (world) => transitionsOf(world, SOFTWARE).includes('Park: any > To Do'),
    before: true,
    after: false,
    again: 'ask',
    ambiguous: {
      // Where it starts is asked: only the word "any" makes it start everywhere.
      args: { workflow: SOFTWARE, change: 'add_transition', transition: 'Park', to: 'To Do' },
      thing: 'status the transition starts from',
    },
    drift: (world) => {
      editTransition(world, SOFTWARE, 'Park', {
        to: workflowIn(world, SOFTWARE).statusIds[1] ?? '',
      });
    },
    undo: { look: true },
  },
  {
    type: 'workflow.update',
    args: {
      workflow: OPERATIONS,
      change: 'rename_transition',
      transition: 'Close',
      newName: 'Finish',
    },
    sentence: 'In the workflow "Operations workflow", rename the transition "Close" to "Finish"',
    look: (world) => transitionsOf(world, OPERATIONS),
    before: AS_SEEDED,
    after: [AS_SEEDED[0], 'Finish: Open, Working > Closed (rules)', AS_SEEDED[2]],
    ambiguous: {
      args: {
        workflow: OPERATIONS,
        change: 'rename_transition',
        transition: 'Shut',
        newName: 'Finish',
      },
      prepare: (world) => {
        workflowIn(world, OPERATIONS).transitions[1] = {
          ...workflowIn(world, OPERATIONS).transitions[0],
          id: '9',
        } as never;
      },
      thing: 'transition',
    },
    drift: edit,
  },
  {
    type: 'workflow.update',
    args: { workflow: SOFTWARE, change: 'remove_transition', transition: 'Again' },
    prepare: (world) => {
      const workflow = workflowIn(world, SOFTWARE);
      const [todo = '', , , done = ''] = workflow.statusIds;
      const bare = { screenFields: [], requiredFields: [] };
      workflow.transitions.push({ id: '51', name: 'Again', from: [done], to: todo, ...bare });
    },
    sentence:
      'In the workflow "Software workflow", remove the transition "Again" ("Done" to "To Do")',
    look: (world) => transitionsOf(world, SOFTWARE).includes('Again: Done > To Do'),
    before: true,
    after: false,
    again: 'ask',
    ambiguous: {
      args: { workflow: 'Software', change: 'remove_transition', transition: 'Again' },
      thing: 'workflow',
    },
    drift: (world) => {
      const shared = Object.values(world.administration.workflowSchemes);
      const scheme = shared.find(({ name }) => name === 'Shared workflow scheme');
      const own = shared.find(({ projectIds }) => projectIds.includes(projectIn(world, 'SUP').id));
      if (own === undefined || scheme === undefined) throw new Error('no such scheme');
      own.projectIds = [];
      scheme.projectIds.push(projectIn(world, 'SUP').id);
    },
    undo: { look: true },
  },
  {
    type: 'workflow.delete',
    args: { workflow: 'Old workflow' },
    prepare: addOldWorkflow,
    sentence: 'Delete the workflow "Old workflow"',
    look: (world) => Object.values(world.workflows).some(({ name }) => name === 'Old workflow'),
    before: true,
    after: false,
    again: 'ask',
    ambiguous: { args: { workflow: 'Old' }, thing: 'workflow' },
    drift: (world) => {
      const [scheme] = Object.values(world.administration.workflowSchemes);
      if (scheme !== undefined)
        scheme.workflowByType['10002'] = workflowIn(world, 'Old workflow').id;
    },
    undo: { because: 'a deleted workflow is gone' },
  },
];
