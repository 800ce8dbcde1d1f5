/**
 * Changes of people, groups and site-wide permissions from outside Kraken.
 */
import type { ChangeOf } from './change-shapes.ts';
import type { SiteContext } from './operations/operation.ts';
import { PERMISSIONS } from './permissions/permission-keys.ts';
import { BadChange, findGroup, findPerson } from './world/find-in-world.ts';
import { seededAccountId } from './world/make-ids.ts';
import type { Group, World } from './world/world-types.ts';

type PeopleChange = ChangeOf<
  | 'add-user'
  | 'set-user-active'
  | 'rename-user'
  | 'set-email-visible'
  | 'add-to-group'
  | 'remove-from-group'
  | 'grant-global'
  | 'revoke-global'
>;

/** Carries out a change of people or groups. */
export function changePeople(site: SiteContext, change: PeopleChange): unknown {
  const { world } = site;
  switch (change.kind) {
    case 'add-user':
      return addUser(world, change);
    case 'set-user-active':
      findPerson(world, change.user).active = change.active;
      return undefined;
    case 'rename-user':
      findPerson(world, change.user).displayName = change.name;
      return undefined;
    case 'set-email-visible':
      findPerson(world, change.user).emailVisible = change.visible;
      return undefined;
    case 'add-to-group':
    case 'remove-from-group':
      return setMembership(world, change);
    default:
      return setGlobalGrant(world, change);
  }
}

function mustFindGroup(world: World, name: string): Group {
  const group = findGroup(world, name);
  if (group === undefined) throw new BadChange(`there is no group "${name}"`);
  return group;
}

function addUser(world: World, change: ChangeOf<'add-user'>): { accountId: string } {
  const kind = change.userKind ?? 'atlassian';
  const groups = (change.groups ?? []).map((name) => mustFindGroup(world, name));
  const accountId = seededAccountId(1, `added ${change.email ?? change.name}`, kind);
  if (world.users[accountId] !== undefined) throw new BadChange(`"${change.name}" exists already`);
  world.users[accountId] = {
    accountId,
    displayName: change.name,
    email: change.email,
    emailVisible: true,
    kind,
    active: change.active ?? true,
    timeZone: 'Europe/Berlin',
  };
  for (const group of groups) group.members.push(accountId);
  return { accountId };
}

function setMembership(
  world: World,
  change: ChangeOf<'add-to-group' | 'remove-from-group'>,
): undefined {
  const { accountId } = findPerson(world, change.user);
  const group = mustFindGroup(world, change.group);
  group.members = group.members.filter((id) => id !== accountId);
  if (change.kind === 'add-to-group') group.members.push(accountId);
  return undefined;
}

function setGlobalGrant(
  world: World,
  change: ChangeOf<'grant-global' | 'revoke-global'>,
): undefined {
  const { permission } = change;
  if (PERMISSIONS[permission]?.type !== 'GLOBAL') {
    throw new BadChange(`"${permission}" is no global permission`);
  }
  const groupId = mustFindGroup(world, change.group).id;
  world.globalGrants = world.globalGrants.filter(
    (grant) => grant.permission !== permission || grant.groupId !== groupId,
  );
  if (change.kind === 'grant-global') world.globalGrants.push({ permission, groupId });
  return undefined;
}
