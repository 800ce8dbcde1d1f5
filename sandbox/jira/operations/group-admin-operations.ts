/**
 * Groups: making, filling, emptying and deleting them. All of it is site administration, which means membership of
 * the group `site-admins`; Jira does not give it to apps, so a seeded app is refused.
 */
import { z } from 'zod';
import { type Answer, ok, refusal } from '../http/jira-answer.ts';
import { groupReference } from '../render/render-user.ts';
import { groupByName, groupIdsOf } from '../world/find-in-world.ts';
import { seededUuid } from '../world/make-ids.ts';
import type { Group, World } from '../world/world-types.ts';
import { demandSignedIn, readBody } from './guards.ts';
import { type Call, type Operation, queryText } from './operation.ts';

const GROUP = '/rest/api/3/group';
const MEMBER = '/rest/api/3/group/user';
const SCOPES = ['manage:jira-configuration'];

/** Operations that change groups. */
export const groupAdminOperations: Operation[] = [
  {
    operationId: 'createGroup',
    method: 'POST',
    path: GROUP,
    scopes: SCOPES,
    kind: 'write',
    run: createGroup,
  },
  {
    operationId: 'removeGroup',
    method: 'DELETE',
    path: GROUP,
    scopes: SCOPES,
    kind: 'write',
    run: removeGroup,
  },
  {
    operationId: 'addUserToGroup',
    method: 'POST',
    path: MEMBER,
    scopes: SCOPES,
    kind: 'write',
    run: addMember,
  },
  {
    operationId: 'removeUserFromGroup',
    method: 'DELETE',
    path: MEMBER,
    scopes: SCOPES,
    kind: 'write',
    run: removeMember,
  },
];

/** Demands site administration. Throws 401 for nobody, 403 for somebody else. */
export function demandSiteAdmin(call: Call): void {
  const accountId = demandSignedIn(call);
  const siteAdmins = groupByName(call.world, 'site-admins')?.id;
  if (siteAdmins !== undefined && groupIdsOf(call.world, accountId).includes(siteAdmins)) return;
  throw refusal(
    403,
    'You are not authorized to perform this operation. Site administrator permission is required.',
  );
}

function groupOf(call: Call): Group {
  const id = queryText(call, 'groupId');
  const name = queryText(call, 'groupname');
  if (id !== undefined && name !== undefined) {
    throw refusal(400, 'The groupname and groupId parameters cannot both be provided.');
  }
  if (id === undefined && name === undefined) {
    throw refusal(400, 'The group name must be provided.');
  }
  const group = id === undefined ? groupByName(call.world, name ?? '') : call.world.groups[id];
  if (group === undefined) throw refusal(404, `The group named '${name ?? id}' does not exist.`);
  return group;
}

function createGroup(call: Call): Answer {
  demandSiteAdmin(call);
  const name = readBody(z.object({ name: z.string() }), call.body).name.trim();
  if (name === '') throw refusal(400, 'The group name must be provided.');
  if (groupByName(call.world, name) !== undefined) {
    throw refusal(400, 'A group or user with this name already exists.');
  }
  const id = seededUuid(1, 'made group', name, String(Object.keys(call.world.groups).length));
  const group: Group = { id, name, members: [] };
  call.world.groups[id] = group;
  return { status: 201, body: groupReference(call.site, group) };
}

function removeGroup(call: Call): Answer {
  demandSiteAdmin(call);
  const group = groupOf(call);
  delete call.world.groups[group.id];
  forget(call.world, group.id);
  return ok(undefined);
}

/** Nobody holds a licence or a global permission through a group that is gone. */
function forget(world: World, groupId: string): void {
  world.globalGrants = world.globalGrants.filter((grant) => grant.groupId !== groupId);
  for (const role of world.applicationRoles) {
    role.groupIds = role.groupIds.filter((id) => id !== groupId);
  }
  for (const project of Object.values(world.projects)) {
    for (const [roleId, actors] of Object.entries(project.actors)) {
      project.actors[roleId] = actors.filter(({ ref }) => ref !== groupId);
    }
  }
}

function addMember(call: Call): Answer {
  demandSiteAdmin(call);
  const group = groupOf(call);
  const { accountId } = readBody(z.object({ accountId: z.string().optional() }), call.body);
  if (accountId === undefined) throw refusal(400, 'The accountId must be provided.');
  demandUser(call, accountId);
  if (group.members.includes(accountId)) {
    throw refusal(400, `Cannot add user. '${accountId}' is already a member of '${group.name}'.`);
  }
  group.members.push(accountId);
  return { status: 201, body: groupReference(call.site, group) };
}

function removeMember(call: Call): Answer {
  demandSiteAdmin(call);
  const group = groupOf(call);
  const accountId = queryText(call, 'accountId') ?? '';
  demandUser(call, accountId);
  if (!group.members.includes(accountId)) {
    throw refusal(
      400,
      `Cannot remove user '${accountId}' from group '${group.name}' since user is not a member of '${group.name}'.`,
    );
  }
  group.members = group.members.filter((id) => id !== accountId);
  return ok(undefined);
}

function demandUser(call: Call, accountId: string): void {
  if (call.world.users[accountId] === undefined) {
    throw refusal(404, `The user with account ID '${accountId}' does not exist.`);
  }
}
