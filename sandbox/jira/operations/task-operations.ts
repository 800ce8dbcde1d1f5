/**
 * Long tasks of all kinds, and the pinning of the app's panel, which is one.
 */
import { z } from 'zod';
import { type Answer, ok, refusal } from '../http/jira-answer.ts';
import { holdsInProject } from '../permissions/evaluate-permission.ts';
import { findProject } from '../world/find-in-world.ts';
import type { LongTask } from '../world/issue-types.ts';
import { nextNumber } from '../world/make-ids.ts';
import { readFieldTask } from './field-tasks.ts';
import { demandJiraAdmin, demandSignedIn, readBody } from './guards.ts';
import type { Call, Operation } from './operation.ts';
import { advanceTask } from './run-bulk-task.ts';

/** Operations on long tasks. */
export const taskOperations: Operation[] = [
  {
    operationId: 'getTask',
    method: 'GET',
    path: '/rest/api/3/task/{taskId}',
    scopes: ['read:jira-work'],
    kind: 'read',
    run: readTask,
  },
  {
    operationId: 'bulkPinUnpinProjectsAsync',
    method: 'POST',
    path: '/rest/api/3/forge/panel/action/bulk/async',
    scopes: ['manage:jira-project'],
    kind: 'write',
    run: pinPanels,
  },
];

/** A new task that waits to run. */
export function newTask(call: Call, kind: LongTask['kind'], submittedBy: string): LongTask {
  const task: LongTask = {
    id: String(nextNumber(call.world, 'task')),
    kind,
    submittedBy,
    created: call.site.now,
    started: undefined,
    updated: call.site.now,
    status: 'ENQUEUED',
    waiting: [],
    processed: [],
    failed: {},
    invalidCount: 0,
    totalCount: 0,
  };
  call.world.tasks[task.id] = task;
  return task;
}

function taskOf(call: Call): LongTask {
  demandSignedIn(call);
  const task = call.world.tasks[call.params['taskId'] ?? ''];
  if (task === undefined) throw refusal(404, 'The task was not found.');
  return task;
}

function readTask(call: Call): Answer {
  const ofField = call.world.fieldSetup.tasks[call.params['taskId'] ?? ''];
  if (ofField !== undefined) return readFieldTask(call, ofField);
  const task = taskOf(call);
  if (task.kind === 'bulk-transition') advanceTask(call.site, task);
  const percent = task.status === 'COMPLETE' ? 100 : 0;
  return ok({
    self: `${call.site.baseUrl}/rest/api/3/task/${task.id}`,
    id: task.id,
    description:
      task.kind === 'pin-panel' ? 'Bulk pin or unpin of an issue panel' : 'Bulk transition',
    status: task.status,
    submittedBy: 10_000,
    progress: percent,
    elapsedRuntime: Math.max(0, task.updated - task.created),
    submitted: task.created,
    started: task.started ?? task.created,
    ...(task.status === 'COMPLETE' ? { finished: task.updated } : {}),
    lastUpdate: task.updated,
  });
}

const pinBody = z.object({
  moduleId: z.string(),
  projectList: z.array(z.object({ action: z.enum(['PIN', 'UNPIN']), projectIdOrKey: z.string() })),
});

function pinPanels(call: Call): Answer {
  const accountId = demandSignedIn(call);
  demandJiraAdmin(call);
  const { moduleId, projectList } = readBody(pinBody, call.body);
  if (projectList.length === 0) throw refusal(400, 'The projectList must not be empty.');
  const task = newTask(call, 'pin-panel', accountId);
  for (const { action, projectIdOrKey } of projectList) {
    const project = findProject(call.world, projectIdOrKey);
    const visible =
      project !== undefined && holdsInProject(call.world, accountId, 'BROWSE_PROJECTS', project);
    if (!visible) {
      task.failed[projectIdOrKey] = ['The project was not found.'];
      continue;
    }
    const others = project.pinnedModules.filter((id) => id !== moduleId);
    project.pinnedModules = action === 'PIN' ? [...others, moduleId] : others;
  }
  task.started = call.site.now;
  task.status = 'COMPLETE';
  return { status: 202, body: { taskId: task.id } };
}
