/** The actions of this area, in the order the table shows them. */
import type { ActionDefinition } from '../action.ts';
import { assignTypeScheme } from './assign-type-scheme.ts';
import { createIssueType } from './create-issue-type.ts';
import { deleteIssueType } from './delete-issue-type.ts';
import { addTypeToScheme, removeTypeFromScheme } from './scheme-types.ts';
import { updateIssueType } from './update-issue-type.ts';

/** See `catalogue.ts`. */
export const ISSUE_TYPES_ACTIONS: readonly ActionDefinition[] = [
  createIssueType,
  updateIssueType,
  deleteIssueType,
  addTypeToScheme,
  removeTypeFromScheme,
  assignTypeScheme,
];
