/**
 * Projects, their role actors and the permission schemes they share, from a description.
 */
import type { ProjectDescription, SchemeDescription } from './describe-world.ts';
import { BadChange, findGroup, findPerson } from './find-in-world.ts';
import { nextNumber } from './make-ids.ts';
import { parseHolder } from './parse-holder.ts';
import { newSecurityScheme } from './security-levels.ts';
import { ADDONS_ROLE_NAME, type Project, type RoleActor, type World } from './world-types.ts';

/** Adds the described permission schemes; each grant gets its own id. */
export function buildSchemes(world: World, schemes: readonly SchemeDescription[]): void {
  for (const scheme of schemes) {
    const id = nextNumber(world, 'scheme');
    const grants = Object.entries(scheme.grants).flatMap(([permission, holders]) =>
      holders.map((words) => ({
        id: nextNumber(world, 'grant'),
        permission,
        holder: parseHolder(world, words),
      })),
    );
    world.schemes[String(id)] = {
      id,
      name: scheme.name,
      description: scheme.description ?? '',
      grants,
    };
  }
}

/** Adds the described projects with the actors of their roles. */
export function buildProjects(
  world: World,
  projects: readonly ProjectDescription[],
  now: number,
): void {
  for (const given of projects) {
    const id = String(nextNumber(world, 'project'));
    world.projects[id] = newProject(world, given, id, now);
  }
}

function newProject(world: World, given: ProjectDescription, id: string, now: number): Project {
  const lead = findPerson(world, given.lead).accountId;
  const ended = { at: now - 86_400_000, by: lead };
  return {
    id,
    key: given.key,
    formerKeys: [...(given.formerKeys ?? [])],
    name: given.name,
    description: given.description ?? '',
    typeKey: given.type ?? 'software',
    style: given.style ?? 'classic',
    leadAccountId: lead,
    assigneeType: 'UNASSIGNED',
    permissionSchemeId: schemeId(world, given.scheme),
    workflowId: workflowId(world, given.workflow),
    issueTypeIds: issueTypeIds(world, given),
    ...(given.securityLevels !== undefined && {
      securitySchemeId: newSecurityScheme(world, {
        name: `${given.name} security`,
        levels: given.securityLevels,
      }).id,
    }),
    actors: actorsOf(world, given.roles),
    archived: given.archived === true ? ended : undefined,
    deleted: given.deleted === true ? ended : undefined,
    nextIssueNumber: 1,
    pinnedModules: [],
  };
}

function schemeId(world: World, name: string): number {
  const scheme = Object.values(world.schemes).find((candidate) => candidate.name === name);
  if (scheme === undefined) throw new BadChange(`there is no permission scheme "${name}"`);
  return scheme.id;
}

function workflowId(world: World, name: string | undefined): string {
  const all = Object.values(world.workflows);
  const found = name === undefined ? all[0] : all.find((candidate) => candidate.name === name);
  if (found === undefined) throw new BadChange(`there is no workflow "${name ?? ''}"`);
  return found.id;
}

function issueTypeIds(world: World, given: ProjectDescription): string[] {
  const usual =
    given.type === 'service_desk'
      ? ['Service request', 'Task']
      : ['Epic', 'Story', 'Task', 'Subtask', 'Bug'];
  return (given.issueTypes ?? usual).map((name) => {
    const type = Object.values(world.issueTypes).find((candidate) => candidate.name === name);
    if (type === undefined) throw new BadChange(`there is no issue type "${name}"`);
    return type.id;
  });
}

function actorsOf(world: World, roles: ProjectDescription['roles']): Record<string, RoleActor[]> {
  const actors: Record<string, RoleActor[]> = {};
  for (const role of Object.values(world.roles)) {
    const words = roles[role.name] ?? [];
    actors[String(role.id)] = words.map((word) => actorFrom(world, word));
    if (role.name === ADDONS_ROLE_NAME) {
      const id = nextNumber(world, 'actor');
      actors[String(role.id)]?.push({ id, kind: 'user', ref: world.appAccountId });
    }
  }
  return actors;
}

function actorFrom(world: World, word: string): RoleActor {
  const id = nextNumber(world, 'actor');
  if (!word.startsWith('group:')) {
    return { id, kind: 'user', ref: findPerson(world, word).accountId };
  }
  const group = findGroup(world, word.slice('group:'.length));
  if (group === undefined) throw new BadChange(`there is no ${word}`);
  return { id, kind: 'group', ref: group.id };
}
