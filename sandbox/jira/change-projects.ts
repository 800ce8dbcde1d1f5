/**
 * Changes of projects, role actors and permission schemes from outside Kraken.
 */
import type { ChangeOf } from './change-shapes.ts';
import type { SiteContext } from './operations/operation.ts';
import { eraseProject } from './operations/project-operations.ts';
import { PERMISSIONS } from './permissions/permission-keys.ts';
import { buildProjects } from './world/build-projects.ts';
import { BadChange, findGroup, findPerson, findProject, findRole } from './world/find-in-world.ts';
import { nextNumber } from './world/make-ids.ts';
import { parseHolder } from './world/parse-holder.ts';
import type { PermissionScheme, Project, RoleActor, World } from './world/world-types.ts';

type ProjectChange = ChangeOf<
  | 'add-role-actor'
  | 'remove-role-actor'
  | 'create-project'
  | 'delete-project'
  | 'archive-project'
  | 'restore-project'
  | 'rename-project'
  | 'change-project-key'
  | 'set-project-lead'
  | 'assign-scheme'
  | 'add-grant'
  | 'remove-grant'
>;

/** Carries out a change of projects, roles or schemes. */
export function changeProjects(site: SiteContext, change: ProjectChange): unknown {
  const { world } = site;
  switch (change.kind) {
    case 'create-project':
      return createProject(site, change);
    case 'add-grant':
    case 'remove-grant':
      return setGrant(world, change);
    case 'add-role-actor':
    case 'remove-role-actor':
      return setActor(world, change);
    default:
      return changeOne(site, mustFindProject(world, change.project), change);
  }
}

type OneProjectChange = Exclude<
  ProjectChange,
  ChangeOf<'create-project' | 'add-grant' | 'remove-grant' | 'add-role-actor' | 'remove-role-actor'>
>;

function changeOne(site: SiteContext, project: Project, change: OneProjectChange): undefined {
  const { world } = site;
  const ended = { at: site.now, by: project.leadAccountId };
  switch (change.kind) {
    case 'delete-project':
      if (change.enableUndo === false) eraseProject(world, project);
      else project.deleted = ended;
      break;
    case 'archive-project':
      project.archived = ended;
      break;
    case 'restore-project':
      project.archived = undefined;
      project.deleted = undefined;
      break;
    case 'rename-project':
      project.name = change.name;
      break;
    case 'change-project-key':
      changeKey(world, project, change.key);
      break;
    case 'set-project-lead':
      project.leadAccountId = findPerson(world, change.lead).accountId;
      break;
    case 'assign-scheme':
      project.permissionSchemeId = mustFindScheme(world, change.scheme).id;
      break;
    default:
      throw new Error(`unreachable: ${JSON.stringify(change)}`);
  }
  return undefined;
}

function mustFindProject(world: World, words: string): Project {
  const project = findProject(world, words);
  if (project === undefined) throw new BadChange(`there is no project "${words}"`);
  return project;
}

function mustFindScheme(world: World, words: string): PermissionScheme {
  const scheme = Object.values(world.schemes).find(
    (one) => one.name === words || String(one.id) === words,
  );
  if (scheme === undefined) throw new BadChange(`there is no permission scheme "${words}"`);
  return scheme;
}

function createProject(
  site: SiteContext,
  change: ChangeOf<'create-project'>,
): { id: string; key: string } {
  const { world } = site;
  const { key, name, lead, scheme, type } = change;
  if (findProject(world, key) !== undefined) throw new BadChange(`project "${key}" exists already`);
  buildProjects(
    world,
    [{ key, name, lead, scheme, roles: {}, ...(type === undefined ? {} : { type }) }],
    site.now,
  );
  return { id: mustFindProject(world, key).id, key };
}

function changeKey(world: World, project: Project, key: string): void {
  if (findProject(world, key) !== undefined) throw new BadChange(`key "${key}" is taken`);
  project.formerKeys.push(project.key);
  project.key = key;
  for (const issue of Object.values(world.issues)) {
    if (issue.projectId !== project.id) continue;
    issue.formerKeys.push(issue.key);
    issue.key = `${key}${issue.key.slice(issue.key.lastIndexOf('-'))}`;
  }
}

function setActor(
  world: World,
  change: ChangeOf<'add-role-actor' | 'remove-role-actor'>,
): undefined {
  const project = mustFindProject(world, change.project);
  const role = findRole(world, change.role);
  if (role === undefined) throw new BadChange(`there is no role "${change.role}"`);
  const wanted = actorOf(world, change.user, change.group);
  const actors = (project.actors[String(role.id)] ?? []).filter(
    (actor) => actor.kind !== wanted.kind || actor.ref !== wanted.ref,
  );
  if (change.kind === 'add-role-actor') actors.push(wanted);
  project.actors[String(role.id)] = actors;
  return undefined;
}

function actorOf(world: World, user: string | undefined, groupName: string | undefined): RoleActor {
  const id = nextNumber(world, 'actor');
  if (user !== undefined) return { id, kind: 'user', ref: findPerson(world, user).accountId };
  const group = groupName === undefined ? undefined : findGroup(world, groupName);
  if (group === undefined) throw new BadChange(`name a user, or a group that exists`);
  return { id, kind: 'group', ref: group.id };
}

function setGrant(world: World, change: ChangeOf<'add-grant' | 'remove-grant'>): unknown {
  const scheme = mustFindScheme(world, change.scheme);
  const { permission } = change;
  if (PERMISSIONS[permission]?.type !== 'PROJECT') {
    throw new BadChange(`"${permission}" is no project permission`);
  }
  const holder = parseHolder(world, change.holder);
  const kept = scheme.grants.filter(
    (grant) =>
      grant.permission !== permission ||
      grant.holder.type !== holder.type ||
      grant.holder.parameter !== holder.parameter,
  );
  if (change.kind === 'remove-grant' && kept.length === scheme.grants.length) {
    throw new BadChange(`scheme "${scheme.name}" has no such grant`);
  }
  scheme.grants = kept;
  if (change.kind === 'remove-grant') return undefined;
  const id = nextNumber(world, 'grant');
  scheme.grants.push({ id, permission, holder });
  return { id };
}
