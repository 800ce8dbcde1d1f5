/**
 * Long tasks about fields. A look at one ends it; without a look it ends when its time is over. One that fails has changed
 * half of the issues and nothing else.
 */
import type { Answer } from '../http/jira-answer.ts';
import type { FieldTask } from '../world/field-setup-types.ts';
import type { Issue } from '../world/issue-types.ts';
import { nextNumber } from '../world/make-ids.ts';
import { issuesWithOption, replaceOnIssue } from '../world/option-values.ts';
import { usesOf } from '../world/uses-of.ts';
import type { World } from '../world/world-types.ts';
import { demandSignedIn } from './guards.ts';
import type { Call } from './operation.ts';

/** A new task that runs. */
export function newFieldTask(
  call: Call,
  given: Pick<FieldTask, 'kind' | 'fieldId'> & Partial<Pick<FieldTask, 'option'>>,
): FieldTask {
  const task: FieldTask = {
    option: undefined,
    ...given,
    id: String(nextNumber(call.world, 'task')),
    submittedBy: demandSignedIn(call),
    created: call.site.now,
    updated: call.site.now,
    status: 'RUNNING',
    ...(call.failPartly && { willFail: true }),
    modified: [],
  };
  call.world.fieldSetup.tasks[task.id] = task;
  return task;
}

/** 303 to the task. */
export function taskAnswer(call: Call, task: FieldTask): Answer {
  const body = taskBody(call, task);
  return { status: 303, body, headers: { location: body.self } };
}

/** What `getTask` answers: the state before this look; the look moves the task on. */
export function readFieldTask(call: Call, task: FieldTask): Answer {
  const body = taskBody(call, task);
  end(call.site, task);
  return { status: 200, body };
}

function taskBody(call: Call, task: FieldTask) {
  const isOver = task.status !== 'RUNNING';
  const result = { modifiedIssues: task.modified.map(Number), unmodifiedIssues: [] };
  return {
    self: `${call.site.baseUrl}/rest/api/3/task/${task.id}`,
    id: task.id,
    description: task.kind === 'delete-field' ? 'Delete a custom field' : 'Remove option',
    status: task.status,
    ...(task.status === 'FAILED' && { message: 'The task failed on its way.' }),
    ...(isOver && task.kind === 'replace-option' ? { result } : {}),
    submittedBy: 10_000,
    progress: isOver ? 100 : 0,
    elapsedRuntime: Math.max(0, task.updated - task.created),
    submitted: task.created,
    started: task.created,
    ...(isOver ? { finished: task.updated } : {}),
    lastUpdate: task.updated,
  };
}

/** Ends every task whose time is over. */
export function finishDueFieldTasks(site: { world: World; now: number }, durationMs: number): void {
  for (const task of Object.values(site.world.fieldSetup.tasks)) {
    if (site.now - task.created >= durationMs) end(site, task);
  }
}

function end({ world, now }: { world: World; now: number }, task: FieldTask): void {
  if (task.status !== 'RUNNING') return;
  task.status = task.willFail === true ? 'FAILED' : 'COMPLETE';
  task.updated = now;
  if (task.kind === 'replace-option') replaceEverywhere(world, task);
  else if (task.status === 'COMPLETE') forgetField(world, task.fieldId);
  else forgetValues(halfOf(issuesWith(world, task.fieldId)), task.fieldId);
}

const issuesWith = (world: World, fieldId: string): Issue[] =>
  Object.values(world.issues).filter(({ customFields }) => Object.hasOwn(customFields, fieldId));

const halfOf = (issues: readonly Issue[]): readonly Issue[] =>
  issues.slice(0, Math.floor(issues.length / 2));

function replaceEverywhere(world: World, task: FieldTask): void {
  const options = world.fields[task.fieldId]?.contexts.flatMap((context) => context.options) ?? [];
  const old = options.find(({ id }) => id === task.option?.id);
  const by = options.find(({ id }) => id === task.option?.replaceWith);
  if (old === undefined) return;
  const issues = issuesWithOption(world, task.fieldId, old);
  for (const issue of task.status === 'FAILED' ? halfOf(issues) : issues) {
    replaceOnIssue(issue, task.fieldId, old, by);
    task.modified.push(issue.id);
  }
}

function forgetValues(issues: readonly Issue[], fieldId: string): void {
  for (const issue of issues) delete issue.customFields[fieldId];
}

function forgetField(world: World, fieldId: string): void {
  delete world.fields[fieldId];
  forgetValues(Object.values(world.issues), fieldId);
  for (const screen of Object.values(world.fieldSetup.screens)) {
    for (const tab of screen.tabs) tab.fieldIds = tab.fieldIds.filter((id) => id !== fieldId);
  }
  for (const scheme of Object.values(world.fieldSetup.fieldSchemes)) delete scheme.fields[fieldId];
  for (const use of usesOf(world, 'field', fieldId)) use.remove();
}
