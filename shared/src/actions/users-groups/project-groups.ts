/** `project.member.add_group` and `project.member.remove_group`: a group in a role, or in all roles, of one project. */
import { z } from 'zod';
import type { JiraRead, JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import type { ResolveContext } from '../action.ts';
import {
  defineAction,
  factsOf,
  found,
  type Outcome,
  optionalWords,
  precondition,
  words,
} from '../define-action.ts';
import { memberHolds, membershipsCheck } from '../effects.ts';
import {
  findGroup,
  type Group,
  groupTarget,
  type Member,
  membersOf,
} from '../look-up/find-group.ts';
import { findProject, type Project, projectRead, projectTarget } from '../look-up/find-project.ts';
import {
  actorIdsRead,
  actorsIn,
  chooseRole,
  isNamedAdministrators,
  type Role,
  type RoleActors,
  rolesRead,
  roleTarget,
} from '../look-up/find-role.ts';
import { countOf, listOf } from '../look-up/match-name.ts';
import { namedId } from '../look-up/named-id.ts';
import { already, refusedRead, unsupported } from '../look-up/obstacle.ts';
import {
  assignedSchemeRead,
  isAdministrative,
  permissionsOfRole,
} from '../look-up/permission-scheme.ts';
import { readAll, readTogether } from '../look-up/read-together.ts';
import { operations, requestOf } from '../operations.ts';
import { roleSentence } from './add-project-member.ts';
import { isForEverybody } from './group-uses.ts';
import { wantedRoles } from './remove-project-member.ts';
import type { GroupMemberTarget } from './sentences.ts';

type Args = { project: string; group: string; role?: string };
type Members = { members: Member[]; isWhole: boolean; total: number } | null;

const GROUPS = 'actors[].actorGroup.groupId';
const memberOf = (group: { id: string }) => ({ list: GROUPS, value: group.id });
const pinRead = (key: string) => projectRead(key, ['id', 'key', 'archived']);
const schema = z.strictObject({ project: words, group: words, role: optionalWords });
const READS = [
  'getProject',
  'searchProjects',
  'getProjectRoles',
  'getProjectRole',
  'findGroups',
  'bulkGetGroups',
  'getUsersFromGroup',
  'getBulkPermissions',
] as const;

function* findBoth(args: Args, context: ResolveContext) {
  return yield* readTogether(findProject(args.project, context), findGroup(args.group, context));
}

function* resolveAdd(
  args: Args,
  context: ResolveContext,
): Reading<Outcome<'project.member.add_group'>> {
  const [project, group] = yield* findBoth(args, context);
  if (!project.ok) return project;
  if (!group.ok) return group;
  const { key, isArchived } = project.value;
  if (isArchived) return unsupported(`The project ${key} is archived; nobody can be added to it.`);
  const [[roles, scheme, pinned], members, everybody] = yield* readTogether(
    readAll([rolesRead(key), assignedSchemeRead(key), pinRead(key)]),
    membersOf(group.value.id),
    isForEverybody(group.value.id),
  );
  const wanted = args.role ?? context.defaultRole;
  const role = yield* chooseRole(wanted, project.value, roles, context);
  if (!role.ok) return role;
  const actorsAre = actorIdsRead(key, role.value);
  const [actors] = yield* readAll([actorsAre]);
  if (actors.status !== 200) return refusedRead(`the role ${role.value.name}`, actors);
  if (holdsGroup(actorsIn(actors.body), group.value)) {
    return already(
      `The group ${group.value.name} already is in the role ${role.value.name} of ${key}.`,
    );
  }
  const held = permissionsOfRole(scheme, role.value);
  const place = { project: project.value, group: group.value, members, context };
  return found({
    target: targetOf(place, [role.value]),
    facts: {
      ...factsFor(place, [role.value]),
      grantsAdministration: isNamedAdministrators(role.value)
        ? true
        : (held?.some(isAdministrative) ?? null),
      access: { projectId: project.value.id, permissions: held ?? [] },
    },
    rows: rowsOf(place, [role.value], ['no', 'yes']),
    preconditions: [
      precondition(`Project ${key}`, pinRead(key), pinned),
      precondition(`Permissions in ${key}`, assignedSchemeRead(key), scheme),
      {
        ...precondition(`Members of the role ${role.value.name} of ${key}`, actorsAre, actors),
        holds: memberHolds(memberOf(group.value), false),
      },
    ],
    radius: [
      `${countSentence(place)}, and whoever joins it later gets the role as well`,
      ...(everybody === true
        ? [`The group ${group.value.name} gives access to Jira: everybody in Jira may be in it`]
        : []),
      roleSentence(role.value, held),
    ],
  });
}

interface Place {
  project: Project;
  group: Group;
  members: Members;
  context: ResolveContext;
}

const holdsGroup = ({ groups }: RoleActors, { id }: Group): boolean =>
  groups.some(({ groupId }) => groupId === id);

function targetOf({ project, group }: Place, roles: readonly Role[]): GroupMemberTarget {
  return {
    project: { id: project.id, key: project.key },
    group,
    roles: roles.map(({ id, name }) => ({ id, name })),
  };
}

function factsFor({ project, group, members, context }: Place, roles: readonly Role[]) {
  return factsOf(context, {
    targets: [projectTarget(project), groupTarget(group), ...roles.map(roleTarget)],
    projectIds: [project.id],
    counts: members === null ? null : { users: members.total, projects: 1 },
    hasCompleteInverse: true,
    changesProjects: true,
  });
}

function rowsOf(
  { project, group }: Place,
  roles: readonly Role[],
  [before, after]: [string, string],
) {
  return roles.map((role) => ({
    label: `Group ${group.name} in the role ${role.name} of ${project.key}`,
    before,
    after,
  }));
}

function countSentence({ group, members }: Place): string {
  if (members === null) return `Jira does not say who is in the group ${group.name}`;
  return `${countOf(members.total, 'person is', 'people are')} in the group ${group.name}`;
}

/** A role the group is in. */
interface Held {
  role: Role;
  read: JiraRead;
  answer: JiraReadResult;
  actors: RoleActors;
}

function* resolveRemove(
  args: Args,
  context: ResolveContext,
): Reading<Outcome<'project.member.remove_group'>> {
  const [project, group] = yield* findBoth(args, context);
  if (!project.ok) return project;
  if (!group.ok) return group;
  const { key } = project.value;
  const [[roles, pinned], members] = yield* readTogether(
    readAll([rolesRead(key), pinRead(key)]),
    membersOf(group.value.id),
  );
  const candidates = yield* wantedRoles(args, project.value, roles, context);
  if (!candidates.ok) return candidates;
  const reads = candidates.value.map((role) => actorIdsRead(key, role));
  const answers = yield* readAll(reads);
  const lost = answers.find((answer) => answer.status !== 200);
  if (lost !== undefined) return refusedRead(`the roles of ${key}`, lost);
  const held = candidates.value.flatMap((role, index): Held[] => {
    const [read, answer] = [reads[index], answers[index]];
    if (read === undefined || answer === undefined) return [];
    const actors = actorsIn(answer.body);
    return holdsGroup(actors, group.value) ? [{ role, read, answer, actors }] : [];
  });
  if (held.length === 0) {
    const names = listOf(candidates.value.map(({ name }) => name));
    return already(`The group ${group.value.name} is in none of these roles of ${key}: ${names}.`);
  }
  if (held.some(({ role, actors }) => isNamedAdministrators(role) && sizeOf(actors) === 1)) {
    return unsupported(
      `The group ${group.value.name} is all that administers ${key}; name another administrator first.`,
    );
  }
  const place = { project: project.value, group: group.value, members, context };
  const emptied = held.map(({ role }) => role);
  return found({
    target: targetOf(place, emptied),
    facts: factsFor(place, emptied),
    rows: rowsOf(place, emptied, ['yes', 'no']),
    preconditions: [
      precondition(`Project ${key}`, pinRead(key), pinned),
      ...held.map((each) => stillIn(place, each)),
    ],
    radius: [
      `${countSentence(place)} and ${members?.total === 1 ? 'loses' : 'lose'} what its roles give`,
      ...held.flatMap((each) => staySentences(place, each)),
    ],
  });
}

const sizeOf = ({ users, groups }: RoleActors): number => users.length + groups.length;

/** The group is still in the role. Of administrators all are compared: who stays behind is why one may go. */
function stillIn({ project, group }: Place, { role, read, answer }: Held) {
  const all = precondition(`Members of the role ${role.name} of ${project.key}`, read, answer);
  if (isNamedAdministrators(role)) return all;
  return { ...all, holds: memberHolds(memberOf(group), true) };
}

function staySentences({ members, project }: Place, { role, actors }: Held): string[] {
  if (sizeOf(actors) === 1)
    return [`Nobody is in the role ${role.name} of ${project.key} afterwards`];
  const direct = actors.users.filter(({ accountId }) =>
    members?.members.some((member) => member.accountId === accountId),
  );
  if (direct.length === 0) return [];
  const stay = countOf(direct.length, 'of them is', 'of them are');
  return [
    `${stay} in the role ${role.name} by name as well and ${direct.length === 1 ? 'stays' : 'stay'}`,
  ];
}

/** Catalogue entry of `project.member.add_group`. */
export const addProjectGroup = defineAction('project.member.add_group', {
  area: 'users_groups',
  title: 'Add a group to a project',
  defaultClass: 'requires-approval',
  approvalBecause: 'It gives access to everybody who is in the group, now or later.',
  level: 'standard',
  reversibility: { kind: 'complete', sentence: 'Can be undone' },
  blastRadius: 'people in the group; the permissions the role carries',
  connections: ['forge', 'oauth'],
  writes: operations('addActorUsers'),
  reads: operations(...READS, 'getAssignedPermissionScheme', 'getAllApplicationRoles'),
  schema,
  resolve: resolveAdd,
  compile: ({ project, roles, group }) =>
    roles.map((role) =>
      requestOf('addActorUsers', {
        path: { projectIdOrKey: project.key, id: role.id },
        body: { groupId: [group.id] },
      }),
    ),
  check: (target) => membershipsCheck(membersIn(target), true),
  inverse: (target) => wishesOf('project.member.remove_group', target),
});

function membersIn({ project, roles, group }: GroupMemberTarget) {
  return roles.map((role) => ({ read: actorIdsRead(project.key, role), member: memberOf(group) }));
}

function wishesOf(type: string, { project, roles, group }: GroupMemberTarget) {
  return roles.map((role) => ({
    type,
    args: { project: project.key, group: namedId(group.id), role: namedId(role.id) },
  }));
}

/** Catalogue entry of `project.member.remove_group`. */
export const removeProjectGroup = defineAction('project.member.remove_group', {
  area: 'users_groups',
  title: 'Remove a group from a project',
  defaultClass: 'requires-approval',
  approvalBecause: 'It takes access away from many people at once.',
  level: 'standard',
  reversibility: { kind: 'complete', sentence: 'Can be undone' },
  blastRadius: 'people in the group; roles that are empty afterwards',
  connections: ['forge', 'oauth'],
  writes: operations('deleteActor'),
  reads: operations(...READS),
  schema,
  resolve: resolveRemove,
  compile: ({ project, roles, group }) =>
    roles.map((role) =>
      requestOf('deleteActor', {
        path: { projectIdOrKey: project.key, id: role.id },
        query: [['groupId', group.id]],
      }),
    ),
  check: (target) => membershipsCheck(membersIn(target), false),
  inverse: (target) => wishesOf('project.member.add_group', target),
});
