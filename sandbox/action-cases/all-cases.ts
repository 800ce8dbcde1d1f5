/** The cases of all areas. */
import type { ActionCase } from './action-case.ts';
import { BOARD_CASES } from './boards.ts';
import { CUSTOM_FIELD_CASES } from './custom-fields.ts';
import { DASHBOARD_CASES } from './dashboards.ts';
import { FIELD_CONTEXT_CASES } from './field-contexts.ts';
import { FILTER_CASES } from './filters.ts';
import { ISSUE_PART_CASES } from './issue-parts.ts';
import { ISSUE_TYPE_CASES } from './issue-types.ts';
import { ISSUE_CASES } from './issues.ts';
import { BULK_ISSUE_CASES } from './issues-bulk.ts';
import { NOTIFICATION_CASES } from './notifications-security.ts';
import { PERMISSION_SCHEME_CASES } from './permission-schemes.ts';
import { PROJECT_CASES } from './projects.ts';
import { ROLE_CASES } from './roles.ts';
import { SCREEN_CASES } from './screens.ts';
import { SERVICE_DESK_CASES } from './service-desk.ts';
import { DESK_REQUEST_CASES } from './service-desk-requests.ts';
import { SEVERAL_REQUESTS_CASES } from './several-requests.ts';
import { SITE_CASES } from './site.ts';
import { USERS_GROUPS_CASES } from './users-groups.ts';
import { VERSION_CASES } from './versions-components.ts';
import { WORKFLOW_SCHEME_CASES } from './workflow-schemes.ts';
import { WORKFLOW_CASES } from './workflows.ts';

/** Every case, by area. */
export const ACTION_CASES: readonly ActionCase[] = [
  ...BOARD_CASES,
  ...CUSTOM_FIELD_CASES,
  ...DASHBOARD_CASES,
  ...FIELD_CONTEXT_CASES,
  ...FILTER_CASES,
  ...ISSUE_TYPE_CASES,
  ...BULK_ISSUE_CASES,
  ...ISSUE_CASES,
  ...ISSUE_PART_CASES,
  ...NOTIFICATION_CASES,
  ...PERMISSION_SCHEME_CASES,
  ...PROJECT_CASES,
  ...ROLE_CASES,
  ...SCREEN_CASES,
  ...SERVICE_DESK_CASES,
  ...DESK_REQUEST_CASES,
  ...SEVERAL_REQUESTS_CASES,
  ...SITE_CASES,
  ...USERS_GROUPS_CASES,
  ...VERSION_CASES,
  ...WORKFLOW_CASES,
  ...WORKFLOW_SCHEME_CASES,
];
