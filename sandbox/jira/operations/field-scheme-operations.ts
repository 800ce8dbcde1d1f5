/**
 * Field schemes: which fields their projects have, and which of them are required. A write is judged item by item; where
 * every item is wrong the answer is 400, where some are, 207.
 */
import { z } from 'zod';
import { type Answer, JiraRefusal, ok, refusal } from '../http/jira-answer.ts';
import { classicProjects, fieldSchemeOf } from '../world/field-reach.ts';
import type { FieldScheme } from '../world/field-setup-types.ts';
import { demandJiraAdmin, readBody } from './guards.ts';
import { type Call, type Operation, pageOf, queryList, queryText } from './operation.ts';

const CONFIGURATION = ['manage:jira-configuration'];
const SCHEMES = '/rest/api/3/config/fieldschemes';

const operation = (
  operationId: string,
  method: Operation['method'],
  path: string,
  run: Operation['run'],
): Operation => ({
  operationId,
  method,
  path,
  scopes: CONFIGURATION,
  kind: method === 'GET' ? 'read' : 'write',
  run,
});

/** Operations on field schemes. */
export const fieldSchemeOperations: Operation[] = [
  operation('getFieldAssociationSchemes', 'GET', SCHEMES, listSchemes),
  operation('searchFieldAssociationSchemeFields', 'GET', `${SCHEMES}/{id}/fields`, listFields),
  operation(
    'searchFieldAssociationSchemeProjects',
    'GET',
    `${SCHEMES}/{id}/projects`,
    listProjects,
  ),
  operation(
    'associateProjectsToFieldAssociationSchemes',
    'PUT',
    `${SCHEMES}/projects`,
    assignProjects,
  ),
  operation(
    'updateFieldAssociationSchemeItemParameters',
    'PUT',
    `${SCHEMES}/fields/parameters`,
    setParameters,
  ),
];

function listSchemes(call: Call): Answer {
  demandJiraAdmin(call);
  const query = queryText(call, 'query')?.toLowerCase() ?? '';
  const found = Object.values(call.world.fieldSetup.fieldSchemes).filter(
    ({ name, description }) =>
      name.toLowerCase().includes(query) || description.toLowerCase().includes(query),
  );
  const page = pageOf(call, found, 50, 100);
  const values = page.values.map(({ id, name, description, isDefault, fields }) => ({
    id,
    name,
    description,
    isDefault,
    fieldsCount: Object.keys(fields).length,
  }));
  return ok({ ...page, values });
}

function schemeOf(call: Call): FieldScheme {
  demandJiraAdmin(call);
  const scheme = call.world.fieldSetup.fieldSchemes[call.params['id'] ?? ''];
  if (scheme === undefined) throw refusal(404, 'The field scheme was not found.');
  return scheme;
}

function listFields(call: Call): Answer {
  const ids = queryList(call, 'fieldId');
  const items = Object.entries(schemeOf(call).fields)
    .filter(([fieldId]) => ids.length === 0 || ids.includes(fieldId))
    .map(([fieldId, parameters]) => ({
      fieldId,
      parameters: { ...parameters },
      restrictedToWorkTypes: [],
      workTypeParameters: [],
      allowedOperations: ['REMOVE', 'CHANGE_REQUIRED', 'CHANGE_DESCRIPTION'],
    }));
  return ok(pageOf(call, items, 50, 100));
}

function listProjects(call: Call): Answer {
  const scheme = schemeOf(call);
  const found = classicProjects(call.world)
    .filter(({ id }) => fieldSchemeOf(call.world, id) === scheme)
    .map(({ id, key, name }) => ({ id, key, name, deleted: false }));
  return ok(pageOf(call, found, 50, 100));
}

interface Item {
  success: boolean;
  error?: string;
  [key: string]: unknown;
}

/** 200 where everything was done, 207 where some was, 400 where nothing was. */
function outcome(results: Item[]): Answer {
  if (results.every(({ success }) => !success)) throw new JiraRefusal(400, { results });
  return { status: results.every(({ success }) => success) ? 200 : 207, body: { results } };
}

const projectsBody = z.record(z.string(), z.object({ projectIds: z.array(z.number()) }));

function assignProjects(call: Call): Answer {
  demandJiraAdmin(call);
  const given = readBody(projectsBody, call.body);
  const known = new Set(classicProjects(call.world).map(({ id }) => id));
  const { fieldSchemes } = call.world.fieldSetup;
  const results = Object.entries(given).flatMap(([schemeId, { projectIds }]) =>
    projectIds.map((projectId): Item => {
      const names = { schemeId: Number(schemeId), projectId };
      const scheme = fieldSchemes[schemeId];
      if (scheme === undefined) {
        return { ...names, success: false, error: `Field scheme #${schemeId} doesn't exist` };
      }
      if (!known.has(String(projectId))) {
        return { ...names, success: false, error: `Project #${projectId} doesn't exist` };
      }
      for (const each of Object.values(fieldSchemes)) {
        each.projectIds = each.projectIds.filter((id) => id !== String(projectId));
      }
      if (!scheme.isDefault) scheme.projectIds.push(String(projectId));
      return { ...names, success: true };
    }),
  );
  return outcome(results);
}

const parametersBody = z.record(
  z.string(),
  z.array(
    z.object({
      schemeIds: z.array(z.number()),
      parameters: z.object({
        isRequired: z.boolean().optional(),
        description: z.string().optional(),
      }),
    }),
  ),
);

type Parameters = z.infer<typeof parametersBody>[string][number]['parameters'];

function setParameters(call: Call): Answer {
  demandJiraAdmin(call);
  const given = readBody(parametersBody, call.body);
  const results = Object.entries(given).flatMap(([fieldId, changes]) =>
    changes.flatMap(({ schemeIds, parameters }) =>
      schemeIds.map((schemeId) => setOne(call, fieldId, schemeId, parameters)),
    ),
  );
  return outcome(results);
}

function setOne(call: Call, fieldId: string, schemeId: number, parameters: Parameters): Item {
  const scheme = call.world.fieldSetup.fieldSchemes[String(schemeId)];
  const field = scheme?.fields[fieldId];
  if (scheme === undefined) {
    return { fieldId, schemeId, success: false, error: `Scheme ${schemeId} doesn't exist` };
  }
  if (field === undefined) {
    const error = `The field '${fieldId}' is not associated with the scheme '${schemeId}'.`;
    return { fieldId, schemeId, success: false, error };
  }
  field.isRequired = parameters.isRequired ?? field.isRequired;
  field.description = parameters.description ?? field.description;
  return { fieldId, schemeId, success: true };
}
