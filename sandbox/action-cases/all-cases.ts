/** The cases of all areas. */
import type { ActionCase } from './action-case.ts';
import { BOARD_CASES } from './boards.ts';
import { CUSTOM_FIELD_CASES } from './custom-fields.ts';
import { FIELD_CONTEXT_CASES } from './field-contexts.ts';
import { ISSUE_TYPE_CASES } from './issue-types.ts';
import { DASHBOARD_CASES } from './dashboards.ts';
import { FILTER_CASES } from './filters.ts';
import { ISSUE_CASES } from './issues.ts';
import { BULK_ISSUE_CASES } from './issues-bulk.ts';
import { PERMISSION_SCHEME_CASES } from './permission-schemes.ts';
import { PROJECT_CASES } from './projects.ts';
import { ROLE_CASES } from './roles.ts';
import { SCREEN_CASES } from './screens.ts';
import { SERVICE_DESK_CASES } from './service-desk.ts';
import { USERS_GROUPS_CASES } from './users-groups.ts';
import { NOTIFICATION_CASES } from './notifications-security.ts';
import { SITE_CASES } from './site.ts';
import { VERSION_CASES } from './versions-components.ts';
import { WORKFLOW_CASES } from './workflows.ts';

/** Every case, by area. */
export const ACTION_CASES: readonly ActionCase[] = [
  ...BOARD_CASES,
  ...CUSTOM_FIELD_CASES,
  ...FIELD_CONTEXT_CASES,
  ...ISSUE_TYPE_CASES,
  ...BULK_ISSUE_CASES,
  ...ISSUE_CASES,
  ...PERMISSION_SCHEME_CASES,
  ...PROJECT_CASES,
  ...ROLE_CASES,
  ...SCREEN_CASES,
  ...SERVICE_DESK_CASES,
  ...USERS_GROUPS_CASES,
  ...VERSION_CASES,
  ...WORKFLOW_CASES,
/** Every case, in the order of the catalogue's areas. */
export const ACTION_CASES: readonly ActionCase[] = [
  ...ISSUE_CASES,
  ...BOARD_CASES,
  ...FILTER_CASES,
  ...DASHBOARD_CASES,
  ...VERSION_CASES,
  ...NOTIFICATION_CASES,
  ...SITE_CASES,
];
