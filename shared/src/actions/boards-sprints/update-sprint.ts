/** `sprint.update`: name, dates and goal of a sprint. A closed sprint takes a new name and goal only. */
import { z } from 'zod';
import type { JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { EffectCheck, ResolveContext } from '../action.ts';
import {
  defineAction,
  found,
  type Outcome,
  optionalWords,
  precondition,
} from '../define-action.ts';
import { type BoardSprint, sprintRead } from '../look-up/board-sprints.ts';
import { countIn } from '../look-up/count-issues.ts';
import { namedId } from '../look-up/named-id.ts';
import { already, ask, type Obstacle, refusedRead, unsupported } from '../look-up/obstacle.ts';
import { textAt } from '../look-up/read-answer.ts';
import { readAll } from '../look-up/read-together.ts';
import { operations, requestOf } from '../operations.ts';
import { orNone, quoted } from '../sentence-words.ts';
import type { UpdateSprintTarget } from './sentences.ts';
import { dateWords, isReversed, isSameTime, readDate, readDates } from './sprint-dates.ts';
import {
  countWords,
  findWishedSprint,
  SPRINT_READS,
  type SprintWords,
  sprintCounts,
  sprintFacts,
  sprintName,
  sprintWords,
} from './wished-sprint.ts';

type Args = SprintWords & { name?: string; start?: string; end?: string; goal?: string | null };
type Change = UpdateSprintTarget['changes'][number];

const MAX_GOAL = 2_000;
const isDate = (field: Change['field']): boolean => field.endsWith('Date');

const isSame = ({ field }: Pick<Change, 'field'>, a: string | null, b: string | null): boolean =>
  isDate(field) ? isSameTime(a, b) : (a ?? '') === (b ?? '');

function changesOf(args: Args, sprint: BoardSprint): Result<Change[], Obstacle> {
  const name = args.name === undefined ? undefined : sprintName(args.name);
  if (args.name !== undefined && name === undefined) {
    return ask('sprint name', args.name, [], 'What shall it be called, in at most 30 characters?');
  }
  const dates = readDates(args, sprint.name);
  if (!dates.ok) return dates;
  const { start, end } = dates.value;
  const all: Array<Omit<Change, 'after'> & { after: string | null | undefined }> = [
    { field: 'name', before: sprint.name, after: name },
    { field: 'startDate', before: sprint.start, after: start },
    { field: 'endDate', before: sprint.end, after: end },
    { field: 'goal', before: sprint.goal, after: args.goal === null ? '' : args.goal },
  ];
  const asked = all.flatMap((change): Change[] => {
    const { after } = change;
    return after === null || after === undefined ? [] : [{ ...change, after }];
  });
  if (asked.length === 0) {
    return ask(
      'change',
      '',
      [],
      `What shall change: name, dates or goal of ${quoted(sprint.name)}?`,
    );
  }
  if (isReversed(start ?? sprint.start, end ?? sprint.end)) {
    return ask(
      'end date',
      args.end ?? '',
      [],
      `${quoted(sprint.name)} cannot end before it starts. When shall it end?`,
    );
  }
  return ok(asked.filter((change) => !isSame(change, change.before, change.after)));
}

function* resolve(args: Args, context: ResolveContext): Reading<Outcome<'sprint.update'>> {
  const wished = yield* findWishedSprint(args, context);
  if (!wished.ok) return wished;
  const sprint = wished.value;
  const changes = changesOf(args, sprint);
  if (!changes.ok) return changes;
  const touchesDates = changes.value.some(({ field }) => isDate(field));
  if (changes.value.length === 0) return already(`${quoted(sprint.name)} is already as asked.`);
  if (sprint.state === 'closed' && touchesDates) {
    return unsupported(
      `${quoted(sprint.name)} is closed; only its name and goal can still be changed.`,
    );
  }
  const pin = sprintRead(sprint.id, ['id', 'state', ...changes.value.map(({ field }) => field)]);
  const [state, all, open] = yield* readAll([pin, ...sprintCounts(sprint.id)]);
  if (state.status !== 200) return refusedRead('the sprint', state);
  const words = (field: Change['field'], value: string | null) =>
    isDate(field) ? dateWords(value) : orNone(value);
  return found({
    target: { sprint: { id: sprint.id, name: sprint.name }, changes: changes.value },
    facts: sprintFacts(context, sprint, {
      // The number of issues is shown; they do not change themselves.
      issues: countIn(all) === undefined ? null : 0,
      hasCompleteInverse: isReversible(sprint, changes.value),
    }),
    rows: changes.value.map(({ field, before, after }) => ({
      label: `${LABELS[field]} of ${quoted(sprint.name)}`,
      before: words(field, before),
      after: words(field, after),
    })),
    preconditions: [precondition(`Sprint ${quoted(sprint.name)}`, pin, state)],
    radius: [
      `${quoted(sprint.name)} is ${STATES[sprint.state]}`,
      countWords(all, open),
      ...(sprint.state === 'active' && touchesDates ? ['Its reports follow the new dates'] : []),
    ],
  });
}

const LABELS = { name: 'Name', goal: 'Goal', startDate: 'Start', endDate: 'End' };
const STATES = { active: 'running', future: 'planned', closed: 'closed' };

/** Whether the old value may be asked for again: a name, a goal and a date that this action takes as they are. */
function canReturn({ field, before }: Change): boolean {
  if (before === null) return false;
  if (field === 'name') return sprintName(before) === before;
  if (field === 'goal') return before.length <= MAX_GOAL;
  const date = readDate(before, field === 'startDate' ? 'start' : 'end');
  return date !== undefined && isSameTime(date, before);
}

/** A date set for the first time cannot be taken out; what came of other dates of a running sprint is not known. */
function isReversible(sprint: BoardSprint, changes: readonly Change[]): boolean | null {
  if (!changes.every(canReturn) || isReversed(sprint.start, sprint.end)) return false;
  return sprint.state === 'active' && changes.some(({ field }) => isDate(field)) ? null : true;
}

function check({ sprint, changes }: UpdateSprintTarget): EffectCheck {
  const now = (answer: JiraReadResult, { field }: Change) => textAt(answer.body, field) ?? null;
  return {
    reads: [sprintRead(sprint.id, ['id', ...changes.map(({ field }) => field)])],
    judge([answer]) {
      if (answer?.status !== 200) return 'unknown';
      if (changes.every((each) => isSame(each, now(answer, each), each.after))) return 'done';
      return changes.every((each) => isSame(each, now(answer, each), each.before))
        ? 'not-done'
        : 'differs';
    },
  };
}

const ARGUMENT = { name: 'name', goal: 'goal', startDate: 'start', endDate: 'end' };

/** Catalogue entry of `sprint.update`. */
export const updateSprint = defineAction('sprint.update', {
  area: 'boards_sprints',
  title: 'Change name, dates or goal of a sprint',
  defaultClass: 'auto-execute',
  level: 'standard',
  requesterNeeds: 'MANAGE_SPRINTS_PERMISSION',
  reversibility: {
    kind: 'partial',
    sentence:
      'Can be undone, but a date that was not set before cannot be taken out again, and not every old name can be given again',
  },
  blastRadius: 'issues in the sprint, which stay as they are',
  connections: ['forge', 'oauth'],
  writes: operations('partiallyUpdateSprint'),
  reads: operations(...SPRINT_READS, 'countIssues'),
  schema: z.strictObject({
    ...sprintWords,
    name: optionalWords,
    start: optionalWords,
    end: optionalWords,
    goal: z.exactOptional(z.string().max(MAX_GOAL).nullable()),
  }),
  resolve,
  compile: ({ sprint, changes }) => [
    requestOf('partiallyUpdateSprint', {
      path: { sprintId: sprint.id },
      body: Object.fromEntries(changes.map(({ field, after }) => [field, after])),
    }),
  ],
  check,
  inverse({ sprint, changes }) {
    if (!changes.every(canReturn)) return null;
    const old = changes.map(({ field, before }) => [
      ARGUMENT[field],
      field === 'goal' && before === '' ? null : before,
    ]);
    return [
      {
        type: 'sprint.update',
        args: { sprint: namedId(sprint.id), ...Object.fromEntries(old) },
      },
    ];
  },
});
