/** The cases of all areas. */
import type { ActionCase } from './action-case.ts';
import { ISSUE_CASES } from './issues.ts';
import { PERMISSION_SCHEME_CASES } from './permission-schemes.ts';
import { ROLE_CASES } from './roles.ts';
import { USERS_GROUPS_CASES } from './users-groups.ts';

/** Every case, in the order of the catalogue's areas. */
export const ACTION_CASES: readonly ActionCase[] = [
  ...ISSUE_CASES,
  ...PERMISSION_SCHEME_CASES,
  ...USERS_GROUPS_CASES,
  ...ROLE_CASES,
];
