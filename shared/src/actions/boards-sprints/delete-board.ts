/** `board.delete`: a board goes; its issues and its filter stay. */
import { z } from 'zod';
import type { JiraRead } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
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
import { goneCheck } from '../effects.ts';
import { sprintsOn } from '../look-up/board-sprints.ts';
import {
  boardRead,
  boardTargets,
  boardWords,
  findBoard,
  projectIdsOf,
} from '../look-up/find-board.ts';
import { findProject } from '../look-up/find-project.ts';
import { refusedRead, unsupported } from '../look-up/obstacle.ts';
import { readAll, readOptional } from '../look-up/read-together.ts';
import { operations, readOf, requestOf } from '../operations.ts';
import { countOf, DELETED_FOR_GOOD, quoted } from '../sentence-words.ts';

type Args = { board: string; project?: string };

/** Reads the open sprints a board shows: those that are counted. */
function openSprintsOf(boardId: string): JiraRead {
  return readOf('getAllSprints', {
    path: { boardId },
    query: [
      ['state', 'active,future'],
      ['maxResults', '50'],
    ],
    pick: ['values[].id', 'values[].state', 'values[].originBoardId', 'isLast'],
  });
}

function* resolve(args: Args, context: ResolveContext): Reading<Outcome<'board.delete'>> {
  const project = yield* readOptional(args.project, (wanted) => findProject(wanted, context));
  if (project !== undefined && !project.ok) return project;
  const wished = yield* findBoard(args.board, project?.value.key ?? null, context);
  if (!wished.ok) return wished;
  const board = wished.value;
  if (board.type === 'simple') {
    return unsupported(
      `${quoted(board.name)} is the board of a team-managed project; Jira does not delete it while there is the project.`,
    );
  }
  const pins = [boardRead(board.id), openSprintsOf(board.id)] as const;
  const [state, open] = yield* readAll(pins);
  if (state.status !== 200) return refusedRead('the board', state);
  const sprints = yield* sprintsOn([board], 'active,future');
  if (!sprints.ok) return sprints;
  const own = sprints.value.filter((sprint) => sprint.board.id === board.id);
  const running = own.filter((sprint) => sprint.state === 'active').length;
  const projectIds = projectIdsOf(board);
  return found({
    target: { board: { id: board.id, name: board.name } },
    facts: factsOf(context, {
      targets: boardTargets(board),
      projectIds,
      counts: projectIds.length === 0 ? null : { projects: 1, boards: 1 },
      hasCompleteInverse: false,
      changesProjects: false,
    }),
    rows: [
      {
        label: `Board ${boardWords(board)}`,
        before: `${board.type} board`,
        after: DELETED_FOR_GOOD,
      },
    ],
    preconditions: [
      precondition(`Board ${quoted(board.name)}`, pins[0], state),
      // A board without sprints does not answer.
      ...(open.status === 200
        ? [precondition(`Open sprints on ${quoted(board.name)}`, pins[1], open)]
        : []),
    ],
    radius: [
      `${countOf(own.length, 'open sprint')} on it, ${running} of them running`,
      'Its issues and its filter stay; whoever works on the board loses it',
    ],
  });
}

/** Catalogue entry of `board.delete`. */
export const deleteBoard = defineAction('board.delete', {
  area: 'boards_sprints',
  title: 'Delete a board',
  defaultClass: 'requires-approval',
  approvalBecause: 'It deletes something a team works with.',
  level: 'standard',
  reversibility: {
    kind: 'none',
    sentence: 'Cannot be undone: columns, swimlanes and reports of the board are gone',
  },
  blastRadius: 'sprints on the board; the people who use it',
  connections: ['forge', 'oauth'],
  writes: operations('deleteBoard'),
  reads: operations(
    'getProject',
    'searchProjects',
    'getAllBoards',
    'getConfiguration',
    'getAllSprints',
    'getBulkPermissions',
  ),
  schema: z.strictObject({ board: words, project: optionalWords }),
  resolve,
  compile: ({ board }) => [requestOf('deleteBoard', { path: { boardId: board.id } })],
  check: ({ board }) => goneCheck(boardRead(board.id)),
  inverse: () => null,
});
