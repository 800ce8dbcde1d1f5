/** Cases of the actions on what belongs to an issue: links, labels, watchers, comments, mails and work logs. */
import { textFromAdf } from '../jira/world/adf-text.ts';
import type { ActionCase } from './action-case.ts';
import { accountIn, addLink, commentOn, issueIn, linkOf, projectIn, roleIn } from './in-world.ts';
import { CASE_TEXT } from './issues.ts';

/** The comments of a request, and whether its customer may not see them. */
const SAID_ON_SUP_1 = [
  ['We are asking the carrier.', undefined],
  ['Carrier has lost it; refund from 40 euro on.', { internal: true }],
];

/** One case, or more, per action. */
export const ISSUE_PART_CASES: readonly ActionCase[] = [
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
      addLink(world, { id: '9001', typeId: '10000', from: 'ABC-7', to: 'OPS-16' });
    },
    sentence: 'Remove the link: ABC-7 blocks OPS-16',
    look: (world) => linkOf(world, 'ABC-7', 'OPS-16'),
    before: 'Blocks',
    after: undefined,
    ambiguous: {
      args: { issue: 'ABC-7', other: 'OPS-16' },
      prepare: (world) => {
        addLink(world, { id: '9002', typeId: '10003', from: 'ABC-7', to: 'OPS-16' });
      },
      thing: 'kind of link',
      choices: ['blocks', 'relates to'],
    },
    drift: (world) => {
      world.links = [];
    },
    harmless: (world) => {
      addLink(world, { id: '9003', typeId: '10003', from: 'ABC-7', to: 'ABC-8' });
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
    type: 'issue.notify',
    args: { issue: 'ABC-7', to: ['the assignee', 'Dana Weber'], text: 'The price list is new.' },
    prepare: (world) => {
      const member = roleIn(world, 'Member').id;
      projectIn(world, 'ABC').actors[String(member)]?.push({
        id: 9001,
        kind: 'user',
        ref: accountIn(world, 'Dana Weber'),
      });
    },
    sentence:
      'Mail the assignee and Dana Weber about ABC-7 with the subject "ABC-7: Price shown twice"',
    look: (world) => world.mails.map(({ subject, text, to }) => [subject, text, to.length]),
    before: [],
    after: [['ABC-7: Price shown twice', 'The price list is new.', 2]],
    again: { because: 'asking twice sends two mails', outcome: 'resolved' },
    ambiguous: { args: { issue: 'ABC-7', to: ['Alex Moreau'], text: 'Hello' }, thing: 'person' },
    drift: (world) => {
      issueIn(world, 'ABC-7').assignee = accountIn(world, 'Sol Rivera');
    },
    undo: { because: 'a mail cannot be called back' },
    seenDone: 'unknown',
    unknownWithoutEffect: 'Jira keeps no record of a mail that an app may read',
  },
  {
    type: 'issue.worklog.add',
    args: { issue: 'ABC-7', time: '2h 30m' },
    sentence: 'Log 2h 30m of work on ABC-7 in the name of Kraken',
    look: (world) => (issueIn(world, 'ABC-7').worklogs ?? []).map(({ seconds }) => seconds),
    before: [],
    after: [9_000],
    ambiguous: { args: { issue: 'ABC-7', time: '2 days' }, thing: 'time' },
    drift: (world) => {
      issueIn(world, 'ABC-7').key = 'ABC-700';
    },
    harmless: (world) => {
      issueIn(world, 'ABC-7').summary = 'Another summary';
    },
    undo: { because: 'no action deletes a work log: a person does' },
  },
];
