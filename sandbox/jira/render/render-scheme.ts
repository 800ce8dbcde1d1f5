/**
 * Permission schemes and grants in Jira's shapes.
 */
import type { SiteContext } from '../operations/operation.ts';
import type { Grant, Holder, PermissionScheme } from '../world/world-types.ts';

type Body = Record<string, unknown>;

/** A permission scheme; its grants only when `expand` names them. */
export function schemeBody(site: SiteContext, scheme: PermissionScheme, withGrants: boolean): Body {
  return {
    expand: 'permissions,user,group,projectRole,field,all',
    id: scheme.id,
    self: schemeSelf(site, scheme),
    name: scheme.name,
    description: scheme.description,
    ...(withGrants
      ? { permissions: scheme.grants.map((grant) => grantBody(site, scheme, grant)) }
      : {}),
  };
}

/** One grant of a scheme. */
export function grantBody(site: SiteContext, scheme: PermissionScheme, grant: Grant): Body {
  return {
    id: grant.id,
    self: `${schemeSelf(site, scheme)}/permission/${grant.id}`,
    holder: holderBody(site, grant.holder),
    permission: grant.permission,
  };
}

function holderBody(site: SiteContext, holder: Holder): Body {
  if (holder.parameter === undefined) return { type: holder.type };
  const name = holder.type === 'group' ? site.world.groups[holder.parameter]?.name : undefined;
  return {
    type: holder.type,
    parameter: name ?? holder.parameter,
    value: holder.parameter,
    expand: HOLDER_EXPAND[holder.type] ?? '',
  };
}

const HOLDER_EXPAND: Partial<Record<Holder['type'], string>> = {
  group: 'group',
  projectRole: 'projectRole',
  user: 'user',
};

function schemeSelf(site: SiteContext, scheme: PermissionScheme): string {
  return `${site.baseUrl}/rest/api/3/permissionscheme/${scheme.id}`;
}
