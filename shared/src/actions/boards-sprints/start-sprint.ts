/** `sprint.start`: a planned sprint begins. Jira wants both dates; without them in ticket or sprint, they are asked. */
import { z } from 'zod';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { ResolveContext } from '../action.ts';
import {
  defineAction,
  found,
  type Outcome,
  optionalWords,
  precondition,
} from '../define-action.ts';
import { type BoardSprint, sprintRead, sprintsOn } from '../look-up/board-sprints.ts';
import { countIn } from '../look-up/count-issues.ts';
import { already, ask, type Obstacle, refusedRead, unsupported } from '../look-up/obstacle.ts';
import { textAt } from '../look-up/read-answer.ts';
import { readAll } from '../look-up/read-together.ts';
import { operations, requestOf } from '../operations.ts';
import { quoted } from '../sentence-words.ts';
import { askDate, dateWords, isReversed, isSameTime, readDates } from './sprint-dates.ts';
import {
  countWords,
  findWishedSprint,
  SPRINT_READS,
  type SprintWords,
  sprintCounts,
  sprintFacts,
  sprintWords,
} from './wished-sprint.ts';

type Args = SprintWords & { start?: string; end?: string };

const FIELDS = ['id', 'name', 'state', 'startDate', 'endDate'];

function* resolve(args: Args, context: ResolveContext): Reading<Outcome<'sprint.start'>> {
  const wished = yield* findWishedSprint(args, context);
  if (!wished.ok) return wished;
  const sprint = wished.value;
  if (sprint.state === 'active') return already(`${quoted(sprint.name)} is already running.`);
  if (sprint.state === 'closed') {
    return unsupported(
      `${quoted(sprint.name)} is closed; Jira does not start a sprint a second time.`,
    );
  }
  const times = timesOf(args, sprint);
  if (!times.ok) return times;
  const { start, end } = times.value;
  const pin = sprintRead(sprint.id, FIELDS);
  const [state, all, open] = yield* readAll([pin, ...sprintCounts(sprint.id)]);
  if (state.status !== 200) return refusedRead('the sprint', state);
  const running = yield* sprintsOn([sprint.board], 'active');
  if (!running.ok) return running;
  return found({
    target: { sprint: { id: sprint.id, name: sprint.name }, start, end },
    facts: sprintFacts(context, sprint, {
      issues: countIn(all) ?? null,
      hasCompleteInverse: false,
    }),
    rows: [
      { label: `Sprint ${quoted(sprint.name)}`, before: 'planned', after: 'running' },
      { label: 'Start', before: dateWords(sprint.start), after: dateWords(start) },
      { label: 'End', before: dateWords(sprint.end), after: dateWords(end) },
    ],
    preconditions: [precondition(`Sprint ${quoted(sprint.name)}`, pin, state)],
    radius: [
      countWords(all, open),
      ...running.value.map(
        ({ name }) =>
          `${quoted(name)} is running on the board ${quoted(sprint.board.name)}: Jira starts a second sprint only where parallel sprints are switched on`,
      ),
    ],
  });
}

/** The dates of the ticket, else those planned in the sprint; asks for what neither has. */
function timesOf(
  args: Args,
  sprint: BoardSprint,
): Result<{ start: string; end: string }, Obstacle> {
  const dates = readDates(args, sprint.name);
  if (!dates.ok) return dates;
  const start = dates.value.start ?? sprint.start;
  const end = dates.value.end ?? sprint.end;
  if (start === null) return askDate('', 'start', sprint.name);
  if (end === null) return askDate('', 'end', sprint.name);
  if (isReversed(start, end)) {
    return ask(
      'end date',
      args.end ?? '',
      [],
      `${quoted(sprint.name)} cannot end before it starts. When shall it end?`,
    );
  }
  return ok({ start, end });
}

/** Catalogue entry of `sprint.start`. */
export const startSprint = defineAction('sprint.start', {
  area: 'boards_sprints',
  title: 'Start a sprint',
  defaultClass: 'requires-approval',
  approvalBecause:
    'It cannot be taken back: a team begins its sprint, and reports count from then on.',
  level: 'standard',
  reversibility: {
    kind: 'none',
    sentence: 'Cannot be undone: Jira makes no running sprint a planned one again',
  },
  blastRadius: 'issues in the sprint',
  connections: ['forge', 'oauth'],
  writes: operations('partiallyUpdateSprint'),
  reads: operations(...SPRINT_READS, 'countIssues'),
  schema: z.strictObject({ ...sprintWords, start: optionalWords, end: optionalWords }),
  resolve,
  compile: ({ sprint, start, end }) => [
    requestOf('partiallyUpdateSprint', {
      path: { sprintId: sprint.id },
      body: { state: 'active', startDate: start, endDate: end },
    }),
  ],
  check: ({ sprint, start, end }) => ({
    reads: [sprintRead(sprint.id, FIELDS)],
    judge([answer]) {
      if (answer?.status !== 200) return 'unknown';
      const state = textAt(answer.body, 'state')?.toLowerCase();
      if (state === 'future') return 'not-done';
      const isDated =
        isSameTime(start, textAt(answer.body, 'startDate') ?? null) &&
        isSameTime(end, textAt(answer.body, 'endDate') ?? null);
      return state === 'active' && isDated ? 'done' : 'differs';
    },
  }),
  inverse: () => null,
});
