/** The body of a bulk edit: Jira sorts fields into lists by their type, and clears each type in a way of its own. */
import type { Json } from '../../json.ts';
import type { BulkEditTarget } from '../issues/targets.ts';

type Change = BulkEditTarget['change'];

function inputOf(change: Change): { [key: string]: Json } {
  if (change.kind === 'label') {
    const bulkEditMultiSelectFieldOption = change.isIn ? 'ADD' : 'REMOVE';
    const labels = [{ name: change.label }];
    return { labelsFields: [{ fieldId: 'labels', bulkEditMultiSelectFieldOption, labels }] };
  }
  const { id: fieldId, kind, after } = change.field;
  switch (kind) {
    case 'priority':
      return { priority: { priorityId: String(after) } };
    case 'date':
      return {
        datePickerFields: [
          { fieldId, ...(after !== null && { date: { formattedDate: String(after) } }) },
        ],
      };
    case 'number':
      return { clearableNumberFields: [{ fieldId, ...(after !== null && { value: after }) }] };
    case 'option':
      return {
        singleSelectFields: [
          { fieldId, option: { optionId: after === null ? -1 : Number(after) } },
        ],
      };
    case 'user':
      return {
        singleSelectClearableUserPickerFields: [
          { fieldId, ...(after !== null && { user: { accountId: String(after) } }) },
        ],
      };
    default:
      return { singleLineTextFields: [{ fieldId, text: String(after ?? '') }] };
  }
}

/** The whole body for these issues. */
export function bulkEditBody(change: Change, keys: string[]): Json {
  return {
    selectedIssueIdsOrKeys: keys,
    selectedActions: [change.kind === 'label' ? 'labels' : change.field.id],
    editedFieldsInput: inputOf(change),
    sendBulkNotification: false,
  };
}
