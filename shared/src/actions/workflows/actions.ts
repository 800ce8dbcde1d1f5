/** The actions of this area, in the order the table shows them. */
import type { ActionDefinition } from '../action.ts';
import { assignWorkflowScheme } from './assign-workflow-scheme.ts';
import { deleteWorkflow } from './delete-workflow.ts';
import { createStatus, deleteStatus } from './statuses.ts';
import { updateWorkflow } from './update-workflow.ts';

/** See `catalogue.ts`. */
export const WORKFLOWS_ACTIONS: readonly ActionDefinition[] = [
  updateWorkflow,
  assignWorkflowScheme,
  deleteWorkflow,
  createStatus,
  deleteStatus,
];
