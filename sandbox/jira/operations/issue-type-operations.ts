/**
 * Issue types and the schemes that offer them. A new type enters the default scheme by itself; a type in use is only
 * deleted with another in its place; a scheme keeps the types its issues have, and at least one standard type.
 */
import { z } from 'zod';
import { type Answer, noContent, ok, refusal } from '../http/jira-answer.ts';
import { issueTypeBody } from '../render/render-project.ts';
import type { IssueTypeScheme } from '../world/administration-types.ts';
import { nextNumber } from '../world/make-ids.ts';
import { alternativesTo, forgetType, isTypeUsed } from '../world/type-uses.ts';
import type { IssueType, World } from '../world/world-types.ts';
import { demandJiraAdmin, readBody } from './guards.ts';
import { type Call, type Operation, pageOf, queryList, queryText } from './operation.ts';

const SCOPES = ['manage:jira-configuration'];
const TYPE = '/rest/api/3/issuetype';
const SCHEME = '/rest/api/3/issuetypescheme';

function read(
  operationId: string,
  path: string,
  run: Operation['run'],
  scopes: readonly string[] = SCOPES,
): Operation {
  return { operationId, method: 'GET', path, scopes, kind: 'read', run };
}

function write(
  operationId: string,
  method: 'POST' | 'PUT' | 'DELETE',
  path: string,
  run: Operation['run'],
): Operation {
  return { operationId, method, path, scopes: SCOPES, kind: 'write', run };
}

/** Operations on issue types and their schemes. */
export const issueTypeOperations: Operation[] = [
  write('createIssueType', 'POST', TYPE, createType),
  write('updateIssueType', 'PUT', `${TYPE}/{id}`, updateType),
  write('deleteIssueType', 'DELETE', `${TYPE}/{id}`, deleteType),
  read('getAlternativeIssueTypes', `${TYPE}/{id}/alternatives`, alternatives, ['read:jira-work']),
  read(
    'getIssueType',
    `${TYPE}/{id}`,
    (call) => ok(issueTypeBody(call.site, typeOf(call, call.params['id'] ?? ''))),
    ['read:jira-work'],
  ),
  read('getAllIssueTypeSchemes', SCHEME, (call) => {
    demandJiraAdmin(call);
    const ids = queryList(call, 'id');
    const schemes = schemesOf(call.world).filter(({ id }) => ids.length === 0 || ids.includes(id));
    const page = pageOf(call, schemes, 50, 100);
    return ok({ ...page, values: page.values.map(schemeBody) });
  }),
  read('getIssueTypeSchemesMapping', `${SCHEME}/mapping`, (call) => {
    demandJiraAdmin(call);
    const ids = queryList(call, 'issueTypeSchemeId');
    const items = schemesOf(call.world)
      .filter(({ id }) => ids.length === 0 || ids.includes(id))
      .flatMap(({ id, issueTypeIds }) =>
        issueTypeIds.map((issueTypeId) => ({ issueTypeSchemeId: id, issueTypeId })),
      );
    return ok(pageOf(call, items, 50, 100));
  }),
  read('getIssueTypeSchemeForProjects', `${SCHEME}/project`, (call) => {
    demandJiraAdmin(call);
    const wanted = queryList(call, 'projectId');
    const used = schemesOf(call.world).flatMap((scheme) => {
      const projectIds = scheme.projectIds.filter((id) => wanted.includes(id));
      return projectIds.length === 0 ? [] : [{ issueTypeScheme: schemeBody(scheme), projectIds }];
    });
    return ok(pageOf(call, used, 50, 100));
  }),
  write('assignIssueTypeSchemeToProject', 'PUT', `${SCHEME}/project`, assignScheme),
  write(
    'addIssueTypesToIssueTypeScheme',
    'PUT',
    `${SCHEME}/{issueTypeSchemeId}/issuetype`,
    addTypes,
  ),
  write(
    'removeIssueTypeFromIssueTypeScheme',
    'DELETE',
    `${SCHEME}/{issueTypeSchemeId}/issuetype/{issueTypeId}`,
    removeType,
  ),
];

const schemesOf = (world: World): IssueTypeScheme[] =>
  Object.values(world.administration.issueTypeSchemes);

function schemeBody(scheme: IssueTypeScheme): Record<string, unknown> {
  const { id, name, description, defaultIssueTypeId, isDefault } = scheme;
  return {
    id,
    name,
    ...(description === '' ? {} : { description }),
    ...(defaultIssueTypeId === undefined ? {} : { defaultIssueTypeId }),
    ...(isDefault ? { isDefault } : {}),
  };
}

/** Projects offer what their scheme holds. */
function offer(world: World, scheme: IssueTypeScheme): void {
  for (const id of scheme.projectIds) {
    const project = world.projects[id];
    if (project !== undefined) project.issueTypeIds = [...scheme.issueTypeIds];
  }
}

function typeOf(call: Call, id: string): IssueType {
  const type = call.world.issueTypes[id];
  if (type === undefined) throw refusal(404, `The issue type with ID ${id} does not exist.`);
  return type;
}

function freeName(world: World, name: string, own?: IssueType): void {
  if (name.trim() === '') throw refusal(400, [], { name: 'You must specify a name.' });
  const taken = Object.values(world.issueTypes).some(
    (type) => type !== own && type.name.toLowerCase() === name.toLowerCase(),
  );
  if (taken) throw refusal(409, [], { name: 'An issue type with this name already exists.' });
}

const createBody = z.object({
  name: z.string(),
  description: z.string().optional(),
  hierarchyLevel: z.union([z.literal(0), z.literal(-1)]).optional(),
  type: z.enum(['standard', 'subtask']).optional(),
});

function createType(call: Call): Answer {
  demandJiraAdmin(call);
  const given = readBody(createBody, call.body);
  freeName(call.world, given.name);
  const level = given.hierarchyLevel ?? (given.type === 'subtask' ? -1 : 0);
  // The stand-in's first types have the numbers up to 10005.
  const id = String(10_100 + nextNumber(call.world, 'issueType') - 10_000);
  const type: IssueType = {
    id,
    name: given.name,
    description: given.description ?? '',
    subtask: level === -1,
    hierarchyLevel: level,
  };
  call.world.issueTypes[id] = type;
  for (const scheme of schemesOf(call.world).filter(({ isDefault }) => isDefault)) {
    scheme.issueTypeIds.push(id);
    offer(call.world, scheme);
  }
  return { status: 201, body: issueTypeBody(call.site, type) };
}

function updateType(call: Call): Answer {
  demandJiraAdmin(call);
  const type = typeOf(call, call.params['id'] ?? '');
  const given = readBody(
    z.object({ name: z.string().optional(), description: z.string().optional() }),
    call.body,
  );
  if (given.name !== undefined) {
    freeName(call.world, given.name, type);
    type.name = given.name;
  }
  if (given.description !== undefined) type.description = given.description;
  return ok(issueTypeBody(call.site, type));
}

function alternatives(call: Call): Answer {
  const type = typeOf(call, call.params['id'] ?? '');
  const others = alternativesTo(call.world, type);
  return ok(others.map((other) => issueTypeBody(call.site, other)));
}

function deleteType(call: Call): Answer {
  demandJiraAdmin(call);
  const { world } = call;
  const type = typeOf(call, call.params['id'] ?? '');
  const wanted = queryText(call, 'alternativeIssueTypeId');
  const inUse = isTypeUsed(world, type.id);
  if (inUse && wanted === undefined) {
    throw refusal(404, 'The issue type is in use and no alternative issue type is given.');
  }
  const other = wanted === undefined ? undefined : typeOf(call, wanted);
  if (inUse && other !== undefined) demandAlternative(world, type, other);
  forgetType(world, type, other);
  return noContent();
}

/** Every issue must be able to become the other type: alike in all schemes, and offered where the issue is. */
function demandAlternative(world: World, type: IssueType, other: IssueType): void {
  if (other === type) throw refusal(409, 'The alternative issue type is the one to be deleted.');
  if (other.subtask !== type.subtask) {
    throw refusal(409, 'The alternative issue type is of another level.');
  }
  const isStuck = Object.values(world.issues).some(
    ({ typeId, projectId }) =>
      typeId === type.id && world.projects[projectId]?.issueTypeIds.includes(other.id) === false,
  );
  if (isStuck || !alternativesTo(world, type).includes(other)) {
    throw refusal(400, 'Issues cannot be updated with the alternative issue type.');
  }
}

function schemeOf(call: Call): IssueTypeScheme {
  const id = call.params['issueTypeSchemeId'] ?? '';
  const scheme = call.world.administration.issueTypeSchemes[id];
  if (scheme === undefined) throw refusal(404, `The issue type scheme ${id} was not found.`);
  return scheme;
}

function addTypes(call: Call): Answer {
  demandJiraAdmin(call);
  const scheme = schemeOf(call);
  const { issueTypeIds } = readBody(
    z.object({ issueTypeIds: z.array(z.string()).min(1) }),
    call.body,
  );
  for (const id of issueTypeIds) typeOf(call, id);
  if (issueTypeIds.some((id) => scheme.issueTypeIds.includes(id))) {
    throw refusal(400, 'One of the issue types already is in the issue type scheme.');
  }
  scheme.issueTypeIds.push(...issueTypeIds);
  offer(call.world, scheme);
  return noContent();
}

function isUsed(world: World, projectIds: readonly string[], typeIds: readonly string[]): boolean {
  return Object.values(world.issues).some(
    ({ projectId, typeId }) => projectIds.includes(projectId) && typeIds.includes(typeId),
  );
}

function removeType(call: Call): Answer {
  demandJiraAdmin(call);
  const scheme = schemeOf(call);
  const { world } = call;
  const id = call.params['issueTypeId'] ?? '';
  if (!scheme.issueTypeIds.includes(id)) {
    throw refusal(404, 'The issue type is not in the issue type scheme.');
  }
  if (scheme.isDefault) {
    throw refusal(400, 'Issue types cannot be removed from the default issue type scheme.');
  }
  if (isUsed(world, scheme.projectIds, [id])) {
    throw refusal(400, 'The issue type is used by issues and cannot be removed.');
  }
  const left = scheme.issueTypeIds.filter((one) => one !== id);
  if (!left.some((one) => world.issueTypes[one]?.subtask === false)) {
    throw refusal(400, 'The last standard issue type cannot be removed.');
  }
  scheme.issueTypeIds = left;
  offer(world, scheme);
  return noContent();
}

function assignScheme(call: Call): Answer {
  demandJiraAdmin(call);
  const { world } = call;
  const given = readBody(
    z.object({ issueTypeSchemeId: z.string(), projectId: z.string() }),
    call.body,
  );
  const scheme = world.administration.issueTypeSchemes[given.issueTypeSchemeId];
  const project = world.projects[given.projectId];
  if (scheme === undefined || project === undefined || project.deleted !== undefined) {
    throw refusal(404, 'The issue type scheme or the project is not found.');
  }
  if (project.style === 'next-gen') {
    throw refusal(400, 'Issue type schemes can only be assigned to classic projects.');
  }
  const missing = Object.keys(world.issueTypes).filter((id) => !scheme.issueTypeIds.includes(id));
  if (isUsed(world, [project.id], missing)) {
    throw refusal(400, 'Issues of the project have issue types that are not in the scheme.');
  }
  for (const other of schemesOf(world)) {
    other.projectIds = other.projectIds.filter((id) => id !== project.id);
  }
  scheme.projectIds.push(project.id);
  offer(world, scheme);
  return noContent();
}
