/**
 * Dashboards. A search shows what the caller owns or is given; only the owner deletes; a Jira administrator may give
 * one to somebody else.
 */
import { z } from 'zod';
import { type Answer, fieldRefusal, noContent, ok, refusal } from '../http/jira-answer.ts';
import { holdsGlobal } from '../permissions/evaluate-permission.ts';
import { dashboardBody } from '../render/render-filter.ts';
import type { Dashboard } from '../world/boards-types.ts';
import { nextNumber } from '../world/make-ids.ts';
import { seesShared } from '../world/shares.ts';
import { demandSignedIn, readBody } from './guards.ts';
import { type Call, type Operation, pageOf, queryFlag, queryText } from './operation.ts';
import { shareShape, sharesFrom } from './read-shares.ts';

const PATH = '/rest/api/3/dashboard';

/** Operations on dashboards. */
export const dashboardOperations: Operation[] = [
  {
    operationId: 'getDashboardsPaginated',
    method: 'GET',
    path: `${PATH}/search`,
    scopes: ['read:jira-work'],
    kind: 'read',
    run: searchDashboards,
  },
  {
    operationId: 'createDashboard',
    method: 'POST',
    path: PATH,
    scopes: ['write:jira-work'],
    kind: 'write',
    run: (call) => createDashboard(call),
  },
  {
    operationId: 'copyDashboard',
    method: 'POST',
    path: `${PATH}/{id}/copy`,
    scopes: ['write:jira-work'],
    kind: 'write',
    run(call) {
      if (seenDashboard(call, call.params['id'] ?? '') === undefined) throw notFound();
      return createDashboard(call);
    },
  },
  {
    operationId: 'deleteDashboard',
    method: 'DELETE',
    path: `${PATH}/{id}`,
    scopes: ['write:jira-work'],
    kind: 'write',
    run: deleteDashboard,
  },
  {
    operationId: 'bulkEditDashboards',
    method: 'PUT',
    path: `${PATH}/bulk/edit`,
    scopes: ['write:jira-work'],
    kind: 'write',
    run: editDashboards,
  },
];

const notFound = () => refusal(404, 'The dashboard was not found.');

function seenDashboard(call: Call, id: string): Dashboard | undefined {
  const dashboard = call.world.dashboards[id];
  if (dashboard === undefined) return undefined;
  return seesShared(call.world, call.accountId, dashboard) ? dashboard : undefined;
}

function searchDashboards(call: Call): Answer {
  const name = queryText(call, 'dashboardName')?.toLowerCase();
  const owner = queryText(call, 'accountId');
  const found = Object.values(call.world.dashboards).filter(
    (one) =>
      seesShared(call.world, call.accountId, one) &&
      (name === undefined || one.name.toLowerCase().includes(name)) &&
      (owner === undefined || one.owner === owner),
  );
  const page = pageOf(call, found, 50, 100);
  return ok({ ...page, values: page.values.map((one) => dashboardBody(call.site, one)) });
}

const dashboardShape = z.object({
  name: z.string(),
  description: z.string().optional(),
  sharePermissions: z.array(shareShape),
  editPermissions: z.array(shareShape),
});

function createDashboard(call: Call): Answer {
  const owner = demandSignedIn(call);
  const isFree = queryFlag(call, 'extendAdminPermissions', false);
  if (isFree && !holdsGlobal(call.world, owner, 'ADMINISTER')) {
    throw refusal(400, 'Only Jira administrators can extend their permissions.');
  }
  const body = readBody(dashboardShape, call.body);
  demandFreeName(call, body.name, owner);
  const id = String(nextNumber(call.world, 'dashboard'));
  const dashboard: Dashboard = {
    id,
    name: body.name,
    description: body.description ?? '',
    owner,
    sharePermissions: sharesFrom(call, body.sharePermissions, isFree),
    editPermissions: sharesFrom(call, body.editPermissions, isFree),
  };
  call.world.dashboards[id] = dashboard;
  return ok(dashboardBody(call.site, dashboard));
}

function demandFreeName(call: Call, name: string, owner: string): void {
  if (name.trim() === '') throw fieldRefusal('portalPageName', 'You must specify a name.');
  const isTaken = Object.values(call.world.dashboards).some(
    (one) => one.owner === owner && one.name.toLowerCase() === name.trim().toLowerCase(),
  );
  if (isTaken) throw fieldRefusal('portalPageName', 'Dashboard with same name already exists.');
}

function deleteDashboard(call: Call): Answer {
  const accountId = demandSignedIn(call);
  const dashboard = seenDashboard(call, call.params['id'] ?? '');
  if (dashboard === undefined || dashboard.owner !== accountId) {
    throw refusal(400, 'You cannot delete this dashboard as you are not the owner.');
  }
  delete call.world.dashboards[dashboard.id];
  return noContent();
}

const editShape = z.object({
  action: z.enum(['changeOwner', 'changePermission', 'addPermission', 'removePermission']),
  entityIds: z.array(z.number()),
  extendAdminPermissions: z.boolean().optional(),
  changeOwnerDetails: z.object({ newOwner: z.string(), autofixName: z.boolean() }).optional(),
});

/** 200 also where single dashboards are refused: the errors stand in the body. */
function editDashboards(call: Call): Answer {
  const by = demandSignedIn(call);
  const { action, entityIds, changeOwnerDetails } = readBody(editShape, call.body);
  if (action !== 'changeOwner' || changeOwnerDetails === undefined) {
    throw refusal(400, 'The stand-in only changes owners.');
  }
  const { newOwner, autofixName } = changeOwnerDetails;
  if (call.world.users[newOwner]?.active !== true) throw refusal(400, 'The owner is not valid.');
  const entityErrors: Record<string, { errorMessages: string[]; errors: object }> = {};
  for (const id of entityIds.map(String)) {
    const dashboard = call.world.dashboards[id];
    const mayEdit = dashboard?.owner === by || holdsGlobal(call.world, by, 'ADMINISTER');
    if (dashboard === undefined || !mayEdit) {
      entityErrors[id] = { errorMessages: ['The dashboard was not found.'], errors: {} };
      continue;
    }
    if (!autofixName) demandFreeName(call, dashboard.name, newOwner);
    dashboard.owner = newOwner;
  }
  const hasErrors = Object.keys(entityErrors).length > 0;
  return ok({ action, ...(hasErrors ? { entityErrors } : {}) });
}
