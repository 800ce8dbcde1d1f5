/** Who sees what is shared: its owner, and whoever is among those it is shared with. */
import { isInRole, seesProject } from '../permissions/evaluate-permission.ts';
import type { Share } from './boards-types.ts';
import { groupIdsOf } from './find-in-world.ts';
import type { World } from './world-types.ts';

/** Whether an account sees a filter or dashboard without a right of administration. */
export function seesShared(
  world: World,
  accountId: string | undefined,
  thing: { owner: string; sharePermissions: readonly Share[] },
): boolean {
  if (accountId !== undefined && accountId === thing.owner) return true;
  return thing.sharePermissions.some((share) => isFor(world, accountId, share));
}

function isFor(world: World, accountId: string | undefined, share: Share): boolean {
  if (share.type === 'global') return true;
  if (accountId === undefined) return false;
  if (share.type === 'loggedin') return true;
  if (share.type === 'user') return share.ref === accountId;
  if (share.type === 'group') return groupIdsOf(world, accountId).includes(share.ref);
  const project = world.projects[share.ref];
  if (project === undefined || project.deleted !== undefined) return false;
  return share.type === 'project'
    ? seesProject(world, accountId, project)
    : isInRole(world, accountId, project, share.roleId ?? '');
}
