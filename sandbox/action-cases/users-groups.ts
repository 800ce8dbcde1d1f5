/** Cases of the actions on people, groups and who is in a project. */
import type { Group, World } from '../jira/world/world-types.ts';
import type { ActionCase, Change } from './action-case.ts';
import { accountIn, actorsIn, projectIn, roleIn } from './in-world.ts';

function groupIn(world: World, name: string): Group {
  const group = Object.values(world.groups).find((each) => each.name === name);
  if (group === undefined) throw new Error(`the site has no group ${name}`);
  return group;
}

/** A connection of a person who administers the site and the organisation, as an OAuth instance may have. */
const asSiteAdmin: Change = (world) => {
  groupIn(world, 'site-admins').members.push(world.appAccountId);
  world.people.organisationAdmins.push(world.appAccountId);
};

const isInGroup = (person: string, group: string) => (world: World) =>
  groupIn(world, group).members.includes(accountIn(world, person));

const isGroupIn = (key: string, role: string, group: string) => (world: World) =>
  actorsIn(world, key, role).includes(groupIn(world, group).id);

const isPersonIn = (key: string, role: string, person: string) => (world: World) =>
  actorsIn(world, key, role).includes(accountIn(world, person));

function join(world: World, key: string, role: string, ref: string, kind: 'user' | 'group'): void {
  const { actors } = projectIn(world, key);
  const id = String(roleIn(world, role).id);
  actors[id] = [...(actors[id] ?? []), { id: 99_001, kind, ref }];
}

function leave(world: World, key: string, role: string, ref: string): void {
  const { actors } = projectIn(world, key);
  const id = String(roleIn(world, role).id);
  actors[id] = (actors[id] ?? []).filter((actor) => actor.ref !== ref);
}

/** Somebody who has nothing to do with it joins a role of ABC. */
const somebodyJoins =
  (key: string, role: string): Change =>
  (world) =>
    join(world, key, role, accountIn(world, 'Lena Fischer'), 'user');

/** How many people and groups are in the roles of LEGACY that are no administrators. */
const legacyMembers = (world: World) =>
  ['Developers', 'Member', 'Viewers'].map((role) => actorsIn(world, 'LEGACY', role).length);

/** Cases of who is in a project. */
const PROJECT_CASES: readonly ActionCase[] = [
  {
    type: 'project.member.add',
    args: { project: 'ABC', user: 'dana@corp.example', role: 'Member' },
    sentence: 'Add Dana Weber to ABC as Member',
    look: isPersonIn('ABC', 'Member', 'Dana Weber'),
    before: false,
    after: true,
    ambiguous: { args: { project: 'ABC', user: 'Alex Moreau' }, thing: 'person' },
    drift: (world) => join(world, 'ABC', 'Member', accountIn(world, 'Dana Weber'), 'user'),
    harmless: somebodyJoins('ABC', 'Member'),
  },
  {
    type: 'project.member.remove',
    args: { project: 'LEGACY', user: 'Jonas Keller', role: 'Developers' },
    sentence: 'Remove Jonas Keller from LEGACY (Developers)',
    look: isPersonIn('LEGACY', 'Developers', 'Jonas Keller'),
    before: true,
    after: false,
    ambiguous: { args: { project: 'LEGACY', user: 'Alex Moreau' }, thing: 'person' },
    drift: (world) => leave(world, 'LEGACY', 'Developers', accountIn(world, 'Jonas Keller')),
    harmless: somebodyJoins('LEGACY', 'Developers'),
  },
  {
    type: 'project.member.remove',
    args: { project: 'ABC', user: 'Dan Reporter' },
    sentence: 'Remove Dan Reporter from ABC (Administrators)',
    look: isPersonIn('ABC', 'Administrators', 'Dan Reporter'),
    before: true,
    after: false,
    ambiguous: { args: { project: 'XYZ', user: 'Dan Reporter' }, thing: 'project' },
    drift: (world) => leave(world, 'ABC', 'Administrators', accountIn(world, 'Ben Carter')),
    harmless: somebodyJoins('ABC', 'Developers'),
  },
  {
    type: 'project.member.clear',
    args: { project: 'LEGACY' },
    sentence:
      'Remove everybody but administrators from LEGACY: 6 people and 1 group out of Developers, Member and Viewers',
    look: legacyMembers,
    before: [2, 4, 1],
    after: [0, 0, 0],
    ambiguous: { args: { project: 'LEG' }, thing: 'project' },
    drift: somebodyJoins('LEGACY', 'Member'),
  },
  {
    type: 'project.member.add_group',
    args: { project: 'ABC', group: 'qa-leads', role: 'Viewers' },
    sentence: 'Add the group qa-leads to ABC as Viewers',
    look: isGroupIn('ABC', 'Viewers', 'qa-leads'),
    before: false,
    after: true,
    ambiguous: {
      args: { project: 'ABC', group: 'jira', role: 'Viewers' },
      thing: 'group',
      choices: ['jira-administrators', 'jira-servicemanagement-users', 'jira-software-users'],
    },
    drift: (world) => join(world, 'ABC', 'Viewers', groupIn(world, 'qa-leads').id, 'group'),
    harmless: somebodyJoins('ABC', 'Viewers'),
  },
  {
    type: 'project.member.remove_group',
    args: { project: 'LEGACY', group: 'qa-leads' },
    sentence: 'Remove the group qa-leads from LEGACY (Member)',
    look: isGroupIn('LEGACY', 'Member', 'qa-leads'),
    before: true,
    after: false,
    ambiguous: { args: { project: 'LEGACY', group: 'leads' }, thing: 'group' },
    drift: (world) => leave(world, 'LEGACY', 'Member', groupIn(world, 'qa-leads').id),
    harmless: somebodyJoins('LEGACY', 'Member'),
  },
  {
    type: 'project.role.set_actors',
    args: {
      project: 'LEGACY',
      role: 'Member',
      users: ['Dana Weber', 'tom@corp.example'],
      groups: ['auditors'],
    },
    sentence:
      'Let exactly Dana Weber, Tom Becker and the group auditors be in the role Member of LEGACY',
    look: (world) => [
      actorsIn(world, 'LEGACY', 'Member').length,
      isPersonIn('LEGACY', 'Member', 'Dana Weber')(world),
      isPersonIn('LEGACY', 'Member', 'Sol Rivera')(world),
    ],
    before: [4, false, true],
    after: [3, true, false],
    ambiguous: {
      args: { project: 'LEGACY', role: 'Member', users: ['Alex Moreau'] },
      thing: 'person',
    },
    drift: somebodyJoins('LEGACY', 'Member'),
    harmless: somebodyJoins('LEGACY', 'Developers'),
  },
];

function openIssuesOf(world: World, person: string): number {
  const done = Object.values(world.statuses).filter(({ category }) => category === 'done');
  return Object.values(world.issues).filter(
    ({ assignee, statusId }) =>
      assignee === accountIn(world, person) && !done.some(({ id }) => id === statusId),
  ).length;
}

const rolesOf = (world: World, person: string): number =>
  Object.values(world.projects)
    .filter(({ deleted }) => deleted === undefined)
    .flatMap(({ actors }) => Object.values(actors).flat())
    .filter(({ ref }) => ref === accountIn(world, person)).length;

/** Cases of groups and accounts of the site. */
const SITE_CASES: readonly ActionCase[] = [
  {
    type: 'group.member.add',
    args: { user: 'Dana Weber', group: 'qa-leads' },
    prepare: asSiteAdmin,
    sentence: 'Add Dana Weber to the group qa-leads',
    look: isInGroup('Dana Weber', 'qa-leads'),
    before: false,
    after: true,
    ambiguous: { args: { user: 'Dana Weber', group: 'leads' }, thing: 'group' },
    drift: (world) => {
      groupIn(world, 'qa-leads').members.push(accountIn(world, 'Dana Weber'));
    },
    harmless: (world) => {
      groupIn(world, 'qa-leads').members.push(accountIn(world, 'Lena Fischer'));
    },
  },
  {
    type: 'group.member.remove',
    args: { user: 'Kim Park', group: 'qa-leads' },
    prepare: asSiteAdmin,
    sentence: 'Remove Kim Park from the group qa-leads',
    look: isInGroup('Kim Park', 'qa-leads'),
    before: true,
    after: false,
    ambiguous: { args: { user: 'Alex Moreau', group: 'qa-leads' }, thing: 'person' },
    drift: (world) => {
      const group = groupIn(world, 'qa-leads');
      group.members = group.members.filter((id) => id !== accountIn(world, 'Kim Park'));
    },
    harmless: (world) => {
      groupIn(world, 'qa-leads').members.push(accountIn(world, 'Lena Fischer'));
    },
  },
  {
    type: 'group.create',
    args: { name: 'vendor-reviewers' },
    prepare: asSiteAdmin,
    sentence: 'Create the group vendor-reviewers',
    look: (world) => Object.values(world.groups).some(({ name }) => name === 'vendor-reviewers'),
    before: false,
    after: true,
    ambiguous: { args: { name: '../vendors' }, thing: 'name' },
    drift: (world) => {
      world.groups['made-meanwhile'] = {
        id: 'made-meanwhile',
        name: 'vendor-reviewers',
        members: [],
      };
    },
  },
  {
    type: 'group.delete',
    args: { group: 'auditors', swapGroup: 'qa-leads' },
    prepare: asSiteAdmin,
    sentence: 'Delete the group auditors and let qa-leads read what it could',
    look: (world) => Object.values(world.groups).some(({ name }) => name === 'auditors'),
    before: true,
    after: false,
    again: 'ask',
    ambiguous: { args: { group: 'audit' }, thing: 'group' },
    drift: (world) => {
      groupIn(world, 'auditors').name = 'internal-auditors';
    },
    undo: { because: 'who was in a deleted group is lost, and its id never comes back' },
  },
  {
    type: 'user.invite',
    args: { email: 'Noa.Lev@partner.example', products: ['Jira'] },
    prepare: asSiteAdmin,
    sentence: 'Invite noa.lev@partner.example to Jira',
    look: (world) =>
      Object.values(world.users).some(({ email }) => email === 'noa.lev@partner.example'),
    before: false,
    after: true,
    ambiguous: {
      args: { email: 'noa.lev@partner.example', products: ['Confluence'] },
      thing: 'product',
    },
    drift: (world) => {
      const somebody = world.users[accountIn(world, 'Rita Guest')];
      if (somebody !== undefined) somebody.email = 'noa.lev@partner.example';
    },
    unknownWithoutEffect: 'a person may hide the address, so not to find it proves nothing',
  },
  {
    type: 'user.delete',
    args: { user: 'Rita Guest' },
    prepare: asSiteAdmin,
    sentence: 'Remove Rita Guest from the site',
    look: (world) =>
      Object.values(world.users).some(({ email }) => email === 'rita@partner.example'),
    before: true,
    after: false,
    again: 'ask',
    ambiguous: { args: { user: 'Alex Moreau' }, thing: 'person' },
    drift: (world) => {
      const rita = world.users[accountIn(world, 'Rita Guest')];
      if (rita !== undefined) rita.active = false;
    },
    undo: { because: 'groups, roles and grants of a removed account are lost' },
  },
  {
    type: 'user.offboard',
    args: { user: 'Sol Rivera', newOwner: 'Jonas Keller' },
    sentence: 'Take Sol Rivera out of 3 roles and give 2 open issues to Jonas Keller',
    look: (world) => [openIssuesOf(world, 'Sol Rivera'), rolesOf(world, 'Sol Rivera')],
    before: [2, 3],
    after: [0, 0],
    ambiguous: { args: { user: 'Sol Rivera', newOwner: 'Alex Moreau' }, thing: 'person' },
    drift: (world) => leave(world, 'LEGACY', 'Member', accountIn(world, 'Sol Rivera')),
    harmless: somebodyJoins('LEGACY', 'Member'),
  },
];

/** One case, or more, per action. */
export const USERS_GROUPS_CASES: readonly ActionCase[] = [...PROJECT_CASES, ...SITE_CASES];
