/**
 * Every operation the stand-in has, routable by method and path. What Atlassian documents and this list
 * does not hold is answered 501 and reported, never guessed.
 */
import { agileOperations } from './agile-operations.ts';
import { associationOperations } from './association-operations.ts';
import { boardOperations } from './board-operations.ts';
import { boardWriteOperations } from './board-write-operations.ts';
import { bulkChangeOperations } from './bulk-change-operations.ts';
import { bulkOperations } from './bulk-operations.ts';
import { categoryOperations } from './category-operations.ts';
import { commentOperations } from './comment-operations.ts';
import { commentPropertyOperations } from './comment-property-operations.ts';
import { componentOperations } from './component-operations.ts';
import { contextOperations } from './context-operations.ts';
import { dashboardOperations } from './dashboard-operations.ts';
import { deskCustomerOperations } from './desk-customer-operations.ts';
import { deskOperations } from './desk-operations.ts';
import { fieldLifeOperations } from './field-life-operations.ts';
import { fieldOperations } from './field-operations.ts';
import { fieldSchemeOperations } from './field-scheme-operations.ts';
import { filterOperations } from './filter-operations.ts';
import { groupAdminOperations } from './group-admin-operations.ts';
import { groupOperations } from './group-operations.ts';
import { issueExtraOperations } from './issue-extra-operations.ts';
import { issueOperations } from './issue-operations.ts';
import { issueTypeOperations } from './issue-type-operations.ts';
import { jqlOperations } from './jql-operations.ts';
import { linkOperations } from './link-operations.ts';
import { linkTypeOperations } from './link-type-operations.ts';
import { metadataOperations } from './metadata-operations.ts';
import { notificationOperations } from './notification-operations.ts';
import type { Operation } from './operation.ts';
import { optionOperations } from './option-operations.ts';
import { organizationOperations } from './organization-operations.ts';
import { participantOperations } from './participant-operations.ts';
import { permissionOperations } from './permission-operations.ts';
import { prioritySchemeOperations } from './priority-scheme-operations.ts';
import { projectChangeOperations } from './project-change-operations.ts';
import { projectOperations } from './project-operations.ts';
import { projectSchemeOperations } from './project-scheme-operations.ts';
import { requestTypeOperations } from './request-type-operations.ts';
import { roleAdminOperations } from './role-admin-operations.ts';
import { roleOperations } from './role-operations.ts';
import { schemeOperations } from './scheme-operations.ts';
import { screenOperations } from './screen-operations.ts';
import { screenSchemeOperations } from './screen-scheme-operations.ts';
import { searchOperations } from './search-operations.ts';
import { securityOperations } from './security-operations.ts';
import { shareOperations } from './share-operations.ts';
import { siteAdministrationOperations } from './site-administration-operations.ts';
import { siteOperations } from './site-operations.ts';
import { sprintOperations } from './sprint-operations.ts';
import { statusOperations } from './status-operations.ts';
import { taskOperations } from './task-operations.ts';
import { transitionOperations } from './transition-operations.ts';
import { userAdminOperations } from './user-admin-operations.ts';
import { userOperations } from './user-operations.ts';
import { versionOperations } from './version-operations.ts';
import { webhookOperations } from './webhook-operations.ts';
import { workflowOperations } from './workflow-operations.ts';
import { workflowSchemeOperations } from './workflow-scheme-operations.ts';

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
  ...fieldLifeOperations,
  ...optionOperations,
  ...screenOperations,
  ...screenSchemeOperations,
  ...associationOperations,
  ...fieldSchemeOperations,
  ...issueOperations,
  ...transitionOperations,
  ...commentOperations,
  ...commentPropertyOperations,
  ...searchOperations,
  ...bulkOperations,
  ...taskOperations,
  ...boardOperations,
  ...agileOperations,
  ...boardWriteOperations,
  ...sprintOperations,
  ...filterOperations,
  ...shareOperations,
  ...jqlOperations,
  ...dashboardOperations,
  ...bulkChangeOperations,
  ...issueExtraOperations,
  ...linkOperations,
  ...metadataOperations,
  ...deskOperations,
  ...componentOperations,
  ...versionOperations,
  ...notificationOperations,
  ...securityOperations,
  ...groupAdminOperations,
  ...roleAdminOperations,
  ...userAdminOperations,
  ...deskCustomerOperations,
  ...participantOperations,
  ...organizationOperations,
  ...requestTypeOperations,
  ...projectChangeOperations,
  ...categoryOperations,
  ...issueTypeOperations,
  ...statusOperations,
  ...workflowOperations,
  ...workflowSchemeOperations,
  ...siteAdministrationOperations,
  ...linkTypeOperations,
  ...projectSchemeOperations,
  ...prioritySchemeOperations,
  ...webhookOperations,
].map((operation) => ({ ...operation, segments: operation.path.slice(1).split('/') }));
