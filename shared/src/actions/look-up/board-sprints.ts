/** Reads the sprints of boards. */
import type { Json } from '../../json.ts';
import type { JiraRead } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import { readOf } from '../operations.ts';
import type { Board } from './find-board.ts';
import type { Sprint } from './find-sprint.ts';
import { type Obstacle, refusedRead } from './obstacle.ts';
import { idAt, textAt } from './read-answer.ts';
import { readPages } from './read-pages.ts';
import { readTogether } from './read-together.ts';

/** A sprint with its dates as Jira writes them, and the board it belongs to. */
export interface BoardSprint extends Sprint {
  goal: string;
  start: string | null;
  end: string | null;
  board: Board;
}

const PAGE = 50;
const FIELDS = ['id', 'name', 'state', 'goal', 'startDate', 'endDate', 'originBoardId'];
const STATES: readonly string[] = ['active', 'future', 'closed'];

/** A sprint whose board is known by id only. */
export type Found = Omit<BoardSprint, 'board'> & { boardId: string | undefined };

/** Reads what an approver is shown of a sprint. */
export function sprintRead(sprintId: string, fields: readonly string[] = FIELDS): JiraRead {
  return readOf('getSprint', { path: { sprintId }, pick: [...fields] });
}

/** A sprint may be seen on several boards; it counts once, with the board it was made on. */
export function* sprintsOn(
  boards: readonly Board[],
  state: string,
): Reading<Result<BoardSprint[], Obstacle>> {
  const lists = yield* readTogether(...boards.map(({ id }) => readSprints(id, state)));
  const byId = new Map<string, BoardSprint>();
  for (const [index, list] of lists.entries()) {
    const seenOn = boards[index];
    if (!list.ok) return list;
    for (const sprint of list.value) {
      const board = boards.find(({ id }) => id === sprint.boardId) ?? seenOn;
      if (board !== undefined) byId.set(sprint.id, { ...sprint, board });
    }
  }
  return ok([...byId.values()]);
}

function* readSprints(boardId: string, state: string): Reading<Result<Found[], Obstacle>> {
  const whole = yield* readPages({
    items: 'values',
    pageSize: PAGE,
    read: (startAt) =>
      readOf('getAllSprints', {
        path: { boardId },
        query: [
          ['startAt', String(startAt)],
          ['maxResults', String(PAGE)],
          ['state', state],
        ],
        pick: [...FIELDS.map((field) => `values[].${field}`), 'isLast'],
      }),
  });
  if (whole.state === 'read') return ok(whole.items.flatMap(toSprint));
  // A board without sprints answers 400.
  const isEmpty = whole.answer.status === 400 || whole.answer.status === 404;
  return isEmpty ? ok([]) : refusedRead('the sprints', whole.answer);
}

/** The sprint in an answer; none where it is not one. */
export function toSprint(item: Json): Found[] {
  const [id, name] = [idAt(item, 'id'), textAt(item, 'name')];
  const state = textAt(item, 'state')?.toLowerCase() ?? '';
  if (id === undefined || !/^\d{1,18}$/.test(id) || !STATES.includes(state)) return [];
  return [
    {
      id,
      name: name ?? id,
      state: state as Sprint['state'],
      goal: textAt(item, 'goal') ?? '',
      start: textAt(item, 'startDate') ?? null,
      end: textAt(item, 'endDate') ?? null,
      boardId: idAt(item, 'originBoardId'),
    },
  ];
}
