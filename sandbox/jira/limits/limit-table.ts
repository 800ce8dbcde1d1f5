/**
 * Limits that Jira's documents state in prose, where no schema holds them. Every row stands in the documents and every
 * such sentence about an operation of the stand-in stands here: `documented-limits.test.ts` walks both ways.
 */

/** One limit of one operation. */
export interface Limit {
  operationId: string;
  /** `body.name`, `body.statuses[].name`, `*` for any key, `body` for the whole value, `query.id`, `path.propertyKey`. */
  at: string;
  most: number;
  /** `items` counts the elements of all lists at this place together. */
  unit: 'characters' | 'bytes' | 'items';
}

type Row = [at: string, most: number, unit: Limit['unit'], ...operationIds: string[]];

const LENGTHS: readonly Row[] = [
  ['path.propertyKey', 255, 'characters', 'setCommentProperty', 'setIssueProperty'],
  ['body', 32_768, 'characters', 'setCommentProperty', 'setIssueProperty'],
  ['body.name', 255, 'characters', 'createComponent', 'updateComponent'],
  ['body.name', 255, 'characters', 'createVersion', 'updateVersion'],
  ['body.description', 16_384, 'bytes', 'createVersion', 'updateVersion'],
  ['body.name', 255, 'characters', 'updateCustomField'],
  ['body.description', 40_000, 'characters', 'updateCustomField'],
  ['body.name', 60, 'characters', 'createIssueType', 'updateIssueType'],
  ['body.key', 10, 'characters', 'createProject', 'updateProject'],
  ['body.name', 255, 'characters', 'createProjectRole', 'fullyUpdateProjectRole'],
  ['body.name', 255, 'characters', 'createScreen', 'addScreenTab'],
  ['body.description', 255, 'characters', 'createScreen'],
  ['body.name', 254, 'characters', 'createBoard'],
  ['body.name', 200, 'characters', 'createOrganization'],
];

const COUNTS: readonly Row[] = [
  ['body.entityIds', 100, 'items', 'bulkEditDashboards'],
  ['body.fields', 50, 'items', 'createAssociations', 'removeAssociations'],
  ['body.associationContexts', 100, 'items', 'createAssociations', 'removeAssociations'],
  ['body.options', 1_000, 'items', 'createCustomFieldOption'],
  ['query.issueIdsOrKeys', 1_000, 'items', 'getAvailableTransitions'],
  ['body.bulkTransitionInputs[].selectedIssueIdsOrKeys', 1_000, 'items', 'submitBulkTransition'],
  ['body.selectedIssueIdsOrKeys', 1_000, 'items', 'submitBulkEdit', 'submitBulkDelete'],
  ['body.selectedActions', 200, 'items', 'submitBulkEdit'],
  ['body.targetToSourcesMapping.*.issueIdsOrKeys', 1_000, 'items', 'submitBulkMove'],
  ['body.issueIdsOrKeys', 1_000, 'items', 'archiveIssues', 'unarchiveIssues'],
  ['body.issueIdsOrKeys', 100, 'items', 'bulkFetchIssues'],
  ['body.properties', 5, 'items', 'bulkFetchIssues', 'searchAndReconsileIssuesUsingJqlPost'],
  ['query.properties', 5, 'items', 'searchAndReconsileIssuesUsingJql'],
  ['body.members', 100, 'items', 'addSecurityLevelMembers'],
  ['body.notificationSchemeEvents[].notifications', 1_000, 'items', 'addNotifications'],
  ['body.projectPermissions[].projects', 1_000, 'items', 'getBulkPermissions'],
  ['body.projectPermissions[].issues', 1_000, 'items', 'getBulkPermissions'],
  ['query.id', 50, 'items', 'searchProjects', 'deleteStatusesById'],
  ['query.keys', 50, 'items', 'searchProjects'],
  ['query.id', 200, 'items', 'getFiltersPaginated'],
  ['body.statuses', 1_000, 'items', 'updateWorkflows'],
  ['body.workflows', 20, 'items', 'updateWorkflows'],
  ['body.payload.statuses', 1_000, 'items', 'validateUpdateWorkflows'],
  ['body.payload.workflows', 20, 'items', 'validateUpdateWorkflows'],
  [
    'body.issues',
    50,
    'items',
    'moveIssuesToBacklog',
    'moveIssuesToBacklogForBoard',
    'moveIssuesToSprintAndRank',
  ],
];

/** Every documented limit. */
export const LIMITS: readonly Limit[] = [...LENGTHS, ...COUNTS].flatMap(
  ([at, most, unit, ...operationIds]) =>
    operationIds.map((operationId) => ({ operationId, at, most, unit })),
);
