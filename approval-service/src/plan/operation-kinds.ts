/** What it takes to see what an operation of Jira answers. */
import type { OperationId } from '@kraken/shared';

/**
 * `open`: everybody with a licence sees it. `people`: as far as the user picker shows them. `project`: who browses the
 * project. `listing`: projects or parts of many; what the sentence names, or everything in the list. `administration`:
 * administrators of the projects. `own`: likewise, but everybody knows it of himself. `part`: belongs to something in the
 * answers of another operation.
 */
export type Kind =
  | 'open'
  | 'people'
  | 'project'
  | 'listing'
  | 'administration'
  | 'own'
  | { partOf: OperationId };

const KINDS: Readonly<Partial<Record<OperationId, Kind>>> = {
  getBulkPermissions: 'open',
  getCurrentUser: 'open',
  getMyPermissions: 'open',
  getStatuses: 'open',
  getIssueAllTypes: 'open',
  getIssueType: 'open',
  getIssueLinkTypes: 'open',
  getAllProjectCategories: 'open',
  getAllAccessibleProjectTypes: 'open',
  getValidProjectKey: 'open',
  getValidProjectName: 'open',
  parseJqlQueries: 'open',
  getUser: 'people',
  findUsers: 'people',
  searchProjects: 'listing',
  getServiceDesks: 'listing',
  getAllBoards: 'listing',
  getProject: 'project',
  findAssignableUsers: 'project',
  getIssue: 'project',
  getTransitions: 'project',
  getAvailableTransitions: 'project',
  getBulkEditableFields: 'project',
  // Sentences tell of comments that everybody reads who sees the issue, and of no restricted one.
  getComments: 'project',
  getComment: 'project',
  getIssueWorklog: 'project',
  getEditIssueMeta: 'project',
  getCreateIssueMetaIssueTypes: 'project',
  getCreateIssueMetaIssueTypeId: 'project',
  searchAndReconsileIssuesUsingJqlPost: 'project',
  countIssues: 'project',
  getRequestParticipants: 'project',
  getProjectComponents: 'project',
  getProjectVersions: 'project',
  bulkFetchIssues: { partOf: 'searchAndReconsileIssuesUsingJqlPost' },
  getCommentProperty: { partOf: 'getComments' },
  getComponent: { partOf: 'getProjectComponents' },
  getComponentRelatedIssues: { partOf: 'getProjectComponents' },
  getVersion: { partOf: 'getProjectVersions' },
  getVersionUnresolvedIssues: { partOf: 'getProjectVersions' },
  getVersionRelatedIssues: { partOf: 'getProjectVersions' },
  getAllSprints: { partOf: 'getAllBoards' },
  getSprint: { partOf: 'getAllSprints' },
  getRequestTypes: { partOf: 'getServiceDesks' },
  getIssueWatchers: 'own',
  getProjectRoles: 'administration',
  getProjectRole: 'administration',
  getCustomers: 'administration',
  findGroups: 'administration',
  bulkGetGroups: 'administration',
  getAllProjectRoles: 'administration',
  getAllPermissionSchemes: 'administration',
  getPermissionSchemeGrants: 'administration',
  getPermissionSchemeGrant: 'administration',
  getAssignedPermissionScheme: 'administration',
  getEvents: 'administration',
  getNotificationScheme: 'administration',
  getNotificationSchemes: 'administration',
  getNotificationSchemeForProject: 'administration',
  getNotificationSchemeToProjectMappings: 'administration',
  getIssueSecurityScheme: 'administration',
  getIssueSecuritySchemes: 'administration',
  getProjectIssueSecurityScheme: 'administration',
  searchProjectsUsingSecuritySchemes: 'administration',
  getIssueSecurityLevelMembers: 'administration',
  getPrioritySchemes: 'administration',
  getProjectsByPriorityScheme: 'administration',
  getIssueTypeSchemeForProjects: 'administration',
  getIssueTypeSchemesMapping: 'administration',
  getAllIssueTypeSchemes: 'administration',
  getAlternativeIssueTypes: 'administration',
  search: 'administration',
  searchWorkflows: 'administration',
  readWorkflows: 'administration',
  getWorkflowScheme: 'administration',
  getAllWorkflowSchemes: 'administration',
  getWorkflowSchemeProjectAssociations: 'administration',
  getFieldsPaginated: 'administration',
  getContextsForField: 'administration',
  getProjectContextMapping: 'administration',
  getOptionsForContext: 'administration',
  getFieldProjectAssociations: 'administration',
  getFieldAssociationSchemes: 'administration',
  getProjectsWithFieldSchemes: 'administration',
  searchFieldAssociationSchemeFields: 'administration',
  searchFieldAssociationSchemeProjects: 'administration',
  getScreens: 'administration',
  getAllScreenTabs: 'administration',
  getAllScreenTabFields: 'administration',
  getScreensForField: 'administration',
  getScreenSchemes: 'administration',
  getIssueTypeScreenSchemeProjectAssociations: 'administration',
  getIssueTypeScreenSchemeMappings: 'administration',
};

/**
 * What is read only to plan the change, ahead of the round trip that may find it needless: no sentence in which a wish
 * of this type ends tells it. It has to stay true of the action named here.
 */
const UNTOLD: Readonly<Record<string, readonly OperationId[]>> = {
  'project.member.add': ['getAssignedPermissionScheme', 'searchProjectsUsingSecuritySchemes'],
  'project.role.set_actors': ['getAssignedPermissionScheme'],
  'project.member.add_group': [
    'getAssignedPermissionScheme',
    'searchProjectsUsingSecuritySchemes',
    'getUsersFromGroup',
    'getAllApplicationRoles',
  ],
  'project.member.remove_group': ['getUsersFromGroup'],
};

/** Of an operation that is not in the table: undefined. */
export const kindOf = (operationId: string): Kind | undefined =>
  Object.hasOwn(KINDS, operationId) ? KINDS[operationId as OperationId] : undefined;

/** Operations whose answers no sentence about a wish of this type tells. */
export const untoldOf = (type: string): readonly string[] => UNTOLD[type] ?? [];
