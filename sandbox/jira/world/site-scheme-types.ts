/** Notification and issue security schemes, as plain mutable data. Several projects may share one. */
import type { SecurityLevel } from './holder-types.ts';

/** Who gets mail: a kind, and the id of the group, role, person or field where the kind needs one. */
export interface Notification {
  id: number;
  type:
    | 'CurrentAssignee'
    | 'Reporter'
    | 'CurrentUser'
    | 'ProjectLead'
    | 'ComponentLead'
    | 'User'
    | 'Group'
    | 'ProjectRole'
    | 'AllWatchers'
    | 'UserCustomField'
    | 'GroupCustomField';
  ref: string | undefined;
}

/** A notification scheme: event id -> who gets mail. */
export interface NotificationScheme {
  id: number;
  name: string;
  description: string;
  events: Record<string, { notifications: Notification[] }>;
}

/** An issue security scheme; its levels decide who sees an issue. */
export interface SecurityScheme {
  id: string;
  name: string;
  description: string;
  levels: SecurityLevel[];
}

/** A notification scheme of a description: event name -> recipients such as `assignee`, `role:NAME`, `user:PERSON`. */
export interface NotificationSchemeDescription {
  name: string;
  description?: string;
  projects: readonly string[];
  events: Readonly<Record<string, readonly string[]>>;
}

/** An issue security scheme of a description: level -> holders. */
export interface SecuritySchemeDescription {
  name: string;
  description?: string;
  projects: readonly string[];
  levels: Readonly<Record<string, readonly string[]>>;
}

/** Jira's system events by id. */
export const NOTIFICATION_EVENTS: Readonly<Record<string, string>> = {
  1: 'Issue Created',
  2: 'Issue Updated',
  3: 'Issue Assigned',
  4: 'Issue Resolved',
  5: 'Issue Closed',
  6: 'Issue Commented',
  7: 'Issue Reopened',
  8: 'Issue Deleted',
  9: 'Issue Moved',
  10: 'Work Logged On Issue',
  11: 'Work Started On Issue',
  12: 'Work Stopped On Issue',
  13: 'Generic Event',
  14: 'Issue Comment Edited',
};
