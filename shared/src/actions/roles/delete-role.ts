/**
 * `role.delete`: a project role is gone from every project, with whoever is in it. Another role may take its place in
 * schemes; its members do not move. Administrators stay: without the role nobody would administer a project.
 */
import { z } from 'zod';
import type { Reading } from '../../requests/reading.ts';
import type { ActionFacts, ResolveContext } from '../action.ts';
import {
  defineAction,
  factsOf,
  found,
  type Outcome,
  optionalWords,
  words,
} from '../define-action.ts';
import { membershipCheck } from '../effects.ts';
import {
  allRolesRead,
  findSiteRole,
  isNamedAdministrators,
  roleRead,
  roleTarget,
  type SiteRole,
} from '../look-up/find-role.ts';
import { ask, refusedRead, unsupported } from '../look-up/obstacle.ts';
import { pinReads } from '../look-up/pin-reads.ts';
import { readOptional, readTogether } from '../look-up/read-together.ts';
import { operations, requestOf } from '../operations.ts';
import { countOf, DELETED_FOR_GOOD, quoted } from '../sentence-words.ts';
import { countRoleUses, type RoleUses } from './role-uses.ts';

type Args = { role: string; swap?: string };

function* resolve(args: Args, context: ResolveContext): Reading<Outcome<'role.delete'>> {
  const [role, swap] = yield* readTogether(
    findSiteRole(args.role, context),
    readOptional(args.swap, (wanted) => findSiteRole(wanted, context)),
  );
  if (!role.ok) return role;
  if (swap !== undefined && !swap.ok) return swap;
  const { id, name } = role.value;
  if (isNamedAdministrators(role.value)) {
    return unsupported(`The role ${quoted(name)} is how projects are administered; it stays.`);
  }
  if (swap?.value.id === id) return ask('role', name, [], 'Which other role shall take its place?');
  return yield* toDelete(role.value, swap?.value, context);
}

function* toDelete(
  role: SiteRole,
  swap: SiteRole | undefined,
  context: ResolveContext,
): Reading<Outcome<'role.delete'>> {
  const { id, name } = role;
  const roles = [role, ...(swap === undefined ? [] : [swap])].map((one) => ({
    label: `Project role ${quoted(one.name)}`,
    read: roleRead(one.id),
  }));
  const [pinned, uses] = yield* readTogether(pinReads(roles), countRoleUses(role));
  const unread = pinned.find(({ expected }) => expected.status !== 200);
  if (unread !== undefined) return refusedRead(`the role ${quoted(name)}`, unread.expected);
  if (swap === undefined && isUsed(uses)) {
    const sentence = `The role ${quoted(name)} is in use. Which role shall take its place in schemes?`;
    return ask('role', name, [], sentence);
  }
  return found({
    target: {
      role: { id, name },
      swap: swap === undefined ? null : { id: swap.id, name: swap.name },
    },
    facts: factsFor(role, swap, uses, context),
    rows: [
      {
        label: `Project role ${quoted(name)}`,
        before: uses.projects === null ? 'exists' : usedBy(uses.projects.length),
        after:
          swap === undefined
            ? DELETED_FOR_GOOD
            : `${DELETED_FOR_GOOD}; ${quoted(swap.name)} in its place in schemes`,
      },
    ],
    preconditions: [...pinned, ...uses.preconditions, ...uses.schemePins],
    radius: [
      ...uses.sentences,
      ...(uses.actors === 0
        ? []
        : ['Whoever is in the role loses it in every project; no other role is given instead']),
      `Notification schemes, security levels, workflows, comments and work logs may name the role too; Kraken does not count them, and ${swap === undefined ? 'Jira deletes nothing where one does' : `${quoted(swap.name)} takes its place there as well`}`,
    ],
  });
}

const usedBy = (projects: number): string =>
  projects === 0 ? 'used by no project' : `used by ${countOf(projects, 'project')}`;

function factsFor(
  role: SiteRole,
  swap: SiteRole | undefined,
  { projects, actors, isAdministrative }: RoleUses,
  context: ResolveContext,
): ActionFacts {
  return factsOf(context, {
    targets: [role, ...(swap === undefined ? [] : [swap])].map(roleTarget),
    projectIds: projects?.map(({ id }) => id) ?? [],
    counts:
      projects === null || actors === null ? null : { projects: projects.length, users: actors },
    sharedWith: projects,
    grantsAdministration: swap === undefined ? false : isAdministrative,
    isGlobal: true,
    hasCompleteInverse: false,
    // Every project has the role, Kraken's own too; that is for people to decide.
    changesProjects: false,
  });
}

/** Unknown counts as used. */
const isUsed = ({ projects, schemes }: RoleUses): boolean =>
  projects?.length !== 0 || schemes?.length !== 0;

/** Catalogue entry of `role.delete`. */
export const deleteRole = defineAction('role.delete', {
  area: 'roles',
  title: 'Delete a project role',
  defaultClass: 'requires-approval',
  approvalBecause: 'It takes the role from every project and cannot be undone.',
  level: 'critical',
  reversibility: {
    kind: 'none',
    sentence: 'Cannot be undone: who was in the role and what it was allowed are lost',
  },
  blastRadius: 'projects with members in the role; permission schemes that name it',
  connections: ['forge', 'oauth'],
  writes: operations('deleteProjectRole'),
  reads: operations(
    'getAllProjectRoles',
    'getProjectRoleById',
    'searchProjects',
    'getProjectRole',
    'getAllPermissionSchemes',
    'getBulkPermissions',
  ),
  schema: z.strictObject({ role: words, swap: optionalWords }),
  resolve,
  compile: ({ role, swap }) => [
    requestOf('deleteProjectRole', {
      path: { id: role.id },
      ...(swap !== null && { query: [['swap', swap.id]] }),
    }),
  ],
  check: ({ role }) => membershipCheck(allRolesRead(), { list: '[].id', value: role.id }, false),
  inverse: () => null,
});
