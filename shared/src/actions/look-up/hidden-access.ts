/** Access that a permission scheme does not show: levels of an issue security scheme, and rights of "the current assignee". */
import type { JiraRead, JiraReadResult } from '../../requests/jira-request.ts';
import { fieldAt } from '../../requests/pick-fields.ts';
import { readOf } from '../operations.ts';
import type { Project } from './find-project.ts';
import { grantsIn } from './permission-scheme.ts';

/**
 * Reads which issue security scheme a project uses, from the list of all uses. The project's own address does not serve:
 * it answers 404 where there is no scheme as well as where Jira hides it.
 */
export function projectSecurityRead(projectId: string): JiraRead {
  return readOf('searchProjectsUsingSecuritySchemes', {
    query: [['projectId', projectId]],
    pick: ['values[].issueSecuritySchemeId'],
  });
}

/** Whether the project uses one; undefined where Jira does not say. Team-managed projects are not in the list. */
export function hasSecurity(
  { status, body }: JiraReadResult,
  { isTeamManaged }: Pick<Project, 'isTeamManaged'>,
): boolean | undefined {
  const uses = status === 200 ? fieldAt(body, 'values') : undefined;
  if (!Array.isArray(uses)) return undefined;
  if (uses.length > 0) return true;
  return isTeamManaged ? undefined : false;
}

/** True only where Jira shows the scheme and nothing in it is given to the current assignee. */
export function givesAssigneeNothing(scheme: JiraReadResult): boolean {
  return scheme.status === 200 && grantsIn(scheme.body).every(({ type }) => type !== 'assignee');
}
