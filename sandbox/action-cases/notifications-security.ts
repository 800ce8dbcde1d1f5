/** Cases of the actions on notification schemes and issue security. */
import type { World } from '../jira/world/world-types.ts';
import { type ActionCase, UNKNOWN_TASK } from './action-case.ts';
import { accountIn, issueIn, projectIn, roleIn } from './in-world.ts';

const mailIn = (world: World, name: string) => {
  const scheme = Object.values(world.notificationSchemes).find((each) => each.name === name);
  if (scheme === undefined) throw new Error(`no notification scheme ${name}`);
  return scheme;
};
const recipients = (world: World, name: string, eventId: string) =>
  mailIn(world, name).events[eventId]?.notifications.map(({ type, ref }) => [type, ref ?? null]);
const levelIn = (world: World, name: string) => {
  const levels = Object.values(world.securitySchemes).flatMap((scheme) => scheme.levels);
  const level = levels.find((each) => each.name === name);
  if (level === undefined) throw new Error(`no security level ${name}`);
  return level;
};
const membersOf = (world: World, name: string) =>
  levelIn(world, name).holders.map(({ type, parameter }) => [type, parameter ?? null]);
const groupIdIn = (world: World, name: string) =>
  Object.values(world.groups).find((group) => group.name === name)?.id;

const shareWithWeb = (world: World) => {
  projectIn(world, 'WEB').notificationSchemeId = mailIn(world, 'Main notifications').id;
};
const secureWeb = (world: World) => {
  projectIn(world, 'WEB').securitySchemeId = Object.values(world.securitySchemes).find(
    ({ name }) => name === 'Confidential work',
  )?.id;
};
const otherScheme = (world: World) => {
  mailIn(world, 'Payments notifications').events = {};
};

/** One case, or more, per action. */
export const NOTIFICATION_CASES: readonly ActionCase[] = [
  {
    type: 'notification_scheme.add',
    args: { project: 'MAIN', event: 'commented', recipient: 'Developers' },
    sentence:
      'Send mail about "Issue Commented" to the role Developers in the notification scheme "Main notifications"',
    look: (world) =>
      recipients(world, 'Main notifications', '6')?.some(
        ([type, ref]) => type === 'ProjectRole' && ref === String(roleIn(world, 'Developers').id),
      ),
    before: false,
    after: true,
    ambiguous: {
      args: { scheme: 'Main', event: 'commented', recipient: 'Developers' },
      thing: 'notification scheme',
    },
    drift: shareWithWeb,
    harmless: otherScheme,
  },
  {
    type: 'notification_scheme.add',
    args: { scheme: 'Payments notifications', event: 'Issue Updated', recipient: 'group qa-leads' },
    sentence:
      'Send mail about "Issue Updated" to the group qa-leads in the notification scheme "Payments notifications"',
    look: (world) => recipients(world, 'Payments notifications', '2')?.length ?? 0,
    before: 0,
    after: 1,
    ambiguous: {
      args: { project: 'PAY', event: 'Issue Updated', recipient: 'someone@elsewhere.example' },
      thing: 'person',
    },
    drift: (world) => {
      mailIn(world, 'Payments notifications').events['2'] = {
        notifications: [{ id: 1, type: 'AllWatchers', ref: undefined }],
      };
    },
    harmless: shareWithWeb,
  },
  {
    type: 'notification_scheme.remove',
    args: { project: 'TEST', event: 'Issue Created', recipient: 'Ben Carter' },
    sentence:
      'Send no mail about "Issue Created" to Ben Carter any more in the notification scheme "Main notifications"',
    look: (world) =>
      recipients(world, 'Main notifications', '1')?.some(
        ([, ref]) => ref === accountIn(world, 'Ben Carter'),
      ),
    before: true,
    after: false,
    ambiguous: {
      args: { project: 'TEST', event: 'Issue Created', recipient: 'the others' },
      thing: 'recipient',
    },
    drift: (world) => {
      mailIn(world, 'Main notifications').events['1'] = { notifications: [] };
    },
    harmless: otherScheme,
  },
  {
    type: 'notification_scheme.remove',
    args: { scheme: 'Payments notifications', event: 'resolved', recipient: 'reporter' },
    sentence:
      'Send no mail about "Issue Resolved" to the reporter any more in the notification scheme "Payments notifications"',
    look: (world) => recipients(world, 'Payments notifications', '4') ?? [],
    before: [['Reporter', null]],
    after: [],
    ambiguous: {
      args: { scheme: 'Payments notifications', event: 'solved', recipient: 'reporter' },
      thing: 'event',
    },
    drift: (world) => {
      delete mailIn(world, 'Payments notifications').events['4'];
    },
  },
  {
    type: 'issue_security.level.member.add',
    args: { project: 'FIN', level: 'Management', member: 'group auditors' },
    sentence:
      'Let the group auditors see issues of the security level "Management" of "Confidential work"',
    look: (world) =>
      membersOf(world, 'Management').some(
        ([type, id]) => type === 'group' && id === groupIdIn(world, 'auditors'),
      ),
    before: false,
    after: true,
    ambiguous: {
      args: { project: 'FIN', level: 'Management', member: 'Alex Moreau (user)' },
      thing: 'role or group',
    },
    drift: secureWeb,
    harmless: (world) => {
      levelIn(world, 'Auditing').holders = [];
    },
  },
  {
    type: 'issue_security.level.member.add',
    args: { scheme: 'Confidential work', level: 'Auditing', member: 'role Administrators' },
    sentence:
      'Let the role Administrators see issues of the security level "Auditing" of "Confidential work"',
    look: (world) => membersOf(world, 'Auditing').map(([type]) => type),
    before: ['group'],
    after: ['group', 'projectRole'],
    ambiguous: {
      args: { project: 'FIN', level: 'Secret', member: 'role Administrators' },
      thing: 'security level',
    },
    drift: (world) => {
      levelIn(world, 'Auditing').holders.push({ id: 1, type: 'reporter' });
    },
  },
  {
    type: 'issue_security.level.member.remove',
    args: { project: 'FIN', level: 'Management', member: 'Administrators' },
    sentence:
      'Let the role Administrators no longer see issues of the security level "Management" of "Confidential work"',
    look: (world) => membersOf(world, 'Management').map(([type]) => type),
    before: ['projectRole', 'projectLead'],
    after: ['projectLead'],
    ambiguous: {
      args: { project: 'FIN', level: 'Management', member: 'the others' },
      thing: 'member',
    },
    drift: (world) => {
      levelIn(world, 'Management').holders = [];
    },
    harmless: otherScheme,
  },
  {
    type: 'notification_scheme.assign',
    args: { project: 'ABC', scheme: 'Payments notifications' },
    sentence:
      'Use the notification scheme "Payments notifications" for ABC instead of "Default notification scheme"',
    look: (world) =>
      projectIn(world, 'ABC').notificationSchemeId === mailIn(world, 'Payments notifications').id,
    before: false,
    after: true,
    ambiguous: { args: { project: 'ABC', scheme: 'Payments' }, thing: 'notification scheme' },
    drift: (world) => {
      projectIn(world, 'ABC').notificationSchemeId = undefined;
    },
    harmless: otherScheme,
  },
  {
    type: 'issue_security.scheme.assign',
    unknownWithoutEffect: UNKNOWN_TASK,
    args: {
      project: 'HRCASES',
      scheme: 'Confidential work',
      levels: [{ from: 'HR only', to: 'Auditing' }],
    },
    sentence:
      'Use the issue security scheme "Confidential work" for HRCASES instead of "HR cases security"',
    look: (world) => issueIn(world, 'HRCASES-1').securityLevelId === levelIn(world, 'Auditing').id,
    before: false,
    after: true,
    ambiguous: {
      args: { project: 'HRCASES', scheme: 'Confidential work' },
      thing: 'security level',
    },
    drift: (world) => {
      projectIn(world, 'HRCASES').securitySchemeId = undefined;
    },
    harmless: otherScheme,
    undo: { because: 'the other level of the new scheme has no level to go back to' },
  },
  {
    type: 'issue_security.scheme.assign',
    unknownWithoutEffect: UNKNOWN_TASK,
    args: {
      project: 'HRCASES',
      scheme: 'Board papers',
      levels: [{ from: 'HR only', to: 'Board' }],
    },
    sentence:
      'Use the issue security scheme "Board papers" for HRCASES instead of "HR cases security"',
    look: (world) => issueIn(world, 'HRCASES-1').securityLevelId === levelIn(world, 'Board').id,
    before: false,
    after: true,
    ambiguous: {
      args: { project: 'HRCASES', scheme: 'Board papers', levels: [{ from: 'HR', to: 'Board' }] },
      thing: 'security level',
    },
    drift: (world) => {
      levelIn(world, 'Board').name = 'Everybody';
    },
  },
  {
    type: 'priority_scheme.assign',
    unknownWithoutEffect: UNKNOWN_TASK,
    args: {
      project: 'WEB',
      scheme: 'Three priorities',
      priorities: [
        { from: 'Highest', to: 'High' },
        { from: 'Lowest', to: 'Low' },
      ],
    },
    prepare: (world) => {
      issueIn(world, 'WEB-1').priorityId = '1';
    },
    sentence:
      'Use the priority scheme "Three priorities" for WEB instead of "Default Priority Scheme"',
    look: (world) => [
      issueIn(world, 'WEB-1').priorityId,
      world.prioritySchemes['10001']?.projectIds.length,
    ],
    before: ['1', 0],
    after: ['2', 1],
    ambiguous: {
      args: {
        project: 'WEB',
        scheme: 'Three priorities',
        priorities: [{ from: 'Highest', to: 'High' }],
      },
      thing: 'priority',
      choices: ['High', 'Medium', 'Low'],
    },
    drift: (world) => {
      world.prioritySchemes['10002']?.projectIds.push(projectIn(world, 'WEB').id);
    },
    harmless: otherScheme,
    undo: { because: 'priorities that were replaced stay so' },
  },
  {
    type: 'priority_scheme.assign',
    unknownWithoutEffect: UNKNOWN_TASK,
    args: { project: 'WEB', scheme: 'All but the lowest' },
    prepare: (world) => {
      const three = world.prioritySchemes['10002'];
      three?.priorityIds.push('5');
    },
    sentence:
      'Use the priority scheme "All but the lowest" for WEB instead of "Default Priority Scheme"',
    look: (world) => world.prioritySchemes['10002']?.projectIds.length,
    before: 0,
    after: 1,
    ambiguous: { args: { project: 'WEB', scheme: 'Some' }, thing: 'priority scheme' },
    drift: (world) => {
      world.prioritySchemes['10002']?.priorityIds.pop();
    },
  },
];
