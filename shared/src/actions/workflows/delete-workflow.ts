/** `workflow.delete`: a workflow that no scheme names. Jira refuses every other one. */
import { z } from 'zod';
import type { JiraRead } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import type { ResolveContext } from '../action.ts';
import {
  defineAction,
  factsOf,
  found,
  type Outcome,
  precondition,
  words,
} from '../define-action.ts';
import { membershipCheck } from '../effects.ts';
import { findWorkflow, workflowTarget } from '../look-up/find-workflow.ts';
import { refusedRead, unsupported } from '../look-up/obstacle.ts';
import { itemsAt } from '../look-up/read-answer.ts';
import { readAll } from '../look-up/read-together.ts';
import { operations, readOf, requestOf } from '../operations.ts';
import { countOf, DELETED_FOR_GOOD, quoted } from '../sentence-words.ts';
import { documentIn, versionRead, workflowRead } from './workflow-document.ts';

function schemesRead(workflowId: string): JiraRead {
  return readOf('getWorkflowSchemeUsagesForWorkflow', {
    path: { workflowId },
    query: [['maxResults', '200']],
    pick: ['workflowSchemes.values[].id'],
  });
}

function* resolve(
  args: { workflow: string },
  context: ResolveContext,
): Reading<Outcome<'workflow.delete'>> {
  const workflow = yield* findWorkflow(args.workflow, context);
  if (!workflow.ok) return workflow;
  const { id, name } = workflow.value;
  const [schemes, version] = [schemesRead(id), versionRead(id)];
  const [used, pinned, answer] = yield* readAll([schemes, version, workflowRead(id)]);
  if (used.status !== 200) return refusedRead(`which schemes name ${quoted(name)}`, used);
  const count = itemsAt(used.body, 'workflowSchemes.values').length;
  if (count > 0) {
    return unsupported(
      `${countOf(count, 'workflow scheme names', 'workflow schemes name')} ${quoted(name)}. Jira deletes only workflows that no scheme names.`,
    );
  }
  const document = documentIn(answer);
  if (document === undefined) return refusedRead(`the workflow ${quoted(name)}`, answer);
  if (!document.isEditable)
    return unsupported(`${quoted(name)} belongs to Jira and cannot be deleted.`);
  return found({
    target: { id, name },
    facts: factsOf(context, {
      targets: [workflowTarget(workflow.value)],
      projectIds: [],
      counts: {},
      hasCompleteInverse: false,
      isGlobal: true,
      changesProjects: false,
    }),
    rows: [{ label: `Workflow ${quoted(name)}`, before: 'exists', after: DELETED_FOR_GOOD }],
    preconditions: [
      precondition(`Schemes that name ${quoted(name)}`, schemes, used),
      precondition(`Workflow ${quoted(name)}`, version, pinned),
    ],
    radius: [
      'No workflow scheme and no project uses it',
      `It has ${countOf(document.statuses.length, 'status', 'statuses')} and ${countOf(document.transitions.length, 'transition')}`,
    ],
  });
}

/** Catalogue entry of `workflow.delete`. */
export const deleteWorkflow = defineAction('workflow.delete', {
  area: 'workflows_statuses',
  title: 'Delete a workflow that no scheme names',
  defaultClass: 'requires-approval',
  approvalBecause: 'It deletes a workflow for good.',
  level: 'standard',
  reversibility: { kind: 'none', sentence: 'Cannot be undone' },
  blastRadius: 'workflow schemes that name it (none may be left)',
  connections: ['forge', 'oauth'],
  writes: operations('deleteInactiveWorkflow'),
  reads: operations(
    'searchWorkflows',
    'readWorkflows',
    'getWorkflowSchemeUsagesForWorkflow',
    'getBulkPermissions',
  ),
  schema: z.strictObject({ workflow: words }),
  resolve,
  compile: ({ id }) => [requestOf('deleteInactiveWorkflow', { path: { entityId: id } })],
  check: ({ id }) => membershipCheck(versionRead(id), { list: 'workflows[].id', value: id }, false),
  inverse: () => null,
});
