/** The cases of all areas. */
import type { ActionCase } from './action-case.ts';
import { BOARD_CASES } from './boards.ts';
import { DASHBOARD_CASES } from './dashboards.ts';
import { FILTER_CASES } from './filters.ts';
import { ISSUE_CASES } from './issues.ts';

/** Every case, in the order of the catalogue's areas. */
export const ACTION_CASES: readonly ActionCase[] = [
  ...ISSUE_CASES,
  ...BOARD_CASES,
  ...FILTER_CASES,
  ...DASHBOARD_CASES,
];
