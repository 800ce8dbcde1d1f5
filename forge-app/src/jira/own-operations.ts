/**
 * Jira operations the app uses by itself, beside those of the action catalogue: reading the ticket, asking Jira who may
 * decide, and the administration page. The manifest's scopes must cover them. This file imports nothing, so that tools
 * can read it.
 */

/** An operation with the scopes Atlassian's documents ask for. */
export interface OwnOperation {
  operationId: string;
  method: 'GET' | 'POST';
  template: string;
}

const SCOPES: Record<string, readonly string[]> = {};

function operation(
  operationId: string,
  method: OwnOperation['method'],
  template: string,
  scopes: readonly string[],
): OwnOperation {
  SCOPES[operationId] = scopes;
  return { operationId, method, template };
}

/** The issue itself. */
export const GET_ISSUE = operation('getIssue', 'GET', '/rest/api/3/issue/{issueIdOrKey}', [
  'read:jira-work',
]);
/** Its comments. */
export const GET_COMMENTS = operation(
  'getComments',
  'GET',
  '/rest/api/3/issue/{issueIdOrKey}/comment',
  ['read:jira-work'],
);
/** What was changed in it and by whom, oldest first. */
export const GET_CHANGELOG = operation(
  'getChangeLogs',
  'GET',
  '/rest/api/3/issue/{issueIdOrKey}/changelog',
  ['read:jira-work'],
);
/** Who the caller is. */
export const GET_MYSELF = operation('getCurrentUser', 'GET', '/rest/api/3/myself', [
  'read:jira-user',
]);
/** What the caller may do. */
export const GET_MY_PERMISSIONS = operation(
  'getMyPermissions',
  'GET',
  '/rest/api/3/mypermissions',
  ['read:jira-work'],
);
/** What the caller may do with many issues. */
export const CHECK_PERMISSIONS = operation(
  'getBulkPermissions',
  'POST',
  '/rest/api/3/permissions/check',
  [],
);
/** Address of the site. */
export const GET_SERVER_INFO = operation('getServerInfo', 'GET', '/rest/api/3/serverInfo', []);
/** Plan of the site. */
export const GET_LICENSE = operation('getLicense', 'GET', '/rest/api/3/instance/license', [
  'manage:jira-configuration',
]);
/** Groups for the picker. */
export const FIND_GROUPS = operation('findGroups', 'GET', '/rest/api/3/groups/picker', [
  'read:jira-user',
]);
/** Groups a user is in. */
export const GET_USER_GROUPS = operation('getUserGroups', 'GET', '/rest/api/3/user/groups', [
  'read:jira-user',
]);
/** Projects for the panel picker. */
export const SEARCH_PROJECTS = operation('searchProjects', 'GET', '/rest/api/3/project/search', [
  'read:jira-work',
]);
/** Pins the panel to projects. */
export const PIN_PANEL = operation(
  'bulkPinUnpinProjectsAsync',
  'POST',
  '/rest/api/3/forge/panel/action/bulk/async',
  ['manage:jira-project'],
);
/** Progress of pinning. */
export const GET_TASK = operation('getTask', 'GET', '/rest/api/3/task/{taskId}', [
  'read:jira-work',
]);

/** All of them, in the form the manifest gate compares with the scopes. */
export const OWN_OPERATIONS: ReadonlyArray<{
  operationId: string;
  method: string;
  path: string;
  scopes: readonly string[];
}> = [
  GET_ISSUE,
  GET_COMMENTS,
  GET_CHANGELOG,
  GET_MYSELF,
  GET_MY_PERMISSIONS,
  CHECK_PERMISSIONS,
  GET_SERVER_INFO,
  GET_LICENSE,
  FIND_GROUPS,
  GET_USER_GROUPS,
  SEARCH_PROJECTS,
  PIN_PANEL,
  GET_TASK,
].map(({ operationId, method, template }) => ({
  operationId,
  method,
  path: template,
  scopes: SCOPES[operationId] ?? [],
}));
