/** The body of a bulk edit, field by field as Jira groups them, and what it does to one issue. */
import { z } from 'zod';
import type { BulkWork } from '../world/issue-extras-types.ts';
import type { Json } from '../world/issue-types.ts';
import { bulkRefusal } from './bulk-operations.ts';
import type { Call } from './operation.ts';

const date = z.object({ formattedDate: z.string() });

/** The shape of the body. */
export const bulkEditInput = z.object({
  selectedIssueIdsOrKeys: z.array(z.string()),
  selectedActions: z.array(z.string()),
  editedFieldsInput: z.object({
    labelsFields: z
      .array(
        z.object({
          fieldId: z.string(),
          bulkEditMultiSelectFieldOption: z.enum(['ADD', 'REMOVE', 'REPLACE', 'REMOVE_ALL']),
          labels: z.array(z.object({ name: z.string() })),
        }),
      )
      .optional(),
    priority: z.object({ priorityId: z.string() }).optional(),
    datePickerFields: z.array(z.object({ fieldId: z.string(), date: date.optional() })).optional(),
    clearableNumberFields: z
      .array(z.object({ fieldId: z.string(), value: z.number().optional() }))
      .optional(),
    singleLineTextFields: z.array(z.object({ fieldId: z.string(), text: z.string() })).optional(),
    singleSelectFields: z
      .array(z.object({ fieldId: z.string(), option: z.object({ optionId: z.number() }) }))
      .optional(),
    singleSelectClearableUserPickerFields: z
      .array(
        z.object({ fieldId: z.string(), user: z.object({ accountId: z.string() }).optional() }),
      )
      .optional(),
  }),
});

/** A bulk edit as sent. */
export type BulkEditInput = z.infer<typeof bulkEditInput>;

/** What the edit does to each issue. Throws where a value does not exist. */
export function editWork(call: Call, input: BulkEditInput): BulkWork {
  const given = input.editedFieldsInput;
  const labels = (option: string): string[] =>
    (given.labelsFields ?? [])
      .filter((one) => one.bulkEditMultiSelectFieldOption === option)
      .flatMap((one) => one.labels.map(({ name }) => name));
  return {
    kind: 'edit',
    fields: Object.fromEntries(valuesOf(call, given)),
    addLabels: labels('ADD'),
    removeLabels: labels('REMOVE'),
  };
}

function valuesOf(call: Call, given: BulkEditInput['editedFieldsInput']): Array<[string, Json]> {
  const { priority, datePickerFields = [], clearableNumberFields = [] } = given;
  const { singleLineTextFields = [], singleSelectFields = [] } = given;
  const { singleSelectClearableUserPickerFields: users = [] } = given;
  return [
    ...(priority === undefined ? [] : [priorityOf(call, priority.priorityId)]),
    ...datePickerFields.map((one): [string, Json] => [
      one.fieldId,
      one.date?.formattedDate ?? null,
    ]),
    ...clearableNumberFields.map((one): [string, Json] => [one.fieldId, one.value ?? null]),
    ...singleLineTextFields.map((one): [string, Json] => [one.fieldId, one.text || null]),
    ...singleSelectFields.map((one): [string, Json] => [
      one.fieldId,
      optionOf(call, one.fieldId, one.option.optionId),
    ]),
    ...users.map((one): [string, Json] => [one.fieldId, one.user?.accountId ?? null]),
  ];
}

function priorityOf(call: Call, priorityId: string): [string, Json] {
  if (!call.world.priorities.some(({ id }) => id === priorityId)) {
    throw bulkRefusal(`The priority ${priorityId} does not exist`);
  }
  return ['priority', priorityId];
}

/** -1 clears the field. */
function optionOf(call: Call, fieldId: string, optionId: number): Json {
  if (optionId === -1) return null;
  const options = (call.world.fields[fieldId]?.contexts ?? []).flatMap(({ options }) => options);
  const found = options.find(({ id }) => id === String(optionId));
  if (found === undefined) throw bulkRefusal(`The option ${optionId} does not exist`);
  return { id: found.id, value: found.value };
}
