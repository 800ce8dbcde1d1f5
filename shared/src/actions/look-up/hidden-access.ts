/** Access that a permission scheme does not show: levels of an issue security scheme, and rights of "the current assignee". */
import type { JiraRead, JiraReadResult } from '../../requests/jira-request.ts';
import { readOf } from '../operations.ts';
import { grantsIn } from './permission-scheme.ts';

/** Reads the issue security scheme of a project; 404 where it has none. */
export function projectSecurityRead(projectKeyOrId: string): JiraRead {
  return readOf('getProjectIssueSecurityScheme', {
    path: { projectKeyOrId },
    pick: ['id', 'name'],
  });
}

/** True only where Jira says that the project has no issue security scheme. */
export function hasNoSecurity(answer: JiraReadResult): boolean {
  return answer.status === 404;
}

/** True only where Jira shows the scheme and nothing in it is given to the current assignee. */
export function givesAssigneeNothing(scheme: JiraReadResult): boolean {
  return scheme.status === 200 && grantsIn(scheme.body).every(({ type }) => type !== 'assignee');
}
