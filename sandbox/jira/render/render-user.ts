/**
 * People and groups in Jira's shapes. E-mail addresses appear only where profile visibility allows.
 */
import type { SiteContext } from '../operations/operation.ts';
import { groupIdsOf } from '../world/find-in-world.ts';
import type { Group, User } from '../world/world-types.ts';

type Body = Record<string, unknown>;

/** A user as answers name him (author, assignee, member of a list). Unknown ids become a former user. */
export function userReference(site: SiteContext, accountId: string): Body {
  const user = site.world.users[accountId];
  if (user === undefined) {
    return { ...identity(site, accountId), displayName: 'Former user', active: false };
  }
  return {
    ...identity(site, accountId),
    ...visibleEmail(user),
    displayName: user.displayName,
    active: user.active,
    timeZone: user.timeZone,
    accountType: user.kind,
  };
}

/** A user as a list of users shows him. */
export function listedUser(site: SiteContext, user: User): Body {
  return {
    ...identity(site, user.accountId),
    accountType: user.kind,
    ...visibleEmail(user),
    displayName: user.displayName,
    active: user.active,
    ...(user.kind === 'app' ? {} : { timeZone: user.timeZone, locale: 'en_US' }),
  };
}

/** The short form used for project leads. */
export function leadReference(site: SiteContext, accountId: string): Body {
  const user = site.world.users[accountId];
  return {
    ...identity(site, accountId),
    displayName: user?.displayName ?? 'Former user',
    active: user?.active ?? false,
  };
}

/** A user in full, with what `expand` asks for. */
export function fullUser(site: SiteContext, user: User, expand: readonly string[]): Body {
  const groups = groupIdsOf(site.world, user.accountId).map((id) => site.world.groups[id]);
  const roles = site.world.applicationRoles.filter((role) =>
    role.groupIds.some((id) => groups.some((group) => group?.id === id)),
  );
  return {
    ...listedUser(site, user),
    timeZone: user.timeZone,
    groups: {
      size: groups.length,
      items: expand.includes('groups')
        ? groups.flatMap((group) => (group === undefined ? [] : [groupReference(site, group)]))
        : [],
    },
    applicationRoles: {
      size: roles.length,
      items: expand.includes('applicationRoles')
        ? roles.map((role) => ({ key: role.key, name: role.name }))
        : [],
    },
    expand: 'groups,applicationRoles',
  };
}

/** A group as answers name it. */
export function groupReference(site: SiteContext, group: Group): Body {
  return {
    name: group.name,
    groupId: group.id,
    self: `${site.baseUrl}/rest/api/3/group?groupId=${group.id}`,
  };
}

function identity(site: SiteContext, accountId: string): Body {
  return {
    self: `${site.baseUrl}/rest/api/3/user?accountId=${encodeURIComponent(accountId)}`,
    accountId,
    avatarUrls: avatarUrls(`${site.world.siteUrl}/avatar/${encodeURIComponent(accountId)}`),
  };
}

function visibleEmail(user: User): Body {
  return user.email !== undefined && user.emailVisible ? { emailAddress: user.email } : {};
}

/** The four sizes of an avatar. */
export function avatarUrls(url: string): Record<string, string> {
  return {
    '48x48': url,
    '24x24': `${url}?size=small`,
    '16x16': `${url}?size=xsmall`,
    '32x32': `${url}?size=medium`,
  };
}
