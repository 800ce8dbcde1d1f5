/** Components and versions of a description, with the issues that carry them. */
import type { WorldDescription } from './describe-world.ts';
import { BadChange, findIssue, findPerson, findProject } from './find-in-world.ts';
import type { Issue } from './issue-types.ts';
import { nextNumber } from './make-ids.ts';
import type { ComponentDescription, VersionDescription } from './versions-types.ts';
import type { Project, World } from './world-types.ts';

/** Adds components and versions; projects and issues must be there. */
export function buildVersions(world: World, description: WorldDescription): void {
  for (const given of description.components ?? []) addComponent(world, given);
  for (const given of description.versions ?? []) addVersion(world, given);
}

function addComponent(world: World, given: ComponentDescription): void {
  const id = String(nextNumber(world, 'component'));
  world.components[id] = {
    id,
    projectId: projectNamed(world, given.project).id,
    name: given.name,
    description: given.description ?? '',
    lead: given.lead === undefined ? undefined : findPerson(world, given.lead).accountId,
    assigneeType: given.assigneeType ?? 'PROJECT_DEFAULT',
  };
  for (const key of given.issues ?? []) issueNamed(world, key).componentIds.push(id);
}

function addVersion(world: World, given: VersionDescription): void {
  const id = String(nextNumber(world, 'version'));
  world.versions[id] = {
    id,
    projectId: projectNamed(world, given.project).id,
    name: given.name,
    description: given.description ?? '',
    archived: given.archived ?? false,
    released: given.released ?? false,
    startDate: given.startDate,
    releaseDate: given.releaseDate,
  };
  for (const key of given.fixes ?? []) issueNamed(world, key).fixVersionIds.push(id);
  for (const key of given.affects ?? []) issueNamed(world, key).affectsVersionIds.push(id);
}

function projectNamed(world: World, key: string): Project {
  const project = findProject(world, key);
  if (project === undefined) throw new BadChange(`there is no project "${key}"`);
  return project;
}

function issueNamed(world: World, key: string): Issue {
  const issue = findIssue(world, key);
  if (issue === undefined) throw new BadChange(`there is no issue "${key}"`);
  return issue;
}
