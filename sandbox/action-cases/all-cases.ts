/** The cases of all areas. */
import type { ActionCase } from './action-case.ts';
import { ISSUE_CASES } from './issues.ts';
import { NOTIFICATION_CASES } from './notifications-security.ts';
import { SITE_CASES } from './site.ts';
import { VERSION_CASES } from './versions-components.ts';

/** Every case, in the order of the catalogue's areas. */
export const ACTION_CASES: readonly ActionCase[] = [
  ...ISSUE_CASES,
  ...VERSION_CASES,
  ...NOTIFICATION_CASES,
  ...SITE_CASES,
];
