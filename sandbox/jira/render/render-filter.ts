/** Filters and dashboards in Jira's shapes. */
import type { SiteContext } from '../operations/operation.ts';
import type { Dashboard, Filter, Share } from '../world/boards-types.ts';
import { projectReference, roleDetails } from './render-project.ts';
import { groupReference, userReference } from './render-user.ts';

type Body = Record<string, unknown>;

/** A share permission. */
export function shareBody(site: SiteContext, share: Share): Body {
  const { world } = site;
  const base = { id: share.id, type: share.type };
  if (share.type === 'user') return { ...base, user: userReference(site, share.ref) };
  const group = world.groups[share.ref];
  if (group !== undefined) return { ...base, group: groupReference(site, group) };
  const project = world.projects[share.ref];
  if (project === undefined) return base;
  const role = world.roles[share.roleId ?? ''];
  return {
    ...base,
    project: projectReference(site, project),
    ...(role === undefined ? {} : { role: roleDetails(site, role) }),
  };
}

/** A filter; `expand` undefined shows everything, as a single filter is shown. */
export function filterBody(
  site: SiteContext,
  filter: Filter,
  expand: readonly string[] | undefined,
): Body {
  const { siteUrl } = site.world;
  const shares = (list: readonly Share[]) => list.map((share) => shareBody(site, share));
  const parts: Body = {
    description: filter.description,
    owner: userReference(site, filter.owner),
    jql: filter.jql,
    viewUrl: `${siteUrl}/issues/?filter=${filter.id}`,
    searchUrl: `${site.baseUrl}/rest/api/3/search?jql=${encodeURIComponent(filter.jql)}`,
    favourite: false,
    favouritedCount: 0,
    sharePermissions: shares(filter.sharePermissions),
    editPermissions: shares(filter.editPermissions),
    subscriptions: subscriptionsOf(site, filter, expand === undefined),
  };
  const wanted = Object.entries(parts).filter(([key]) => expand?.includes(key) ?? true);
  return {
    self: `${site.baseUrl}/rest/api/3/filter/${filter.id}`,
    id: filter.id,
    name: filter.name,
    ...Object.fromEntries(wanted),
  };
}

function subscriptionsOf(site: SiteContext, filter: Filter, isAlone: boolean): unknown {
  const items = filter.subscribers.map((accountId, index) => ({
    id: index + 1,
    user: userReference(site, accountId),
  }));
  if (!isAlone) return items;
  return { size: items.length, items, 'max-results': 0, 'start-index': 0, 'end-index': 0 };
}

/** A dashboard. */
export function dashboardBody(site: SiteContext, dashboard: Dashboard): Body {
  return {
    id: dashboard.id,
    name: dashboard.name,
    description: dashboard.description,
    isFavourite: false,
    owner: userReference(site, dashboard.owner),
    popularity: 0,
    self: `${site.baseUrl}/rest/api/3/dashboard/${dashboard.id}`,
    sharePermissions: dashboard.sharePermissions.map((share) => shareBody(site, share)),
    editPermissions: dashboard.editPermissions.map((share) => shareBody(site, share)),
    view: `${site.world.siteUrl}/jira/dashboards/${dashboard.id}`,
  };
}
