/**
 * Request types of a desk. A new one belongs to no group, so that the portal does not show it; deleting one takes it off
 * all requests. Team-managed projects have none of their own.
 */
import { z } from 'zod';
import { type Answer, noContent, ok } from '../http/jira-answer.ts';
import type { RequestType, ServiceDesk } from '../world/desk-types.ts';
import { nextNumber } from '../world/make-ids.ts';
import type { Project } from '../world/world-types.ts';
import {
  administeredDesk,
  DESK,
  deskPage,
  deskRefusal,
  visibleDesk,
  worksOn,
} from './desk-parts.ts';
import { readBody } from './guards.ts';
import { type Call, type Operation, queryFlag, queryText } from './operation.ts';

const PATH = `${DESK}/servicedesk/{serviceDeskId}/requesttype`;

/** Operations on request types. */
export const requestTypeOperations: Operation[] = [
  {
    operationId: 'getRequestTypes',
    method: 'GET',
    path: PATH,
    scopes: ['read:servicedesk-request'],
    kind: 'read',
    run: list,
  },
  {
    operationId: 'createRequestType',
    method: 'POST',
    path: PATH,
    scopes: [
      'read:requesttype:jira-service-management',
      'write:requesttype:jira-service-management',
    ],
    kind: 'write',
    isExperimental: true,
    run: create,
  },
  {
    operationId: 'deleteRequestType',
    method: 'DELETE',
    path: `${PATH}/{requestTypeId}`,
    scopes: ['manage:jira-project'],
    kind: 'write',
    isExperimental: true,
    run: remove,
  },
];

function render(call: Call, desk: ServiceDesk, type: RequestType): Record<string, unknown> {
  const { id, name, description, helpText, issueTypeId, groupIds } = type;
  const self = `${call.site.baseUrl}${DESK}/servicedesk/${desk.id}/requesttype/${id}`;
  return {
    _expands: ['field'],
    id,
    name,
    description,
    helpText,
    issueTypeId,
    serviceDeskId: desk.id,
    portalId: desk.id,
    groupIds,
    icon: { id: '10490', _links: { iconUrls: {} } },
    restrictionStatus: 'OPEN',
    _links: { self },
  };
}

function list(call: Call): Answer {
  const { desk, project } = visibleDesk(call);
  const query = queryText(call, 'searchQuery')?.toLowerCase();
  const hidden =
    query === undefined
      ? worksOn(call, project)
      : queryFlag(call, 'includeHiddenRequestTypesInSearch', false);
  const found = desk.requestTypes.filter(
    (type) =>
      (hidden || type.groupIds.length > 0) &&
      (query === undefined || `${type.name} ${type.description}`.toLowerCase().includes(query)),
  );
  const path = `${DESK}/servicedesk/${desk.id}/requesttype`;
  return ok(deskPage(call, path, found, (type) => render(call, desk, type)));
}

function demandClassic(project: Project): void {
  if (project.style === 'next-gen') {
    throw deskRefusal(400, 'Request types of this project are made with its issue types.');
  }
}

const draft = z.object({
  name: z.string().optional(),
  issueTypeId: z.string().optional(),
  description: z.string().optional(),
  helpText: z.string().optional(),
});

function create(call: Call): Answer {
  const { desk, project } = administeredDesk(call);
  demandClassic(project);
  const { name = '', issueTypeId = '', description, helpText } = readBody(draft, call.body);
  if (name.trim() === '') throw deskRefusal(400, 'The request type name must not be empty.');
  if (!project.issueTypeIds.includes(issueTypeId)) {
    throw deskRefusal(404, `The issue type ${issueTypeId} does not exist in this project.`);
  }
  const made: RequestType = {
    id: String(nextNumber(call.world, 'requestType')),
    name,
    description: description ?? '',
    helpText: helpText ?? '',
    issueTypeId,
    groupIds: [],
  };
  desk.requestTypes.push(made);
  return ok(render(call, desk, made));
}

function remove(call: Call): Answer {
  const { desk, project } = administeredDesk(call);
  demandClassic(project);
  const id = call.params['requestTypeId'] ?? '';
  if (!desk.requestTypes.some((type) => type.id === id)) {
    throw deskRefusal(404, `The request type with ID ${id} does not exist.`);
  }
  desk.requestTypes = desk.requestTypes.filter((type) => type.id !== id);
  const { requestTypeOf } = call.world.serviceDesk;
  for (const [issueId, typeId] of Object.entries(requestTypeOf)) {
    if (typeId === id) delete requestTypeOf[issueId];
  }
  return noContent();
}
