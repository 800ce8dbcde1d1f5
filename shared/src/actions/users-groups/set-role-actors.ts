/**
 * `project.role.set_actors`: exactly these people and groups are in one role of one project. Jira replaces everybody,
 * so whoever is not named leaves. The inverse of emptying a project is made of it.
 */
import { z } from 'zod';
import type { JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { PersonFact, ResolveContext } from '../action.ts';
import {
  defineAction,
  factsOf,
  found,
  type Outcome,
  precondition,
  words,
} from '../define-action.ts';
import { mentionOf } from '../look-up/account-id.ts';
import {
  findGroup,
  type Group,
  groupSentence,
  membersOf,
  peopleIn,
} from '../look-up/find-group.ts';
import { findProject, type Project, projectRead, projectTarget } from '../look-up/find-project.ts';
import {
  activeActorIdsRead,
  actorIdsRead,
  actorsIn,
  actorsRead,
  chooseRole,
  isNamedAdministrators,
  type Role,
  type RoleActors,
  rolesRead,
  roleTarget,
} from '../look-up/find-role.ts';
import { findUser } from '../look-up/find-user.ts';
import { namedId } from '../look-up/named-id.ts';
import { already, ask, type Obstacle, refusedRead, unsupported } from '../look-up/obstacle.ts';
import {
  administers,
  assignedSchemeRead,
  isAdministrative,
  permissionsOfRole,
} from '../look-up/permission-scheme.ts';
import { readAll, readTogether } from '../look-up/read-together.ts';
import { operations, requestOf } from '../operations.ts';
import { countOf, listOf, quoted } from '../sentence-words.ts';
import { roleSentence } from './add-project-member.ts';
import type { ActorsTarget } from './sentences.ts';

type Args = { project: string; role: string; users?: string[]; groups?: string[] };
type SetActors = Outcome<'project.role.set_actors'>;

const MAX_ACTORS = 500;
const pinRead = (key: string) => projectRead(key, ['id', 'key', 'archived']);

function* resolve(args: Args, context: ResolveContext): Reading<SetActors> {
  if (args.users === undefined && args.groups === undefined) {
    return ask('person', '', [], 'Who exactly shall be in the role?');
  }
  const project = yield* findProject(args.project, context);
  if (!project.ok) return project;
  const { key, isArchived } = project.value;
  if (isArchived) return unsupported(`The project ${key} is archived; its roles stay as they are.`);
  const [roles, scheme, pinned] = yield* readAll([
    rolesRead(key),
    assignedSchemeRead(key),
    pinRead(key),
  ]);
  const [role, people, groups] = yield* readTogether(
    chooseRole(args.role, project.value, roles, context),
    everyOne(args.users ?? [], (wanted) => findUser(wanted, context)),
    everyOne(args.groups ?? [], (wanted) => findGroup(wanted, context)),
  );
  if (!role.ok) return role;
  if (!people.ok) return people;
  if (!groups.ok) return groups;
  const wanted = { people: people.value, groups: groups.value };
  const place = { project: project.value, role: role.value, scheme, pinned, context };
  return yield* toActors(place, wanted);
}

/** Finds all of them, or says what stands in the way of the first that is unclear. */
function* everyOne<T>(
  wanted: readonly string[],
  find: (words: string) => Reading<Result<T, Obstacle>>,
): Reading<Result<T[], Obstacle>> {
  const found = yield* readTogether(...wanted.map(find));
  const things: T[] = [];
  for (const one of found) {
    if (!one.ok) return one;
    things.push(one.value);
  }
  return ok(things);
}

interface Place {
  project: Project;
  role: Role;
  scheme: JiraReadResult;
  pinned: JiraReadResult;
  context: ResolveContext;
}

interface Wanted {
  people: readonly PersonFact[];
  groups: readonly Group[];
}

const idsOf = ({ users, groups }: RoleActors): string[] =>
  [...users.map(({ accountId }) => accountId), ...groups.map(({ groupId }) => groupId)].sort();

const wantedIds = ({ users, groups }: ActorsTarget['after']): string[] =>
  [...users.map(({ accountId }) => accountId), ...groups.map(({ id }) => id)].sort();

const isSame = (a: readonly string[], b: readonly string[]): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

function* toActors(place: Place, wanted: Wanted): Reading<SetActors> {
  const { project, role, context } = place;
  const read = actorsRead(project.key, role);
  const [actors, active] = yield* readAll([read, activeActorIdsRead(project.key, role)]);
  if (actors.status !== 200) return refusedRead(`the role ${quoted(role.name)}`, actors);
  const target = targetOf(place, actorsIn(actors.body), wanted);
  const before = idsOf(actorsIn(actors.body));
  const after = wantedIds(target.after);
  if (isSame(before, after)) {
    return already(`Exactly these are already in the role ${quoted(role.name)} of ${project.key}.`);
  }
  if (administers(place.scheme, role) && after.length === 0) {
    return unsupported(
      isNamedAdministrators(role)
        ? `${project.key} would have no administrator; name at least one.`
        : `The role ${quoted(role.name)} administers ${project.key} and would be empty; name at least one.`,
    );
  }
  const joining = wanted.groups.filter(({ id }) => !before.includes(id));
  const members = yield* readTogether(...joining.map(({ id }) => membersOf(id)));
  const held = permissionsOfRole(place.scheme, role);
  const changed = [...before, ...after].filter((id) => before.includes(id) !== after.includes(id));
  const inGroups = peopleIn(members);
  const added = wanted.people.filter(({ accountId }) => !before.includes(accountId));
  const facts = factsOf(context, {
    targets: [projectTarget(project), roleTarget(role)],
    projectIds: [project.id],
    people: [...wanted.people],
    counts: inGroups === null ? null : { users: changed.length + inGroups, projects: 1 },
    grantsAdministration: isNamedAdministrators(role)
      ? true
      : (held?.some(isAdministrative) ?? null),
    access: { projectId: project.id, permissions: held ?? [] },
    hasCompleteInverse: actorsIn(active.body).users.length === target.before.users.length,
    changesProjects: true,
  });
  const isKrakenOut = context.krakenAccountId !== null && changed.includes(context.krakenAccountId);
  return found({
    target: { ...target, before: withoutInactive(target.before, active) },
    facts: isKrakenOut ? { ...facts, touchesKraken: true } : facts,
    rows: [
      {
        label: `Role ${quoted(role.name)} of ${project.key}`,
        before: namesOf(target.before),
        after: namesOf(target.after),
      },
    ],
    preconditions: [
      precondition(`Project ${project.key}`, pinRead(project.key), place.pinned),
      precondition(`Permissions in ${project.key}`, assignedSchemeRead(project.key), place.scheme),
      precondition(`Members of the role ${quoted(role.name)} of ${project.key}`, read, actors),
    ],
    radius: [
      movesSentence(before, after, added.length + joining.length),
      ...joining.map(({ name }, index) => groupSentence(name, members[index] ?? null)),
      roleSentence(role, held),
    ],
  });
}

function movesSentence(before: string[], after: string[], joining: number): string {
  const leaving = before.filter((id) => !after.includes(id)).length;
  const join = countOf(joining, 'person or group joins', 'people and groups join');
  return `${join} the role and ${leaving} leave it`;
}

/** An inverse can put back active people only: Jira takes no deactivated account into a role. */
function withoutInactive(
  before: ActorsTarget['before'],
  active: JiraReadResult,
): ActorsTarget['before'] {
  const ids = new Set(actorsIn(active.body).users.map(({ accountId }) => accountId));
  return { ...before, users: before.users.filter(({ accountId }) => ids.has(accountId)) };
}

const namesOf = ({ users, groups }: ActorsTarget['before']): string =>
  users.length + groups.length === 0
    ? 'nobody'
    : listOf(
        [...users.map(({ name }) => name), ...groups.map(({ name }) => `group ${quoted(name)}`)],
        50,
      );

function targetOf({ project, role }: Place, now: RoleActors, wanted: Wanted): ActorsTarget {
  const people = new Map(wanted.people.map(({ accountId, name }) => [accountId, name]));
  const groups = new Map(wanted.groups.map(({ id, name }) => [id, name]));
  return {
    project: { id: project.id, key: project.key },
    role: { id: role.id, name: role.name },
    before: {
      users: now.users,
      groups: now.groups.map(({ groupId, name }) => ({ id: groupId, name })),
    },
    after: {
      users: [...people].map(([accountId, name]) => ({ accountId, name })),
      groups: [...groups].map(([id, name]) => ({ id, name })),
    },
  };
}

/** Catalogue entry of `project.role.set_actors`. */
export const setRoleActors = defineAction('project.role.set_actors', {
  area: 'users_groups',
  title: 'Set exactly who is in a role of a project',
  defaultClass: 'requires-approval',
  approvalBecause: 'It replaces everybody in the role.',
  level: 'critical',
  reversibility: { kind: 'complete', sentence: 'Can be undone: who was in the role is kept' },
  blastRadius: 'people and groups who join or leave the role',
  connections: ['forge', 'oauth'],
  writes: operations('setActors'),
  reads: operations(
    'findUsers',
    'getUser',
    'findGroups',
    'bulkGetGroups',
    'getUsersFromGroup',
    'getProject',
    'searchProjects',
    'getProjectRoles',
    'getProjectRole',
    'getAssignedPermissionScheme',
    'getBulkPermissions',
  ),
  schema: z.strictObject({
    project: words,
    role: words,
    users: z.exactOptional(z.array(words).max(MAX_ACTORS)),
    groups: z.exactOptional(z.array(words).max(MAX_ACTORS)),
  }),
  resolve,
  compile: ({ project, role, after }) => [
    requestOf('setActors', {
      path: { projectIdOrKey: project.key, id: role.id },
      body: {
        categorisedActors: {
          'atlassian-user-role-actor': after.users.map(({ accountId }) => accountId),
          'atlassian-group-role-actor-id': after.groups.map(({ id }) => id),
        },
      },
    }),
  ],
  check: ({ project, role, before, after }) => ({
    reads: [activeActorIdsRead(project.key, role), actorIdsRead(project.key, role)],
    judge([active, all]) {
      if (active?.status !== 200 || all?.status !== 200) return 'unknown';
      if (isSame(idsOf(actorsIn(all.body)), wantedIds(after))) return 'done';
      return isSame(idsOf(actorsIn(active.body)), wantedIds(before)) ? 'not-done' : 'differs';
    },
  }),
  inverse: ({ project, role, before }) => [
    {
      type: 'project.role.set_actors',
      args: {
        project: project.key,
        role: namedId(role.id),
        users: before.users.map(({ accountId }) => mentionOf(accountId)),
        groups: before.groups.map(({ id }) => namedId(id)),
      },
    },
  ],
});
