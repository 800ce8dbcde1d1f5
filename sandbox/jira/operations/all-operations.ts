/**
 * Every operation the stand-in has, routable by method and path. What Atlassian documents and this list
 * does not hold is answered 501 and reported, never guessed.
 */
import { agileOperations } from './agile-operations.ts';
import { boardOperations } from './board-operations.ts';
import { bulkOperations } from './bulk-operations.ts';
import { categoryOperations } from './category-operations.ts';
import { commentOperations } from './comment-operations.ts';
import { commentPropertyOperations } from './comment-property-operations.ts';
import { contextOperations } from './context-operations.ts';
import { deskOperations } from './desk-operations.ts';
import { fieldOperations } from './field-operations.ts';
import { groupOperations } from './group-operations.ts';
import { issueOperations } from './issue-operations.ts';
import { issueTypeOperations } from './issue-type-operations.ts';
import type { Operation } from './operation.ts';
import { permissionOperations } from './permission-operations.ts';
import { projectChangeOperations } from './project-change-operations.ts';
import { projectOperations } from './project-operations.ts';
import { roleOperations } from './role-operations.ts';
import { schemeOperations } from './scheme-operations.ts';
import { searchOperations } from './search-operations.ts';
import { siteOperations } from './site-operations.ts';
import { statusOperations } from './status-operations.ts';
import { taskOperations } from './task-operations.ts';
import { transitionOperations } from './transition-operations.ts';
import { userOperations } from './user-operations.ts';
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
  ...projectChangeOperations,
  ...categoryOperations,
  ...issueTypeOperations,
  ...statusOperations,
  ...workflowOperations,
  ...workflowSchemeOperations,
].map((operation) => ({ ...operation, segments: operation.path.slice(1).split('/') }));
