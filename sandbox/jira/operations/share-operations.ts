/**
 * Share permissions of one filter. Only its owner changes them; a share with everybody replaces all others and has to
 * go before another one comes.
 */
import { z } from 'zod';
import { type Answer, noContent, ok, refusal } from '../http/jira-answer.ts';
import { shareBody } from '../render/render-filter.ts';
import type { Filter, Share } from '../world/boards-types.ts';
import { nextNumber } from '../world/make-ids.ts';
import { filterOf } from './filter-operations.ts';
import { demandSignedIn, readBody } from './guards.ts';
import type { Call, Operation } from './operation.ts';
import { demandSharing, groupShare, projectShare, userShare } from './read-shares.ts';

const PATH = '/rest/api/3/filter/{id}/permission';

/** Operations on share permissions. */
export const shareOperations: Operation[] = [
  {
    operationId: 'getSharePermissions',
    method: 'GET',
    path: PATH,
    scopes: ['read:jira-work'],
    kind: 'read',
    run: (call) => ok(seenFilter(call).sharePermissions.map((one) => shareBody(call.site, one))),
  },
  {
    operationId: 'addSharePermission',
    method: 'POST',
    path: PATH,
    scopes: ['write:jira-work'],
    kind: 'write',
    run: addShare,
  },
  {
    operationId: 'deleteSharePermission',
    method: 'DELETE',
    path: `${PATH}/{permissionId}`,
    scopes: ['write:jira-work'],
    kind: 'write',
    run: removeShare,
  },
];

function seenFilter(call: Call): Filter {
  const filter = filterOf(call, call.params['id'] ?? '');
  if (filter === undefined) throw refusal(404, 'The filter was not found.');
  return filter;
}

const inputShape = z.object({
  type: z.enum(['user', 'project', 'group', 'projectRole', 'global', 'authenticated']),
  projectId: z.string().optional(),
  projectRoleId: z.string().optional(),
  groupId: z.string().optional(),
  groupname: z.string().optional(),
  accountId: z.string().optional(),
});

const isForEverybody = ({ type }: Share): boolean => type === 'global' || type === 'loggedin';

function addShare(call: Call): Answer {
  const accountId = demandSignedIn(call);
  const filter = seenFilter(call);
  if (filter.owner !== accountId) throw refusal(400, 'Only the owner can share this filter.');
  demandSharing(call);
  const share = newShare(call, readBody(inputShape, call.body));
  if (filter.sharePermissions.some((one) => same(one, share))) {
    throw refusal(400, 'The filter is already shared in this way.');
  }
  if (isForEverybody(share)) filter.sharePermissions = [share];
  else if (filter.sharePermissions.some(isForEverybody)) {
    throw refusal(400, 'A filter shared with everybody cannot have another share permission.');
  } else filter.sharePermissions.push(share);
  const body = filter.sharePermissions.map((one) => shareBody(call.site, one));
  return { status: 201, body };
}

function same(a: Share, b: Share): boolean {
  return a.type === b.type && a.ref === b.ref && a.roleId === b.roleId;
}

function newShare(call: Call, asked: z.infer<typeof inputShape>): Share {
  const id = nextNumber(call.world, 'share');
  switch (asked.type) {
    case 'global':
      return { id, type: 'global', ref: '' };
    case 'authenticated':
      return { id, type: 'loggedin', ref: '' };
    case 'user':
      return userShare(call, id, asked.accountId ?? '');
    case 'group':
      return groupShare(call, id, asked.groupId ?? asked.groupname ?? '', true);
    default:
      return projectShare(
        call,
        id,
        { project: asked.projectId ?? '', roleId: asked.projectRoleId },
        false,
      );
  }
}

function removeShare(call: Call): Answer {
  const accountId = demandSignedIn(call);
  const filter = seenFilter(call);
  const id = call.params['permissionId'] ?? '';
  const at = filter.sharePermissions.findIndex((one) => String(one.id) === id);
  if (filter.owner !== accountId || at < 0) throw refusal(404, 'The filter was not found.');
  filter.sharePermissions.splice(at, 1);
  return noContent();
}
