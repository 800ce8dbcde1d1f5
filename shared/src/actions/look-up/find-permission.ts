/** Permissions by the names Jira shows, or by key. Permissions that apps define are not in the list and are asked. */
import { ok, type Result } from '../../result.ts';
import { listOf } from '../sentence-words.ts';
import { bareWords, foldName } from './match-name.ts';
import { ask, type Obstacle } from './obstacle.ts';

/** A project permission: key and the name people know. */
export interface Permission {
  key: string;
  name: string;
}

const NAMES: Readonly<Record<string, string>> = {
  ADMINISTER_PROJECTS: 'Administer Projects',
  EDIT_WORKFLOW: 'Edit Workflows',
  EDIT_ISSUE_LAYOUT: 'Edit Issue Layout',
  BROWSE_PROJECTS: 'Browse Projects',
  MANAGE_SPRINTS_PERMISSION: 'Manage Sprints',
  SERVICEDESK_AGENT: 'Service Desk Agent',
  VIEW_DEV_TOOLS: 'View Development Tools',
  VIEW_READONLY_WORKFLOW: 'View Read-Only Workflow',
  ASSIGNABLE_USER: 'Assignable User',
  ASSIGN_ISSUES: 'Assign Issues',
  CLOSE_ISSUES: 'Close Issues',
  CREATE_ISSUES: 'Create Issues',
  DELETE_ISSUES: 'Delete Issues',
  EDIT_ISSUES: 'Edit Issues',
  LINK_ISSUES: 'Link Issues',
  MODIFY_REPORTER: 'Modify Reporter',
  MOVE_ISSUES: 'Move Issues',
  RESOLVE_ISSUES: 'Resolve Issues',
  SCHEDULE_ISSUES: 'Schedule Issues',
  SET_ISSUE_SECURITY: 'Set Issue Security',
  TRANSITION_ISSUES: 'Transition Issues',
  MANAGE_WATCHERS: 'Manage Watchers',
  VIEW_VOTERS_AND_WATCHERS: 'View Voters and Watchers',
  ADD_COMMENTS: 'Add Comments',
  DELETE_ALL_COMMENTS: 'Delete All Comments',
  DELETE_OWN_COMMENTS: 'Delete Own Comments',
  EDIT_ALL_COMMENTS: 'Edit All Comments',
  EDIT_OWN_COMMENTS: 'Edit Own Comments',
  CREATE_ATTACHMENTS: 'Create Attachments',
  DELETE_ALL_ATTACHMENTS: 'Delete All Attachments',
  DELETE_OWN_ATTACHMENTS: 'Delete Own Attachments',
  DELETE_ALL_WORKLOGS: 'Delete All Worklogs',
  DELETE_OWN_WORKLOGS: 'Delete Own Worklogs',
  EDIT_ALL_WORKLOGS: 'Edit All Worklogs',
  EDIT_OWN_WORKLOGS: 'Edit Own Worklogs',
  WORK_ON_ISSUES: 'Work On Issues',
};

const PERMISSIONS: readonly Permission[] = Object.entries(NAMES).map(([key, name]) => ({
  key,
  name,
}));

/** Form in which permissions are compared: no `permission`, singular, no punctuation. */
function fold(words: string): string {
  return foldName(words)
    .replace(/\bpermissions?\b/g, ' ')
    .replace(/[^a-z]+/g, ' ')
    .trim()
    .split(' ')
    .map((word) => word.replace(/s$/, ''))
    .join(' ');
}

/** The name people know of a permission key; the key itself where Jira does not define it. */
export function permissionName(key: string): string {
  return Object.hasOwn(NAMES, key) ? (NAMES[key] ?? key) : key;
}

/** Permission keys as a list of names for a sentence. */
export function permissionNames(keys: readonly string[]): string {
  return listOf(keys.map(permissionName), 8);
}

/** Finds the permission the words name: its name (`browse projects`), or its key. */
export function findPermission(words: string): Result<Permission, Obstacle> {
  const wanted = fold(bareWords(words));
  const found = PERMISSIONS.filter(
    ({ key, name }) => wanted === fold(name) || wanted === fold(key),
  );
  const [only] = found;
  if (only !== undefined && found.length === 1) return ok(only);
  const near = PERMISSIONS.filter(({ name }) => wanted !== '' && fold(name).includes(wanted));
  return ask(
    'permission',
    words,
    near.slice(0, 10).map(({ name }) => name),
  );
}
