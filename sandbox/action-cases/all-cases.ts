/** The cases of all areas. */
import type { ActionCase } from './action-case.ts';
import { ISSUE_TYPE_CASES } from './issue-types.ts';
import { ISSUE_CASES } from './issues.ts';
import { PROJECT_CASES } from './projects.ts';
import { WORKFLOW_CASES } from './workflows.ts';

/** Every case, in the order of the catalogue's areas. */
export const ACTION_CASES: readonly ActionCase[] = [
  ...ISSUE_CASES,
  ...PROJECT_CASES,
  ...ISSUE_TYPE_CASES,
  ...WORKFLOW_CASES,
];
