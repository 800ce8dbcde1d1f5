/**
 * The closed catalogue: every action Kraken knows. What is not here does not exist for Kraken, whatever anybody says.
 * Checked when it is loaded, so that a wrong entry stops the program instead of an approval.
 */
import type { ActionDefinition, Operation } from './action.ts';
import { BOARDS_SPRINTS_ACTIONS } from './boards-sprints/actions.ts';
import { CUSTOM_FIELDS_ACTIONS } from './custom-fields/actions.ts';
import { ISSUE_TYPES_ACTIONS } from './issue-types/actions.ts';
import { ISSUES_ACTIONS } from './issues/actions.ts';
import { NOTIFICATIONS_SECURITY_ACTIONS } from './notifications-security/actions.ts';
import { OPERATIONS, type OperationId } from './operations.ts';
import { PERMISSION_SCHEMES_ACTIONS } from './permission-schemes/actions.ts';
import { PROJECTS_ACTIONS } from './projects/actions.ts';
import { ROLES_ACTIONS } from './roles/actions.ts';
import { SCREENS_ACTIONS } from './screens/actions.ts';
import { SERVICE_DESK_ACTIONS } from './service-desk/actions.ts';
import { SITE_ACTIONS } from './site/actions.ts';
import { USERS_GROUPS_ACTIONS } from './users-groups/actions.ts';
import { VERSIONS_COMPONENTS_ACTIONS } from './versions-components/actions.ts';
import { WORKFLOWS_ACTIONS } from './workflows/actions.ts';

/** All actions, in the order people see them. */
export const CATALOGUE: readonly ActionDefinition[] = [
  ...USERS_GROUPS_ACTIONS,
  ...PROJECTS_ACTIONS,
  ...ISSUE_TYPES_ACTIONS,
  ...WORKFLOWS_ACTIONS,
  ...CUSTOM_FIELDS_ACTIONS,
  ...BOARDS_SPRINTS_ACTIONS,
  ...PERMISSION_SCHEMES_ACTIONS,
  ...ISSUES_ACTIONS,
  ...VERSIONS_COMPONENTS_ACTIONS,
  ...SCREENS_ACTIONS,
  ...ROLES_ACTIONS,
  ...SERVICE_DESK_ACTIONS,
  ...NOTIFICATIONS_SECURITY_ACTIONS,
  ...SITE_ACTIONS,
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
function effectFaultOf(action: ActionDefinition): string | undefined {
  const { onlyAnswers, writes, defaultClass, alwaysWaits } = action;
  if (alwaysWaits !== undefined && defaultClass !== 'auto-execute') {
    return 'it says why it waits all the same, and is not automatic';
  }
  if (onlyAnswers === true) return writes.length > 0 ? 'it only answers, and writes' : undefined;
  const changes = writes.some(({ operationId }) => !READ_OPERATION_IDS.has(operationId));
  return changes ? undefined : 'it changes nothing';
}
