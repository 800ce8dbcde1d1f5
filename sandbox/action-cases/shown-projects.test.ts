/**
 * The projects an approver is shown are part of what is compared before anything is sent: one that comes to share the
 * changed thing while the approval waits stops the action.
 */
import { ALL_OPERATIONS, type Json } from '@kraken/shared';
import { describe, expect, test } from 'vitest';
import { testSite } from '../jira/testing/test-site.ts';
import type { IssueTypeScheme } from '../jira/world/administration-types.ts';
import type { Project, World } from '../jira/world/world-types.ts';
import { executeOn, resolvedOn } from './act-on-site.ts';
import { accountIn, projectIn, roleIn } from './in-world.ts';

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
];

describe.each(CASES)('$type', ({ type, args, change }) => {
  test('one more project than was shown stops it', async () => {
    const site = testSite({ scopes: SCOPES });
    const action = await resolvedOn(site, type, args);
    site.site.edit((world) => void (change ?? twin)(world));
    const now = await resolvedOn(site, type, args);
    expect(now.radius).not.toEqual(action.radius);
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
