/** The actions of this area, in the order the table shows them. */
import type { ActionDefinition } from '../action.ts';
import { assignNotificationScheme } from './assign-notification-scheme.ts';
import { assignPriorityScheme } from './assign-priority-scheme.ts';
import { assignSecurityScheme } from './assign-security-scheme.ts';
import { addLevelMember, removeLevelMember } from './change-level-members.ts';
import { addNotification, removeNotification } from './change-notifications.ts';

/** See `catalogue.ts`. */
export const NOTIFICATIONS_SECURITY_ACTIONS: readonly ActionDefinition[] = [
  addNotification,
  removeNotification,
  addLevelMember,
  removeLevelMember,
  assignNotificationScheme,
  assignSecurityScheme,
  assignPriorityScheme,
];
