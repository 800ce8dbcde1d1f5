/**
 * The projects and schemes an approver is shown are part of what is compared before anything is sent: one that comes to
 * share the changed thing, or to name who is given something, while the approval waits stops the action.
 */
import { ALL_OPERATIONS, type Json } from '@kraken/shared';
import { describe, expect, test } from 'vitest';
import { type TestSite, testSite } from '../jira/testing/test-site.ts';
import type { IssueTypeScheme } from '../jira/world/administration-types.ts';
import type { Holder, Project, World } from '../jira/world/world-types.ts';
import { executeOn, resolvedOn } from './act-on-site.ts';
import { accountIn, projectIn, roleIn, schemeIn } from './in-world.ts';

const SCOPES = [...new Set(ALL_OPERATIONS.flatMap(({ scopes }) => scopes))];

/** A new project with everything that another one shares, as Jira makes one "with the settings of" another. */
function addTwin(world: World, of: string): Project {
  const first = projectIn(world, of);
  const twin: Project = { ...structuredClone(first), id: '19999', key: 'TWIN', name: 'Twin' };
  world.projects[twin.id] = twin;
  const { issueTypeScreenSchemes, fieldSchemes } = world.fieldSetup;
  const schemes = [
    ...Object.values(issueTypeScreenSchemes),
    ...Object.values(fieldSchemes),
    ...Object.values(world.administration.workflowSchemes),
  ];
  for (const { projectIds } of schemes) if (projectIds.includes(first.id)) projectIds.push(twin.id);
  return twin;
}

/** The first role of the site's projects that nobody of this kind is in yet. */
const joinsRole = (name: string, ref: string, kind: 'user' | 'group') => (world: World) => {
  const roleId = String(roleIn(world, name).id);
  const place = Object.values(world.projects).find(
    ({ actors, deleted, archived }) =>
      deleted === undefined && archived === undefined && actors[roleId]?.length === 0,
  );
  if (place === undefined) throw new Error(`somebody is in the role ${name} everywhere`);
  place.actors[roleId] = [{ id: 99_999, kind, ref }];
};

/** A project takes over the issue types of the scheme that fits. */
const joinsTypes =
  (key: string, fits: (scheme: IssueTypeScheme, abc: string) => boolean) => (world: World) => {
    const { id } = projectIn(world, key);
    const schemes = Object.values(world.administration.issueTypeSchemes);
    for (const scheme of schemes) {
      scheme.projectIds = scheme.projectIds.filter((each) => each !== id);
    }
    schemes.find((scheme) => fits(scheme, projectIn(world, 'ABC').id))?.projectIds.push(id);
  };

const groupIn = (world: World, name: string): string => {
  const group = Object.values(world.groups).find((each) => each.name === name);
  if (group === undefined) throw new Error(`no group ${name}`);
  return group.id;
};

/** A scheme gives its holder the administration of its projects. */
const givesAdministration = (world: World, holder: Holder): void => {
  const permission = 'ADMINISTER_PROJECTS';
  schemeIn(world, 'HR scheme').grants.push({ id: 99_998, permission, holder });
};

const givesGroup = (name: string) => (world: World) => {
  givesAdministration(world, { type: 'group', parameter: groupIn(world, name) });
};

const givesRole = (name: string) => (world: World) => {
  givesAdministration(world, { type: 'projectRole', parameter: String(roleIn(world, name).id) });
};

/** Jira lets only an administrator of the organisation change who is in a group. */
const makeSiteAdmin = ({ site }: TestSite): void =>
  site.edit((world) => {
    const admins = Object.values(world.groups).find(({ name }) => name === 'site-admins');
    admins?.members.push(world.appAccountId);
    world.people.organisationAdmins.push(world.appAccountId);
  });

const twin = (world: World) => addTwin(world, 'ABC');

interface Case {
  type: string;
  args: Json;
  /** Else there is a twin of ABC. */
  change?: (world: World) => unknown;
}

const CASES: Case[] = [
  { type: 'screen.field.add', args: { screen: 'ABC Screen', tab: 'Details', field: 'priority' } },
  { type: 'screen.field.remove', args: { screen: 'ABC Screen', field: 'Office' } },
  { type: 'screen.tab.add', args: { screen: 'ABC Screen', tab: 'Planning' } },
  { type: 'field.associate_projects', args: { fields: ['Old Estimate'], projects: ['ABC'] } },
  { type: 'field.dissociate_projects', args: { fields: ['Office'], projects: ['ABC'] } },
  {
    type: 'workflow.update',
    args: { workflow: 'Operations workflow', change: 'add_status', status: 'In Review' },
    change: (world) => addTwin(world, 'OPS'),
  },
  { type: 'role.delete', args: { role: 'Viewers', swap: 'Member' } },
  {
    type: 'role.delete',
    args: { role: 'Viewers', swap: 'Member' },
    change: (world) => joinsRole('Viewers', accountIn(world, 'Tom Becker'), 'user')(world),
  },
  {
    type: 'issue_type.update',
    args: { issueType: 'Bug', description: 'Something that does not work.' },
    change: joinsTypes('HELP', ({ projectIds }, abc) => projectIds.includes(abc)),
  },
  {
    type: 'issue_type.create',
    args: { name: 'Spike' },
    change: joinsTypes('HELP', ({ isDefault }) => isDefault),
  },
  {
    type: 'user.delete',
    args: { user: 'Rita Guest' },
    change: (world) => {
      addTwin(world, 'ABC').leadAccountId = accountIn(world, 'Rita Guest');
    },
  },
  {
    type: 'group.delete',
    args: { group: 'auditors', swapGroup: 'qa-leads' },
    change: (world) => joinsRole('Viewers', groupIn(world, 'auditors'), 'group')(world),
  },
  {
    type: 'group.member.add',
    args: { user: 'Dana Weber', group: 'auditors' },
    change: (world) => joinsRole('Viewers', groupIn(world, 'auditors'), 'group')(world),
  },
  { type: 'group.delete', args: { group: 'auditors' }, change: addArchived },
  {
    type: 'group.member.add',
    args: { user: 'Dana Weber', group: 'auditors' },
    change: givesGroup('auditors'),
  },
  {
    type: 'group.delete',
    args: { group: 'auditors', swapGroup: 'qa-leads' },
    change: givesGroup('auditors'),
  },
  {
    type: 'role.default_actors.add',
    args: { role: 'Viewers', users: ['Dana Weber'] },
    change: givesRole('Viewers'),
  },
  { type: 'role.delete', args: { role: 'Viewers', swap: 'Member' }, change: givesRole('Viewers') },
];

/** Schemes that say the same of the holder as before: nothing that was shown differs. */
const UNTOUCHED: Array<Required<Case>> = [
  {
    type: 'group.member.add',
    args: { user: 'Dana Weber', group: 'auditors' },
    change: givesGroup('qa-leads'),
  },
  {
    type: 'role.default_actors.add',
    args: { role: 'Viewers', users: ['Dana Weber'] },
    change: givesGroup('auditors'),
  },
];

describe.each(UNTOUCHED)('$type', ({ type, args, change }) => {
  test('a scheme that gives somebody else more does not stop it', async () => {
    const site = testSite({ scopes: SCOPES });
    makeSiteAdmin(site);
    const action = await resolvedOn(site, type, args);
    site.site.edit((world) => void change(world));
    expect(await executeOn(site, action)).toMatchObject({ outcome: 'succeeded' });
  });
});

describe.each(CASES)('$type', ({ type, args, change }) => {
  test('more than was shown stops it', async () => {
    const site = testSite({ scopes: SCOPES });
    const action = await resolvedOn(site, type, args);
    site.site.edit((world) => void (change ?? twin)(world));
    const now = await resolvedOn(site, type, args);
    expect([now.radius, now.facts]).not.toEqual([action.radius, action.facts]);
    expect(await executeOn(site, action)).toMatchObject({ outcome: 'drifted' });
    expect(site.site.effects()).toEqual([]);
  });
});

/** A twin of ABC that is archived; Rita leads it, and the group and the person are in its role. */
function addArchived(world: World): void {
  const rita = accountIn(world, 'Rita Guest');
  const archived = addTwin(world, 'ABC');
  archived.archived = { at: 0, by: rita };
  archived.leadAccountId = rita;
  archived.actors[String(roleIn(world, 'Viewers').id)] = [
    { id: 99_998, kind: 'group', ref: groupIn(world, 'auditors') },
    { id: 99_999, kind: 'user', ref: accountIn(world, 'Sol Rivera') },
  ];
}

test.each([
  ['user.delete', { user: 'Rita Guest' }, '1 project has the person as lead: TWIN'],
  ['group.delete', { group: 'auditors' }, '1 project has the group in a role: TWIN'],
])('%s: an archived project is shown too', async (type, args, sentence) => {
  const site = testSite({ scopes: SCOPES });
  site.site.edit(addArchived);
  expect((await resolvedOn(site, type, args)).radius).toContain(sentence);
});

test('who leaves the projects stays in the roles of archived ones, and that is said', async () => {
  const site = testSite({ scopes: SCOPES });
  site.site.edit(addArchived);
  const action = await resolvedOn(site, 'user.offboard', { user: 'Sol Rivera' });
  expect(action.radius.join()).toContain('Roles in archived projects');
  expect(await executeOn(site, action)).toMatchObject({ outcome: 'succeeded' });
  expect(JSON.stringify(site.site.effects())).not.toContain('TWIN');
});
