/**
 * Changing, ordering, replacing and deleting the options of a select field. Replacing is a long task. Deleting takes the
 * value off every issue that has it, without a word.
 */
import { z } from 'zod';
import { type Answer, noContent, ok, refusal } from '../http/jira-answer.ts';
import { hasOptions, issuesWithOption, replaceOnIssue } from '../world/option-values.ts';
import type { Field, FieldContext, FieldOption } from '../world/world-types.ts';
import { contextTarget } from './context-operations.ts';
import { newFieldTask, taskAnswer } from './field-tasks.ts';
import { readBody } from './guards.ts';
import { type Call, type Operation, queryText } from './operation.ts';

const MANAGE = ['manage:jira-configuration'];
const OPTION = '/rest/api/3/field/{fieldId}/context/{contextId}/option';

/** Operations on single options. */
export const optionOperations: Operation[] = [
  {
    operationId: 'updateCustomFieldOption',
    method: 'PUT',
    path: OPTION,
    scopes: MANAGE,
    kind: 'write',
    run: updateOptions,
  },
  {
    operationId: 'reorderCustomFieldOptions',
    method: 'PUT',
    path: `${OPTION}/move`,
    scopes: MANAGE,
    kind: 'write',
    run: reorderOptions,
  },
  {
    operationId: 'deleteCustomFieldOption',
    method: 'DELETE',
    path: `${OPTION}/{optionId}`,
    scopes: MANAGE,
    kind: 'write',
    run: deleteOption,
  },
  {
    operationId: 'replaceCustomFieldOption',
    method: 'DELETE',
    path: `${OPTION}/{optionId}/issue`,
    scopes: MANAGE,
    kind: 'write',
    run: replaceOption,
  },
];

function target(call: Call): { field: Field; context: FieldContext } {
  const found = contextTarget(call, 'Only Jira administrators can manage custom field options.');
  if (!hasOptions(found.field)) throw refusal(400, "The custom field doesn't support options.");
  return found;
}

function optionIn(context: FieldContext, id: string | undefined): FieldOption {
  const option = context.options.find((one) => one.id === id);
  if (option === undefined) throw refusal(404, 'The option was not found.');
  return option;
}

const updateBody = z.object({
  options: z
    .array(
      z.object({ id: z.string(), value: z.string().optional(), disabled: z.boolean().optional() }),
    )
    .min(1),
});

function updateOptions(call: Call): Answer {
  const { field, context } = target(call);
  const { options } = readBody(updateBody, call.body);
  const changes = options.map((given) => ({ given, option: optionIn(context, given.id) }));
  for (const { given } of changes) {
    if (given.value?.trim() === '') throw refusal(400, 'The option value must not be empty.');
    const taken = context.options.some((one) => one.id !== given.id && one.value === given.value);
    if (taken) throw refusal(400, `The option '${given.value}' already exists.`);
  }
  for (const { given, option } of changes) {
    const holders = issuesWithOption(call.world, field.id, option);
    const old = { ...option };
    if (given.value !== undefined) option.value = given.value;
    if (given.disabled !== undefined) option.disabled = given.disabled;
    for (const issue of holders) replaceOnIssue(issue, field.id, old, option);
  }
  return ok({ options: changes.map(({ option }) => option) });
}

const orderBody = z.object({
  customFieldOptionIds: z.array(z.string()).min(1),
  after: z.string().optional(),
  position: z.enum(['First', 'Last']).optional(),
});

function reorderOptions(call: Call): Answer {
  const { context } = target(call);
  const { customFieldOptionIds: ids, after, position } = readBody(orderBody, call.body);
  if (after !== undefined && position !== undefined) {
    throw refusal(
      400,
      "'after' and 'position' were provided. Only 'after' or 'position' can be specified.",
    );
  }
  if (after === undefined && position === undefined) {
    throw refusal(400, "Either 'after' or 'position' must be specified.");
  }
  const moved = ids.map((id) => optionIn(context, id));
  if (after !== undefined) optionIn(context, after);
  const rest = context.options.filter((option) => !moved.includes(option));
  const at =
    after === undefined
      ? position === 'First'
        ? 0
        : rest.length
      : rest.findIndex(({ id }) => id === after) + 1;
  context.options = [...rest.slice(0, at), ...moved, ...rest.slice(at)];
  return noContent();
}

function deleteOption(call: Call): Answer {
  const { field, context } = target(call);
  const option = optionIn(context, call.params['optionId']);
  for (const issue of issuesWithOption(call.world, field.id, option)) {
    replaceOnIssue(issue, field.id, option, undefined);
  }
  context.options = context.options.filter((one) => one !== option);
  return noContent();
}

function replaceOption(call: Call): Answer {
  const { field, context } = target(call);
  const option = optionIn(context, call.params['optionId']);
  const replaceWith = queryText(call, 'replaceWith');
  if (replaceWith !== undefined) optionIn(context, replaceWith);
  if (replaceWith === option.id) throw refusal(400, 'An option cannot replace itself.');
  const task = newFieldTask(call, {
    kind: 'replace-option',
    fieldId: field.id,
    option: { id: option.id, replaceWith },
  });
  return taskAnswer(call, task);
}
