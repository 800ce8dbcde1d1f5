/** The actions of this area, in the order the table shows them. */
import type { ActionDefinition } from '../action.ts';
import { addScreenField } from './add-screen-field.ts';
import { assignFieldScheme } from './assign-field-scheme.ts';
import { associateFields, dissociateFields } from './field-projects.ts';
import { removeScreenField } from './remove-screen-field.ts';
import { addScreenTab, deleteScreenTab } from './screen-tabs.ts';
import { createScreen, deleteScreen } from './screens.ts';
import { setFieldParameters } from './set-field-parameters.ts';

/** See `catalogue.ts`. */
export const SCREENS_ACTIONS: readonly ActionDefinition[] = [
  addScreenField,
  removeScreenField,
  associateFields,
  dissociateFields,
  createScreen,
  deleteScreen,
  addScreenTab,
  deleteScreenTab,
  assignFieldScheme,
  setFieldParameters,
];
