/** `role.create` and `role.update`: roles belong to the whole site and are there in every project at once. */
import { z } from 'zod';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { EffectCheck, ResolveContext } from '../action.ts';
import {
  defineAction,
  factsOf,
  found,
  type Outcome,
  optionalWords,
  precondition,
  words,
} from '../define-action.ts';
import { fieldsCheck, madeCheck, memberHolds } from '../effects.ts';
import {
  allRolesIn,
  allRolesRead,
  findSiteRole,
  roleRead,
  roleTarget,
  type SiteRole,
} from '../look-up/find-role.ts';
import { bareWords, foldName, looksLikeName } from '../look-up/match-name.ts';
import { namedId } from '../look-up/named-id.ts';
import { already, ask, type Obstacle, refusedRead, unsupported } from '../look-up/obstacle.ts';
import { readAll } from '../look-up/read-together.ts';
import { changedRows } from '../look-up/text-changes.ts';
import { operations, requestOf } from '../operations.ts';
import { orNone, quoted } from '../sentence-words.ts';
import { countRoleUses } from './role-uses.ts';
import type { RoleChangeTarget } from './sentences.ts';

const NAMES = '[].name';
const MAX_NAME = 255;

function nameIn(words: string): Result<string, Obstacle> {
  const name = bareWords(words);
  return looksLikeName(name) && name.length <= MAX_NAME ? ok(name) : ask('name', words);
}

const sameName = (name: string) => (role: SiteRole) => foldName(role.name) === foldName(name);

function* resolveNew(
  args: { name: string; description?: string },
  context: ResolveContext,
): Reading<Outcome<'role.create'>> {
  const name = nameIn(args.name);
  if (!name.ok) return name;
  const [roles] = yield* readAll([allRolesRead()]);
  if (roles.status !== 200) return refusedRead('the roles', roles);
  const same = allRolesIn(roles).find(sameName(name.value));
  if (same !== undefined)
    return already(`There is already a project role called ${quoted(same.name)}.`);
  const description = args.description?.trim() ?? '';
  return found({
    target: { name: name.value, description },
    facts: factsOf(context, {
      targets: [{ kind: 'role', id: '', name: name.value }],
      projectIds: [],
      counts: {},
      isGlobal: true,
      hasCompleteInverse: true,
      changesProjects: false,
    }),
    rows: [
      {
        label: `Project role ${quoted(name.value)}`,
        before: 'does not exist',
        after: description === '' ? 'a role without members' : description,
      },
    ],
    preconditions: [
      {
        ...precondition(`Project roles called ${quoted(name.value)}`, allRolesRead(), roles),
        holds: memberHolds({ list: NAMES, value: name.value }, false),
      },
    ],
    radius: ['The role appears in every company-managed project, without members or permissions'],
  });
}

/** Catalogue entry of `role.create`. */
export const createRole = defineAction('role.create', {
  area: 'roles',
  title: 'Create a project role',
  defaultClass: 'requires-approval',
  approvalBecause: 'A role appears in every project of the site.',
  level: 'standard',
  reversibility: {
    kind: 'complete',
    sentence: 'Can be undone as long as nobody is in the new role and no scheme names it',
  },
  blastRadius: 'every company-managed project shows the role',
  connections: ['forge', 'oauth'],
  writes: operations('createProjectRole'),
  reads: operations('getAllProjectRoles'),
  schema: z.strictObject({ name: words, description: optionalWords }),
  resolve: resolveNew,
  compile: ({ name, description }) => [
    requestOf('createProjectRole', {
      body: { name, ...(description !== '' && { description }) },
      capture: { roleId: 'id' },
    }),
  ],
  check: ({ name }) => madeCheck(allRolesRead(), { list: NAMES, value: name }),
  inverse: ({ name }, { roleId }) => [
    { type: 'role.delete', args: { role: roleId === undefined ? name : namedId(roleId) } },
  ],
});

function* resolveChange(
  args: { role: string; name?: string; description?: string },
  context: ResolveContext,
): Reading<Outcome<'role.update'>> {
  if (args.name === undefined && args.description === undefined) {
    return ask('name', '', [], 'What shall the role be called, or how shall it be described?');
  }
  const role = yield* findSiteRole(args.role, context);
  if (!role.ok) return role;
  const { name, description } = role.value;
  const wanted = args.name === undefined ? ok(name) : nameIn(args.name);
  if (!wanted.ok) return wanted;
  const before = { name, description };
  const after = { name: wanted.value, description: args.description?.trim() ?? description };
  if (before.name === after.name && before.description === after.description) {
    return already(`The project role ${quoted(name)} already has this name and description.`);
  }
  return yield* toChange(role.value, { before, after }, context);
}

function* toChange(
  role: SiteRole,
  { before, after }: Pick<RoleChangeTarget, 'before' | 'after'>,
  context: ResolveContext,
): Reading<Outcome<'role.update'>> {
  const { id, name } = role;
  const [pinned, roles] = yield* readAll([roleRead(id), allRolesRead()]);
  if (pinned.status !== 200) return refusedRead(`the role ${quoted(name)}`, pinned);
  const taken = allRolesIn(roles).find((one) => one.id !== id && sameName(after.name)(one));
  if (taken !== undefined) return unsupported(`Another project role is called ${taken.name}.`);
  const uses = yield* countRoleUses(role);
  return found({
    target: { role: { id, name }, before, after },
    facts: factsOf(context, {
      targets: [roleTarget(role)],
      projectIds: [],
      counts: uses.projects === null ? null : { projects: uses.projects.length },
      isGlobal: true,
      hasCompleteInverse: true,
      changesProjects: false,
    }),
    rows: changedRows([
      { label: `Name of the role ${quoted(name)}`, before: before.name, after: after.name },
      {
        label: `Description of the role ${quoted(name)}`,
        before: orNone(before.description),
        after: orNone(after.description),
      },
    ]),
    preconditions: [precondition(`Project role ${quoted(name)}`, roleRead(id), pinned)],
    radius: [
      ...uses.sentences,
      'Scripts and other things outside Jira that name the role have to be changed by hand',
    ],
  });
}

function check({ role, before, after }: RoleChangeTarget): EffectCheck {
  return fieldsCheck(roleRead(role.id), [
    { path: 'name', before: before.name, after: after.name },
    { path: 'description', before: before.description, after: after.description },
  ]);
}

/** Catalogue entry of `role.update`. */
export const updateRole = defineAction('role.update', {
  area: 'roles',
  title: 'Rename or describe a project role',
  defaultClass: 'requires-approval',
  approvalBecause: 'A role is the same in every project of the site.',
  level: 'standard',
  reversibility: { kind: 'complete', sentence: 'Can be undone' },
  blastRadius: 'every project that has members in the role; schemes that name it',
  connections: ['forge', 'oauth'],
  writes: operations('fullyUpdateProjectRole'),
  reads: operations(
    'getAllProjectRoles',
    'getProjectRoleById',
    'searchProjects',
    'getProjectRole',
    'getAllPermissionSchemes',
    'getBulkPermissions',
  ),
  schema: z.strictObject({
    role: words,
    name: optionalWords,
    description: z.exactOptional(z.string().max(1_000)),
  }),
  resolve: resolveChange,
  compile: ({ role, after }) => [
    requestOf('fullyUpdateProjectRole', { path: { id: role.id }, body: { ...after } }),
  ],
  check,
  inverse: ({ role, before }) => [
    { type: 'role.update', args: { role: namedId(role.id), ...before } },
  ],
});
