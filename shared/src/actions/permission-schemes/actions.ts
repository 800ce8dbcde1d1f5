/** The actions of this area, in the order the table shows them. */
import type { ActionDefinition } from '../action.ts';
import { addPermissionGrant } from './add-permission-grant.ts';
import { assignPermissionScheme } from './assign-permission-scheme.ts';
import { copyPermissionScheme } from './copy-scheme.ts';
import { removePermissionGrant } from './remove-permission-grant.ts';
import { createPermissionScheme, deletePermissionScheme } from './scheme-life.ts';

/** See `catalogue.ts`. */
export const PERMISSION_SCHEMES_ACTIONS: readonly ActionDefinition[] = [
  assignPermissionScheme,
  addPermissionGrant,
  removePermissionGrant,
  copyPermissionScheme,
  createPermissionScheme,
  deletePermissionScheme,
];
