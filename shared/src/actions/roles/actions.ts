/** The actions of this area, in the order the table shows them. */
import type { ActionDefinition } from '../action.ts';
import { addDefaultActors, removeDefaultActors } from './default-actors.ts';
import { deleteRole } from './delete-role.ts';
import { createRole, updateRole } from './role-life.ts';

/** See `catalogue.ts`. */
export const ROLES_ACTIONS: readonly ActionDefinition[] = [
  createRole,
  updateRole,
  deleteRole,
  addDefaultActors,
  removeDefaultActors,
];
