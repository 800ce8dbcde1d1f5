/** The cases of all areas. */
import type { ActionCase } from './action-case.ts';
import { BOARD_CASES } from './boards.ts';
import { ISSUE_CASES } from './issues.ts';
import { VERSION_CASES } from './versions-components.ts';

/** Every case, by area. */
export const ACTION_CASES: readonly ActionCase[] = [
  ...BOARD_CASES,
  ...ISSUE_CASES,
  ...VERSION_CASES,
];
