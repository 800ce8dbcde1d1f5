/** The actions of this area, in the order the table shows them. */
import type { ActionDefinition } from '../action.ts';
import { createCategory, deleteCategory } from './categories.ts';
import { changeProjectKey } from './change-project-key.ts';
import { createProject } from './create-project.ts';
import { archiveProject, deleteProject } from './end-project.ts';
import { restoreProject } from './restore-project.ts';
import { setProjectCategory } from './set-project-category.ts';
import { setProjectLead } from './set-project-lead.ts';
import { updateProject } from './update-project.ts';

/** See `catalogue.ts`. */
export const PROJECTS_ACTIONS: readonly ActionDefinition[] = [
  deleteProject,
  archiveProject,
  restoreProject,
  createProject,
  updateProject,
  setProjectLead,
  changeProjectKey,
  setProjectCategory,
  createCategory,
  deleteCategory,
];
