/** The actions of this area, in the order the table shows them. */
import type { ActionDefinition } from '../action.ts';
import { addFieldOptions } from './add-options.ts';
import { addContextProject, removeContextProject } from './context-projects.ts';
import { createFieldContext } from './create-context.ts';
import { createCustomField } from './create-custom-field.ts';
import { deleteFieldContext } from './delete-context.ts';
import { deleteFieldOption } from './delete-option.ts';
import { deleteCustomField, restoreCustomField, trashCustomField } from './end-custom-field.ts';
import { renameFieldOption } from './rename-option.ts';
import { reorderFieldOptions } from './reorder-options.ts';
import { updateCustomField } from './update-custom-field.ts';

/** See `catalogue.ts`. */
export const CUSTOM_FIELDS_ACTIONS: readonly ActionDefinition[] = [
  createCustomField,
  updateCustomField,
  trashCustomField,
  restoreCustomField,
  deleteCustomField,
  createFieldContext,
  deleteFieldContext,
  addContextProject,
  removeContextProject,
  addFieldOptions,
  renameFieldOption,
  reorderFieldOptions,
  deleteFieldOption,
];
