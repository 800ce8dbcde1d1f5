/** Share permissions out of the body of a filter or dashboard. */
import { z } from 'zod';
import { refusal } from '../http/jira-answer.ts';
import { holdsGlobal, isInRole, seesProject } from '../permissions/evaluate-permission.ts';
import type { Share } from '../world/boards-types.ts';
import { findGroup, findProject, groupIdsOf } from '../world/find-in-world.ts';
import { nextNumber } from '../world/make-ids.ts';
import type { Call } from './operation.ts';

/** One share permission as filters and dashboards take it. */
export const shareShape = z.object({
  type: z.enum(['user', 'group', 'project', 'projectRole', 'global', 'loggedin', 'authenticated']),
  project: z.object({ id: z.string() }).optional(),
  role: z.object({ id: z.number() }).optional(),
  group: z.object({ groupId: z.string().optional(), name: z.string().optional() }).optional(),
  user: z.object({ accountId: z.string() }).optional(),
});

/** The shares of a body. `isFree`: an administrator shares with whom he does not belong to himself. Throws 400. */
export function sharesFrom(
  call: Call,
  given: ReadonlyArray<z.infer<typeof shareShape>>,
  isFree: boolean,
): Share[] {
  if (given.length > 0) demandSharing(call);
  return given.map((one) => shareFrom(call, one, isFree));
}

function shareFrom(call: Call, one: z.infer<typeof shareShape>, isFree: boolean): Share {
  const id = nextNumber(call.world, 'share');
  switch (one.type) {
    case 'global':
      return { id, type: 'global', ref: '' };
    case 'loggedin':
    case 'authenticated':
      return { id, type: 'loggedin', ref: '' };
    case 'user':
      return userShare(call, id, one.user?.accountId ?? '');
    case 'group':
      return groupShare(call, id, one.group?.groupId ?? one.group?.name ?? '', isFree);
    default: {
      const roleId = one.type === 'projectRole' ? String(one.role?.id ?? '') : undefined;
      return projectShare(call, id, { project: one.project?.id ?? '', roleId }, isFree);
    }
  }
}

/** Demands the permission to share. Throws 400, as Jira does for filters. */
export function demandSharing(call: Call): void {
  if (!holdsGlobal(call.world, call.accountId, 'CREATE_SHARED_OBJECTS')) {
    throw refusal(400, 'You do not have permission to share. All shares are invalid.');
  }
}

/** A share with a person. */
export function userShare(call: Call, id: number, accountId: string): Share {
  if (call.world.users[accountId]?.active !== true) {
    throw refusal(400, 'The user to share with does not exist.');
  }
  return { id, type: 'user', ref: accountId };
}

/** A share with a group. */
export function groupShare(call: Call, id: number, words: string, isFree: boolean): Share {
  const group = findGroup(call.world, words);
  const isOwn =
    group !== undefined && groupIdsOf(call.world, call.accountId ?? '').includes(group.id);
  if (group === undefined || !(isFree || isOwn)) {
    throw refusal(400, `Group with id '${words}' is not valid to share with.`);
  }
  return { id, type: 'group', ref: group.id };
}

/** A share with a project, or with one role of it. */
export function projectShare(
  call: Call,
  id: number,
  wanted: { project: string; roleId: string | undefined },
  isFree: boolean,
): Share {
  const project = findProject(call.world, wanted.project);
  const isSeen = project !== undefined && seesProject(call.world, call.accountId, project);
  if (project === undefined || project.deleted !== undefined || !(isFree || isSeen)) {
    throw refusal(400, 'The project to share with does not exist.');
  }
  if (wanted.roleId === undefined) return { id, type: 'project', ref: project.id };
  const { roleId } = wanted;
  const holds = isFree || isInRole(call.world, call.accountId ?? '', project, roleId);
  if (call.world.roles[roleId] === undefined || !holds) {
    throw refusal(400, 'The role to share with does not exist.');
  }
  return { id, type: 'projectRole', ref: project.id, roleId };
}
