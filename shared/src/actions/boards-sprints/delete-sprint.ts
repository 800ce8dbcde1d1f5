/** `sprint.delete`: a sprint goes; its open issues fall back to the backlog. */
import { z } from 'zod';
import type { Reading } from '../../requests/reading.ts';
import type { ResolveContext } from '../action.ts';
import { defineAction, found, type Outcome, precondition } from '../define-action.ts';
import { goneCheck } from '../effects.ts';
import { sprintRead } from '../look-up/board-sprints.ts';
import { countIn } from '../look-up/count-issues.ts';
import { refusedRead } from '../look-up/obstacle.ts';
import { readAll } from '../look-up/read-together.ts';
import { operations, requestOf } from '../operations.ts';
import { DELETED_FOR_GOOD, quoted } from '../sentence-words.ts';
import {
  countWords,
  findWishedSprint,
  SPRINT_READS,
  type SprintWords,
  sprintCounts,
  sprintFacts,
  sprintWords,
} from './wished-sprint.ts';

const STATES = { active: 'running', future: 'planned', closed: 'completed' };

function* resolve(args: SprintWords, context: ResolveContext): Reading<Outcome<'sprint.delete'>> {
  const wished = yield* findWishedSprint(args, context);
  if (!wished.ok) return wished;
  const sprint = wished.value;
  const pin = sprintRead(sprint.id, ['id', 'name', 'state']);
  const [countAll, countOpen] = sprintCounts(sprint.id);
  const [state, all, open] = yield* readAll([pin, countAll, countOpen]);
  if (state.status !== 200) return refusedRead('the sprint', state);
  return found({
    target: { sprint: { id: sprint.id, name: sprint.name } },
    facts: sprintFacts(context, sprint, {
      issues: countIn(all) ?? null,
      hasCompleteInverse: false,
    }),
    rows: [
      {
        label: `Sprint ${quoted(sprint.name)} of the board ${quoted(sprint.board.name)}`,
        before: STATES[sprint.state],
        after: DELETED_FOR_GOOD,
      },
    ],
    preconditions: [
      precondition(`Sprint ${quoted(sprint.name)}`, pin, state),
      precondition(`Number of issues in ${quoted(sprint.name)}`, countAll, all),
    ],
    radius: [
      countWords(all, open),
      'Open issues go to the backlog; no issue is deleted',
      ...(sprint.state === 'future' ? [] : ['Its reports are lost']),
    ],
  });
}

/** Catalogue entry of `sprint.delete`. */
export const deleteSprint = defineAction('sprint.delete', {
  area: 'boards_sprints',
  title: 'Delete a sprint',
  defaultClass: 'requires-approval',
  approvalBecause: 'It deletes something: the sprint, its dates and its reports.',
  level: 'standard',
  reversibility: {
    kind: 'none',
    sentence: 'Cannot be undone: the sprint and its reports are gone',
  },
  blastRadius: 'issues in the sprint; the open ones go to the backlog',
  connections: ['forge', 'oauth'],
  writes: operations('deleteSprint'),
  reads: operations(...SPRINT_READS, 'countIssues'),
  schema: z.strictObject(sprintWords),
  resolve,
  compile: ({ sprint }) => [requestOf('deleteSprint', { path: { sprintId: sprint.id } })],
  check: ({ sprint }) => goneCheck(sprintRead(sprint.id, ['id'])),
  inverse: () => null,
});
