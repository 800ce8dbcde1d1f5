/**
 * The closed catalogue: every action Kraken knows. What is not here does not exist for Kraken, whatever anybody says.
 * Checked when it is loaded, so that a wrong entry stops the program instead of an approval.
 */
import type { ActionDefinition, Operation } from './action.ts';
import { moveToSprint } from './boards-sprints/move-to-sprint.ts';
import { createCustomField } from './custom-fields/create-custom-field.ts';
import { assignIssue } from './issues/assign-issue.ts';
import { bulkTransitionIssues } from './issues/bulk-transition-issues.ts';
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
import { archiveProject, deleteProject } from './projects/end-project.ts';
import { createLinkType } from './site/create-link-type.ts';
import { setBanner } from './site/set-banner.ts';
import { setSiteSetting } from './site/set-site-setting.ts';
import { deleteWebhook, registerWebhook } from './site/webhooks.ts';
import { addProjectMember } from './users-groups/add-project-member.ts';
import { clearProjectMembers } from './users-groups/clear-project-members.ts';
import { removeProjectMember } from './users-groups/remove-project-member.ts';
import { createComponent } from './versions-components/create-component.ts';
import { createVersion } from './versions-components/create-version.ts';
import { deleteComponent } from './versions-components/delete-component.ts';
import { deleteVersion, mergeVersion } from './versions-components/end-version.ts';
import { releaseVersion } from './versions-components/release-version.ts';
import { setComponentLead } from './versions-components/set-component-lead.ts';
import { updateComponent } from './versions-components/update-component.ts';
import { updateVersion } from './versions-components/update-version.ts';

/** All actions, in the order people see them. */
export const CATALOGUE: readonly ActionDefinition[] = [
  addProjectMember,
  removeProjectMember,
  clearProjectMembers,
  deleteProject,
  archiveProject,
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
  'getBulkPermissions',
  'parseJqlQueries',
  'readWorkflows',
  'validateUpdateWorkflows',
  'getRequiredWorkflowSchemeMappings',
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
  if (!writes.some(({ operationId }) => !READ_OPERATION_IDS.has(operationId))) {
    return 'it changes nothing';
  }
  if (!reads.every(({ operationId }) => READ_OPERATION_IDS.has(operationId))) {
    return 'one of its reads changes something';
  }
  const foreign = [...reads, ...writes].find((used) => !OPERATIONS.includes(used));
  return foreign === undefined ? undefined : `it uses the unknown operation ${foreign.operationId}`;
}
