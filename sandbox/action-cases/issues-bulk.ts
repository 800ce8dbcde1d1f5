/** Cases of the actions on many issues. */
import type { ActionCase } from './action-case.ts';

/** One case, or more, per action. */
export const BULK_ISSUE_CASES: readonly ActionCase[] = [];
