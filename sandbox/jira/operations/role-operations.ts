/**
 * Project roles and their actors. `PUT` replaces everybody; taking away somebody who is not there is a
 * silent 204; on the Free plan every write is refused.
 */
import { z } from 'zod';
import { type Answer, noContent, ok, refusal } from '../http/jira-answer.ts';
import { holdsGlobal, holdsInProject, seesProject } from '../permissions/evaluate-permission.ts';
import { roleDetails, roleInProject, roleLinks } from '../render/render-project.ts';
import { findProject, groupByName } from '../world/find-in-world.ts';
import { nextNumber } from '../world/make-ids.ts';
import type { Group, Project, Role, RoleActor, World } from '../world/world-types.ts';
import { administeredProject, demandJiraAdmin, noProject, readBody } from './guards.ts';
import { type Call, type Operation, queryFlag, queryText } from './operation.ts';

const PATH = '/rest/api/3/project/{projectIdOrKey}/role/{id}';

/** Operations on roles. */
export const roleOperations: Operation[] = [
  {
    operationId: 'getProjectRoles',
    method: 'GET',
    path: '/rest/api/3/project/{projectIdOrKey}/role',
    scopes: ['read:jira-work'],
    kind: 'read',
    run(call) {
      const words = call.params['projectIdOrKey'] ?? '';
      const project = findProject(call.world, words);
      const visible = project !== undefined && seesProject(call.world, call.accountId, project);
      if (!visible || project.deleted !== undefined || !administersSomething(call)) {
        throw noProject(words);
      }
      return ok(roleLinks(call.site, project));
    },
  },
  {
    operationId: 'getProjectRole',
    method: 'GET',
    path: PATH,
    scopes: ['read:jira-work'],
    kind: 'read',
    run(call) {
      const { project, role } = target(call);
      return ok(render(call, project, role, queryFlag(call, 'excludeInactiveUsers', false)));
    },
  },
  {
    operationId: 'addActorUsers',
    method: 'POST',
    path: PATH,
    scopes: ['manage:jira-configuration'],
    kind: 'write',
    run: addActors,
  },
  {
    operationId: 'setActors',
    method: 'PUT',
    path: PATH,
    scopes: ['manage:jira-project'],
    kind: 'write',
    run: setActors,
  },
  {
    operationId: 'deleteActor',
    method: 'DELETE',
    path: PATH,
    scopes: ['manage:jira-project'],
    kind: 'write',
    run: deleteActor,
  },
  {
    operationId: 'getAllProjectRoles',
    method: 'GET',
    path: '/rest/api/3/role',
    scopes: ['manage:jira-configuration'],
    kind: 'read',
    run(call) {
      if (!administersSomething(call)) demandJiraAdmin(call);
      return ok(Object.values(call.world.roles).map((role) => roleDetails(call.site, role)));
    },
  },
  {
    operationId: 'getProjectRoleById',
    method: 'GET',
    path: '/rest/api/3/role/{id}',
    scopes: ['manage:jira-configuration'],
    kind: 'read',
    run(call) {
      if (!administersSomething(call)) demandJiraAdmin(call);
      return ok(roleDetails(call.site, roleOf(call)));
    },
  },
];

function administersSomething(call: Call): boolean {
  return (
    holdsGlobal(call.world, call.accountId, 'ADMINISTER') ||
    Object.values(call.world.projects).some((project) =>
      holdsInProject(call.world, call.accountId, 'ADMINISTER_PROJECTS', project),
    )
  );
}

function roleOf(call: Call): Role {
  const role = call.world.roles[call.params['id'] ?? ''];
  if (role === undefined) throw refusal(404, 'Role with given id not found.');
  return role;
}

function target(call: Call): { project: Project; role: Role } {
  const project = administeredProject(call, call.params['projectIdOrKey'] ?? '');
  return { project, role: roleOf(call) };
}

function writeTarget(call: Call): { project: Project; role: Role; actors: RoleActor[] } {
  const { project, role } = target(call);
  if (call.world.plan === 'free') throw freePlanRefusal(project);
  if (project.archived !== undefined) throw refusal(400, 'The project is archived.');
  return { project, role, actors: project.actors[String(role.id)] ?? [] };
}

/** What Jira says to role writes on the Free plan. */
export function freePlanRefusal(project: Pick<Project, 'key'>): Error {
  return refusal(
    400,
    `Cannot edit the role members of project ${project.key}, as it's on the Jira Software Free plan.`,
  );
}

function render(call: Call, project: Project, role: Role, withoutInactive = false) {
  return roleInProject(call.site, project, role, call.accountId, withoutInactive);
}

const addBody = z.object({
  user: z.array(z.string()).optional(),
  group: z.array(z.string()).optional(),
  groupId: z.array(z.string()).optional(),
});

function addActors(call: Call): Answer {
  const { project, role, actors } = writeTarget(call);
  const body = readBody(addBody, call.body);
  if (body.group !== undefined && body.groupId !== undefined) {
    throw refusal(400, 'The group and groupId parameters cannot both be provided.');
  }
  const added = [
    ...(body.user ?? []).map((id) => userActor(call.world, id)),
    ...(body.group ?? []).map((name) => groupActor(groupByName(call.world, name), name)),
    ...(body.groupId ?? []).map((id) => groupActor(call.world.groups[id], id)),
  ];
  if (added.length === 0) throw refusal(400, 'At least one user or group must be provided.');
  const present = added.find((one) => actors.some((actor) => isSame(actor, one)));
  if (present !== undefined) {
    throw refusal(
      400,
      `The ${present.kind} '${present.ref}' is already a member of the project role.`,
    );
  }
  project.actors[String(role.id)] = [...actors, ...withIds(call.world, added)];
  return ok(render(call, project, role));
}

const setBody = z.object({
  id: z.number().optional(),
  categorisedActors: z.record(z.string(), z.array(z.string())).optional(),
});

function setActors(call: Call): Answer {
  const { project, role } = writeTarget(call);
  const given = readBody(setBody, call.body).categorisedActors ?? {};
  const unknown = Object.keys(given).find((key) => !ACTOR_KINDS.has(key));
  if (unknown !== undefined) throw refusal(400, `Unknown actor type: ${unknown}`);
  const listed = (type: string): string[] => [...new Set(given[type] ?? [])];
  const wanted = [
    ...listed('atlassian-user-role-actor').map((id) => userActor(call.world, id)),
    ...listed('atlassian-group-role-actor').map((name) =>
      groupActor(groupByName(call.world, name), name),
    ),
    ...listed('atlassian-group-role-actor-id').map((id) => groupActor(call.world.groups[id], id)),
  ];
  project.actors[String(role.id)] = withIds(call.world, wanted);
  return ok(render(call, project, role));
}

const ACTOR_KINDS = new Set([
  'atlassian-user-role-actor',
  'atlassian-group-role-actor',
  'atlassian-group-role-actor-id',
]);

function deleteActor(call: Call): Answer {
  const { project, role, actors } = writeTarget(call);
  const user = queryText(call, 'user');
  const name = queryText(call, 'group');
  const groupId = queryText(call, 'groupId');
  if (user === undefined && name === undefined && groupId === undefined) {
    throw refusal(400, 'One of the user, group or groupId parameters must be provided.');
  }
  const group = groupByName(call.world, name ?? '') ?? call.world.groups[groupId ?? ''];
  project.actors[String(role.id)] = actors.filter((actor) =>
    actor.kind === 'user' ? actor.ref !== user : actor.ref !== group?.id,
  );
  return noContent();
}

type NewActor = Omit<RoleActor, 'id'>;

function userActor(world: World, accountId: string): NewActor {
  const user = world.users[accountId];
  if (user === undefined || !user.active) {
    throw refusal(
      404,
      `We can't find the user with the accountId '${accountId}' in any accessible user directory. Check they're active and available, and try again.`,
    );
  }
  return { kind: 'user', ref: accountId };
}

function groupActor(group: Group | undefined, words: string): NewActor {
  if (group === undefined) {
    throw refusal(
      404,
      `We can't find '${words}' in any accessible user directory. Check they're active and available, and try again.`,
    );
  }
  return { kind: 'group', ref: group.id };
}

function isSame(a: NewActor, b: NewActor): boolean {
  return a.kind === b.kind && a.ref === b.ref;
}

function withIds(world: World, actors: readonly NewActor[]): RoleActor[] {
  return actors.map((actor) => ({ ...actor, id: nextNumber(world, 'actor') }));
}
