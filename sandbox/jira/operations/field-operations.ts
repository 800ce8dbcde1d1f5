/**
 * Fields, their contexts and options. Creating a field creates a default context for all projects; a
 * context without projects is global, and so is one whose last project was taken away.
 */
import { z } from 'zod';
import { type Answer, fieldRefusal, ok, refusal } from '../http/jira-answer.ts';
import { fieldSchema } from '../render/render-status.ts';
import {
  CUSTOM_TYPE_PREFIX,
  FIELD_TYPES,
  newCustomField,
  SPRINT_TYPE,
} from '../world/build-fields.ts';
import { liveFields } from '../world/find-in-world.ts';
import type { Field } from '../world/world-types.ts';
import { demandJiraAdmin, demandSignedIn, readBody } from './guards.ts';
import { type Call, type Operation, pageOf, queryList, queryText } from './operation.ts';

const MANAGE = ['manage:jira-configuration'];

/** Operations on fields themselves; contexts are in `context-operations.ts`. */
export const fieldOperations: Operation[] = [
  {
    operationId: 'getFields',
    method: 'GET',
    path: '/rest/api/3/field',
    scopes: ['read:jira-work'],
    kind: 'read',
    run(call) {
      return ok(liveFields(call.world).map(fieldBody));
    },
  },
  {
    operationId: 'getFieldsPaginated',
    method: 'GET',
    path: '/rest/api/3/field/search',
    scopes: ['read:jira-work'],
    kind: 'read',
    run: searchFields,
  },
  {
    operationId: 'createCustomField',
    method: 'POST',
    path: '/rest/api/3/field',
    scopes: MANAGE,
    kind: 'write',
    run: createField,
  },
  {
    operationId: 'trashCustomField',
    method: 'POST',
    path: '/rest/api/3/field/{id}/trash',
    scopes: MANAGE,
    kind: 'write',
    run(call) {
      demandJiraAdmin(call);
      const field = customFieldOf(call, call.params['id'] ?? '');
      if (field.trashed) throw refusal(400, 'The custom field is already in the trash.');
      if (field.customType === SPRINT_TYPE) throw refusal(400, 'The custom field is locked.');
      field.trashed = true;
      return ok(undefined);
    },
  },
  {
    operationId: 'restoreCustomField',
    method: 'POST',
    path: '/rest/api/3/field/{id}/restore',
    scopes: MANAGE,
    kind: 'write',
    run(call) {
      demandJiraAdmin(call);
      const field = customFieldOf(call, call.params['id'] ?? '');
      if (!field.trashed) throw refusal(400, 'The custom field is not in the trash.');
      field.trashed = false;
      return ok(undefined);
    },
  },
];

/** A custom field by id, trashed ones too. Throws 404. */
export function customFieldOf(call: Call, id: string): Field {
  const field = call.world.fields[id];
  if (field === undefined || !field.custom) {
    throw refusal(404, 'The custom field was not found.');
  }
  return field;
}

function fieldBody(field: Field) {
  return {
    id: field.id,
    key: field.id,
    name: field.name,
    ...(field.custom ? { untranslatedName: field.name } : {}),
    custom: field.custom,
    orderable: field.orderable,
    navigable: field.navigable,
    searchable: !field.custom || field.searcherKey !== undefined,
    clauseNames: field.clauseNames,
    schema: fieldSchema(field),
  };
}

function searchFields(call: Call): Answer {
  demandSignedIn(call);
  const types = queryList(call, 'type');
  const ids = queryList(call, 'id');
  const query = queryText(call, 'query')?.toLowerCase();
  const found = liveFields(call.world)
    .filter((field) => types.length === 0 || types.includes(field.custom ? 'custom' : 'system'))
    .filter((field) => ids.length === 0 || ids.includes(field.id))
    .filter(
      (field) =>
        query === undefined ||
        field.name.toLowerCase().includes(query) ||
        field.description.toLowerCase().includes(query),
    )
    .sort((a, b) => a.name.localeCompare(b.name, 'en'));
  const page = pageOf(call, found, 50, 50);
  const expand = queryList(call, 'expand');
  return ok({ ...page, values: page.values.map((field) => listedField(call, field, expand)) });
}

function screensWith(call: Call, fieldId: string): number {
  return Object.values(call.world.fieldSetup.screens).filter(({ tabs }) =>
    tabs.some(({ fieldIds }) => fieldIds.includes(fieldId)),
  ).length;
}

function listedField(call: Call, field: Field, expand: readonly string[]) {
  const projects = new Set(field.contexts.flatMap((context) => context.projectIds));
  const isGlobal = field.contexts.some((context) => context.projectIds.length === 0);
  return {
    id: field.id,
    key: field.id,
    name: field.name,
    schema: fieldSchema(field),
    description: field.description,
    ...(field.searcherKey === undefined ? {} : { searcherKey: field.searcherKey }),
    ...(expand.includes('isLocked') ? { isLocked: field.customType === SPRINT_TYPE } : {}),
    ...(expand.includes('contextsCount') ? { contextsCount: field.contexts.length } : {}),
    ...(expand.includes('projectsCount')
      ? { projectsCount: isGlobal ? Object.keys(call.world.projects).length : projects.size }
      : {}),
    ...(expand.includes('screensCount') ? { screensCount: screensWith(call, field.id) } : {}),
    ...(expand.includes('lastUsed') ? { lastUsed: { type: 'NO_INFORMATION' } } : {}),
  };
}

const createBody = z.object({
  name: z.string(),
  type: z.string(),
  searcherKey: z.string().optional(),
  description: z.string().optional(),
});

function createField(call: Call): Answer {
  demandJiraAdmin(call);
  const given = readBody(createBody, call.body);
  if (given.name.trim() === '') throw fieldRefusal('name', 'The name of the field is required.');
  if (given.name.length > 255) throw fieldRefusal('name', 'The name of the field is too long.');
  const known = given.type.startsWith(CUSTOM_TYPE_PREFIX)
    ? FIELD_TYPES[given.type.slice(CUSTOM_TYPE_PREFIX.length)]
    : undefined;
  if (known === undefined) {
    throw fieldRefusal('fieldType', `The field type '${given.type}' does not exist.`);
  }
  const searcher = given.searcherKey?.slice(CUSTOM_TYPE_PREFIX.length);
  if (searcher !== undefined && !known.searchers.includes(searcher)) {
    throw fieldRefusal('searcherKey', 'The searcher is not valid for the field type.');
  }
  const field = newCustomField(
    call.world,
    given.name,
    given.type,
    given.searcherKey,
    given.description ?? '',
  );
  return { status: 201, body: fieldBody(field) };
}
