/**
 * Giving projects another scheme as a long task: first the issues are migrated, half of them at the first step, then the
 * projects get the scheme. A task that fails has migrated that half and changed no project.
 */
import { type Answer, refusal } from '../http/jira-answer.ts';
import { changeItem, recordChange } from '../world/change-issue.ts';
import type { Issue, LongTask } from '../world/issue-types.ts';
import type { SchemeChange } from '../world/scheme-change-types.ts';
import type { World } from '../world/world-types.ts';
import type { Call } from './operation.ts';
import { isOver, newTask } from './task-life.ts';

/** Throws 409 while a task of this kind runs. */
export function demandNoChange(world: World, kind: SchemeChange['kind'], text: string): void {
  const running = Object.values(world.tasks).some(
    (task) => !isOver(task) && task.change?.kind === kind,
  );
  if (running) throw refusal(409, text);
}

/** Starts the task. */
export function submitChange(call: Call, change: SchemeChange): LongTask {
  const task = newTask(call, 'scheme-change', call.accountId ?? '');
  task.change = change;
  task.willFail = call.failPartly;
  return task;
}

/** 303 to the task, without a body. */
export function taskLocation(call: Call, { id }: LongTask): Answer {
  return { status: 303, headers: { location: `${call.site.baseUrl}/rest/api/3/task/${id}` } };
}

/** What migrating needs of the site. */
type Site = Pick<Call['site'], 'world' | 'now'>;

/** One step of a task that is not over; the second one ends it. */
export function advanceChange(site: Site, task: LongTask, change: SchemeChange): void {
  task.started ??= site.now;
  task.updated = site.now;
  const waiting = Object.values(site.world.issues).filter((issue) => isMeant(change, issue));
  if (task.status === 'ENQUEUED') {
    task.status = 'RUNNING';
    for (const issue of waiting.slice(0, Math.floor(waiting.length / 2))) {
      migrate(site, change, issue, task.submittedBy);
    }
    return;
  }
  task.status = task.willFail === true ? 'FAILED' : 'COMPLETE';
  if (task.status === 'FAILED') return;
  for (const issue of waiting) migrate(site, change, issue, task.submittedBy);
  for (const id of change.projectIds) giveScheme(site.world, change, id);
}

/** Whether the issue has something the new scheme lacks. */
function isMeant(change: SchemeChange, issue: Issue): boolean {
  if (!change.projectIds.includes(issue.projectId)) return false;
  switch (change.kind) {
    case 'workflow':
      return moveOf(change, issue) !== undefined;
    case 'security':
      return issue.securityLevelId !== undefined && !isNew(change.levels, issue.securityLevelId);
    case 'priority':
      return change.priorities[issue.priorityId] !== undefined;
  }
}

const isNew = (mapping: Record<string, string>, id: string): boolean =>
  Object.values(mapping).includes(id);

const moveOf = (change: Extract<SchemeChange, { kind: 'workflow' }>, issue: Issue) =>
  change.moves.find(({ typeId, from }) => issue.typeId === typeId && issue.statusId === from);

function migrate(site: Site, change: SchemeChange, issue: Issue, by: string): void {
  if (change.kind === 'security') {
    issue.securityLevelId = change.levels[issue.securityLevelId ?? ''];
  } else if (change.kind === 'priority') {
    issue.priorityId = change.priorities[issue.priorityId] ?? issue.priorityId;
  } else {
    moveStatus(site, issue.id, moveOf(change, issue)?.to ?? issue.statusId, by);
  }
}

/** Moves an issue to another status because its workflow changed. */
export function moveStatus(
  { world, now }: Site,
  issueId: string,
  statusId: string,
  by: string,
): void {
  const issue = world.issues[issueId];
  const [from, to] = [world.statuses[issue?.statusId ?? ''], world.statuses[statusId]];
  if (issue === undefined || from === undefined || to === undefined) return;
  issue.statusId = to.id;
  const items = [changeItem('status', [from.id, from.name], [to.id, to.name])];
  recordChange(world, issue, by, now, items);
}

/** Lets a project use the scheme of the change. */
export function giveScheme(
  world: World,
  { kind, schemeId }: SchemeChange,
  projectId: string,
): void {
  const project = world.projects[projectId];
  if (project === undefined) return;
  if (kind === 'security') {
    project.securitySchemeId = schemeId;
    return;
  }
  const { workflowSchemes } = world.administration;
  const schemes: Record<string, { projectIds: string[] }> =
    kind === 'workflow' ? workflowSchemes : world.prioritySchemes;
  for (const scheme of Object.values(schemes)) {
    scheme.projectIds = scheme.projectIds.filter((id) => id !== projectId);
  }
  // The default priority scheme names nobody: it has every project without another one.
  const isNamed = kind === 'workflow' || world.prioritySchemes[schemeId]?.isDefault === false;
  if (isNamed) schemes[schemeId]?.projectIds.push(projectId);
  if (kind === 'workflow') {
    project.workflowId = workflowSchemes[schemeId]?.defaultWorkflowId ?? project.workflowId;
  }
}
