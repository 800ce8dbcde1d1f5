/**
 * Editing, moving and deleting many issues at once. As for bulk transitions, the answer is a task; each issue has its
 * own outcome when the task runs.
 */
import { z } from 'zod';
import { type Answer, ok } from '../http/jira-answer.ts';
import { settableFields } from '../render/render-metadata.ts';
import { projectOf } from '../world/find-in-world.ts';
import type { BulkWork } from '../world/issue-extras-types.ts';
import type { Issue, LongTask } from '../world/issue-types.ts';
import type { Field } from '../world/world-types.ts';
import { bulkEditInput, editWork } from './bulk-edit-input.ts';
import { bulkIssues, bulkRefusal, demandOnAll, NO_BULK, submitTask } from './bulk-operations.ts';
import { demandGlobal, demandSignedIn, readBody } from './guards.ts';
import { type Call, type Operation, queryList, queryText } from './operation.ts';
import { submitMove } from './submit-bulk-move.ts';

const READ = ['read:jira-work'];
const WRITE = ['write:jira-work'];
const BULK = '/rest/api/3/bulk/issues';

/** Operations that change many issues at once. */
export const bulkChangeOperations: Operation[] = [
  {
    operationId: 'getBulkEditableFields',
    method: 'GET',
    path: `${BULK}/fields`,
    scopes: READ,
    kind: 'read',
    run: editableFields,
  },
  submit('submitBulkEdit', 'fields', submitEdit),
  submit('submitBulkMove', 'move', submitMove),
  submit('submitBulkDelete', 'delete', submitDelete),
];

function submit(
  operationId: string,
  last: string,
  run: (call: Call, accountId: string) => Answer,
): Operation {
  return {
    operationId,
    method: 'POST',
    path: `${BULK}/${last}`,
    scopes: WRITE,
    kind: 'write',
    run(call) {
      const accountId = demandSignedIn(call);
      demandGlobal(call, 'BULK_CHANGE', NO_BULK);
      return run(call, accountId);
    },
  };
}

const PAGE = 50;

/** Only fields that every one of the issues has; 50 at a time, with cursors. */
function editableFields(call: Call): Answer {
  demandSignedIn(call);
  demandGlobal(call, 'BULK_CHANGE', NO_BULK);
  const issues = bulkIssues(call, queryList(call, 'issueIdsOrKeys'));
  const all = sharedFields(call, issues);
  const wanted = queryText(call, 'searchText')?.toLowerCase() ?? '';
  const fields = all.filter(({ name }) => name.toLowerCase().includes(wanted));
  const start = Number(queryText(call, 'startingAfter') ?? '0');
  const page = fields.slice(start, start + PAGE);
  const next = start + page.length;
  return ok({
    fields: page.map((field) => fieldBody(call, field, issues)),
    ...(next < fields.length ? { startingAfter: String(next) } : {}),
  });
}

function sharedFields(call: Call, issues: readonly Issue[]): Field[] {
  const sets = issues.map((issue) =>
    settableFields(call.site, call.accountId, projectOf(call.world, issue), issue.typeId, issue),
  );
  const [first = [], ...others] = sets;
  return first.filter(
    ({ id }) =>
      !['summary', 'description'].includes(id) &&
      others.every((set) => set.some((other) => other.id === id)),
  );
}

function fieldBody(call: Call, field: Field, issues: readonly Issue[]): Record<string, unknown> {
  const type = field.custom ? (field.customType ?? '') : field.id;
  const options = field.contexts
    .filter(
      ({ projectIds }) =>
        projectIds.length === 0 || issues.every(({ projectId }) => projectIds.includes(projectId)),
    )
    .flatMap((context) => context.options)
    .map(({ id, value }) => ({ optionId: Number(id), value }));
  return {
    id: field.id,
    name: field.name,
    type,
    isRequired: false,
    ...(field.id === 'labels' && {
      multiSelectFieldOptions: ['ADD', 'REMOVE', 'REPLACE', 'REMOVE_ALL'],
    }),
    ...(field.id === 'priority' && {
      fieldOptions: call.world.priorities.map(({ id, name }) => ({ id, priority: name })),
    }),
    ...(options.length > 0 && { fieldOptions: options }),
  };
}

const steps = (issues: readonly Issue[], work: BulkWork): LongTask['waiting'] =>
  issues.map(({ id }) => ({ issueId: id, transitionId: '', willFail: false, work }));

function submitEdit(call: Call, accountId: string): Answer {
  const input = readBody(bulkEditInput, call.body);
  const issues = bulkIssues(call, input.selectedIssueIdsOrKeys);
  if (issues.length === 0) throw bulkRefusal('At least one issue must be provided');
  demandOnAll(call, issues, 'EDIT_ISSUES', 'edit');
  const offered = new Set(sharedFields(call, issues).map(({ id }) => id));
  const foreign = input.selectedActions.find((id) => !offered.has(id));
  if (foreign !== undefined) throw bulkRefusal(`The field ${foreign} cannot be edited in bulk`);
  return submitTask(call, accountId, steps(issues, editWork(call, input)));
}

const deleteBody = z.object({ selectedIssueIdsOrKeys: z.array(z.string()) });

function submitDelete(call: Call, accountId: string): Answer {
  const { selectedIssueIdsOrKeys } = readBody(deleteBody, call.body);
  const issues = bulkIssues(call, selectedIssueIdsOrKeys);
  if (issues.length === 0) throw bulkRefusal('At least one issue must be provided');
  demandOnAll(call, issues, 'DELETE_ISSUES', 'delete');
  return submitTask(call, accountId, steps(issues, { kind: 'delete' }));
}
