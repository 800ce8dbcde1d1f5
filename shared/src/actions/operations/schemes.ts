/** Jira's operations on permission, notification and security schemes: id, method, path, scopes. */
import { API, CONFIGURATION, PROJECT, WORK } from './parts.ts';

/** Rows of the table of operations. */
export const schemesOperations = [
  ['getAllPermissionSchemes', 'GET', `${API}/permissionscheme`, WORK],
  ['getPermissionSchemeGrants', 'GET', `${API}/permissionscheme/{schemeId}/permission`, WORK],
  ['createPermissionGrant', 'POST', `${API}/permissionscheme/{schemeId}/permission`, CONFIGURATION],
  [
    'getPermissionSchemeGrant',
    'GET',
    `${API}/permissionscheme/{schemeId}/permission/{permissionId}`,
    WORK,
  ],
  ['getAssignedPermissionScheme', 'GET', `${API}/project/{projectKeyOrId}/permissionscheme`, WORK],
  ['assignPermissionScheme', 'PUT', `${API}/project/{projectKeyOrId}/permissionscheme`, PROJECT],
  [
    'deletePermissionSchemeEntity',
    'DELETE',
    `${API}/permissionscheme/{schemeId}/permission/{permissionId}`,
    CONFIGURATION,
  ],
  ['createPermissionScheme', 'POST', `${API}/permissionscheme`, CONFIGURATION],
  ['deletePermissionScheme', 'DELETE', `${API}/permissionscheme/{schemeId}`, CONFIGURATION],
  ['addNotifications', 'PUT', `${API}/notificationscheme/{id}/notification`, CONFIGURATION],
  ['getEvents', 'GET', `${API}/events`, CONFIGURATION],
  ['getNotificationScheme', 'GET', `${API}/notificationscheme/{id}`, CONFIGURATION],
  ['getNotificationSchemes', 'GET', `${API}/notificationscheme`, CONFIGURATION],
  [
    'getNotificationSchemeToProjectMappings',
    'GET',
    `${API}/notificationscheme/project`,
    CONFIGURATION,
  ],
  [
    'removeNotificationFromNotificationScheme',
    'DELETE',
    `${API}/notificationscheme/{notificationSchemeId}/notification/{notificationId}`,
    CONFIGURATION,
  ],
  [
    'getNotificationSchemeForProject',
    'GET',
    `${API}/project/{projectKeyOrId}/notificationscheme`,
    WORK,
  ],
  [
    'addSecurityLevelMembers',
    'PUT',
    `${API}/issuesecurityschemes/{schemeId}/level/{levelId}/member`,
    CONFIGURATION,
  ],
  ['getIssueSecurityScheme', 'GET', `${API}/issuesecurityschemes/{id}`, PROJECT],
  ['getIssueSecuritySchemes', 'GET', `${API}/issuesecurityschemes`, PROJECT],
  [
    'searchProjectsUsingSecuritySchemes',
    'GET',
    `${API}/issuesecurityschemes/project`,
    CONFIGURATION,
  ],
  [
    'getIssueSecurityLevelMembers',
    'GET',
    `${API}/issuesecurityschemes/{issueSecuritySchemeId}/members`,
    CONFIGURATION,
  ],
  [
    'removeMemberFromSecurityLevel',
    'DELETE',
    `${API}/issuesecurityschemes/{schemeId}/level/{levelId}/member/{memberId}`,
    CONFIGURATION,
  ],
  ['associateSchemesToProjects', 'PUT', `${API}/issuesecurityschemes/project`, CONFIGURATION],
  [
    'getProjectIssueSecurityScheme',
    'GET',
    `${API}/project/{projectKeyOrId}/issuesecuritylevelscheme`,
    WORK,
  ],
] as const;
