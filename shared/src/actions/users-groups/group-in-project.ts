/** What adding a group to a project and removing it have in common. */
import { z } from 'zod';
import type { ResolveContext } from '../action.ts';
import { factsOf, optionalWords, words } from '../define-action.ts';
import { findGroup, type Group, groupTarget, type Member } from '../look-up/find-group.ts';
import { findProject, type Project, projectRead, projectTarget } from '../look-up/find-project.ts';
import { actorIdsRead, type Role, type RoleActors, roleTarget } from '../look-up/find-role.ts';
import { namedId } from '../look-up/named-id.ts';
import { readTogether } from '../look-up/read-together.ts';
import { quoted } from '../sentence-words.ts';
import type { GroupMemberTarget } from './sentences.ts';

/** Words of a wish about a group in a project. */
export type Args = { project: string; group: string; role?: string };
/** Whoever is in the group; null where Jira does not say. */
export type Members = { members: Member[]; isWhole: boolean; total: number } | null;

const GROUPS = 'actors[].actorGroup.groupId';
/** The group among the members of a role. */
export const memberOf = (group: { id: string }) => ({ list: GROUPS, value: group.id });
/** Reads what of the project an approver relies on. */
export const pinRead = (key: string) => projectRead(key, ['id', 'key', 'archived']);
/** Schema of both actions. */
export const schema = z.strictObject({ project: words, group: words, role: optionalWords });
/** Reads of both actions. */
export const READS = [
  'getProject',
  'searchProjects',
  'getProjectRoles',
  'getProjectRole',
  'findGroups',
  'bulkGetGroups',
  'getUsersFromGroup',
  'getBulkPermissions',
] as const;

/** Finds the project and the group. */
export function* findBoth(args: Args, context: ResolveContext) {
  return yield* readTogether(findProject(args.project, context), findGroup(args.group, context));
}

/** A group and a project. */
export interface Place {
  project: Project;
  group: Group;
  members: Members;
  context: ResolveContext;
}

/** True where the group is in the role. */
export const holdsGroup = ({ groups }: RoleActors, { id }: Group): boolean =>
  groups.some(({ groupId }) => groupId === id);

/** The target of both actions. */
export function targetOf({ project, group }: Place, roles: readonly Role[]): GroupMemberTarget {
  return {
    project: { id: project.id, key: project.key },
    group,
    roles: roles.map(({ id, name }) => ({ id, name })),
  };
}

/** The facts of both actions. */
export function factsFor({ project, group, members, context }: Place, roles: readonly Role[]) {
  return factsOf(context, {
    targets: [projectTarget(project), groupTarget(group), ...roles.map(roleTarget)],
    projectIds: [project.id],
    counts: members === null ? null : { users: members.total, projects: 1 },
    hasCompleteInverse: true,
    changesProjects: true,
  });
}

/** A row per role. */
export function rowsOf(
  { project, group }: Place,
  roles: readonly Role[],
  [before, after]: [string, string],
) {
  return roles.map((role) => ({
    label: `Group ${quoted(group.name)} in the role ${quoted(role.name)} of ${project.key}`,
    before,
    after,
  }));
}

/** The membership in each role, to be read back. */
export function membersIn({ project, roles, group }: GroupMemberTarget) {
  return roles.map((role) => ({ read: actorIdsRead(project.key, role), member: memberOf(group) }));
}

/** The inverse of either. */
export function wishesOf(type: string, { project, roles, group }: GroupMemberTarget) {
  return roles.map((role) => ({
    type,
    args: { project: project.key, group: namedId(group.id), role: namedId(role.id) },
  }));
}
