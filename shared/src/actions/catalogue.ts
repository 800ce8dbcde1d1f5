/**
 * The closed catalogue: every action Kraken knows. What is not here does not exist for Kraken, whatever anybody says.
 * Checked when it is loaded, so that a wrong entry stops the program instead of an approval.
 */
import type { ActionDefinition, Operation } from './action.ts';
import { changeDashboardOwner } from './boards-sprints/change-dashboard-owner.ts';
import { changeFilterOwner } from './boards-sprints/change-filter-owner.ts';
import { completeSprint } from './boards-sprints/complete-sprint.ts';
import { createBoard } from './boards-sprints/create-board.ts';
import { createDashboard } from './boards-sprints/create-dashboard.ts';
import { createFilter } from './boards-sprints/create-filter.ts';
import { createSprint } from './boards-sprints/create-sprint.ts';
import { deleteBoard } from './boards-sprints/delete-board.ts';
import { deleteDashboard } from './boards-sprints/delete-dashboard.ts';
import { deleteFilter } from './boards-sprints/delete-filter.ts';
import { deleteSprint } from './boards-sprints/delete-sprint.ts';
import { moveToBacklog } from './boards-sprints/move-to-backlog.ts';
import { moveToSprint } from './boards-sprints/move-to-sprint.ts';
import { shareFilter } from './boards-sprints/share-filter.ts';
import { startSprint } from './boards-sprints/start-sprint.ts';
import { updateSprint } from './boards-sprints/update-sprint.ts';
import { addFieldOptions } from './custom-fields/add-options.ts';
import { addContextProject, removeContextProject } from './custom-fields/context-projects.ts';
import { createFieldContext } from './custom-fields/create-context.ts';
import { createCustomField } from './custom-fields/create-custom-field.ts';
import { deleteFieldContext } from './custom-fields/delete-context.ts';
import { deleteFieldOption } from './custom-fields/delete-option.ts';
import {
  deleteCustomField,
  restoreCustomField,
  trashCustomField,
} from './custom-fields/end-custom-field.ts';
import { renameFieldOption } from './custom-fields/rename-option.ts';
import { reorderFieldOptions } from './custom-fields/reorder-options.ts';
import { updateCustomField } from './custom-fields/update-custom-field.ts';
import { assignTypeScheme } from './issue-types/assign-type-scheme.ts';
import { createIssueType } from './issue-types/create-issue-type.ts';
import { deleteIssueType } from './issue-types/delete-issue-type.ts';
import { addTypeToScheme, removeTypeFromScheme } from './issue-types/scheme-types.ts';
import { updateIssueType } from './issue-types/update-issue-type.ts';
import { addComment } from './issues/add-comment.ts';
import { archiveIssues, unarchiveIssues } from './issues/archive-issues.ts';
import { assignIssue } from './issues/assign-issue.ts';
import { bulkDeleteIssues } from './issues/bulk-delete-issues.ts';
import { bulkEditIssues } from './issues/bulk-edit-issues.ts';
import { bulkTransitionIssues } from './issues/bulk-transition-issues.ts';
import { changeLabels } from './issues/change-labels.ts';
import { changeWatchers } from './issues/change-watchers.ts';
import { createIssue } from './issues/create-issue.ts';
import { deleteComment } from './issues/delete-comment.ts';
import { deleteIssue } from './issues/delete-issue.ts';
import { editIssue } from './issues/edit-issue.ts';
import { linkIssues, unlinkIssues } from './issues/link-issues.ts';
import { logWork } from './issues/log-work.ts';
import { moveIssues } from './issues/move-issues.ts';
import { notifyAboutIssue } from './issues/notify-about-issue.ts';
import { transitionIssue } from './issues/transition-issue.ts';
import { assignNotificationScheme } from './notifications-security/assign-notification-scheme.ts';
import { assignPriorityScheme } from './notifications-security/assign-priority-scheme.ts';
import { assignSecurityScheme } from './notifications-security/assign-security-scheme.ts';
import {
  addLevelMember,
  removeLevelMember,
} from './notifications-security/change-level-members.ts';
import {
  addNotification,
  removeNotification,
} from './notifications-security/change-notifications.ts';
import { OPERATIONS, type OperationId } from './operations.ts';
import { addPermissionGrant } from './permission-schemes/add-permission-grant.ts';
import { assignPermissionScheme } from './permission-schemes/assign-permission-scheme.ts';
import { copyPermissionScheme } from './permission-schemes/copy-scheme.ts';
import { removePermissionGrant } from './permission-schemes/remove-permission-grant.ts';
import {
  createPermissionScheme,
  deletePermissionScheme,
} from './permission-schemes/scheme-life.ts';
import { createCategory, deleteCategory } from './projects/categories.ts';
import { changeProjectKey } from './projects/change-project-key.ts';
import { createProject } from './projects/create-project.ts';
import { archiveProject, deleteProject } from './projects/end-project.ts';
import { restoreProject } from './projects/restore-project.ts';
import { setProjectCategory } from './projects/set-project-category.ts';
import { setProjectLead } from './projects/set-project-lead.ts';
import { updateProject } from './projects/update-project.ts';
import { addDefaultActors, removeDefaultActors } from './roles/default-actors.ts';
import { deleteRole } from './roles/delete-role.ts';
import { createRole, updateRole } from './roles/role-life.ts';
import { addScreenField } from './screens/add-screen-field.ts';
import { assignFieldScheme } from './screens/assign-field-scheme.ts';
import { associateFields, dissociateFields } from './screens/field-projects.ts';
import { removeScreenField } from './screens/remove-screen-field.ts';
import { addScreenTab, deleteScreenTab } from './screens/screen-tabs.ts';
import { createScreen, deleteScreen } from './screens/screens.ts';
import { setFieldParameters } from './screens/set-field-parameters.ts';
import { addCustomers } from './service-desk/add-customers.ts';
import { createOrganization } from './service-desk/create-organization.ts';
import { createRequestType } from './service-desk/create-request-type.ts';
import { deleteOrganization } from './service-desk/delete-organization.ts';
import { deleteRequestType } from './service-desk/delete-request-type.ts';
import { inviteCustomer } from './service-desk/invite-customer.ts';
import { attachOrganization, detachOrganization } from './service-desk/organization-desks.ts';
import {
  addOrganizationUsers,
  removeOrganizationUsers,
} from './service-desk/organization-users.ts';
import { addParticipants, removeParticipants } from './service-desk/participants.ts';
import { removeCustomers } from './service-desk/remove-customers.ts';
import { createLinkType } from './site/create-link-type.ts';
import { setBanner } from './site/set-banner.ts';
import { setSiteSetting } from './site/set-site-setting.ts';
import { deleteWebhook, registerWebhook } from './site/webhooks.ts';
import { reportAccess } from './users-groups/access-report.ts';
import { addProjectGroup } from './users-groups/add-project-group.ts';
import { addProjectMember } from './users-groups/add-project-member.ts';
import { clearProjectMembers } from './users-groups/clear-project-members.ts';
import { deleteUser } from './users-groups/delete-user.ts';
import { addGroupMember, removeGroupMember } from './users-groups/group-members.ts';
import { createGroup, deleteGroup } from './users-groups/groups.ts';
import { inviteUser } from './users-groups/invite-user.ts';
import { offboardUser } from './users-groups/offboard-user.ts';
import { removeProjectGroup } from './users-groups/remove-project-group.ts';
import { removeProjectMember } from './users-groups/remove-project-member.ts';
import { setRoleActors } from './users-groups/set-role-actors.ts';
import { createComponent } from './versions-components/create-component.ts';
import { createVersion } from './versions-components/create-version.ts';
import { deleteComponent } from './versions-components/delete-component.ts';
import { deleteVersion, mergeVersion } from './versions-components/end-version.ts';
import { releaseVersion } from './versions-components/release-version.ts';
import { setComponentLead } from './versions-components/set-component-lead.ts';
import { updateComponent } from './versions-components/update-component.ts';
import { updateVersion } from './versions-components/update-version.ts';
import { assignWorkflowScheme } from './workflows/assign-workflow-scheme.ts';
import { deleteWorkflow } from './workflows/delete-workflow.ts';
import { createStatus, deleteStatus } from './workflows/statuses.ts';
import { updateWorkflow } from './workflows/update-workflow.ts';

/** All actions, in the order people see them. */
export const CATALOGUE: readonly ActionDefinition[] = [
  addProjectMember,
  removeProjectMember,
  clearProjectMembers,
  deleteProject,
  archiveProject,
  restoreProject,
  createProject,
  updateProject,
  setProjectLead,
  changeProjectKey,
  setProjectCategory,
  createCategory,
  deleteCategory,
  createIssueType,
  updateIssueType,
  deleteIssueType,
  addTypeToScheme,
  removeTypeFromScheme,
  assignTypeScheme,
  updateWorkflow,
  assignWorkflowScheme,
  deleteWorkflow,
  createStatus,
  deleteStatus,
  createCustomField,
  moveToSprint,
  assignPermissionScheme,
  addPermissionGrant,
  transitionIssue,
  bulkTransitionIssues,
  assignIssue,
  createComponent,
  updateComponent,
  setComponentLead,
  deleteComponent,
  createVersion,
  updateVersion,
  releaseVersion,
  deleteVersion,
  mergeVersion,
  moveToBacklog,
  createSprint,
  updateSprint,
  startSprint,
  completeSprint,
  deleteSprint,
  updateCustomField,
  trashCustomField,
  restoreCustomField,
  deleteCustomField,
  createFieldContext,
  deleteFieldContext,
  addContextProject,
  removeContextProject,
  addFieldOptions,
  renameFieldOption,
  reorderFieldOptions,
  deleteFieldOption,
  addScreenField,
  removeScreenField,
  associateFields,
  dissociateFields,
  createScreen,
  deleteScreen,
  addScreenTab,
  deleteScreenTab,
  assignFieldScheme,
  setFieldParameters,
  createIssue,
  editIssue,
  linkIssues,
  unlinkIssues,
  changeLabels,
  changeWatchers,
  addComment,
  deleteComment,
  deleteIssue,
  moveIssues,
  bulkEditIssues,
  bulkDeleteIssues,
  archiveIssues,
  unarchiveIssues,
  notifyAboutIssue,
  logWork,
  removePermissionGrant,
  copyPermissionScheme,
  createPermissionScheme,
  deletePermissionScheme,
  addProjectGroup,
  removeProjectGroup,
  setRoleActors,
  addGroupMember,
  removeGroupMember,
  createGroup,
  deleteGroup,
  inviteUser,
  deleteUser,
  reportAccess,
  offboardUser,
  createRole,
  updateRole,
  deleteRole,
  addDefaultActors,
  removeDefaultActors,
  addCustomers,
  inviteCustomer,
  removeCustomers,
  createOrganization,
  deleteOrganization,
  addOrganizationUsers,
  removeOrganizationUsers,
  attachOrganization,
  detachOrganization,
  createRequestType,
  deleteRequestType,
  addParticipants,
  removeParticipants,
  createBoard,
  deleteBoard,
  createFilter,
  shareFilter,
  changeFilterOwner,
  deleteFilter,
  createDashboard,
  changeDashboardOwner,
  deleteDashboard,
  addNotification,
  removeNotification,
  addLevelMember,
  removeLevelMember,
  setBanner,
  registerWebhook,
  deleteWebhook,
  setSiteSetting,
  createLinkType,
  assignNotificationScheme,
  assignSecurityScheme,
  assignPriorityScheme,
];

/** Every Jira operation of the actions and of the app itself: where the manifest's scopes come from. */
export const ALL_OPERATIONS: readonly Operation[] = OPERATIONS;

/** POST operations that only read. */
const READING_POSTS: ReadonlySet<string> = new Set<OperationId>([
  'searchAndReconsileIssuesUsingJqlPost',
  'countIssues',
  'bulkFetchIssues',
  'getBulkPermissions',
  'parseJqlQueries',
  'readWorkflows',
  'validateUpdateWorkflows',
]);

/** Operations a `resolve` order may use: they change nothing. */
export const READ_OPERATION_IDS: ReadonlySet<string> = new Set(
  OPERATIONS.filter(
    ({ method, operationId }) => method === 'GET' || READING_POSTS.has(operationId),
  ).map(({ operationId }) => operationId),
);

/** Operations a `comment` order may use. */
export const COMMENT_OPERATION_IDS: ReadonlySet<string> = new Set<OperationId>([
  'addComment',
  'updateComment',
  'createRequestComment',
  'getComments',
  'getCommentProperty',
]);

/** Operations an `execute` order may use: what the actions send. */
export const EXECUTE_OPERATION_IDS: ReadonlySet<string> = new Set(
  CATALOGUE.flatMap(({ writes }) => writes.map(({ operationId }) => operationId)),
);

const BY_TYPE: ReadonlyMap<string, ActionDefinition> = byType(CATALOGUE);

/** The catalogue entry of a type; undefined for a type Kraken does not know. */
export function findAction(type: string): ActionDefinition | undefined {
  return BY_TYPE.get(type);
}

/** Checks a catalogue and indexes it. Throws on the first entry that is not whole. */
export function byType(
  catalogue: readonly ActionDefinition[],
): ReadonlyMap<string, ActionDefinition> {
  const known = new Map<string, ActionDefinition>();
  for (const action of catalogue) {
    if (known.has(action.type)) throw new Error(`${action.type} is in the catalogue twice`);
    const fault = faultOf(action);
    if (fault !== undefined) throw new Error(`${action.type}: ${fault}`);
    known.set(action.type, action);
  }
  return known;
}

function faultOf(action: ActionDefinition): string | undefined {
  const { defaultClass, approvalBecause, reversibility, connections, reads, writes } = action;
  if (!/^[a-z_]+(\.[a-z_]+)+$/.test(action.type)) return 'its type is not of the form noun.verb';
  if (action.title === '' || action.area === '') return 'it has no title or area';
  if (reversibility.sentence === '') return 'it does not say how it can be undone';
  if (action.blastRadius === '') return 'it does not say what it touches';
  if ((defaultClass === 'requires-approval') !== (approvalBecause !== undefined)) {
    return 'it says why it needs approval if, and only if, it needs approval';
  }
  if (connections.length === 0) return 'no kind of connection can run it';
  if (!['standard', 'critical'].includes(action.level)) return 'it has no level of approval';
  const effect = effectFaultOf(action);
  if (effect !== undefined) return effect;
  if (!reads.every(({ operationId }) => READ_OPERATION_IDS.has(operationId))) {
    return 'one of its reads changes something';
  }
  const foreign = [...reads, ...writes].find((used) => !OPERATIONS.includes(used));
  return foreign === undefined ? undefined : `it uses the unknown operation ${foreign.operationId}`;
}

/** An action changes something, or only answers. */
function effectFaultOf({ onlyAnswers, writes }: ActionDefinition): string | undefined {
  if (onlyAnswers === true) return writes.length > 0 ? 'it only answers, and writes' : undefined;
  const changes = writes.some(({ operationId }) => !READ_OPERATION_IDS.has(operationId));
  return changes ? undefined : 'it changes nothing';
}
