/** Jira's operations on versions and components: id, method, path, scopes. */
import { API, PROJECT, WORK } from './parts.ts';

/** Rows of the table of operations. */
export const versionsOperations = [
  ['createComponent', 'POST', `${API}/component`, PROJECT],
  ['getProjectComponents', 'GET', `${API}/project/{projectIdOrKey}/components`, WORK],
  ['getComponent', 'GET', `${API}/component/{id}`, WORK],
  ['updateComponent', 'PUT', `${API}/component/{id}`, PROJECT],
  ['deleteComponent', 'DELETE', `${API}/component/{id}`, PROJECT],
  ['getComponentRelatedIssues', 'GET', `${API}/component/{id}/relatedIssueCounts`, WORK],
  ['createVersion', 'POST', `${API}/version`, PROJECT],
  ['getProjectVersions', 'GET', `${API}/project/{projectIdOrKey}/versions`, WORK],
  ['getVersion', 'GET', `${API}/version/{id}`, WORK],
  ['updateVersion', 'PUT', `${API}/version/{id}`, PROJECT],
  ['getVersionUnresolvedIssues', 'GET', `${API}/version/{id}/unresolvedIssueCount`, WORK],
  ['getVersionRelatedIssues', 'GET', `${API}/version/{id}/relatedIssueCounts`, WORK],
  ['deleteAndReplaceVersion', 'POST', `${API}/version/{id}/removeAndSwap`, PROJECT],
] as const;
