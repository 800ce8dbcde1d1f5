/**
 * Filters. A search shows the caller's own and those shared with him; a Jira administrator may ask for all of them.
 * Names are unique per owner. What cannot be seen answers as what does not exist.
 */
import { z } from 'zod';
import { type Answer, fieldRefusal, noContent, ok, refusal } from '../http/jira-answer.ts';
import { BadJql } from '../jql/parse-jql.ts';
import { searchJql } from '../jql/search-jql.ts';
import { holdsGlobal } from '../permissions/evaluate-permission.ts';
import { filterBody } from '../render/render-filter.ts';
import type { Filter } from '../world/boards-types.ts';
import { nextNumber } from '../world/make-ids.ts';
import { seesShared } from '../world/shares.ts';
import { demandSignedIn, readBody } from './guards.ts';
import { type Call, type Operation, pageOf, queryFlag, queryList, queryText } from './operation.ts';
import { shareShape, sharesFrom } from './read-shares.ts';

const PATH = '/rest/api/3/filter/{id}';

/** Operations on filters. */
export const filterOperations: Operation[] = [
  {
    operationId: 'getFiltersPaginated',
    method: 'GET',
    path: '/rest/api/3/filter/search',
    scopes: ['read:jira-work'],
    kind: 'read',
    run: searchFilters,
  },
  {
    operationId: 'createFilter',
    method: 'POST',
    path: '/rest/api/3/filter',
    scopes: ['write:jira-work'],
    kind: 'write',
    run: createFilter,
  },
  {
    operationId: 'deleteFilter',
    method: 'DELETE',
    path: PATH,
    scopes: ['write:jira-work'],
    kind: 'write',
    run: deleteFilter,
  },
  {
    operationId: 'changeFilterOwner',
    method: 'PUT',
    path: `${PATH}/owner`,
    scopes: ['write:jira-work'],
    kind: 'write',
    run: changeOwner,
  },
];

/** The filter of the path if the caller sees it or administers Jira; undefined otherwise. */
export function filterOf(call: Call, id: string): Filter | undefined {
  const filter = call.world.filters[id];
  if (filter === undefined) return undefined;
  const isVisible =
    seesShared(call.world, call.accountId, filter) ||
    holdsGlobal(call.world, call.accountId, 'ADMINISTER');
  return isVisible ? filter : undefined;
}

function demandAdminOverride(call: Call, isWanted: boolean): void {
  if (isWanted && !holdsGlobal(call.world, call.accountId, 'ADMINISTER')) {
    throw refusal(403, 'Only Jira administrators can override share permissions.');
  }
}

function searchFilters(call: Call): Answer {
  const isForAll = queryFlag(call, 'overrideSharePermissions', false);
  demandAdminOverride(call, isForAll);
  const ids = queryList(call, 'id');
  const name = queryText(call, 'filterName')?.toLowerCase();
  const owner = queryText(call, 'accountId');
  const found = Object.values(call.world.filters).filter(
    (filter) =>
      (isForAll || seesShared(call.world, call.accountId, filter)) &&
      (ids.length === 0 || ids.includes(filter.id)) &&
      (name === undefined || filter.name.toLowerCase().includes(name)) &&
      (owner === undefined || filter.owner === owner),
  );
  const expand = queryList(call, 'expand');
  const page = pageOf(call, found, 50, 100);
  return ok({ ...page, values: page.values.map((one) => filterBody(call.site, one, expand)) });
}

const filterShape = z.object({
  name: z.string(),
  description: z.string().optional(),
  jql: z.string().optional(),
  sharePermissions: z.array(shareShape).optional(),
  editPermissions: z.array(shareShape).optional(),
});

function createFilter(call: Call): Answer {
  const owner = demandSignedIn(call);
  const isFree = queryFlag(call, 'overrideSharePermissions', false);
  demandAdminOverride(call, isFree);
  const body = readBody(filterShape, call.body);
  if (body.name.trim() === '') throw fieldRefusal('filterName', 'You must specify a name.');
  if (body.name.length > 255) throw fieldRefusal('filterName', 'The name is too long.');
  demandFreeName(call, body.name, owner);
  demandGoodJql(call, body.jql ?? '');
  const id = String(nextNumber(call.world, 'filter'));
  const filter: Filter = {
    id,
    name: body.name.trim(),
    description: body.description ?? '',
    owner,
    jql: body.jql ?? '',
    sharePermissions: sharesFrom(call, body.sharePermissions ?? [], isFree),
    editPermissions: sharesFrom(call, body.editPermissions ?? [], isFree),
    subscribers: [],
  };
  call.world.filters[id] = filter;
  return ok(filterBody(call.site, filter, undefined));
}

function demandFreeName(call: Call, name: string, owner: string): void {
  const isTaken = Object.values(call.world.filters).some(
    (filter) => filter.owner === owner && filter.name.toLowerCase() === name.trim().toLowerCase(),
  );
  if (isTaken) throw fieldRefusal('filterName', 'Filter with same name already exists.');
}

function demandGoodJql(call: Call, jql: string): void {
  if (jql === '') return;
  try {
    searchJql({ world: call.world, accountId: call.accountId, now: call.site.now }, jql, []);
  } catch (error) {
    if (error instanceof BadJql) throw refusal(400, error.message);
    throw error;
  }
}

function deleteFilter(call: Call): Answer {
  const accountId = demandSignedIn(call);
  const filter = filterOf(call, call.params['id'] ?? '');
  if (filter === undefined) {
    throw refusal(
      400,
      'The selected filter is not available to you, perhaps it has been deleted or had its permissions changed.',
    );
  }
  if (filter.owner !== accountId && !holdsGlobal(call.world, accountId, 'ADMINISTER')) {
    throw refusal(401, 'You do not have permission to delete this filter.');
  }
  delete call.world.filters[filter.id];
  return noContent();
}

function changeOwner(call: Call): Answer {
  const by = demandSignedIn(call);
  const { accountId } = readBody(z.object({ accountId: z.string() }), call.body);
  const filter = filterOf(call, call.params['id'] ?? '');
  const owner = call.world.users[accountId];
  if (filter === undefined) throw refusal(404, 'The filter was not found.');
  if (owner?.active !== true || owner.kind === 'customer') {
    throw refusal(404, 'The user was not found.');
  }
  if (filter.owner !== by && !holdsGlobal(call.world, by, 'ADMINISTER')) {
    throw refusal(403, 'You do not have permission to change the owner of this filter.');
  }
  if (filter.owner !== accountId) demandFreeName(call, filter.name, accountId);
  filter.owner = accountId;
  return noContent();
}
