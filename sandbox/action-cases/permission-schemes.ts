/** Cases of the actions on permission schemes. */
import type { World } from '../jira/world/world-types.ts';
import type { ActionCase } from './action-case.ts';
import { accountIn, projectIn, roleIn, schemeIn } from './in-world.ts';

const schemeOf = (world: World, key: string): string =>
  world.schemes[String(projectIn(world, key).permissionSchemeId)]?.name ?? '';

/** Names of the roles, and other holders, that hold a permission in the scheme of a project. */
function holdersIn(world: World, key: string, permission: string): string[] {
  const scheme = world.schemes[String(projectIn(world, key).permissionSchemeId)];
  return (scheme?.grants ?? [])
    .filter((grant) => grant.permission === permission)
    .map(({ holder }) => world.roles[holder.parameter ?? '']?.name ?? holder.type)
    .filter((name) => !name.startsWith('atlassian'))
    .sort();
}

const WORKERS = ['Administrators', 'Developers', 'Member'];

function rename(world: World): void {
  schemeIn(world, 'Legacy scheme').description = 'Another description';
}

/** Somebody gives the permission to the group of auditors, in the shared scheme. */
function grantMore(world: World): void {
  const parameter = Object.values(world.groups).find(({ name }) => name === 'auditors')?.id;
  schemeIn(world, 'Shared scheme').grants.push({
    id: 99_001,
    permission: 'MOVE_ISSUES',
    holder: { type: 'group', parameter },
  });
}

/** One case, or more, per action. */
export const PERMISSION_SCHEME_CASES: readonly ActionCase[] = [
  {
    type: 'permission_scheme.assign',
    args: { project: 'HR', scheme: 'the "Confidential" permission scheme' },
    sentence: 'Use the permission scheme "Confidential" for HR instead of "HR scheme"',
    look: (world) => schemeOf(world, 'HR'),
    before: 'HR scheme',
    after: 'Confidential',
    ambiguous: { args: { project: 'HR', scheme: 'Secret' }, thing: 'permission scheme' },
    drift: (world) => {
      schemeIn(world, 'Confidential').grants.pop();
    },
    harmless: rename,
  },
  {
    type: 'permission_scheme.grant.add',
    args: { project: 'TEST', permission: 'Delete issues', holder: 'group auditors' },
    sentence:
      'Grant Delete Issues to the group "auditors" in the permission scheme "Shared scheme"',
    look: (world) => holdersIn(world, 'MAIN', 'DELETE_ISSUES'),
    before: ['Administrators'],
    after: ['Administrators', 'group'],
    ambiguous: {
      args: { project: 'TEST', permission: 'Delete issues', holder: '@Alex Moreau' },
      thing: 'person',
    },
    drift: (world) => {
      projectIn(world, 'WEB').permissionSchemeId = schemeIn(world, 'Shared scheme').id;
    },
    harmless: rename,
  },
  {
    type: 'permission_scheme.grant.remove',
    args: { project: 'TEST', permission: 'Create Issues', holder: 'all holders' },
    sentence:
      'Take Create Issues from the role "Administrators", the role "Developers" and the role "Member" in the permission scheme "Shared scheme"',
    look: (world) => holdersIn(world, 'MAIN', 'CREATE_ISSUES'),
    before: WORKERS,
    after: [],
    ambiguous: {
      args: { project: 'TEST', permission: 'Create Issues' },
      thing: 'holder',
    },
    drift: (world) => {
      projectIn(world, 'WEB').permissionSchemeId = schemeIn(world, 'Shared scheme').id;
    },
    harmless: grantMore,
  },
  {
    type: 'permission_scheme.grant.remove',
    args: { scheme: 'Payments scheme', permission: 'move issues', holder: 'role Administrators' },
    sentence:
      'Take Move Issues from the role "Administrators" in the permission scheme "Payments scheme"',
    look: (world) => holdersIn(world, 'PAY', 'MOVE_ISSUES'),
    before: ['Administrators'],
    after: [],
    ambiguous: {
      args: { scheme: 'Payments scheme', permission: 'comments', holder: 'role Administrators' },
      thing: 'permission',
    },
    drift: (world) => {
      const scheme = schemeIn(world, 'Payments scheme');
      const admins = String(roleIn(world, 'Administrators').id);
      scheme.grants = scheme.grants.filter(
        ({ permission, holder }) => permission !== 'MOVE_ISSUES' || holder.parameter !== admins,
      );
    },
    harmless: rename,
  },
  {
    type: 'permission_scheme.copy_and_assign',
    args: {
      project: 'TEST',
      changes: [
        { change: 'revoke', permission: 'Create Issues', holder: 'all holders' },
        { change: 'grant', permission: 'Move Issues', holder: 'dana@corp.example' },
      ],
    },
    sentence:
      'Give TEST a copy of the permission scheme "Shared scheme", called "Shared scheme for TEST": Create Issues taken from the role "Administrators", the role "Developers" and the role "Member"; Move Issues given to Dana Weber',
    look: (world) => [
      schemeOf(world, 'TEST'),
      holdersIn(world, 'TEST', 'CREATE_ISSUES'),
      holdersIn(world, 'TEST', 'MOVE_ISSUES'),
      holdersIn(world, 'MAIN', 'CREATE_ISSUES'),
      schemeIn(world, schemeOf(world, 'TEST')).grants.length -
        schemeIn(world, 'Shared scheme').grants.length,
    ],
    before: ['Shared scheme', WORKERS, ['Administrators'], WORKERS, 0],
    after: ['Shared scheme for TEST', [], ['Administrators', 'user'], WORKERS, -2],
    ambiguous: { args: { project: 'TEST' }, thing: 'permission' },
    drift: grantMore,
    harmless: (world) => {
      projectIn(world, 'WEB').permissionSchemeId = schemeIn(world, 'Payments scheme').id;
    },
  },
  {
    type: 'permission_scheme.create',
    args: { name: 'Vendors', copyFrom: 'Payments scheme' },
    sentence: 'Create the permission scheme "Vendors" as a copy of "Payments scheme"',
    look: (world) =>
      Object.values(world.schemes).find(({ name }) => name === 'Vendors')?.grants.length ===
      schemeIn(world, 'Payments scheme').grants.length,
    before: false,
    after: true,
    ambiguous: { args: { name: 'Vendors', copyFrom: 'Secret' }, thing: 'permission scheme' },
    drift: (world) => {
      schemeIn(world, 'Payments scheme').grants.pop();
    },
    harmless: rename,
  },
  {
    type: 'permission_scheme.delete',
    args: { scheme: 'Confidential' },
    sentence: 'Delete the permission scheme "Confidential", which no project uses',
    look: (world) => Object.values(world.schemes).some(({ name }) => name === 'Confidential'),
    before: true,
    after: false,
    again: 'ask',
    ambiguous: { args: { scheme: 'Secret' }, thing: 'permission scheme' },
    drift: (world) => {
      projectIn(world, 'HR').permissionSchemeId = schemeIn(world, 'Confidential').id;
    },
    harmless: (world) => {
      projectIn(world, 'HR').leadAccountId = accountIn(world, 'Ana Admin');
    },
    undo: { because: 'a deleted scheme is gone with its grants and its number' },
  },
];
