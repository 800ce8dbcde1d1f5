/**
 * Finds one sprint with its board: by `id:…`, `current`, `next`, or by name. The same name on two boards is asked back
 * with the boards and projects.
 */
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { ResolveContext } from '../action.ts';
import { type BoardSprint, sprintRead, sprintsOn, toSprint } from './board-sprints.ts';
import { type Board, type BoardList, boardById, findBoard, readBoards } from './find-board.ts';
import { isSprintByState } from './find-sprint.ts';
import { bareWords, foldName, looksLikeName, namedExactly } from './match-name.ts';
import { namedIdIn } from './named-id.ts';
import { ask, type Obstacle, refusedRead } from './obstacle.ts';
import { readAll, readTogether } from './read-together.ts';
import { askVisibly } from './visible-choices.ts';

/** Where the words look for a sprint. */
export interface SprintPlace {
  /** Words for the board. */
  board?: string | undefined;
  /** Projects whose boards count where no board is named; null: every board, and for `current` the ticket's project. */
  projectKeys: readonly string[] | null;
}

const MAX_BOARDS = 40;
const MAX_CHOICES = 10;

/** Finds the one sprint the words mean. Closed ones are found by name or id only. */
export function* findBoardSprint(
  words: string,
  place: SprintPlace,
  context: ResolveContext,
): Reading<Result<BoardSprint, Obstacle>> {
  const id = namedIdIn(bareWords(words));
  if (id !== undefined) return yield* sprintById(words, id);
  if (!looksLikeName(bareWords(words))) return ask('sprint', words);
  const boards = yield* boardsIn(words, place, context);
  if (!boards.ok) return boards;
  const open = yield* sprintsOn(boards.value, 'active,future');
  if (!open.ok) return open;
  const found = pick(words, open.value, place);
  if (found.length > 0 || isSprintByState(words)) {
    return yield* onlyOne(words, found, open.value, context);
  }
  const closed = yield* sprintsOn(boards.value, 'closed');
  if (!closed.ok) return closed;
  return yield* onlyOne(words, pick(words, closed.value, place), open.value, context);
}

function* onlyOne(
  words: string,
  found: readonly BoardSprint[],
  others: readonly BoardSprint[],
  context: ResolveContext,
): Reading<Result<BoardSprint, Obstacle>> {
  const [only] = found;
  if (only !== undefined && found.length === 1) return ok(only);
  return yield* askSprint(words, found.length > 1 ? found : others, context);
}

function* sprintById(words: string, id: string): Reading<Result<BoardSprint, Obstacle>> {
  if (!/^\d{1,18}$/.test(id)) return ask('sprint', words);
  const [answer] = yield* readAll([sprintRead(id)]);
  if (answer.status === 404) return ask('sprint', words);
  if (answer.status !== 200) return refusedRead('the sprint', answer);
  const [sprint] = toSprint(answer.body);
  if (sprint?.boardId === undefined) return ask('sprint', words);
  const board = yield* boardById(words, sprint.boardId);
  return board.ok ? ok({ ...sprint, board: board.value }) : board;
}

function* boardsIn(
  words: string,
  place: SprintPlace,
  context: ResolveContext,
): Reading<Result<Board[], Obstacle>> {
  if (place.board !== undefined) {
    const [key] = place.projectKeys ?? [];
    const board = yield* findBoard(place.board, key ?? null, context);
    return board.ok ? ok([board.value]) : board;
  }
  const keys = place.projectKeys ?? (isSprintByState(words) ? [context.projectKey] : null);
  const queries: Array<Array<[string, string]>> =
    keys === null ? [[]] : keys.map((key) => [['projectKeyOrId', key]]);
  const lists = yield* readTogether(...queries.map((query) => readBoards(query)));
  return joined(words, lists);
}

function joined(
  words: string,
  lists: ReadonlyArray<Result<BoardList, Obstacle>>,
): Result<Board[], Obstacle> {
  const boards = new Map<string, Board>();
  for (const list of lists) {
    if (!list.ok) return list;
    if (!list.value.isWhole) return askWhichBoard(words);
    const able = list.value.boards.filter(({ type }) => type !== 'kanban');
    for (const board of able) boards.set(board.id, board);
  }
  return boards.size > MAX_BOARDS ? askWhichBoard(words) : ok([...boards.values()]);
}

function askWhichBoard(words: string) {
  return ask('board', words, [], 'There are many boards. Which board is the sprint on?');
}

/** By state, by name, or by a name that starts with a project's key (Jira's default). */
function pick(words: string, sprints: readonly BoardSprint[], place: SprintPlace): BoardSprint[] {
  const wanted = foldName(bareWords(words)).replace(/^the /, '');
  if (isSprintByState(words)) {
    const state = /^(?:next|upcoming)/.test(wanted) ? 'future' : 'active';
    return sprints.filter((sprint) => sprint.state === state);
  }
  const exact = namedExactly(wanted, sprints);
  if (exact.length > 0) return exact;
  return (place.projectKeys ?? []).flatMap((key) => namedExactly(`${key} ${wanted}`, sprints));
}

function* askSprint(
  words: string,
  sprints: readonly BoardSprint[],
  context: ResolveContext,
): Reading<ReturnType<typeof ask>> {
  const placed = sprints.filter(({ board }) => board.projectId !== null).slice(0, MAX_CHOICES);
  return yield* askVisibly(
    {
      thing: 'sprint',
      words,
      choices: placed.map(
        ({ name, board }) => `${name} (board ${board.name}, project ${board.projectKey})`,
      ),
      guard: { projectIds: placed.map(({ board }) => board.projectId ?? '') },
    },
    context,
  );
}
