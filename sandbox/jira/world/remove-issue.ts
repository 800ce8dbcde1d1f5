/** Takes an issue out of the world with what hangs on it, and moves one to another project. */
import { changeItem } from './change-issue.ts';
import type { ChangeItem, Issue } from './issue-types.ts';
import type { Project, World } from './world-types.ts';

/** Removes the issue, its links and its sub-tasks. */
export function removeIssue(world: World, issue: Issue): void {
  for (const child of Object.values(world.issues)) {
    if (child.parentId === issue.id) removeIssue(world, child);
  }
  world.links = world.links.filter(({ from, to }) => from !== issue.id && to !== issue.id);
  delete world.issues[issue.id];
}

/** Gives the issue a key of another project; what the project does not have (sprint, status) is lost or replaced. */
export function moveIssue(
  world: World,
  issue: Issue,
  project: Project,
  change: { typeId: string; statusId: string | undefined },
): ChangeItem[] {
  const items: ChangeItem[] = [];
  if (issue.projectId !== project.id) {
    const key = `${project.key}-${project.nextIssueNumber}`;
    project.nextIssueNumber += 1;
    items.push(changeItem('Key', [null, issue.key], [null, key]));
    items.push(changeItem('project', [issue.projectId, null], [project.id, project.name]));
    issue.formerKeys.push(issue.key);
    issue.key = key;
    issue.projectId = project.id;
    issue.securityLevelId = undefined;
  }
  if (issue.typeId !== change.typeId) {
    items.push(changeItem('issuetype', [issue.typeId, null], [change.typeId, null]));
    issue.typeId = change.typeId;
  }
  const statuses = world.workflows[project.workflowId]?.statusIds ?? [];
  const isKept = statuses.includes(issue.statusId);
  const statusId = isKept ? issue.statusId : (change.statusId ?? statuses[0] ?? issue.statusId);
  if (statusId !== issue.statusId) {
    items.push(changeItem('status', [issue.statusId, null], [statusId, null]));
    issue.statusId = statusId;
  }
  return items;
}
