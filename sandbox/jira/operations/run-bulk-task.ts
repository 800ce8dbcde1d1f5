/**
 * Moves bulk tasks on. A look at the progress takes a task one step further: first it runs and has done
 * half, then it is complete. Without a look it completes when its time is over, at the next request.
 */
import { holdsOnIssue } from '../permissions/evaluate-permission.ts';
import { transitionsFor } from '../permissions/transitions-for.ts';
import { recordChange, takeTransition } from '../world/change-issue.ts';
import type { LongTask } from '../world/issue-types.ts';
import type { World } from '../world/world-types.ts';
import { finishDueFieldTasks } from './field-tasks.ts';
import type { Announcer } from './operation.ts';
import { runWork } from './run-bulk-work.ts';
import { advanceChange } from './run-scheme-change.ts';
import { isOver } from './task-life.ts';

/** What running a task needs of the site. */
export interface TaskSite {
  world: World;
  now: number;
  announce: Announcer;
}

/** One step of a task: half of its issues when it starts, the rest at the next step. */
export function advanceTask(site: TaskSite, task: LongTask): void {
  if (isOver(task)) return;
  if (task.change !== undefined) {
    advanceChange(site, task, task.change);
    return;
  }
  const isStarting = task.status === 'ENQUEUED';
  task.started ??= site.now;
  task.status = 'RUNNING';
  workThrough(site, task, isStarting ? Math.floor(task.waiting.length / 2) : task.waiting.length);
  if (!isStarting) task.status = 'COMPLETE';
}

/** Completes every task whose time is over. */
export function finishDueTasks(site: TaskSite, durationMs: number): void {
  finishDueFieldTasks(site, durationMs);
  for (const task of Object.values(site.world.tasks)) {
    if (site.now - task.created < durationMs) continue;
    while (!isOver(task)) advanceTask(site, task);
  }
}

function workThrough(site: TaskSite, task: LongTask, count: number): void {
  for (const step of task.waiting.splice(0, count)) runStep(site, task, step);
  task.updated = site.now;
}

function runStep(site: TaskSite, task: LongTask, step: LongTask['waiting'][number]): void {
  const { world } = site;
  const issue = world.issues[step.issueId];
  const by = task.submittedBy;
  if (issue === undefined || !holdsOnIssue(world, by, 'BROWSE_PROJECTS', issue)) {
    task.invalidCount += 1;
    return;
  }
  if (step.work !== undefined) {
    runWork(site, task, issue, step.work, step.willFail);
    return;
  }
  if (!holdsOnIssue(world, by, 'TRANSITION_ISSUES', issue)) {
    task.failed[issue.id] = ['You do not have permission to transition this issue.'];
    return;
  }
  const transition = transitionsFor(world, by, issue).find((one) => one.id === step.transitionId);
  if (step.willFail || transition === undefined) {
    task.failed[issue.id] = ['The transition could not be performed on this issue.'];
    return;
  }
  const items = takeTransition(world, issue, transition, site.now);
  const entry = recordChange(world, issue, by, site.now, items);
  if (entry !== undefined) site.announce.updated(issue, by, items, entry.id);
  task.processed.push(issue.id);
}
