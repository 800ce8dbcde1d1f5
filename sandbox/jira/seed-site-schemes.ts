/** Notification and issue security schemes of the seeded site. */
import type {
  NotificationSchemeDescription,
  SecuritySchemeDescription,
} from './world/site-scheme-types.ts';

/** Who gets mail; TEST and MAIN share one scheme, projects that are not named here have none. */
export const seedNotificationSchemes: readonly NotificationSchemeDescription[] = [
  {
    name: 'Default notification scheme',
    projects: ['HELP', 'ABC', 'OLD', 'NEW', 'OPS', 'WEB', 'ENG'],
    events: {
      'Issue Created': ['assignee', 'reporter'],
      'Issue Updated': ['assignee', 'reporter', 'watchers'],
      'Issue Assigned': ['assignee'],
    },
  },
  {
    name: 'Main notifications',
    projects: ['TEST', 'MAIN'],
    events: {
      'Issue Created': ['role:Developers', 'user:Ben Carter'],
      'Issue Commented': ['watchers', 'group:qa-leads'],
    },
  },
  {
    name: 'Payments notifications',
    projects: ['PAY'],
    events: { 'Issue Created': ['lead'], 'Issue Resolved': ['reporter'] },
  },
];

/** Who sees issues with a level; FIN and ENG share one scheme, the last one is used by nobody. */
export const seedSecuritySchemes: readonly SecuritySchemeDescription[] = [
  {
    name: 'Confidential work',
    projects: ['FIN', 'ENG'],
    levels: { Management: ['role:Administrators', 'lead'], Auditing: ['group:auditors'] },
  },
  { name: 'Board papers', projects: [], levels: { Board: ['group:site-admins'] } },
];
