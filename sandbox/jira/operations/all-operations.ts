/**
 * Every operation the stand-in has, routable by method and path. What Atlassian documents and this list
 * does not hold is answered 501 and reported, never guessed.
 */
import { agileOperations } from './agile-operations.ts';
import { boardOperations } from './board-operations.ts';
import { bulkOperations } from './bulk-operations.ts';
import { commentOperations } from './comment-operations.ts';
import { commentPropertyOperations } from './comment-property-operations.ts';
import { componentOperations } from './component-operations.ts';
import { contextOperations } from './context-operations.ts';
import { deskOperations } from './desk-operations.ts';
import { fieldOperations } from './field-operations.ts';
import { groupOperations } from './group-operations.ts';
import { issueOperations } from './issue-operations.ts';
import { linkTypeOperations } from './link-type-operations.ts';
import { notificationOperations } from './notification-operations.ts';
import type { Operation } from './operation.ts';
import { permissionOperations } from './permission-operations.ts';
import { prioritySchemeOperations } from './priority-scheme-operations.ts';
import { projectOperations } from './project-operations.ts';
import { projectSchemeOperations } from './project-scheme-operations.ts';
import { roleOperations } from './role-operations.ts';
import { schemeOperations } from './scheme-operations.ts';
import { searchOperations } from './search-operations.ts';
import { securityOperations } from './security-operations.ts';
import { siteAdministrationOperations } from './site-administration-operations.ts';
import { siteOperations } from './site-operations.ts';
import { taskOperations } from './task-operations.ts';
import { transitionOperations } from './transition-operations.ts';
import { userOperations } from './user-operations.ts';
import { versionOperations } from './version-operations.ts';
import { webhookOperations } from './webhook-operations.ts';

/** An operation with its path split at slashes. */
export type RoutedOperation = Operation & { segments: string[] };

/** All operations. */
export const OPERATIONS: readonly RoutedOperation[] = [
  ...siteOperations,
  ...userOperations,
  ...groupOperations,
  ...permissionOperations,
  ...projectOperations,
  ...roleOperations,
  ...schemeOperations,
  ...fieldOperations,
  ...contextOperations,
  ...issueOperations,
  ...transitionOperations,
  ...commentOperations,
  ...commentPropertyOperations,
  ...searchOperations,
  ...bulkOperations,
  ...taskOperations,
  ...boardOperations,
  ...agileOperations,
  ...deskOperations,
  ...componentOperations,
  ...versionOperations,
  ...notificationOperations,
  ...securityOperations,
  ...siteAdministrationOperations,
  ...linkTypeOperations,
  ...projectSchemeOperations,
  ...prioritySchemeOperations,
  ...webhookOperations,
].map((operation) => ({ ...operation, segments: operation.path.slice(1).split('/') }));
