/** Does to one issue what a bulk edit, move or delete asks, with the rights the caller has when it runs. */
import { holdsInProject, holdsOnIssue, isAssignable } from '../permissions/evaluate-permission.ts';
import { changeItem, recordChange, setAssignee, setLabels } from '../world/change-issue.ts';
import { projectOf } from '../world/find-in-world.ts';
import type { BulkWork } from '../world/issue-extras-types.ts';
import type { ChangeItem, Issue, Json, LongTask } from '../world/issue-types.ts';
import { moveIssue, removeIssue } from '../world/remove-issue.ts';
import type { SiteContext } from './operation.ts';

type TaskSite = Pick<SiteContext, 'world' | 'now' | 'announce'>;

const NEEDED = { edit: 'EDIT_ISSUES', move: 'MOVE_ISSUES', delete: 'DELETE_ISSUES' } as const;

/** One step of a bulk task. */
export function runWork(
  site: TaskSite,
  task: LongTask,
  issue: Issue,
  work: BulkWork,
  willFail: boolean,
): void {
  const { world } = site;
  const by = task.submittedBy;
  if (willFail || !holdsOnIssue(world, by, NEEDED[work.kind], issue)) {
    task.failed[issue.id] = ['The issue could not be changed.'];
    return;
  }
  if (work.kind === 'delete') {
    removeIssue(world, issue);
    task.processed.push(issue.id);
    return;
  }
  const items = work.kind === 'edit' ? edit(site, issue, work) : move(site, task, issue, work);
  if (items === undefined) {
    task.failed[issue.id] = ['The value is not valid for this issue.'];
    return;
  }
  const entry = recordChange(world, issue, by, site.now, items);
  if (entry !== undefined) site.announce.updated(issue, by, items, entry.id);
  task.processed.push(issue.id);
}

/** Sub-tasks go along and become the target's first kind of sub-task. */
function move(
  { world }: TaskSite,
  task: LongTask,
  issue: Issue,
  work: Extract<BulkWork, { kind: 'move' }>,
): ChangeItem[] | undefined {
  const project = world.projects[work.projectId];
  if (project === undefined) return undefined;
  if (!holdsInProject(world, task.submittedBy, 'CREATE_ISSUES', project)) return undefined;
  const statuses = world.workflows[project.workflowId]?.statusIds ?? [];
  if (work.statusId !== undefined && !statuses.includes(work.statusId)) return undefined;
  const items = moveIssue(world, issue, project, work);
  const childType = project.issueTypeIds.find((id) => world.issueTypes[id]?.subtask === true);
  for (const child of Object.values(world.issues)) {
    if (child.parentId !== issue.id || childType === undefined) continue;
    moveIssue(world, child, project, { typeId: childType, statusId: undefined });
  }
  return items;
}

function edit(
  { world }: TaskSite,
  issue: Issue,
  work: Extract<BulkWork, { kind: 'edit' }>,
): ChangeItem[] | undefined {
  const { assignee, ...fields } = work.fields;
  const items: ChangeItem[] = [];
  if (assignee !== undefined) {
    const accountId = assignee === null ? undefined : String(assignee);
    if (
      accountId !== undefined &&
      !isAssignable(world, accountId, projectOf(world, issue), issue)
    ) {
      return undefined;
    }
    items.push(...setAssignee(world, issue, accountId));
  }
  for (const [id, value] of Object.entries(fields)) {
    setField(issue, id, value);
    items.push(changeItem(id, [null, null], [null, JSON.stringify(value)]));
  }
  const kept = issue.labels.filter((label) => !work.removeLabels.includes(label));
  items.push(...setLabels(issue, [...new Set([...kept, ...work.addLabels])]));
  return items;
}

function setField(issue: Issue, id: string, value: Json): void {
  if (id === 'priority') issue.priorityId = String(value);
  else if (id === 'duedate') issue.dueDate = value === null ? undefined : String(value);
  else if (value === null) delete issue.customFields[id];
  else issue.customFields[id] = value;
}
