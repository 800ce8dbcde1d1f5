/**
 * Bulk transitions and other long tasks. A bulk call answers 201 with a task; the issues move while the
 * task runs, and each has its own outcome. Five tasks run at a time, as on a real site.
 */
import { z } from 'zod';
import { type Answer, JiraRefusal, jiraTime, ok, refusal } from '../http/jira-answer.ts';
import { holdsOnIssue } from '../permissions/evaluate-permission.ts';
import { transitionsFor } from '../permissions/transitions-for.ts';
import { projectOf } from '../world/find-in-world.ts';
import type { Issue, LongTask } from '../world/issue-types.ts';
import type { Transition } from '../world/world-types.ts';
import { demandGlobal, demandSignedIn, issueIfVisible, readBody } from './guards.ts';
import { type Call, type Operation, queryList } from './operation.ts';
import { advanceTask } from './run-bulk-task.ts';
import { newTask } from './task-life.ts';

const PATH = '/rest/api/3/bulk/issues/transition';
/** What a caller without the permission for bulk changes is told. */
export const NO_BULK = 'You do not have the global permission to make bulk changes.';

/** Operations on many issues at once. */
export const bulkOperations: Operation[] = [
  {
    operationId: 'getAvailableTransitions',
    method: 'GET',
    path: PATH,
    scopes: ['read:jira-work'],
    kind: 'read',
    run: listTransitions,
  },
  {
    operationId: 'submitBulkTransition',
    method: 'POST',
    path: PATH,
    scopes: ['write:jira-work'],
    kind: 'write',
    run: submitTransition,
  },
  {
    operationId: 'getBulkOperationProgress',
    method: 'GET',
    path: '/rest/api/3/bulk/queue/{taskId}',
    scopes: ['read:jira-work'],
    kind: 'read',
    run: readProgress,
  },
];

/** The bulk operations answer errors in a shape of their own. */
export function bulkRefusal(message: string): JiraRefusal {
  return new JiraRefusal(400, { errors: [{ message }] });
}

/** The issues a bulk operation names; all must be visible. */
export function bulkIssues(call: Call, words: readonly string[]): Issue[] {
  return words.map((one) => {
    const issue = issueIfVisible(call.world, call.accountId, one);
    if (issue === undefined) {
      throw bulkRefusal('Some of the issues in the issueIdsOrKeys are not valid');
    }
    return issue;
  });
}

/** Throws unless the caller holds the permission on every one of the issues. */
export function demandOnAll(
  call: Call,
  issues: readonly Issue[],
  permission: string,
  verb: string,
): void {
  const refused = issues.find(
    (issue) => !holdsOnIssue(call.world, call.accountId, permission, issue),
  );
  if (refused === undefined) return;
  throw bulkRefusal(`You do not have permission to ${verb} the issue ${refused.key}`);
}

function listTransitions(call: Call): Answer {
  demandSignedIn(call);
  demandGlobal(call, 'BULK_CHANGE', NO_BULK);
  const issues = bulkIssues(call, queryList(call, 'issueIdsOrKeys'));
  const byWorkflow = new Map<string, Issue[]>();
  for (const issue of issues) {
    const { workflowId } = projectOf(call.world, issue);
    byWorkflow.set(workflowId, [...(byWorkflow.get(workflowId) ?? []), issue]);
  }
  return ok({
    availableTransitions: [...byWorkflow.values()].map((group) => workflowBody(call, group)),
  });
}

/** Only transitions that all issues share and that have no screen are offered. */
function workflowBody(call: Call, issues: readonly Issue[]): Record<string, unknown> {
  const sets = issues.map((issue) => transitionsFor(call.world, call.accountId, issue));
  const shared = (sets[0] ?? []).filter((one) =>
    sets.every((set) => set.some((other) => other.id === one.id)),
  );
  const offered = shared.filter((one) => one.screenFields.length === 0);
  const all = new Set(sets.flat().map((one) => one.id));
  return {
    issues: issues.map((issue) => issue.key),
    isTransitionsFiltered: offered.length < all.size,
    transitions: offered.map((one) => ({
      transitionId: Number(one.id),
      transitionName: one.name,
      to: { statusId: Number(one.to), statusName: call.world.statuses[one.to]?.name ?? '' },
    })),
  };
}

const bulkBody = z.object({
  bulkTransitionInputs: z.array(
    z.object({ selectedIssueIdsOrKeys: z.array(z.string()), transitionId: z.string() }),
  ),
  sendBulkNotification: z.boolean().optional(),
});

function submitTransition(call: Call): Answer {
  const accountId = demandSignedIn(call);
  demandGlobal(call, 'BULK_CHANGE', NO_BULK);
  const { bulkTransitionInputs: inputs } = readBody(bulkBody, call.body);
  const waiting = inputs.flatMap((input) =>
    bulkIssues(call, input.selectedIssueIdsOrKeys).map((issue) => {
      demandTransition(call, issue, input.transitionId);
      return { issueId: issue.id, transitionId: input.transitionId, willFail: false };
    }),
  );
  if (waiting.length === 0) throw bulkRefusal('At least one issue must be provided');
  return submitTask(call, accountId, waiting);
}

/** Puts a bulk change in the queue; five run at a time. */
export function submitTask(call: Call, accountId: string, waiting: LongTask['waiting']): Answer {
  const running = Object.values(call.world.tasks).filter(
    (task) => task.kind === 'bulk-transition' && task.status !== 'COMPLETE',
  );
  if (running.length >= 5) {
    throw bulkRefusal('The maximum number of concurrent bulk operations has been reached');
  }
  if (call.failPartly) failLastThird(waiting);
  const task = newTask(call, 'bulk-transition', accountId);
  task.waiting = waiting;
  task.totalCount = waiting.length;
  return { status: 201, body: { taskId: task.id } };
}

/** The id must belong to the issue's workflow; whether it fits the status is decided when it runs. */
function demandTransition(call: Call, issue: Issue, transitionId: string): void {
  const workflow = call.world.workflows[projectOf(call.world, issue).workflowId];
  const transition: Transition | undefined = workflow?.transitions.find(
    (one) => one.id === transitionId,
  );
  if (transition === undefined || transition.screenFields.length > 0) {
    throw bulkRefusal(`The transition ${transitionId} is not valid for the issue ${issue.key}`);
  }
  if (!holdsOnIssue(call.world, call.accountId, 'TRANSITION_ISSUES', issue)) {
    throw new JiraRefusal(403, {
      errors: [{ message: `You do not have permission to transition the issue ${issue.key}` }],
    });
  }
}

function failLastThird(waiting: LongTask['waiting']): void {
  const failing = Math.max(1, Math.floor(waiting.length / 3));
  for (const step of waiting.slice(-failing)) step.willFail = true;
}

const KEPT_MS = 14 * 86_400_000;

function readProgress(call: Call): Answer {
  demandSignedIn(call);
  demandGlobal(call, 'BULK_CHANGE', NO_BULK);
  const task = call.world.tasks[call.params['taskId'] ?? ''];
  if (task?.kind !== 'bulk-transition' || call.site.now - task.created > KEPT_MS) {
    throw refusal(400, 'The task associated with this taskId is not a bulk operation task');
  }
  advanceTask(call.site, task);
  const done = task.processed.length + Object.keys(task.failed).length + task.invalidCount;
  return ok({
    taskId: task.id,
    status: task.status,
    progressPercent: Math.floor((100 * done) / task.totalCount),
    submittedBy: { accountId: task.submittedBy },
    created: jiraTime(task.created),
    ...(task.started === undefined ? {} : { started: jiraTime(task.started) }),
    updated: jiraTime(task.updated),
    totalIssueCount: task.totalCount,
    invalidOrInaccessibleIssueCount: task.invalidCount,
    processedAccessibleIssues: task.processed.map(Number),
    failedAccessibleIssues: task.failed,
  });
}
