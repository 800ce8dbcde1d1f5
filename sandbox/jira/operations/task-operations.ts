/**
 * Long tasks of all kinds, and the pinning of the app's panel, which is one.
 */
import { z } from 'zod';
import { type Answer, ok, refusal } from '../http/jira-answer.ts';
import { holdsGlobal, holdsInProject } from '../permissions/evaluate-permission.ts';
import { findProject } from '../world/find-in-world.ts';
import type { LongTask } from '../world/issue-types.ts';
import { readFieldTask } from './field-tasks.ts';
import { demandJiraAdmin, demandSignedIn, readBody } from './guards.ts';
import type { Call, Operation } from './operation.ts';
import { advanceTask } from './run-bulk-task.ts';
import { isOver, newTask } from './task-life.ts';

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

function taskOf(call: Call): LongTask {
  demandSignedIn(call);
  const task = call.world.tasks[call.params['taskId'] ?? ''];
  if (task === undefined) throw refusal(404, 'The task was not found.');
  const isOwn = task.submittedBy === call.accountId;
  if (!isOwn && !holdsGlobal(call.world, call.accountId, 'ADMINISTER')) {
    throw refusal(403, 'Only its creator or a Jira administrator may see the task.');
  }
  return task;
}

function readTask(call: Call): Answer {
  const ofField = call.world.fieldSetup.tasks[call.params['taskId'] ?? ''];
  if (ofField !== undefined) return readFieldTask(call, ofField);
  const task = taskOf(call);
  if (task.kind !== 'pin-panel') advanceTask(call.site, task);
  return ok({
    self: `${call.site.baseUrl}/rest/api/3/task/${task.id}`,
    id: task.id,
    description: DESCRIPTIONS[task.kind],
    status: task.status,
    ...(task.status === 'FAILED' ? { message: 'The task failed on its way.' } : {}),
    submittedBy: 10_000,
    progress: isOver(task) ? 100 : 0,
    elapsedRuntime: Math.max(0, task.updated - task.created),
    submitted: task.created,
    started: task.started ?? task.created,
    ...(isOver(task) ? { finished: task.updated } : {}),
    lastUpdate: task.updated,
  });
}

const DESCRIPTIONS: Record<LongTask['kind'], string> = {
  'bulk-transition': 'Bulk transition',
  'pin-panel': 'Bulk pin or unpin of an issue panel',
  'scheme-change': 'Giving a project another scheme',
};

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
