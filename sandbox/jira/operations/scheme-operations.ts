/**
 * Permission schemes, their grants, and which project uses which. A scheme is shared: changing a grant
 * changes it for every project that uses the scheme.
 */
import { z } from 'zod';
import { type Answer, fieldRefusal, noContent, ok, refusal } from '../http/jira-answer.ts';
import { administersProject } from '../permissions/evaluate-permission.ts';
import { PERMISSIONS } from '../permissions/permission-keys.ts';
import { grantBody, schemeBody } from '../render/render-scheme.ts';
import { groupByName } from '../world/find-in-world.ts';
import { nextNumber } from '../world/make-ids.ts';
import type { Holder, PermissionScheme, World } from '../world/world-types.ts';
import { demandJiraAdmin, demandSignedIn, readBody, visibleProject } from './guards.ts';
import { type Call, type Operation, queryList } from './operation.ts';

const READ = ['read:jira-work'];
const SCHEMES = '/rest/api/3/permissionscheme';
const OF_PROJECT = '/rest/api/3/project/{projectKeyOrId}/permissionscheme';

/** Operations on permission schemes. */
export const schemeOperations: Operation[] = [
  {
    operationId: 'getAllPermissionSchemes',
    method: 'GET',
    path: SCHEMES,
    scopes: READ,
    kind: 'read',
    run(call) {
      demandSignedIn(call);
      const schemes = Object.values(call.world.schemes);
      return ok({
        permissionSchemes: schemes.map((scheme) => schemeBody(call.site, scheme, expands(call))),
      });
    },
  },
  {
    operationId: 'getPermissionScheme',
    method: 'GET',
    path: `${SCHEMES}/{schemeId}`,
    scopes: READ,
    kind: 'read',
    run(call) {
      demandSignedIn(call);
      return ok(schemeBody(call.site, schemeOf(call), expands(call)));
    },
  },
  {
    operationId: 'getPermissionSchemeGrants',
    method: 'GET',
    path: `${SCHEMES}/{schemeId}/permission`,
    scopes: READ,
    kind: 'read',
    run(call) {
      demandSignedIn(call);
      const scheme = schemeOf(call);
      const permissions = scheme.grants.map((grant) => grantBody(call.site, scheme, grant));
      return ok({ permissions, expand: 'user,group,projectRole,field,all' });
    },
  },
  {
    operationId: 'getPermissionSchemeGrant',
    method: 'GET',
    path: `${SCHEMES}/{schemeId}/permission/{permissionId}`,
    scopes: READ,
    kind: 'read',
    run(call) {
      demandSignedIn(call);
      const scheme = schemeOf(call);
      const grant = scheme.grants.find((one) => String(one.id) === call.params['permissionId']);
      if (grant === undefined) throw noGrant(call, 404);
      return ok(grantBody(call.site, scheme, grant));
    },
  },
  {
    operationId: 'createPermissionGrant',
    method: 'POST',
    path: `${SCHEMES}/{schemeId}/permission`,
    scopes: ['manage:jira-configuration'],
    kind: 'write',
    run: createGrant,
  },
  {
    operationId: 'deletePermissionSchemeEntity',
    method: 'DELETE',
    path: `${SCHEMES}/{schemeId}/permission/{permissionId}`,
    scopes: ['manage:jira-configuration'],
    kind: 'write',
    run(call) {
      demandJiraAdmin(call);
      const scheme = schemeOf(call);
      const kept = scheme.grants.filter((one) => String(one.id) !== call.params['permissionId']);
      if (kept.length === scheme.grants.length) throw noGrant(call, 400);
      scheme.grants = kept;
      return noContent();
    },
  },
  {
    operationId: 'createPermissionScheme',
    method: 'POST',
    path: SCHEMES,
    scopes: ['manage:jira-configuration'],
    kind: 'write',
    run: createScheme,
  },
  {
    operationId: 'deletePermissionScheme',
    method: 'DELETE',
    path: `${SCHEMES}/{schemeId}`,
    scopes: ['manage:jira-configuration'],
    kind: 'write',
    run: deleteScheme,
  },
  {
    operationId: 'getAssignedPermissionScheme',
    method: 'GET',
    path: OF_PROJECT,
    scopes: READ,
    kind: 'read',
    run(call) {
      demandSignedIn(call);
      const project = visibleProject(call, call.params['projectKeyOrId'] ?? '');
      if (!administersProject(call.world, call.accountId, project)) {
        throw refusal(403, "You do not have permission to view the project's configuration.");
      }
      const scheme = call.world.schemes[String(project.permissionSchemeId)];
      if (scheme === undefined) throw new Error(`project ${project.key} has no permission scheme`);
      return ok(schemeBody(call.site, scheme, expands(call)));
    },
  },
  {
    operationId: 'assignPermissionScheme',
    method: 'PUT',
    path: OF_PROJECT,
    scopes: ['manage:jira-project'],
    kind: 'write',
    run: assignScheme,
  },
];

function expands(call: Call): boolean {
  return queryList(call, 'expand').some((word) => word !== '');
}

function schemeOf(call: Call): PermissionScheme {
  const id = call.params['schemeId'] ?? '';
  const scheme = call.world.schemes[id];
  if (scheme === undefined) throw refusal(404, `Permission scheme ${id} does not exist`);
  return scheme;
}

function noGrant(call: Call, status: number): Error {
  return refusal(status, `Permission grant ${call.params['permissionId']} does not exist`);
}

const holderShape = z.object({
  type: z.string(),
  parameter: z.string().optional(),
  value: z.string().optional(),
});
const grantShape = z.object({ holder: holderShape, permission: z.string() });

function createGrant(call: Call): Answer {
  demandJiraAdmin(call);
  const scheme = schemeOf(call);
  const grant = addGrant(call.world, scheme, readBody(grantShape, call.body));
  return { status: 201, body: grantBody(call.site, scheme, grant) };
}

function addGrant(
  world: World,
  scheme: PermissionScheme,
  given: z.infer<typeof grantShape>,
): PermissionScheme['grants'][number] {
  if (PERMISSIONS[given.permission]?.type !== 'PROJECT') {
    throw fieldRefusal('permission', `The permission '${given.permission}' does not exist.`);
  }
  const holder = readHolder(world, given.holder);
  const same = scheme.grants.some(
    (grant) =>
      grant.permission === given.permission &&
      grant.holder.type === holder.type &&
      grant.holder.parameter === holder.parameter,
  );
  if (same) throw refusal(400, 'The same permission grant is already present.');
  const grant = { id: nextNumber(world, 'grant'), permission: given.permission, holder };
  scheme.grants.push(grant);
  return grant;
}

const PLAIN_HOLDERS: ReadonlySet<string> = new Set([
  'anyone',
  'assignee',
  'projectLead',
  'reporter',
  'sd.customer.portal.only',
]);

function readHolder(world: World, given: z.infer<typeof holderShape>): Holder {
  const words = given.value ?? given.parameter;
  const byName = given.value === undefined && given.type === 'group';
  if (PLAIN_HOLDERS.has(given.type)) return { type: given.type as Holder['type'] };
  if (given.type === 'applicationRole') {
    return { type: 'applicationRole', parameter: words };
  }
  const parameter =
    words === undefined
      ? undefined
      : byName
        ? groupByName(world, words)?.id
        : resolveHolder(world, given.type, words);
  if (parameter === undefined) {
    throw fieldRefusal('holder', `The holder ${given.type} '${words ?? ''}' does not exist.`);
  }
  return { type: given.type as Holder['type'], parameter };
}

function resolveHolder(world: World, type: string, words: string): string | undefined {
  if (type === 'group') return world.groups[words]?.id;
  if (type === 'projectRole') return world.roles[words] === undefined ? undefined : words;
  if (type === 'user') return world.users[words]?.accountId;
  if (type === 'userCustomField' || type === 'groupCustomField') return world.fields[words]?.id;
  return undefined;
}

const schemeShape = z.object({
  name: z.string(),
  description: z.string().optional(),
  permissions: z.array(grantShape).optional(),
});

function createScheme(call: Call): Answer {
  demandJiraAdmin(call);
  const given = readBody(schemeShape, call.body);
  const taken = Object.values(call.world.schemes).some((scheme) => scheme.name === given.name);
  if (taken) throw fieldRefusal('name', 'A permission scheme with this name already exists.');
  const id = nextNumber(call.world, 'scheme');
  const scheme: PermissionScheme = {
    id,
    name: given.name,
    description: given.description ?? '',
    grants: [],
  };
  for (const grant of given.permissions ?? []) addGrant(call.world, scheme, grant);
  call.world.schemes[String(id)] = scheme;
  return { status: 201, body: schemeBody(call.site, scheme, true) };
}

/** Jira's documents say nothing of a scheme in use; the stand-in refuses it, as a project without a scheme cannot be. */
function deleteScheme(call: Call): Answer {
  demandJiraAdmin(call);
  const scheme = schemeOf(call);
  const user = Object.values(call.world.projects).find(
    ({ permissionSchemeId }) => permissionSchemeId === scheme.id,
  );
  if (user !== undefined) {
    throw refusal(403, `The permission scheme is used by the project ${user.key}.`);
  }
  delete call.world.schemes[String(scheme.id)];
  return noContent();
}

function assignScheme(call: Call): Answer {
  demandSignedIn(call);
  const project = visibleProject(call, call.params['projectKeyOrId'] ?? '');
  demandJiraAdmin(call, "You do not have permission to edit the project's configuration.");
  if (call.world.plan === 'free') {
    throw refusal(403, 'Permission schemes cannot be changed on the Jira Software Free plan.');
  }
  const { id } = readBody(z.object({ id: z.number() }), call.body);
  const scheme = call.world.schemes[String(id)];
  if (scheme === undefined) throw refusal(404, `Permission scheme ${id} does not exist`);
  project.permissionSchemeId = scheme.id;
  return ok(schemeBody(call.site, scheme, expands(call)));
}
