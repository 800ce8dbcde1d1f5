/**
 * Which fields projects have. A project's fields are those of its field scheme, so that a field given to one project, or
 * taken from it, is given to or taken from every project of the same scheme.
 */
import { z } from 'zod';
import { type Answer, noContent, ok, refusal } from '../http/jira-answer.ts';
import { classicProjects, fieldSchemeOf, fieldSchemesOf } from '../world/field-reach.ts';
import type { FieldScheme } from '../world/field-setup-types.ts';
import { demandJiraAdmin, readBody } from './guards.ts';
import { type Call, type Operation, pageOf, queryList } from './operation.ts';

const CONFIGURATION = ['manage:jira-configuration'];

/** Operations on the fields of projects. */
export const associationOperations: Operation[] = [
  {
    operationId: 'createAssociations',
    method: 'PUT',
    path: '/rest/api/3/field/association',
    scopes: CONFIGURATION,
    kind: 'write',
    run(call) {
      const { fieldIds, schemes } = given(call);
      for (const scheme of schemes) {
        for (const id of fieldIds) scheme.fields[id] ??= { isRequired: false, description: '' };
      }
      return noContent();
    },
  },
  {
    operationId: 'removeAssociations',
    method: 'DELETE',
    path: '/rest/api/3/field/association',
    scopes: CONFIGURATION,
    kind: 'write',
    run(call) {
      const { fieldIds, schemes } = given(call);
      for (const scheme of schemes) {
        for (const id of fieldIds) delete scheme.fields[id];
      }
      return noContent();
    },
  },
  {
    operationId: 'getFieldProjectAssociations',
    method: 'GET',
    path: '/rest/api/3/field/{fieldId}/association/project',
    scopes: ['read:jira-work'],
    kind: 'read',
    run: listAssociations,
  },
  {
    operationId: 'getProjectsWithFieldSchemes',
    method: 'GET',
    path: '/rest/api/3/config/fieldschemes/projects',
    scopes: CONFIGURATION,
    kind: 'read',
    run: listProjects,
  },
];

const identifier = z.union([z.string(), z.number()]);
const body = z.object({
  associationContexts: z.array(z.object({ type: z.literal('PROJECT_ID'), identifier })),
  fields: z.array(z.object({ type: z.literal('FIELD_ID'), identifier: z.string() })),
});

function given(call: Call): { fieldIds: string[]; schemes: FieldScheme[] } {
  demandJiraAdmin(call);
  const { associationContexts, fields } = readBody(body, call.body);
  if (fields.length === 0 || associationContexts.length === 0) {
    throw refusal(400, 'At least one field and one project must be provided.');
  }
  const fieldIds = fields.map((field) => field.identifier);
  for (const id of fieldIds) {
    const field = call.world.fields[id];
    if (field === undefined || field.trashed) throw refusal(404, 'The field was not found.');
  }
  const projectIds = associationContexts.map((context) => String(context.identifier));
  const known = new Set(classicProjects(call.world).map(({ id }) => id));
  if (projectIds.some((id) => !known.has(id))) throw refusal(404, 'The project was not found.');
  return { fieldIds, schemes: fieldSchemesOf(call.world, projectIds) };
}

function listAssociations(call: Call): Answer {
  demandJiraAdmin(call);
  const id = call.params['fieldId'] ?? '';
  const found = classicProjects(call.world).filter((project) =>
    Object.hasOwn(fieldSchemeOf(call.world, project.id)?.fields ?? {}, id),
  );
  return ok(
    pageOf(
      call,
      found.map((project) => ({ projectId: project.id })),
      50,
      50,
    ),
  );
}

function listProjects(call: Call): Answer {
  demandJiraAdmin(call);
  const asked = new Set(queryList(call, 'projectId'));
  const rows = classicProjects(call.world)
    .filter(({ id }) => asked.has(id))
    .flatMap(({ id }) => {
      const scheme = fieldSchemeOf(call.world, id);
      return scheme === undefined ? [] : [{ projectId: Number(id), schemeId: scheme.id }];
    });
  return ok(pageOf(call, rows, 50, 100));
}
