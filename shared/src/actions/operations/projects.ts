/** Jira's operations on projects: id, method, path, scopes. */
import { API, CONFIGURATION, PROJECT, WORK } from './parts.ts';

/** Rows of the table of operations. */
export const projectsOperations = [
  ['getProject', 'GET', `${API}/project/{projectIdOrKey}`, WORK],
  ['searchProjects', 'GET', `${API}/project/search`, WORK],
  ['deleteProject', 'DELETE', `${API}/project/{projectIdOrKey}`, CONFIGURATION],
  ['archiveProject', 'POST', `${API}/project/{projectIdOrKey}/archive`, PROJECT],
  ['createProject', 'POST', `${API}/project`, CONFIGURATION],
  ['getValidProjectKey', 'GET', `${API}/projectvalidate/validProjectKey`, WORK],
  ['getValidProjectName', 'GET', `${API}/projectvalidate/validProjectName`, WORK],
  ['getAllAccessibleProjectTypes', 'GET', `${API}/project/type/accessible`, WORK],
  ['updateProject', 'PUT', `${API}/project/{projectIdOrKey}`, PROJECT],
  ['restore', 'POST', `${API}/project/{projectIdOrKey}/restore`, CONFIGURATION],
  ['getAllProjectCategories', 'GET', `${API}/projectCategory`, WORK],
  ['createProjectCategory', 'POST', `${API}/projectCategory`, PROJECT],
  ['removeProjectCategory', 'DELETE', `${API}/projectCategory/{id}`, PROJECT],
] as const;
