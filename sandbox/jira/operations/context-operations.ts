/**
 * Contexts of custom fields: where a field applies, and its options there.
 */
import { z } from 'zod';
import { type Answer, noContent, ok, refusal } from '../http/jira-answer.ts';
import { newOption } from '../world/build-fields.ts';
import { nextNumber } from '../world/make-ids.ts';
import { hasOptions } from '../world/option-values.ts';
import type { Field, FieldContext } from '../world/world-types.ts';
import { customFieldOf } from './field-operations.ts';
import { demandJiraAdmin, readBody } from './guards.ts';
import { type Call, type Operation, pageOf, queryFlag, queryList, queryText } from './operation.ts';

const MANAGE = ['manage:jira-configuration'];
const CONTEXT = '/rest/api/3/field/{fieldId}/context';
const ONE = `${CONTEXT}/{contextId}`;
const NOT_ADMIN = 'Only Jira administrators can access custom field contexts.';

/** Operations on contexts and options. */
export const contextOperations: Operation[] = [
  {
    operationId: 'getContextsForField',
    method: 'GET',
    path: CONTEXT,
    scopes: MANAGE,
    kind: 'read',
    run: listContexts,
  },
  {
    operationId: 'createCustomFieldContext',
    method: 'POST',
    path: CONTEXT,
    scopes: MANAGE,
    kind: 'write',
    run: createContext,
  },
  {
    operationId: 'deleteCustomFieldContext',
    method: 'DELETE',
    path: ONE,
    scopes: MANAGE,
    kind: 'write',
    run: deleteContext,
  },
  {
    operationId: 'getProjectContextMapping',
    method: 'GET',
    path: `${CONTEXT}/projectmapping`,
    scopes: MANAGE,
    kind: 'read',
    run: listMappings,
  },
  {
    operationId: 'assignProjectsToCustomFieldContext',
    method: 'PUT',
    path: `${ONE}/project`,
    scopes: MANAGE,
    kind: 'write',
    run: assignProjects,
  },
  {
    operationId: 'removeCustomFieldContextFromProjects',
    method: 'POST',
    path: `${ONE}/project/remove`,
    scopes: MANAGE,
    kind: 'write',
    run: removeProjects,
  },
  {
    operationId: 'getOptionsForContext',
    method: 'GET',
    path: `${ONE}/option`,
    scopes: MANAGE,
    kind: 'read',
    run(call) {
      const { field, context } = contextTarget(call);
      if (!hasOptions(field)) throw refusal(400, "The custom field doesn't support options.");
      const id = queryText(call, 'optionId');
      const found = context.options.filter((one) => id === undefined || one.id === id);
      return ok(pageOf(call, found, 100, 1_000));
    },
  },
  {
    operationId: 'createCustomFieldOption',
    method: 'POST',
    path: `${ONE}/option`,
    scopes: MANAGE,
    kind: 'write',
    run: createOptions,
  },
];

function fieldOf(call: Call, notAdmin = NOT_ADMIN): Field {
  demandJiraAdmin(call, notAdmin);
  const field = customFieldOf(call, call.params['fieldId'] ?? '');
  if (field.trashed) throw refusal(404, 'The custom field was not found.');
  return field;
}

/** The field and the context of it that a path names. Throws 404. */
export function contextTarget(
  call: Call,
  notAdmin = NOT_ADMIN,
): { field: Field; context: FieldContext } {
  const field = fieldOf(call, notAdmin);
  const context = field.contexts.find((one) => one.id === call.params['contextId']);
  if (context === undefined) throw refusal(404, 'The context was not found.');
  return { field, context };
}

const isGlobal = (context: FieldContext): boolean => context.projectIds.length === 0;

function listContexts(call: Call): Answer {
  const ids = queryList(call, 'contextId');
  const found = fieldOf(call)
    .contexts.filter((context) => ids.length === 0 || ids.includes(context.id))
    .filter(
      (context) =>
        !call.query.has('isGlobalContext') ||
        isGlobal(context) === queryFlag(call, 'isGlobalContext', false),
    );
  const page = pageOf(call, found, 50, 50);
  return ok({
    ...page,
    values: page.values.map((context) => ({
      id: context.id,
      name: context.name,
      description: context.description,
      isGlobalContext: isGlobal(context),
      isAnyIssueType: context.issueTypeIds.length === 0,
    })),
  });
}

const contextBody = z.object({
  name: z.string(),
  description: z.string().optional(),
  projectIds: z.array(z.string()).optional(),
  issueTypeIds: z.array(z.string()).optional(),
});

function createContext(call: Call): Answer {
  const field = fieldOf(call);
  const given = readBody(contextBody, call.body);
  const projectIds = given.projectIds ?? [];
  const issueTypeIds = given.issueTypeIds ?? [];
  demandProjects(call, field, projectIds);
  for (const id of issueTypeIds) {
    if (call.world.issueTypes[id] === undefined)
      throw refusal(404, 'The issue type was not found.');
  }
  if (projectIds.length === 0 && field.contexts.some(isGlobal)) {
    throw refusal(400, 'The custom field already has a global context.');
  }
  const context: FieldContext = {
    id: String(nextNumber(call.world, 'context')),
    name: given.name,
    description: given.description ?? '',
    projectIds,
    issueTypeIds,
    options: [],
  };
  field.contexts.push(context);
  const { id, name, description } = context;
  return { status: 201, body: { id, name, description, projectIds, issueTypeIds } };
}

function demandProjects(call: Call, field: Field, projectIds: readonly string[]): void {
  if (new Set(projectIds).size !== projectIds.length) {
    throw refusal(400, 'The projectIds must not contain duplicates.');
  }
  for (const id of projectIds) {
    const project = call.world.projects[id];
    if (project === undefined || project.deleted !== undefined) {
      throw refusal(404, 'The project was not found.');
    }
    if (field.contexts.some((context) => context.projectIds.includes(id))) {
      throw refusal(400, 'The project is already assigned to a context of the custom field.');
    }
  }
}

function deleteContext(call: Call): Answer {
  const { field, context } = contextTarget(call);
  if (isGlobal(context)) demandGlobalRemoval(call);
  field.contexts = field.contexts.filter((one) => one.id !== context.id);
  return noContent();
}

/** Since April 2026 a global context can neither be removed nor narrowed (CHANGE-3019). */
function demandGlobalRemoval(call: Call): void {
  if (call.site.globalContextRemoval === 'refused') {
    throw refusal(400, 'The global context of a custom field cannot be removed.');
  }
}

function listMappings(call: Call): Answer {
  const ids = queryList(call, 'contextId');
  const rows = fieldOf(call)
    .contexts.filter((context) => ids.length === 0 || ids.includes(context.id))
    .flatMap(
      (context): Array<Record<string, unknown>> =>
        isGlobal(context)
          ? [{ contextId: context.id, isGlobalContext: true }]
          : context.projectIds.map((projectId) => ({ contextId: context.id, projectId })),
    );
  return ok(pageOf(call, rows, 50, 50));
}

const projectsBody = z.object({ projectIds: z.array(z.string()) });

function assignProjects(call: Call): Answer {
  const { field, context } = contextTarget(call);
  const { projectIds } = readBody(projectsBody, call.body);
  if (isGlobal(context)) demandGlobalRemoval(call);
  demandProjects(call, field, projectIds);
  context.projectIds = [...context.projectIds, ...projectIds];
  return noContent();
}

function removeProjects(call: Call): Answer {
  const { field, context } = contextTarget(call);
  const { projectIds } = readBody(projectsBody, call.body);
  if (projectIds.some((id) => !context.projectIds.includes(id))) {
    throw refusal(400, 'A project is not assigned to the context.');
  }
  const left = context.projectIds.filter((id) => !projectIds.includes(id));
  if (new Set(projectIds).size !== projectIds.length) {
    throw refusal(400, 'The projectIds must not contain duplicates.');
  }
  const another = field.contexts.some((one) => one.id !== context.id && isGlobal(one));
  if (left.length === 0 && another) {
    throw refusal(400, 'The custom field would have two global contexts.');
  }
  context.projectIds = left;
  return noContent();
}

/** Of a field, in all its contexts. */
const MAX_OPTIONS = 10_000;

const optionsBody = z.object({
  options: z.array(z.object({ value: z.string(), disabled: z.boolean().optional() })).min(1),
});

function createOptions(call: Call): Answer {
  const { field, context } = contextTarget(call);
  if (!hasOptions(field)) {
    throw refusal(400, "The custom field doesn't support options.");
  }
  const { options } = readBody(optionsBody, call.body);
  const taken = options.find((one) => context.options.some((old) => old.value === one.value));
  if (taken !== undefined) throw refusal(400, `The option '${taken.value}' already exists.`);
  const held = field.contexts.reduce((sum, one) => sum + one.options.length, 0);
  if (held + options.length > MAX_OPTIONS) {
    throw refusal(400, `A field can have a maximum of ${MAX_OPTIONS} options.`);
  }
  const created = options.map((one) => ({
    ...newOption(call.world, one.value),
    disabled: one.disabled ?? false,
  }));
  context.options.push(...created);
  return ok({ options: created });
}
