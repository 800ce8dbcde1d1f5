/** The actions of this area, in the order the table shows them. */
import type { ActionDefinition } from '../action.ts';
import { createLinkType } from './create-link-type.ts';
import { setBanner } from './set-banner.ts';
import { setSiteSetting } from './set-site-setting.ts';
import { deleteWebhook, registerWebhook } from './webhooks.ts';

/** See `catalogue.ts`. */
export const SITE_ACTIONS: readonly ActionDefinition[] = [
  setBanner,
  registerWebhook,
  deleteWebhook,
  setSiteSetting,
  createLinkType,
];
