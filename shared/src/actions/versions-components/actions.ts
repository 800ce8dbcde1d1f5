/** The actions of this area, in the order the table shows them. */
import type { ActionDefinition } from '../action.ts';
import { createComponent } from './create-component.ts';
import { createVersion } from './create-version.ts';
import { deleteComponent } from './delete-component.ts';
import { deleteVersion, mergeVersion } from './end-version.ts';
import { releaseVersion } from './release-version.ts';
import { setComponentLead } from './set-component-lead.ts';
import { updateComponent } from './update-component.ts';
import { updateVersion } from './update-version.ts';

/** See `catalogue.ts`. */
export const VERSIONS_COMPONENTS_ACTIONS: readonly ActionDefinition[] = [
  createComponent,
  updateComponent,
  setComponentLead,
  deleteComponent,
  createVersion,
  updateVersion,
  releaseVersion,
  deleteVersion,
  mergeVersion,
];
