/**
 * The permission keys of Jira Cloud, with the names it shows. Leaves out permissions that apps define.
 */

/** One permission as `mypermissions` lists it. */
export interface PermissionKey {
  id: string;
  key: string;
  name: string;
  type: 'GLOBAL' | 'PROJECT';
}

const GLOBAL_KEYS = [
  'ADMINISTER',
  'SYSTEM_ADMIN',
  'BULK_CHANGE',
  'CREATE_PROJECT',
  'CREATE_SHARED_OBJECTS',
  'MANAGE_GROUP_FILTER_SUBSCRIPTIONS',
  'USER_PICKER',
];

const PROJECT_KEYS = [
  'ADMINISTER_PROJECTS',
  'EDIT_WORKFLOW',
  'EDIT_ISSUE_LAYOUT',
  'BROWSE_PROJECTS',
  'MANAGE_SPRINTS_PERMISSION',
  'SERVICEDESK_AGENT',
  'VIEW_AGGREGATED_DATA',
  'VIEW_DEV_TOOLS',
  'VIEW_READONLY_WORKFLOW',
  'ASSIGNABLE_USER',
  'ASSIGN_ISSUES',
  'ARCHIVE_ISSUES',
  'UNARCHIVE_ISSUES',
  'CLOSE_ISSUES',
  'CREATE_ISSUES',
  'DELETE_ISSUES',
  'EDIT_ISSUES',
  'LINK_ISSUES',
  'MODIFY_REPORTER',
  'MOVE_ISSUES',
  'RESOLVE_ISSUES',
  'SCHEDULE_ISSUES',
  'SET_ISSUE_SECURITY',
  'TRANSITION_ISSUES',
  'MANAGE_WATCHERS',
  'VIEW_VOTERS_AND_WATCHERS',
  'ADD_COMMENTS',
  'DELETE_ALL_COMMENTS',
  'DELETE_OWN_COMMENTS',
  'EDIT_ALL_COMMENTS',
  'EDIT_OWN_COMMENTS',
  'CREATE_ATTACHMENTS',
  'DELETE_ALL_ATTACHMENTS',
  'DELETE_OWN_ATTACHMENTS',
  'DELETE_ALL_WORKLOGS',
  'DELETE_OWN_WORKLOGS',
  'EDIT_ALL_WORKLOGS',
  'EDIT_OWN_WORKLOGS',
  'WORK_ON_ISSUES',
];

/** Every known permission by key. */
export const PERMISSIONS: Readonly<Record<string, PermissionKey>> = Object.fromEntries(
  [
    ...GLOBAL_KEYS.map((key) => [key, 'GLOBAL'] as const),
    ...PROJECT_KEYS.map((key) => [key, 'PROJECT'] as const),
  ].map(([key, type], index) => [key, { id: String(index), key, name: words(key), type }]),
);

/** All project permission keys, in Jira's order of areas. */
export const PROJECT_PERMISSION_KEYS: readonly string[] = PROJECT_KEYS;

/** Project permissions that only read; an archived project grants no others. */
export const READING_PERMISSIONS: ReadonlySet<string> = new Set([
  'BROWSE_PROJECTS',
  'VIEW_READONLY_WORKFLOW',
  'VIEW_DEV_TOOLS',
  'VIEW_AGGREGATED_DATA',
  'VIEW_VOTERS_AND_WATCHERS',
]);

function words(key: string): string {
  return key
    .split('_')
    .map((word) => `${word.slice(0, 1)}${word.slice(1).toLowerCase()}`)
    .join(' ');
}
