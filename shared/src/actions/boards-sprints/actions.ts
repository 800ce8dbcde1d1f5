/** The actions of this area, in the order the table shows them. */
import type { ActionDefinition } from '../action.ts';
import { changeDashboardOwner } from './change-dashboard-owner.ts';
import { changeFilterOwner } from './change-filter-owner.ts';
import { completeSprint } from './complete-sprint.ts';
import { createBoard } from './create-board.ts';
import { createDashboard } from './create-dashboard.ts';
import { createFilter } from './create-filter.ts';
import { createSprint } from './create-sprint.ts';
import { deleteBoard } from './delete-board.ts';
import { deleteDashboard } from './delete-dashboard.ts';
import { deleteFilter } from './delete-filter.ts';
import { deleteSprint } from './delete-sprint.ts';
import { moveToBacklog } from './move-to-backlog.ts';
import { moveToSprint } from './move-to-sprint.ts';
import { shareFilter } from './share-filter.ts';
import { startSprint } from './start-sprint.ts';
import { updateSprint } from './update-sprint.ts';

/** See `catalogue.ts`. */
export const BOARDS_SPRINTS_ACTIONS: readonly ActionDefinition[] = [
  moveToSprint,
  moveToBacklog,
  createSprint,
  updateSprint,
  startSprint,
  completeSprint,
  deleteSprint,
  createBoard,
  deleteBoard,
  createFilter,
  shareFilter,
  changeFilterOwner,
  deleteFilter,
  createDashboard,
  changeDashboardOwner,
  deleteDashboard,
];
