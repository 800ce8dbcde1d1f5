/** Cases of the actions on issues. */
import { expect } from 'vitest';
import type { ActionCase } from './action-case.ts';
import { accountIn, issueIn } from './in-world.ts';

/** One case, or more, per action. */
export const ISSUE_CASES: readonly ActionCase[] = [
  {
    type: 'issue.assign',
    args: { issue: 'ABC-7', assignee: 'Dan Reporter' },
    sentence: 'Assign ABC-7 to Dan Reporter',
    look: (world) => issueIn(world, 'ABC-7').assignee === accountIn(world, 'Dan Reporter'),
    before: false,
    after: true,
    ambiguous: { args: { issue: 'ABC-7', assignee: 'Alex Moreau' }, thing: 'person' },
    drift: (world) => {
      issueIn(world, 'ABC-7').assignee = accountIn(world, 'Sol Rivera');
    },
    harmless: (world) => {
      issueIn(world, 'ABC-7').summary = 'Another summary';
    },
  },
  {
    type: 'issue.assign',
    args: { issue: 'ABC-7', assignee: null },
    sentence: 'Remove the assignee of ABC-7',
    look: (world) => issueIn(world, 'ABC-7').assignee ?? null,
    before: expect.any(String),
    after: null,
    ambiguous: { args: { issue: 'that one', assignee: null }, thing: 'issue' },
    drift: (world) => {
      issueIn(world, 'ABC-7').assignee = accountIn(world, 'Sol Rivera');
    },
  },
];
