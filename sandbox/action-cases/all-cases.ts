/** The cases of all areas. */
import type { ActionCase } from './action-case.ts';
import { ISSUE_CASES } from './issues.ts';
import { SERVICE_DESK_CASES } from './service-desk.ts';

/** Every case, in the order of the catalogue's areas. */
export const ACTION_CASES: readonly ActionCase[] = [...ISSUE_CASES, ...SERVICE_DESK_CASES];
