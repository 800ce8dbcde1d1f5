/** Cases of the actions on workflow schemes and statuses. */
import { expect } from 'vitest';
import type { World } from '../jira/world/world-types.ts';
import { type ActionCase, UNKNOWN_TASK } from './action-case.ts';
import { issueIn, projectIn, statusId, statusOf, workflowIn } from './in-world.ts';

const schemeOf = (world: World, key: string): string | undefined =>
  Object.values(world.administration.workflowSchemes).find(({ projectIds }) =>
    projectIds.includes(projectIn(world, key).id),
  )?.name;

/** One case, or more, per action. */
export const WORKFLOW_SCHEME_CASES: readonly ActionCase[] = [
  {
    type: 'workflow_scheme.assign',
    unknownWithoutEffect: UNKNOWN_TASK,
    args: {
      project: 'ABC',
      scheme: 'Operations workflow scheme',
      mappings: [
        { from: 'To Do', to: 'Open' },
        { from: 'In Progress', to: 'Working' },
        { from: 'In Review', to: 'Working' },
        { from: 'Done', to: 'Closed' },
      ],
    },
    sentence:
      'Use the workflow scheme "Operations workflow scheme" for ABC and move its issues from "To Do" to "Open", "In Progress" to "Working", "In Review" to "Working" and "Done" to "Closed"',
    look: (world) => [schemeOf(world, 'ABC'), statusOf(world, 'ABC-3'), statusOf(world, 'ABC-6')],
    before: ['ABC: Workflow Scheme', 'In Progress', 'In Review'],
    after: ['Operations workflow scheme', 'Working', 'Working'],
    ambiguous: {
      args: { project: 'ABC', scheme: 'Operations workflow scheme' },
      thing: 'status mapping',
      choices: ['Open', 'Working', 'Closed'],
    },
    drift: (world) => {
      issueIn(world, 'ABC-3').statusId = statusId(world, 'Done');
    },
    again: 'already',
    undo: {
      look: ['ABC: Workflow Scheme', expect.stringMatching(/In/), expect.stringMatching(/In/)],
    },
  },
  {
    type: 'workflow_scheme.assign',
    unknownWithoutEffect: UNKNOWN_TASK,
    args: { project: 'HR', scheme: 'Shared workflow scheme' },
    sentence: 'Use the workflow scheme "Shared workflow scheme" for HR',
    look: (world) => schemeOf(world, 'HR'),
    before: 'HR: Workflow Scheme',
    after: 'Shared workflow scheme',
    ambiguous: { args: { project: 'HR', scheme: 'Shared' }, thing: 'workflow scheme' },
    drift: (world) => {
      const found = Object.values(world.administration.workflowSchemes).find(
        ({ name }) => name === 'Shared workflow scheme',
      );
      if (found !== undefined)
        found.defaultWorkflowId = workflowIn(world, 'Operations workflow').id;
    },
  },
  {
    type: 'status.create',
    args: { name: 'Waiting', category: 'In progress', description: 'For somebody else' },
    sentence: 'Create the status "Waiting"',
    look: (world) =>
      Object.values(world.statuses)
        .filter(({ name }) => name === 'Waiting')
        .map(({ category, description }) => ({ category, description })),
    before: [],
    after: [{ category: 'indeterminate', description: 'For somebody else' }],
    again: 'ask',
    ambiguous: {
      args: { name: 'Waiting', category: 'later' },
      thing: 'status category',
      choices: ['To Do', 'In Progress', 'Done'],
    },
    drift: (world) => {
      world.statuses['10900'] = { id: '10900', name: 'Waiting', description: '', category: 'new' };
    },
  },
  {
    type: 'status.delete',
    args: { status: 'Waiting' },
    prepare: (world) => {
      world.statuses['10900'] = { id: '10900', name: 'Waiting', description: '', category: 'new' };
    },
    sentence: 'Delete the status "Waiting"',
    look: (world) => Object.values(world.statuses).some(({ name }) => name === 'Waiting'),
    before: true,
    after: false,
    again: 'ask',
    ambiguous: { args: { status: 'Wait' }, thing: 'status' },
    drift: (world) => {
      workflowIn(world, 'Software workflow').statusIds.push('10900');
    },
    undo: { look: true },
  },
];
