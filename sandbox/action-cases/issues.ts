/** Cases of the actions on issues. */
import { expect } from 'vitest';
import { textFromAdf } from '../jira/world/adf-text.ts';
import type { ActionCase } from './action-case.ts';
import {
  accountIn,
  childOf,
  commentOn,
  fieldValueOf,
  issueIn,
  linkOf,
  priorityOf,
  projectIn,
} from './in-world.ts';

const CASE_TEXT = 'The <b>carrier</b> says: tomorrow.\n\nAsk again on Friday.';

/** The comments of a request, and whether its customer may not see them. */
const SAID_ON_SUP_1 = [
  ['We are asking the carrier.', undefined],
  ['Carrier has lost it; refund from 40 euro on.', { internal: true }],
];

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
    type: 'issue.link',
    args: { issue: 'ABC-7', relation: 'is blocked by', other: 'OPS-16' },
    sentence: 'Link issues: OPS-16 blocks ABC-7',
    look: (world) => linkOf(world, 'OPS-16', 'ABC-7'),
    before: undefined,
    after: 'Blocks',
    ambiguous: {
      args: { issue: 'ABC-7', relation: 'duplicate', other: 'OPS-16' },
      thing: 'kind of link',
    },
    drift: (world) => {
      world.linkTypes = world.linkTypes.filter(({ name }) => name !== 'Blocks');
    },
    harmless: (world) => {
      world.linkTypes = world.linkTypes.filter(({ name }) => name !== 'Cloners');
    },
  },
  {
    type: 'issue.unlink',
    args: { issue: 'ABC-7', other: 'OPS-16' },
    prepare: (world) => {
      world.links.push({
        id: '9001',
        typeId: '10000',
        from: issueIn(world, 'ABC-7').id,
        to: issueIn(world, 'OPS-16').id,
      });
    },
    sentence: 'Remove the link: ABC-7 blocks OPS-16',
    look: (world) => linkOf(world, 'ABC-7', 'OPS-16'),
    before: 'Blocks',
    after: undefined,
    ambiguous: {
      args: { issue: 'ABC-7', other: 'OPS-16' },
      prepare: (world) => {
        world.links.push({
          id: '9002',
          typeId: '10003',
          from: issueIn(world, 'ABC-7').id,
          to: issueIn(world, 'OPS-16').id,
        });
      },
      thing: 'kind of link',
      choices: ['blocks', 'relates to'],
    },
    drift: (world) => {
      world.links = [];
    },
    harmless: (world) => {
      world.links.push({
        id: '9003',
        typeId: '10003',
        from: issueIn(world, 'ABC-7').id,
        to: issueIn(world, 'ABC-8').id,
      });
    },
  },
  {
    type: 'issue.label.change',
    args: { issue: 'ABC-16', add: ['shop', '#later'], remove: ['Idea'] },
    sentence: 'On ABC-16, add the labels "shop" and "later" and remove the label "idea"',
    look: (world) => [...issueIn(world, 'ABC-16').labels].sort(),
    before: ['idea'],
    after: ['later', 'shop'],
    ambiguous: { args: { issue: 'ABC-16', add: ['two words'] }, thing: 'label' },
    drift: (world) => {
      issueIn(world, 'ABC-16').labels = ['idea', 'shop'];
    },
    harmless: (world) => {
      issueIn(world, 'ABC-16').labels.push('unrelated');
    },
  },
  {
    type: 'issue.watcher.change',
    args: { issue: 'ABC-7', add: ['Kim Park'], remove: ['Dan Reporter'] },
    sentence: 'On ABC-7, add the watcher Kim Park and remove the watcher Dan Reporter',
    look: (world) => issueIn(world, 'ABC-7').watchers.map((id) => world.users[id]?.displayName),
    before: ['Dan Reporter'],
    after: ['Kim Park'],
    ambiguous: { args: { issue: 'ABC-7', add: ['Alex Moreau'] }, thing: 'person' },
    drift: (world) => {
      issueIn(world, 'ABC-7').watchers = [];
    },
    harmless: (world) => {
      issueIn(world, 'ABC-7').watchers.push(accountIn(world, 'Bea Novak'));
    },
  },
  {
    type: 'issue.comment.add',
    args: { issue: 'ABC-7', text: CASE_TEXT },
    sentence: 'Comment on ABC-7: "The <b>carrier</b> says: tomorrow. Ask again on Friday."',
    look: (world) => issueIn(world, 'ABC-7').comments.length,
    before: 0,
    after: 1,
    ambiguous: { args: { issue: 'that one', text: 'Hello' }, thing: 'issue' },
    drift: (world) => {
      issueIn(world, 'ABC-7').key = 'ABC-700';
    },
    harmless: (world) => {
      commentOn(world, 'ABC-7', 'Kim Park');
    },
  },
  {
    type: 'issue.comment.add',
    args: { issue: 'SUP-1', text: 'Refund it.', internal: true },
    sentence: 'Comment internally on SUP-1: "Refund it."',
    look: (world) =>
      issueIn(world, 'SUP-1').comments.map(({ body, properties }) => [
        textFromAdf(body),
        properties['sd.public.comment'],
      ]),
    before: SAID_ON_SUP_1,
    after: [
      ...SAID_ON_SUP_1,
      ['Dan Reporter asked Kraken on HELP-1 to write:\nRefund it.', { internal: true }],
    ],
    ambiguous: { args: { issue: 'SUP-999', text: 'Hello' }, thing: 'issue' },
    drift: (world) => {
      projectIn(world, 'SUP').typeKey = 'business';
    },
  },
  {
    type: 'issue.comment.delete',
    args: { issue: 'SUP-2', author: 'Uma Patel' },
    prepare: (world) => {
      commentOn(world, 'SUP-2', 'Uma Patel');
    },
    sentence: 'Delete the comment of 2026-11-20 by Uma Patel on SUP-2',
    look: (world) => issueIn(world, 'SUP-2').comments.length,
    before: 1,
    after: 0,
    again: 'ask',
    ambiguous: { args: { issue: 'SUP-1', author: 'Uma Patel' }, thing: 'comment' },
    drift: (world) => {
      const [comment] = issueIn(world, 'SUP-2').comments;
      if (comment !== undefined) comment.updated += 60_000;
    },
    harmless: (world) => {
      commentOn(world, 'SUP-2', 'Dan Reporter');
    },
    undo: { because: 'a deleted comment is gone' },
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
