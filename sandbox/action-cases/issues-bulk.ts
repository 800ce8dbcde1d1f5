/** Cases of the actions that change the status of issues, or many issues. */
import type { World } from '../jira/world/world-types.ts';
import { type ActionCase, UNKNOWN_TASK } from './action-case.ts';
import {
  accountIn,
  childOf,
  fieldIn,
  issueIn,
  priorityOf,
  projectIn,
  statusId,
  statusOf,
} from './in-world.ts';

/** Keys of archived issues. */
const archivedIn = (world: World): string[] =>
  Object.values(world.issues)
    .filter(({ archived }) => archived !== undefined)
    .map(({ key }) => key);

/** Where issues of some ids are now: project and type. */
const placesOf = (world: World, summaries: readonly string[]): string[] =>
  summaries.map((summary) => {
    const issue = Object.values(world.issues).find((each) => each.summary === summary);
    const project = world.projects[issue?.projectId ?? '']?.key ?? '';
    return `${project} ${world.issueTypes[issue?.typeId ?? '']?.name ?? ''}`;
  });

/** One case, or more, per action. */
export const BULK_ISSUE_CASES: readonly ActionCase[] = [
  {
    type: 'issue.transition',
    args: { issue: 'ABC-12', status: 'In Review' },
    sentence: 'Move ABC-12 from "To Do" to "In Review"',
    look: (world) => statusOf(world, 'ABC-12'),
    before: 'To Do',
    after: 'In Review',
    ambiguous: { args: { issue: 'ABC-12', status: 'Somewhere' }, thing: 'status' },
    drift: (world) => {
      issueIn(world, 'ABC-12').statusId = statusId(world, 'In Progress');
    },
    harmless: (world) => {
      issueIn(world, 'ABC-12').labels = ['other'];
    },
  },
  {
    type: 'issue.transition',
    args: { issue: 'OPS-1', status: 'Closed', resolution: 'Done' },
    sentence: 'Move OPS-1 from "Open" to "Closed" with the resolution "Done"',
    look: (world) => [statusOf(world, 'OPS-1'), issueIn(world, 'OPS-1').resolutionId !== undefined],
    before: ['Open', false],
    after: ['Closed', true],
    ambiguous: { args: { issue: 'OPS-1', status: 'Closed' }, thing: 'field' },
    drift: (world) => {
      issueIn(world, 'OPS-1').statusId = statusId(world, 'Working');
    },
  },
  {
    type: 'issue.transition',
    args: { issue: 'OPS-15', status: 'Closed', resolution: 'Done' },
    prepare: (world) => {
      issueIn(world, 'OPS-16').statusId = statusId(world, 'Closed');
    },
    sentence: 'Move OPS-15 from "Working" to "Closed" with the resolution "Done"',
    look: (world) => statusOf(world, 'OPS-15'),
    before: 'Working',
    after: 'Closed',
    ambiguous: {
      args: { issue: 'OPS-15', status: 'closed', resolution: 'Nonsense' },
      thing: 'resolution',
    },
    drift: (world) => {
      issueIn(world, 'OPS-15').statusId = statusId(world, 'Open');
    },
    undo: { because: 'a closed issue of this workflow reopens to another status' },
  },
  {
    type: 'issue.bulk_transition',
    args: { issues: ['ABC-3', 'ABC-4', 'ABC-5'], toStatus: 'In Review' },
    sentence: 'Move 3 issues to "In Review"',
    unknownWithoutEffect: UNKNOWN_TASK,
    look: (world) => ['ABC-3', 'ABC-4', 'ABC-5'].map((key) => statusOf(world, key)),
    before: ['In Progress', 'In Progress', 'To Do'],
    after: ['In Review', 'In Review', 'In Review'],
    ambiguous: { args: { toStatus: 'In Review' }, thing: 'list of issues' },
    drift: (world) => {
      issueIn(world, 'ABC-5').statusId = statusId(world, 'Done');
    },
    harmless: (world) => {
      issueIn(world, 'ABC-8').statusId = statusId(world, 'Done');
    },
  },
  {
    type: 'issue.move',
    args: { issues: ['WEB-1', 'WEB-2'], toProject: 'NEW', issueType: 'Task' },
    prepare: (world) => {
      childOf(world, 'WEB-1');
    },
    sentence: 'Move 2 issues to NEW with the issue type "Task"',
    unknownWithoutEffect: UNKNOWN_TASK,
    look: (world) => placesOf(world, ['Imprint', 'Blog', 'Part of WEB-1']),
    before: ['WEB Story', 'WEB Story', 'WEB Subtask'],
    after: ['NEW Task', 'NEW Task', 'NEW Subtask'],
    ambiguous: {
      args: { issues: ['WEB-1'], toProject: 'NEW', issueType: 'Milestone' },
      thing: 'issue type',
      choices: ['Epic', 'Story', 'Task', 'Subtask', 'Bug'],
    },
    drift: (world) => {
      childOf(world, 'WEB-2');
    },
    harmless: (world) => {
      issueIn(world, 'WEB-1').labels = ['other'];
    },
    undo: { look: ['WEB Story', 'WEB Story', 'WEB Subtask'] },
  },
  {
    type: 'issue.bulk_edit',
    args: { sprint: 'ABC Sprint 14', field: 'Priority', value: 'High' },
    prepare: (world) => {
      issueIn(world, 'ABC-3').priorityId = '1';
      issueIn(world, 'ABC-9').priorityId = '2';
    },
    sentence: 'On 6 issues, set "Priority" to "High"',
    unknownWithoutEffect: UNKNOWN_TASK,
    look: (world) =>
      ['ABC-3', 'ABC-4', 'ABC-9'].map((key) => priorityOf(world, issueIn(world, key))),
    before: ['Highest', 'Medium', 'High'],
    after: ['High', 'High', 'High'],
    ambiguous: {
      args: { sprint: 'ABC Sprint 14', field: 'Priority', value: 'Urgent' },
      thing: 'value',
      choices: ['Highest', 'High', 'Medium', 'Low', 'Lowest'],
    },
    drift: (world) => {
      issueIn(world, 'ABC-4').priorityId = '5';
    },
    harmless: (world) => {
      issueIn(world, 'ABC-4').summary = 'Another summary';
    },
  },
  {
    type: 'issue.bulk_edit',
    args: { issues: ['ABC-16', 'ABC-17', 'ABC-18'], addLabel: 'shop' },
    prepare: (world) => {
      issueIn(world, 'ABC-17').labels.push('shop');
    },
    sentence: 'Add the label "shop" to 2 issues',
    unknownWithoutEffect: UNKNOWN_TASK,
    look: (world) =>
      ['ABC-16', 'ABC-17', 'ABC-18'].map((key) => [...issueIn(world, key).labels].sort()),
    before: [['idea'], ['idea', 'shop'], []],
    after: [['idea', 'shop'], ['idea', 'shop'], ['shop']],
    ambiguous: { args: { issues: ['ABC-16'], addLabel: 'two words' }, thing: 'label' },
    drift: (world) => {
      issueIn(world, 'ABC-18').labels = ['shop'];
    },
    harmless: (world) => {
      issueIn(world, 'ABC-17').labels = [];
    },
  },
  {
    type: 'issue.bulk_edit',
    args: { issues: ['ABC-19', 'ABC-20'], field: 'Office', value: 'Prague' },
    prepare: (world) => {
      const field = fieldIn(world, 'Office');
      const [first] = field.contexts[0]?.options ?? [];
      issueIn(world, 'ABC-19').customFields[field.id] = {
        id: first?.id ?? '',
        value: first?.value ?? '',
      };
    },
    sentence: 'On 2 issues, set "Office" to "Prague"',
    unknownWithoutEffect: UNKNOWN_TASK,
    look: (world) =>
      ['ABC-19', 'ABC-20']
        .map((key) =>
          JSON.stringify(issueIn(world, key).customFields[fieldIn(world, 'Office').id] ?? null),
        )
        .map((text) => /[A-Z][a-z]+/.exec(text)?.[0]),
    before: ['Amsterdam', undefined],
    after: ['Prague', 'Prague'],
    ambiguous: {
      args: { issues: ['ABC-19', 'ABC-20'], field: 'Severity', value: '1' },
      thing: 'field',
    },
    drift: (world) => {
      delete issueIn(world, 'ABC-19').customFields[fieldIn(world, 'Office').id];
    },
  },
  {
    type: 'issue.bulk_edit',
    args: { issues: ['ABC-5', 'ABC-10'], field: 'Assignee', value: 'Jonas Keller' },
    sentence: 'On 2 issues, set "Assignee" to "Jonas Keller"',
    unknownWithoutEffect: UNKNOWN_TASK,
    look: (world) =>
      ['ABC-5', 'ABC-10'].map(
        (key) => world.users[issueIn(world, key).assignee ?? '']?.displayName,
      ),
    before: ['Sol Rivera', undefined],
    after: ['Jonas Keller', 'Jonas Keller'],
    ambiguous: {
      args: { issues: ['ABC-5'], field: 'Assignee', value: 'Alex Moreau' },
      thing: 'person',
    },
    drift: (world) => {
      issueIn(world, 'ABC-10').assignee = accountIn(world, 'Kim Park');
    },
  },
  {
    type: 'issue.bulk_delete',
    args: { project: 'LEGACY' },
    prepare: (world) => {
      issueIn(world, 'LEGACY-1').attachments = [{ id: '1', filename: 'a.png', size: 1 }];
      childOf(world, 'LEGACY-2');
    },
    sentence: 'Delete 5 issues',
    unknownWithoutEffect: UNKNOWN_TASK,
    look: (world) =>
      Object.values(world.issues).filter(
        ({ projectId }) => projectId === projectIn(world, 'LEGACY').id,
      ).length,
    before: 5,
    after: 0,
    ambiguous: { args: {}, thing: 'list of issues' },
    drift: (world) => {
      issueIn(world, 'LEGACY-3').attachments = [{ id: '2', filename: 'b.png', size: 1 }];
    },
    harmless: (world) => {
      issueIn(world, 'LEGACY-3').summary = 'Another summary';
    },
    undo: { because: 'Jira has no recycle bin for issues' },
  },
  {
    type: 'issue.archive',
    args: { issues: ['LEGACY-1', 'LEGACY-2'] },
    prepare: (world) => {
      world.plan = 'premium';
      childOf(world, 'LEGACY-1');
    },
    sentence: 'Archive LEGACY-1 and LEGACY-2',
    look: archivedIn,
    before: [],
    after: ['LEGACY-1', 'LEGACY-2', 'LEGACY-5'],
    ambiguous: { args: {}, thing: 'list of issues' },
    drift: (world) => {
      issueIn(world, 'LEGACY-2').archived = { by: accountIn(world, 'Ana Admin') };
    },
    harmless: (world) => {
      issueIn(world, 'LEGACY-2').summary = 'Another summary';
    },
  },
  {
    type: 'issue.unarchive',
    args: { issues: ['LEGACY-1', 'LEGACY-2', 'LEGACY-3'] },
    prepare: (world) => {
      world.plan = 'premium';
      for (const key of ['LEGACY-1', 'LEGACY-2']) {
        issueIn(world, key).archived = { by: world.appAccountId };
      }
    },
    sentence: 'Take LEGACY-1 and LEGACY-2 out of the archive',
    look: archivedIn,
    before: ['LEGACY-1', 'LEGACY-2'],
    after: [],
    ambiguous: { args: { issues: ['LEGACY-999'] }, thing: 'issue' },
    drift: (world) => {
      delete issueIn(world, 'LEGACY-2').archived;
    },
  },
];
