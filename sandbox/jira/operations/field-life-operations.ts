/**
 * Renaming custom fields, their trash and their end. Deleting is a long task: 303 with the task, and the field is gone
 * when the task is over. A locked field takes no change.
 */
import { z } from 'zod';
import {
  type Answer,
  fieldRefusal,
  jiraTime,
  noContent,
  ok,
  refusal,
} from '../http/jira-answer.ts';
import { fieldSchema } from '../render/render-status.ts';
import { userReference } from '../render/render-user.ts';
import { CUSTOM_TYPE_PREFIX, FIELD_TYPES, SPRINT_TYPE } from '../world/build-fields.ts';
import { usesOf } from '../world/uses-of.ts';
import type { Field } from '../world/world-types.ts';
import { customFieldOf } from './field-operations.ts';
import { newFieldTask, taskAnswer } from './field-tasks.ts';
import { demandJiraAdmin, readBody } from './guards.ts';
import { type Call, type Operation, pageOf, queryList, queryText } from './operation.ts';

const MANAGE = ['manage:jira-configuration'];
const DAY_MS = 86_400_000;

/** Operations on the life of a custom field. */
export const fieldLifeOperations: Operation[] = [
  {
    operationId: 'updateCustomField',
    method: 'PUT',
    path: '/rest/api/3/field/{fieldId}',
    scopes: MANAGE,
    kind: 'write',
    run: updateField,
  },
  {
    operationId: 'getTrashedFieldsPaginated',
    method: 'GET',
    path: '/rest/api/3/field/search/trashed',
    scopes: ['read:jira-work'],
    kind: 'read',
    run: listTrash,
  },
  {
    operationId: 'deleteCustomField',
    method: 'DELETE',
    path: '/rest/api/3/field/{id}',
    scopes: MANAGE,
    kind: 'write',
    run: deleteField,
  },
];

/** True for fields Jira keeps to itself. */
const isLocked = (field: Field): boolean => field.customType === SPRINT_TYPE;

const updateBody = z.object({
  name: z.string().optional(),
  description: z.string().optional(),
  searcherKey: z.string().nullable().optional(),
});

function updateField(call: Call): Answer {
  demandJiraAdmin(call, 'Only Jira administrators can edit custom fields.');
  const field = customFieldOf(call, call.params['fieldId'] ?? '');
  if (field.trashed) throw refusal(404, 'The custom field was not found.');
  const { name, description, searcherKey } = checkedUpdate(call, field);
  if (name !== undefined) {
    field.clauseNames = field.clauseNames.map((clause) => (clause === field.name ? name : clause));
    field.name = name;
  }
  if (description !== undefined) field.description = description;
  if (searcherKey !== undefined) field.searcherKey = searcherKey ?? undefined;
  return noContent();
}

function checkedUpdate(call: Call, field: Field): z.infer<typeof updateBody> {
  if (isLocked(field)) throw refusal(400, 'The custom field is locked.');
  const given = readBody(updateBody, call.body);
  const { name = field.name } = given;
  if (name.trim() === '') throw fieldRefusal('name', 'The name of the field is required.');
  const known = FIELD_TYPES[field.customType?.slice(CUSTOM_TYPE_PREFIX.length) ?? ''];
  const searcher = given.searcherKey?.slice(CUSTOM_TYPE_PREFIX.length);
  if (searcher !== undefined && known?.searchers.includes(searcher) !== true) {
    throw refusal(400, 'searcherKey is invalid for the field type.');
  }
  return given;
}

function listTrash(call: Call): Answer {
  demandJiraAdmin(call, 'Only Jira administrators can access fields.');
  const ids = queryList(call, 'id');
  const query = queryText(call, 'query')?.toLowerCase();
  const found = Object.values(call.world.fields)
    .filter((field) => field.custom && field.trashed)
    .filter((field) => ids.length === 0 || ids.includes(field.id))
    .filter(
      (field) =>
        query === undefined ||
        field.name.toLowerCase().includes(query) ||
        field.description.toLowerCase().includes(query),
    )
    .sort((a, b) => a.name.localeCompare(b.name, 'en'));
  const page = pageOf(call, found, 50, 50);
  return ok({ ...page, values: page.values.map((field) => trashedField(call, field)) });
}

function trashedField(call: Call, field: Field) {
  return {
    id: field.id,
    key: field.id,
    name: field.name,
    schema: fieldSchema(field),
    description: field.description,
    trashedDate: jiraTime(call.site.now),
    trashedBy: userReference(call.site, call.world.appAccountId),
    plannedDeletionDate: jiraTime(call.site.now + 60 * DAY_MS),
  };
}

function deleteField(call: Call): Answer {
  demandJiraAdmin(call, 'Only Jira administrators can delete custom fields.');
  const id = call.params['id'] ?? '';
  if (!/^customfield_\d+$/.test(id)) throw refusal(400, 'The custom field ID format is incorrect.');
  const field = customFieldOf(call, id);
  if (isLocked(field)) throw refusal(400, 'The custom field is locked.');
  const use = usesOf(call.world, 'field', field.id).find(
    ({ kind }) => kind === 'permission scheme' || kind === 'issue security scheme',
  );
  if (use !== undefined) {
    throw refusal(400, `The custom field is used in the ${use.kind} ${use.name}.`);
  }
  const running = Object.values(call.world.fieldSetup.tasks).some(
    (task) => task.kind === 'delete-field' && task.fieldId === id && task.status === 'RUNNING',
  );
  if (running) throw refusal(409, 'A task to delete the custom field is running.');
  return taskAnswer(call, newFieldTask(call, { kind: 'delete-field', fieldId: id }));
}
