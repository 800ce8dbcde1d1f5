/**
 * The permission schemes of the seeded site. Each names who administers, works and reads; the app's role
 * is in all of them, as Jira puts it there.
 */
import type { SchemeDescription } from './world/describe-world.ts';
import { ADDONS_ROLE_NAME } from './world/world-types.ts';

const APPS = `role:${ADDONS_ROLE_NAME}`;
const ADMINS = 'role:Administrators';

const ADMINISTRATION = ['ADMINISTER_PROJECTS', 'EDIT_WORKFLOW', 'EDIT_ISSUE_LAYOUT'];
const READING = ['BROWSE_PROJECTS', 'VIEW_READONLY_WORKFLOW', 'VIEW_VOTERS_AND_WATCHERS'];
const WORKING = [
  'CREATE_ISSUES',
  'EDIT_ISSUES',
  'ASSIGN_ISSUES',
  'ASSIGNABLE_USER',
  'TRANSITION_ISSUES',
  'RESOLVE_ISSUES',
  'CLOSE_ISSUES',
  'SCHEDULE_ISSUES',
  'LINK_ISSUES',
  'ADD_COMMENTS',
  'EDIT_OWN_COMMENTS',
  'DELETE_OWN_COMMENTS',
  'WORK_ON_ISSUES',
];
const MANAGING = [
  'DELETE_ISSUES',
  'MOVE_ISSUES',
  'MODIFY_REPORTER',
  'MANAGE_WATCHERS',
  'MANAGE_SPRINTS_PERMISSION',
  'EDIT_ALL_COMMENTS',
  'DELETE_ALL_COMMENTS',
];

interface Circles {
  workers: readonly string[];
  readers: readonly string[];
  also?: Readonly<Record<string, readonly string[]>>;
}

function scheme(name: string, description: string, circles: Circles): SchemeDescription {
  const grants: Record<string, string[]> = {};
  const give = (permissions: readonly string[], holders: readonly string[]): void => {
    for (const permission of permissions) {
      grants[permission] = [...new Set([...(grants[permission] ?? []), ...holders])];
    }
  };
  give([...ADMINISTRATION, ...READING, ...WORKING, ...MANAGING], [ADMINS, APPS]);
  give([...READING, ...WORKING], circles.workers);
  give(READING, circles.readers);
  for (const [permission, holders] of Object.entries(circles.also ?? {})) {
    give([permission], holders);
  }
  return { name, description, grants };
}

const WORKERS = ['role:Developers', 'role:Member'];

/** All permission schemes; "Confidential" is used by no project. */
export const seedSchemes: readonly SchemeDescription[] = [
  scheme('Software scheme', 'For software projects', {
    workers: WORKERS,
    readers: ['role:Viewers'],
  }),
  scheme('ABC scheme', 'Only for ABC', { workers: WORKERS, readers: ['role:Viewers'] }),
  scheme('OLD scheme', 'Only for OLD', { workers: WORKERS, readers: ['role:Viewers'] }),
  scheme('Legacy scheme', 'Only for LEGACY', { workers: WORKERS, readers: ['role:Viewers'] }),
  scheme('Shared scheme', 'Used by TEST and MAIN', { workers: WORKERS, readers: ['licensed'] }),
  scheme('Payments scheme', 'Only for PAY', { workers: WORKERS, readers: ['role:Viewers'] }),
  scheme('Operations scheme', 'Only for OPS', { workers: WORKERS, readers: ['role:Viewers'] }),
  scheme('Security scheme', 'Only for SEC', { workers: ['group:security-team'], readers: [] }),
  scheme('HR cases scheme', 'Only for HRCASES', { workers: ['group:hr-team'], readers: [] }),
  scheme('HR scheme', 'Only for HR', { workers: ['group:hr-team'], readers: ['role:Viewers'] }),
  scheme('Confidential', 'Nobody but administrators and HR', {
    workers: ['group:hr-team'],
    readers: [],
  }),
  scheme('Finance scheme', 'Only for FIN', { workers: ['role:Member'], readers: ['lead'] }),
  scheme('Support scheme', 'Only for SUP', {
    workers: ['role:Service Desk Team'],
    readers: ['role:Member', 'role:Viewers'],
    also: {
      SERVICEDESK_AGENT: ['role:Service Desk Team', APPS],
      BROWSE_PROJECTS: ['customers'],
      CREATE_ISSUES: ['customers'],
      ADD_COMMENTS: ['customers', 'role:Member'],
    },
  }),
  scheme('Help desk scheme', 'Everybody with a licence may file tickets', {
    workers: ['role:Service Desk Team'],
    readers: ['licensed'],
    also: {
      CREATE_ISSUES: ['licensed'],
      ADD_COMMENTS: ['licensed'],
      EDIT_OWN_COMMENTS: ['licensed'],
      EDIT_ISSUES: ['reporter'],
    },
  }),
];
