/**
 * Every Jira operation Kraken uses, as data: what is not here cannot be requested. A test compares the table with
 * Atlassian's OpenAPI documents (id, method, path, scopes). Scopes are the classic ones, granular where Atlassian
 * offers no classic one (Jira Software).
 */
import type { JiraRead, JiraRequest } from '../requests/jira-request.ts';
import type { Operation } from './action.ts';

const WORK = 'read:jira-work';
const WRITE = 'write:jira-work';
const USER = 'read:jira-user';
const PROJECT = 'manage:jira-project';
const CONFIGURATION = 'manage:jira-configuration';
const SPRINT = 'read:sprint:jira-software';
const BOARD = ['read:board-scope:jira-software', 'read:project:jira'];

const API = '/rest/api/3';
const AGILE = '/rest/agile/1.0';

const TABLE = [
  ['getProject', 'GET', `${API}/project/{projectIdOrKey}`, WORK],
  ['searchProjects', 'GET', `${API}/project/search`, WORK],
  ['deleteProject', 'DELETE', `${API}/project/{projectIdOrKey}`, CONFIGURATION],
  ['archiveProject', 'POST', `${API}/project/{projectIdOrKey}/archive`, PROJECT],
  ['getProjectRoles', 'GET', `${API}/project/{projectIdOrKey}/role`, WORK],
  ['getProjectRole', 'GET', `${API}/project/{projectIdOrKey}/role/{id}`, WORK],
  ['addActorUsers', 'POST', `${API}/project/{projectIdOrKey}/role/{id}`, CONFIGURATION],
  ['setActors', 'PUT', `${API}/project/{projectIdOrKey}/role/{id}`, PROJECT],
  ['deleteActor', 'DELETE', `${API}/project/{projectIdOrKey}/role/{id}`, PROJECT],
  ['getAllProjectRoles', 'GET', `${API}/role`, CONFIGURATION],
  ['findUsers', 'GET', `${API}/user/search`, USER],
  ['getUser', 'GET', `${API}/user`, USER],
  ['getCurrentUser', 'GET', `${API}/myself`, USER],
  ['findAssignableUsers', 'GET', `${API}/user/assignable/search`, USER],
  ['findGroups', 'GET', `${API}/groups/picker`, USER],
  ['bulkGetGroups', 'GET', `${API}/group/bulk`, USER],
  ['getAllPermissionSchemes', 'GET', `${API}/permissionscheme`, WORK],
  ['getPermissionSchemeGrants', 'GET', `${API}/permissionscheme/{schemeId}/permission`, WORK],
  ['createPermissionGrant', 'POST', `${API}/permissionscheme/{schemeId}/permission`, CONFIGURATION],
  ['getAssignedPermissionScheme', 'GET', `${API}/project/{projectKeyOrId}/permissionscheme`, WORK],
  ['assignPermissionScheme', 'PUT', `${API}/project/{projectKeyOrId}/permissionscheme`, PROJECT],
  ['getMyPermissions', 'GET', `${API}/mypermissions`, WORK],
  ['getBulkPermissions', 'POST', `${API}/permissions/check`],
  ['getFieldsPaginated', 'GET', `${API}/field/search`, WORK],
  ['createCustomField', 'POST', `${API}/field`, CONFIGURATION],
  ['getContextsForField', 'GET', `${API}/field/{fieldId}/context`, CONFIGURATION],
  ['createCustomFieldContext', 'POST', `${API}/field/{fieldId}/context`, CONFIGURATION],
  [
    'deleteCustomFieldContext',
    'DELETE',
    `${API}/field/{fieldId}/context/{contextId}`,
    CONFIGURATION,
  ],
  [
    'getProjectContextMapping',
    'GET',
    `${API}/field/{fieldId}/context/projectmapping`,
    CONFIGURATION,
  ],
  [
    'createCustomFieldOption',
    'POST',
    `${API}/field/{fieldId}/context/{contextId}/option`,
    CONFIGURATION,
  ],
  [
    'getOptionsForContext',
    'GET',
    `${API}/field/{fieldId}/context/{contextId}/option`,
    CONFIGURATION,
  ],
  ['getStatuses', 'GET', `${API}/status`, WORK],
  ['getIssue', 'GET', `${API}/issue/{issueIdOrKey}`, WORK],
  ['assignIssue', 'PUT', `${API}/issue/{issueIdOrKey}/assignee`, WRITE],
  ['getTransitions', 'GET', `${API}/issue/{issueIdOrKey}/transitions`, WORK],
  ['doTransition', 'POST', `${API}/issue/{issueIdOrKey}/transitions`, WRITE],
  ['searchAndReconsileIssuesUsingJqlPost', 'POST', `${API}/search/jql`, WORK],
  ['countIssues', 'POST', `${API}/search/approximate-count`, WORK],
  ['getAvailableTransitions', 'GET', `${API}/bulk/issues/transition`, WORK],
  ['submitBulkTransition', 'POST', `${API}/bulk/issues/transition`, WRITE],
  ['getBulkOperationProgress', 'GET', `${API}/bulk/queue/{taskId}`, WORK],
  ['getTask', 'GET', `${API}/task/{taskId}`, WORK],
  ['getServerInfo', 'GET', `${API}/serverInfo`],
  ['getComments', 'GET', `${API}/issue/{issueIdOrKey}/comment`, WORK],
  ['addComment', 'POST', `${API}/issue/{issueIdOrKey}/comment`, WRITE],
  ['updateComment', 'PUT', `${API}/issue/{issueIdOrKey}/comment/{id}`, WRITE],
  ['getCommentProperty', 'GET', `${API}/comment/{commentId}/properties/{propertyKey}`, WORK],
  [
    'createRequestComment',
    'POST',
    '/rest/servicedeskapi/request/{issueIdOrKey}/comment',
    'write:servicedesk-request',
  ],
  ['bulkPinUnpinProjectsAsync', 'POST', `${API}/forge/panel/action/bulk/async`, PROJECT],
  ['getAllBoards', 'GET', `${AGILE}/board`, ...BOARD],
  ['getAllSprints', 'GET', `${AGILE}/board/{boardId}/sprint`, SPRINT],
  ['getSprint', 'GET', `${AGILE}/sprint/{sprintId}`, SPRINT],
  [
    'moveIssuesToSprintAndRank',
    'POST',
    `${AGILE}/sprint/{sprintId}/issue`,
    'write:sprint:jira-software',
  ],
] as const;

/** Atlassian's operationId of an operation Kraken uses. */
export type OperationId = (typeof TABLE)[number][0];

/** All operations, in table order. */
export const OPERATIONS: readonly Operation[] = TABLE.map(
  ([operationId, method, template, ...scopes]) => ({ operationId, method, template, scopes }),
);

const BY_ID = new Map(OPERATIONS.map((operation) => [operation.operationId, operation]));

/** The operation with this id. */
export function operation(operationId: OperationId): Operation {
  const found = BY_ID.get(operationId);
  if (found === undefined) throw new Error(`no such operation: ${operationId}`);
  return found;
}

/** Several operations by id, for a catalogue entry's `reads` and `writes`. */
export function operations(...ids: readonly OperationId[]): Operation[] {
  return ids.map(operation);
}

type RequestParts = Partial<
  Pick<JiraRequest, 'path' | 'query' | 'body' | 'capture' | 'poll' | 'tolerate'>
>;

/** Makes a request of a known operation; parts not given are empty. */
export function requestOf(operationId: OperationId, parts: RequestParts = {}): JiraRequest {
  const { method, template } = operation(operationId);
  return { operationId, method, template, path: {}, query: [], ...parts };
}

/** Makes a read of a known operation; only `pick` of the answer leaves Jira. */
export function readOf(
  operationId: OperationId,
  parts: Pick<RequestParts, 'path' | 'query' | 'body'> & { pick: string[] },
): JiraRead {
  const { pick, ...rest } = parts;
  return { request: requestOf(operationId, rest), pick };
}
