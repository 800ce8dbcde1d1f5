/** `sprint.create`: a planned sprint on one scrum board. Jira lets names repeat; Kraken does not make a second one of a name. */
import { z } from 'zod';
import type { JiraRead, JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { ResolveContext } from '../action.ts';
import {
  defineAction,
  factsOf,
  found,
  type Outcome,
  optionalWords,
  precondition,
  words,
} from '../define-action.ts';
import {
  askBoard,
  type Board,
  boardTargets,
  findBoard,
  projectIdsOf,
  readBoards,
} from '../look-up/find-board.ts';
import { findProject } from '../look-up/find-project.ts';
import { namedId } from '../look-up/named-id.ts';
import { ask, type Obstacle, refusedRead, unsupported } from '../look-up/obstacle.ts';
import { readAll, readOptional } from '../look-up/read-together.ts';
import { changedRows } from '../look-up/text-changes.ts';
import { operations, requestOf } from '../operations.ts';
import { orNone, quoted } from '../sentence-words.ts';
import { newSprintCheck, openSprintsRead, refuseTwin } from './new-sprint.ts';
import type { CreateSprintTarget } from './sentences.ts';
import { dateWords, isReversed, readDates } from './sprint-dates.ts';
import { BOARD_SPRINTS_READS, sprintName } from './wished-sprint.ts';

type Args = {
  name: string;
  board?: string;
  project?: string;
  start?: string;
  end?: string;
  goal?: string;
};

/** The board named, or the only one with sprints of the project named. */
function* findPlace(args: Args, context: ResolveContext): Reading<Result<Board, Obstacle>> {
  const project = yield* readOptional(args.project, (wanted) => findProject(wanted, context));
  if (project !== undefined && !project.ok) return project;
  const key = project?.value.key ?? null;
  if (args.board !== undefined) return yield* findBoard(args.board, key, context);
  if (key === null) return ask('board', '', [], 'On which board shall the sprint be made?');
  const list = yield* readBoards([['projectKeyOrId', key]]);
  if (!list.ok) return list;
  const able = list.value.boards.filter(({ type }) => type !== 'kanban');
  const [only] = able;
  if (only !== undefined && able.length === 1 && list.value.isWhole) return ok(only);
  return yield* askBoard(key, able, context);
}

function* resolve(args: Args, context: ResolveContext): Reading<Outcome<'sprint.create'>> {
  const name = sprintName(args.name);
  if (name === undefined) {
    return ask(
      'sprint name',
      args.name,
      [],
      'What shall the sprint be called, in at most 30 characters?',
    );
  }
  const dates = readDates(args, name);
  if (!dates.ok) return dates;
  const { start, end } = dates.value;
  if (isReversed(start, end)) {
    return ask(
      'end date',
      args.end ?? '',
      [],
      `When shall ${quoted(name)} end? It cannot end before it starts.`,
    );
  }
  const place = yield* findPlace(args, context);
  if (!place.ok) return place;
  const board = place.value;
  if (board.type === 'kanban') {
    return unsupported(`${quoted(board.name)} is a kanban board: it has no sprints.`);
  }
  const target = {
    board: { id: board.id, name: board.name },
    name,
    start,
    end,
    goal: args.goal ?? null,
  };
  const read = openSprintsRead(board.id);
  const [answer] = yield* readAll([read]);
  if (answer.status !== 200) return refusedRead(`the sprints of ${quoted(board.name)}`, answer);
  return refuseTwin(target, answer) ?? found(findingOf(target, board, { read, answer }, context));
}

function findingOf(
  target: CreateSprintTarget,
  board: Board,
  { read, answer }: { read: JiraRead; answer: JiraReadResult },
  context: ResolveContext,
) {
  const { name, start, end, goal } = target;
  const projectIds = projectIdsOf(board);
  return {
    target,
    facts: factsOf(context, {
      targets: boardTargets(board),
      projectIds,
      counts: projectIds.length === 0 ? null : { projects: 1, boards: 1 },
      hasCompleteInverse: true,
      changesProjects: false,
    }),
    rows: changedRows([
      {
        label: `Sprint ${quoted(name)} on the board ${quoted(board.name)}`,
        before: 'does not exist',
        after: 'planned',
      },
      { label: 'Start', before: 'none', after: dateWords(start) },
      { label: 'End', before: 'none', after: dateWords(end) },
      { label: 'Goal', before: 'none', after: orNone(goal) },
    ]),
    preconditions: [
      {
        ...precondition(`Sprints of ${quoted(board.name)}`, read, answer),
        holds: { list: 'values[].name', value: name, isIn: false },
      },
    ],
    radius: ['No issue is in it at first'],
  };
}

/** Catalogue entry of `sprint.create`. */
export const createSprint = defineAction('sprint.create', {
  area: 'boards_sprints',
  title: 'Create a sprint',
  defaultClass: 'auto-execute',
  level: 'standard',
  requesterNeeds: 'MANAGE_SPRINTS_PERMISSION',
  reversibility: { kind: 'complete', sentence: 'Can be undone: the new sprint can be deleted' },
  blastRadius: 'no issue; one board',
  connections: ['forge', 'oauth'],
  writes: operations('createSprint'),
  reads: operations(...BOARD_SPRINTS_READS),
  schema: z.strictObject({
    name: words,
    board: optionalWords,
    project: optionalWords,
    start: optionalWords,
    end: optionalWords,
    goal: optionalWords,
  }),
  resolve,
  compile: ({ board, name, start, end, goal }) => [
    requestOf('createSprint', {
      body: {
        name,
        originBoardId: Number(board.id),
        ...(start !== null && { startDate: start }),
        ...(end !== null && { endDate: end }),
        ...(goal !== null && { goal }),
      },
      capture: { sprintId: 'id' },
    }),
  ],
  check: newSprintCheck,
  inverse(_, { sprintId }) {
    return sprintId === undefined
      ? null
      : [{ type: 'sprint.delete', args: { sprint: namedId(sprintId) } }];
  },
});
