/** Cases of the actions on issues. */
import { expect } from 'vitest';
import type { ActionCase } from './action-case.ts';
import { accountIn, childOf, fieldValueOf, issueIn, priorityOf, projectIn } from './in-world.ts';

/** A text that is taken as it stands. */
export const CASE_TEXT = 'The <b>carrier</b> says: tomorrow.\n\nAsk again on Friday.';

/** One case, or more, per action. */
export const ISSUE_CASES: readonly ActionCase[] = [
  {
    type: 'issue.assign',
    args: { issue: 'ABC-7', assignee: 'Dan Reporter' },
    sentence: 'Assign ABC-7 to Dan Reporter',
    look: (world) => issueIn(world, 'ABC-7').assignee === accountIn(world, 'Dan Reporter'),
    before: false,
    after: true,
    ambiguous: { args: { issue: 'ABC-7', assignee: 'Alex Moreau' }, thing: 'person' },
    drift: (world) => {
      issueIn(world, 'ABC-7').assignee = accountIn(world, 'Sol Rivera');
    },
    harmless: (world) => {
      issueIn(world, 'ABC-7').summary = 'Another summary';
    },
  },
  {
    type: 'issue.assign',
    args: { issue: 'ABC-7', assignee: null },
    sentence: 'Remove the assignee of ABC-7',
    look: (world) => issueIn(world, 'ABC-7').assignee ?? null,
    before: expect.any(String),
    after: null,
    ambiguous: { args: { issue: 'that one', assignee: null }, thing: 'issue' },
    drift: (world) => {
      issueIn(world, 'ABC-7').assignee = accountIn(world, 'Sol Rivera');
    },
  },
  {
    type: 'issue.create',
    args: {
      project: 'ABC',
      issueType: 'Bug',
      summary: 'Basket forgets vouchers',
      description: CASE_TEXT,
      priority: 'High',
      dueDate: '2026-12-24',
      labels: ['idea'],
      fields: [
        { field: 'Office', value: 'Lisbon' },
        { field: 'Story Points', value: '3' },
      ],
    },
    sentence: 'Create the issue "Basket forgets vouchers" (Bug) in ABC',
    look: (world) =>
      Object.values(world.issues)
        .filter(({ summary }) => summary === 'Basket forgets vouchers')
        .map((issue) => ({
          project: world.projects[issue.projectId]?.key,
          due: issue.dueDate,
          labels: issue.labels,
          priority: priorityOf(world, issue),
          office: fieldValueOf(world, issue, 'Office'),
          points: fieldValueOf(world, issue, 'Story Points'),
        })),
    before: [],
    after: [
      {
        project: 'ABC',
        due: '2026-12-24',
        labels: ['idea'],
        priority: 'High',
        office: expect.objectContaining({ value: 'Lisbon' }),
        points: 3,
      },
    ],
    ambiguous: {
      args: { project: 'ABC', summary: 'Basket forgets vouchers' },
      thing: 'issue type',
      choices: ['Epic', 'Story', 'Task', 'Bug'],
    },
    drift: (world) => {
      projectIn(world, 'ABC').archived = { at: 0, by: accountIn(world, 'Ana Admin') };
    },
    harmless: (world) => {
      projectIn(world, 'ABC').description = 'Another description';
    },
  },
  {
    type: 'issue.create',
    args: { project: 'ABC', summary: 'Write the test', parent: 'ABC-12' },
    sentence: 'Create the issue "Write the test" (Subtask) in ABC under ABC-12',
    look: (world) =>
      Object.values(world.issues).filter(({ parentId }) => parentId === issueIn(world, 'ABC-12').id)
        .length,
    before: 0,
    after: 1,
    ambiguous: {
      args: { project: 'ABC', issueType: 'Subtask', summary: 'Write the test' },
      thing: 'issue',
    },
    drift: (world) => {
      projectIn(world, 'ABC').issueTypeIds = projectIn(world, 'ABC').issueTypeIds.filter(
        (id) => world.issueTypes[id]?.subtask !== true,
      );
    },
  },
  {
    type: 'issue.edit',
    args: {
      issue: 'ABC-12',
      summary: 'Pay by invoice or card',
      priority: 'High',
      dueDate: '2026-12-24',
      fields: [
        { field: 'Office', value: 'Lisbon' },
        { field: 'Story Points', value: '5' },
      ],
    },
    sentence:
      'On ABC-12, set "Summary" to "Pay by invoice or card", "Priority" to "High", "Due date" to "2026-12-24", "Office" to "Lisbon" and "Story Points" to "5"',
    look(world) {
      const issue = issueIn(world, 'ABC-12');
      return [issue.summary, priorityOf(world, issue), issue.dueDate ?? null];
    },
    before: ['Pay by invoice', 'Medium', null],
    after: ['Pay by invoice or card', 'High', '2026-12-24'],
    ambiguous: {
      args: { issue: 'ABC-12', fields: [{ field: 'Severity', value: '1' }] },
      thing: 'field',
    },
    drift: (world) => {
      issueIn(world, 'ABC-12').priorityId = '1';
    },
    harmless: (world) => {
      issueIn(world, 'ABC-12').labels = ['other'];
    },
  },
  {
    type: 'issue.edit',
    args: { issue: 'ABC-12', description: CASE_TEXT },
    sentence: 'On ABC-12, set a new text for "Description"',
    look: (world) => JSON.stringify(issueIn(world, 'ABC-12').description ?? null),
    before: 'null',
    after: expect.stringContaining('The <b>carrier</b> says: tomorrow.'),
    ambiguous: { args: { issue: 'ABC-12', dueDate: 'next Friday' }, thing: 'date' },
    drift: (world) => {
      issueIn(world, 'ABC-12').description = {
        type: 'doc',
        version: 1,
        content: [{ type: 'paragraph', content: [{ type: 'text', text: 'meanwhile' }] }],
      };
    },
  },
  {
    type: 'issue.edit',
    args: { issue: 'ABC-12', reporter: 'Bea Novak' },
    sentence: 'On ABC-12, set "Reporter" to "Bea Novak"',
    look: (world) => issueIn(world, 'ABC-12').reporter === accountIn(world, 'Bea Novak'),
    before: false,
    after: true,
    ambiguous: { args: { issue: 'ABC-12', reporter: 'Alex Moreau' }, thing: 'person' },
    drift: (world) => {
      issueIn(world, 'ABC-12').reporter = accountIn(world, 'Kim Park');
    },
  },
  {
    type: 'issue.delete',
    args: { issue: 'ABC-12', withSubtasks: true },
    prepare: (world) => {
      childOf(world, 'ABC-12');
      issueIn(world, 'ABC-12').attachments = [{ id: '1', filename: 'a.png', size: 1 }];
    },
    sentence: 'Delete ABC-12 with 1 sub-task',
    look: (world) =>
      Object.values(world.issues).filter(({ key }) => /^ABC-(?:12|21)$/.test(key)).length,
    before: 2,
    after: 0,
    again: 'ask',
    ambiguous: { args: { issue: 'ABC-12' }, thing: 'issue' },
    drift: (world) => {
      childOf(world, 'ABC-12');
    },
    harmless: (world) => {
      issueIn(world, 'ABC-12').priorityId = '1';
    },
    undo: { because: 'Jira has no recycle bin for issues' },
  },
];
