/** Desks, organisations and request types of a description. */
import type { WorldDescription } from './describe-world.ts';
import type { ServiceDesk } from './desk-types.ts';
import { BadChange, findIssue, findPerson, findProject } from './find-in-world.ts';
import { nextNumber } from './make-ids.ts';
import type { World } from './world-types.ts';

type DeskDescription = NonNullable<WorldDescription['desks']>[number];

/** Adds organisations, then desks, with everybody in them. */
export function buildDesks(world: World, description: WorldDescription, now: number): void {
  const { organizations } = world.serviceDesk;
  for (const given of description.organizations ?? []) {
    const id = String(nextNumber(world, 'organization'));
    organizations[id] = {
      id,
      name: given.name,
      members: idsOf(world, given.members),
      created: now,
    };
  }
  for (const given of description.desks ?? []) addDesk(world, given);
}

function idsOf(world: World, people: readonly string[]): string[] {
  return people.map((words) => findPerson(world, words).accountId);
}

function addDesk(world: World, given: DeskDescription): void {
  const project = findProject(world, given.project);
  if (project === undefined) throw new BadChange(`there is no project "${given.project}"`);
  const id = String(nextNumber(world, 'desk'));
  const desk: ServiceDesk = {
    id,
    projectId: project.id,
    access: given.access ?? 'closed',
    customers: idsOf(world, given.customers ?? []),
    organizationIds: Object.values(world.serviceDesk.organizations)
      .filter(({ name }) => given.organizations?.includes(name) === true)
      .map((organization) => organization.id),
    requestTypes: [],
  };
  world.serviceDesk.desks[id] = desk;
  for (const type of given.requestTypes ?? []) addRequestType(world, desk, type);
  for (const [key, people] of Object.entries(given.participants ?? {})) {
    const issue = findIssue(world, key);
    if (issue === undefined) throw new BadChange(`there is no issue "${key}"`);
    world.serviceDesk.participants[issue.id] = idsOf(world, people);
  }
}

function addRequestType(
  world: World,
  desk: ServiceDesk,
  given: NonNullable<DeskDescription['requestTypes']>[number],
): void {
  const type = Object.values(world.issueTypes).find(({ name }) => name === given.issueType);
  if (type === undefined) throw new BadChange(`there is no issue type "${given.issueType}"`);
  const id = String(nextNumber(world, 'requestType'));
  desk.requestTypes.push({
    id,
    name: given.name,
    description: given.description ?? '',
    helpText: '',
    issueTypeId: type.id,
    groupIds: ['1'],
  });
  for (const key of given.requests ?? []) {
    const issue = findIssue(world, key);
    if (issue === undefined) throw new BadChange(`there is no issue "${key}"`);
    world.serviceDesk.requestTypeOf[issue.id] = id;
  }
}
