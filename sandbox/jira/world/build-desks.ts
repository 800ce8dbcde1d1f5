/** Desks, organisations and request types of a description. */
import type { DeskDescription, WorldDescription } from './describe-world.ts';
import type { ServiceDesk } from './desk-types.ts';
import { BadChange, findIssue, findPerson, findProject } from './find-in-world.ts';
import { nextNumber } from './make-ids.ts';
import type { World } from './world-types.ts';

/** Adds the desks of the described projects, with everybody in them. */
export function buildDesks(world: World, description: WorldDescription, now: number): void {
  for (const { key, desk } of description.projects) {
    if (desk !== undefined) addDesk(world, key, desk, now);
  }
}

function idsOf(world: World, people: readonly string[]): string[] {
  return people.map((words) => findPerson(world, words).accountId);
}

function addDesk(world: World, key: string, given: DeskDescription, now: number): void {
  const project = findProject(world, key);
  if (project === undefined) throw new BadChange(`there is no project "${key}"`);
  const id = String(nextNumber(world, 'desk'));
  const desk: ServiceDesk = {
    id,
    projectId: project.id,
    access: given.access ?? 'closed',
    customers: idsOf(world, given.customers ?? []),
    organizationIds: [],
    requestTypes: [],
  };
  addOrganizations(world, desk, given.organizations ?? [], now);
  world.serviceDesk.desks[id] = desk;
  for (const type of given.requestTypes ?? []) addRequestType(world, desk, type);
  for (const [request, people] of Object.entries(given.participants ?? {})) {
    world.serviceDesk.participants[issueId(world, request)] = idsOf(world, people);
  }
}

function issueId(world: World, key: string): string {
  const issue = findIssue(world, key);
  if (issue === undefined) throw new BadChange(`there is no issue "${key}"`);
  return issue.id;
}

function addOrganizations(
  world: World,
  desk: ServiceDesk,
  all: NonNullable<DeskDescription['organizations']>,
  now: number,
): void {
  for (const { name, members, isCustomer = true } of all) {
    const id = String(nextNumber(world, 'organization'));
    const people = idsOf(world, members);
    world.serviceDesk.organizations[id] = { id, name, members: people, created: now };
    if (isCustomer) desk.organizationIds.push(id);
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
    world.serviceDesk.requestTypeOf[issueId(world, key)] = id;
  }
}
