/** Groups: looking them up. */
import { ok, refusal } from '../http/jira-answer.ts';
import { holdsGlobal } from '../permissions/evaluate-permission.ts';
import { listedUser } from '../render/render-user.ts';
import { groupByName } from '../world/find-in-world.ts';
import type { Group } from '../world/world-types.ts';
import { demandSignedIn } from './guards.ts';
import {
  type Call,
  type Operation,
  pageOf,
  queryFlag,
  queryList,
  queryNumber,
  queryText,
} from './operation.ts';

/** Operations on groups. */
export const groupOperations: Operation[] = [
  {
    operationId: 'findGroups',
    method: 'GET',
    path: '/rest/api/3/groups/picker',
    scopes: ['read:jira-user'],
    kind: 'read',
    run(call) {
      const query = queryText(call, 'query') ?? '';
      const found = pickable(call, query);
      const shown = found.slice(0, queryNumber(call, 'maxResults', 20));
      return ok({
        header: `Showing ${shown.length} of ${found.length} matching groups`,
        total: found.length,
        groups: shown.map((group) => ({
          name: group.name,
          html: query === '' ? group.name : group.name.replace(query, `<b>${query}</b>`),
          labels: [],
          groupId: group.id,
        })),
      });
    },
  },
  {
    operationId: 'bulkGetGroups',
    method: 'GET',
    path: '/rest/api/3/group/bulk',
    scopes: ['read:jira-user'],
    kind: 'read',
    run(call) {
      demandSignedIn(call);
      if (!holdsGlobal(call.world, call.accountId, 'USER_PICKER')) {
        throw refusal(403, 'You are not authorized to perform this operation.');
      }
      const ids = queryList(call, 'groupId');
      const names = queryList(call, 'groupName');
      const groups = sorted(call).filter(
        (group) =>
          (ids.length === 0 && names.length === 0) ||
          ids.includes(group.id) ||
          names.includes(group.name),
      );
      const page = pageOf(call, groups, 50, 50);
      const values = page.values.map((group) => ({ name: group.name, groupId: group.id }));
      return ok({ ...page, values });
    },
  },
  {
    operationId: 'getUsersFromGroup',
    method: 'GET',
    path: '/rest/api/3/group/member',
    scopes: ['manage:jira-configuration'],
    kind: 'read',
    run(call) {
      demandSignedIn(call);
      const allowed =
        holdsGlobal(call.world, call.accountId, 'USER_PICKER') ||
        holdsGlobal(call.world, call.accountId, 'ADMINISTER');
      if (!allowed) throw refusal(403, 'You are not authorized to perform this operation.');
      const id = queryText(call, 'groupId');
      const name = queryText(call, 'groupname');
      if (id === undefined && name === undefined) {
        throw refusal(400, 'The group name must be provided.');
      }
      const group = call.world.groups[id ?? ''] ?? groupByName(call.world, name ?? '');
      if (group === undefined) {
        throw refusal(404, `The group named '${name ?? id}' does not exist.`);
      }
      const inactive = queryFlag(call, 'includeInactiveUsers', false);
      const members = group.members.flatMap((id) => call.world.users[id] ?? []);
      const page = pageOf(
        call,
        members.filter((user) => inactive || user.active),
        50,
        50,
      );
      return ok({ ...page, values: page.values.map((user) => listedMember(call, user)) });
    },
  },
];

function sorted(call: Call): Group[] {
  return Object.values(call.world.groups).sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

function pickable(call: Call, query: string): Group[] {
  if (call.accountId === undefined) return [];
  const excluded = new Set([...queryList(call, 'exclude'), ...queryList(call, 'excludeId')]);
  const browses = holdsGlobal(call.world, call.accountId, 'USER_PICKER');
  return sorted(call).filter((group) => {
    if (excluded.has(group.name) || excluded.has(group.id)) return false;
    return browses
      ? group.name.toLowerCase().includes(query.toLowerCase())
      : query !== '' && group.name === query;
  });
}

function listedMember(call: Call, user: Parameters<typeof listedUser>[1]): Record<string, unknown> {
  const { locale: _locale, ...rest } = listedUser(call.site, user);
  return rest;
}
