/**
 * Project roles themselves, and whoever a new project gets in them. A role is there in every project at once; one in
 * use is deleted only with a replacement, which takes over its uses in schemes, workflows and comments, and nobody of its
 * members.
 */
import { z } from 'zod';
import { type Answer, noContent, ok, refusal } from '../http/jira-answer.ts';
import { roleDetails } from '../render/render-project.ts';
import { groupByName } from '../world/find-in-world.ts';
import type { Comment } from '../world/issue-types.ts';
import { nextNumber } from '../world/make-ids.ts';
import { rulesNaming } from '../world/role-rules.ts';
import { usesOf } from '../world/uses-of.ts';
import type { Role, RoleActor, World } from '../world/world-types.ts';
import { demandJiraAdmin, readBody } from './guards.ts';
import { type Call, type Operation, queryText } from './operation.ts';

const ROLES = '/rest/api/3/role';
const ROLE = '/rest/api/3/role/{id}';
const ACTORS = '/rest/api/3/role/{id}/actors';
const SCOPES = ['manage:jira-configuration'];

/** Operations that change roles. */
export const roleAdminOperations: Operation[] = [
  {
    operationId: 'createProjectRole',
    method: 'POST',
    path: ROLES,
    scopes: SCOPES,
    kind: 'write',
    run: createRole,
  },
  {
    operationId: 'fullyUpdateProjectRole',
    method: 'PUT',
    path: ROLE,
    scopes: SCOPES,
    kind: 'write',
    run: updateRole,
  },
  {
    operationId: 'deleteProjectRole',
    method: 'DELETE',
    path: ROLE,
    scopes: SCOPES,
    kind: 'write',
    run: deleteRole,
  },
  {
    operationId: 'getProjectRoleActorsForRole',
    method: 'GET',
    path: ACTORS,
    scopes: SCOPES,
    kind: 'read',
    run(call) {
      demandJiraAdmin(call);
      return ok(roleDetails(call.site, roleOf(call)));
    },
  },
  {
    operationId: 'addProjectRoleActorsToRole',
    method: 'POST',
    path: ACTORS,
    scopes: SCOPES,
    kind: 'write',
    run: addDefaults,
  },
  {
    operationId: 'deleteProjectRoleActorsFromRole',
    method: 'DELETE',
    path: ACTORS,
    scopes: SCOPES,
    kind: 'write',
    run: removeDefault,
  },
];

function roleOf(call: Call): Role {
  const role = call.world.roles[call.params['id'] ?? ''];
  if (role === undefined) throw refusal(404, 'Role with given id not found.');
  return role;
}

const roleBody = z.object({ name: z.string().optional(), description: z.string().optional() });

function nameIn(name: string | undefined): string {
  if (name === undefined || name === '' || name.trim() !== name) {
    throw refusal(400, 'The role name cannot be empty or start or end with whitespace.');
  }
  return name;
}

function createRole(call: Call): Answer {
  demandJiraAdmin(call);
  const given = readBody(roleBody, call.body);
  const name = nameIn(given.name);
  if (isTaken(call.world, name)) {
    throw refusal(409, `A project role with name '${name}' already exists.`);
  }
  const id = nextNumber(call.world, 'role');
  const role: Role = { id, name, description: given.description ?? '', admin: false };
  call.world.roles[String(id)] = role;
  return ok(roleDetails(call.site, role));
}

function isTaken(world: World, name: string): boolean {
  return Object.values(world.roles).some((role) => role.name.toLowerCase() === name.toLowerCase());
}

function updateRole(call: Call): Answer {
  demandJiraAdmin(call);
  const role = roleOf(call);
  const given = readBody(roleBody, call.body);
  const name = nameIn(given.name);
  if (given.description === undefined) throw refusal(400, 'The description must be provided.');
  if (name.toLowerCase() !== role.name.toLowerCase() && isTaken(call.world, name)) {
    throw refusal(400, `A project role with name '${name}' already exists.`);
  }
  Object.assign(role, { name, description: given.description });
  return ok(roleDetails(call.site, role));
}

function deleteRole(call: Call): Answer {
  demandJiraAdmin(call);
  const role = roleOf(call);
  const swap = queryText(call, 'swap');
  if (swap === undefined && isUsed(call.world, role)) {
    throw refusal(409, `Role '${role.name}' is in use. Name a role that replaces it.`);
  }
  if (swap !== undefined && (call.world.roles[swap] === undefined || swap === String(role.id))) {
    throw refusal(400, 'The replacement role was not found.');
  }
  if (swap !== undefined) replaceEverywhere(call.world, role, swap);
  for (const project of Object.values(call.world.projects)) delete project.actors[String(role.id)];
  delete call.world.people.defaultActors[String(role.id)];
  delete call.world.roles[String(role.id)];
  return noContent();
}

function isUsed(world: World, role: Role): boolean {
  const id = String(role.id);
  const inProject = Object.values(world.projects).some(
    ({ actors }) => (actors[id] ?? []).length > 0,
  );
  const named = [usesOf(world, 'role', id), rulesNaming(world, id), commentsFor(world, id)];
  return inProject || named.some((uses) => uses.length > 0);
}

const commentsFor = (world: World, roleId: string): Comment[] =>
  Object.values(world.issues)
    .flatMap(({ comments }) => comments)
    .filter(({ visibility }) => visibility?.type === 'role' && visibility.ref === roleId);

/** In schemes, workflows and comments; whoever is in the role does not move into the other one. */
function replaceEverywhere(world: World, role: Role, swap: string): void {
  const id = String(role.id);
  for (const use of [...usesOf(world, 'role', id), ...rulesNaming(world, id)]) use.replaceBy(swap);
  for (const comment of commentsFor(world, id)) comment.visibility = { type: 'role', ref: swap };
}

const actorsBody = z.object({
  user: z.array(z.string()).optional(),
  group: z.array(z.string()).optional(),
  groupId: z.array(z.string()).optional(),
});

function addDefaults(call: Call): Answer {
  demandJiraAdmin(call);
  const role = roleOf(call);
  const { user = [], group = [], groupId = [] } = readBody(actorsBody, call.body);
  if (user.length > 0 && group.length + groupId.length > 0) {
    throw refusal(400, 'Users and groups cannot be added in the same request.');
  }
  const groups = [
    ...group.map((name) => groupByName(call.world, name)?.id ?? missing(name)),
    ...groupId.map((id) => call.world.groups[id]?.id ?? missing(id)),
  ];
  const users = user.map((id) => (call.world.users[id]?.active ? id : missing(id)));
  if (groups.length + users.length === 0) throw refusal(400, 'At least one actor is needed.');
  const list = defaultsOf(call.world, role);
  const added = [
    ...users.map((ref) => ({ kind: 'user' as const, ref })),
    ...groups.map((ref) => ({ kind: 'group' as const, ref })),
  ];
  if (added.some(({ ref }) => list.some((actor) => actor.ref === ref))) {
    throw refusal(400, 'One of the actors is a default actor of the role already.');
  }
  for (const one of added) list.push({ id: nextNumber(call.world, 'actor'), ...one });
  return ok(roleDetails(call.site, role));
}

function missing(words: string): never {
  throw refusal(400, `We can't find '${words}' in any accessible user directory.`);
}

function defaultsOf(world: World, role: Role): RoleActor[] {
  const defaults = world.people.defaultActors[String(role.id)] ?? { actors: [] };
  world.people.defaultActors[String(role.id)] = defaults;
  return defaults.actors;
}

function removeDefault(call: Call): Answer {
  demandJiraAdmin(call);
  const role = roleOf(call);
  const user = queryText(call, 'user');
  const group =
    queryText(call, 'groupId') ?? groupByName(call.world, queryText(call, 'group') ?? '')?.id;
  if ((user === undefined) === (group === undefined)) {
    throw refusal(400, 'Either a user or a group must be provided.');
  }
  const kept = defaultsOf(call.world, role).filter(({ ref }) => ref !== (user ?? group));
  if (kept.length > 0) call.world.people.defaultActors[String(role.id)] = { actors: kept };
  else delete call.world.people.defaultActors[String(role.id)];
  return ok(roleDetails(call.site, role));
}
