/**
 * Boards. A board is seen by whoever sees its project.
 */
import { type Answer, ok, refusal } from '../http/jira-answer.ts';
import { seesProject } from '../permissions/evaluate-permission.ts';
import { findProject } from '../world/find-in-world.ts';
import type { Board } from '../world/issue-types.ts';
import { demandSignedIn } from './guards.ts';
import { type Call, type Operation, pageOf, queryList, queryText } from './operation.ts';

const AGILE = '/rest/agile/1.0';

/** Operations on boards. */
export const boardOperations: Operation[] = [
  {
    operationId: 'getAllBoards',
    method: 'GET',
    path: `${AGILE}/board`,
    scopes: ['read:board-scope:jira-software', 'read:project:jira'],
    kind: 'read',
    run: listBoards,
  },
  {
    operationId: 'getBoard',
    method: 'GET',
    path: `${AGILE}/board/{boardId}`,
    scopes: ['read:board-scope:jira-software', 'read:issue-details:jira'],
    kind: 'read',
    run: (call) => ok(boardBody(call, boardOf(call, call.params['boardId'] ?? ''))),
  },
];

/** The boards a caller sees. */
export function visibleBoards(call: Call): Board[] {
  return Object.values(call.world.boards).filter((board) => {
    const project = call.world.projects[board.projectId];
    return (
      project !== undefined &&
      project.deleted === undefined &&
      project.archived === undefined &&
      seesProject(call.world, call.accountId, project)
    );
  });
}

/** A board the caller sees. Throws 404. */
export function boardOf(call: Call, id: string): Board {
  demandSignedIn(call);
  const board = visibleBoards(call).find((one) => String(one.id) === id);
  if (board === undefined) {
    throw refusal(
      404,
      'Requested board cannot be viewed because it either does not exist or you do not have permission to view it.',
    );
  }
  return board;
}

function listBoards(call: Call): Answer {
  demandSignedIn(call);
  const words = queryText(call, 'projectKeyOrId');
  const projectId = words === undefined ? undefined : findProject(call.world, words)?.id;
  if (words !== undefined && projectId === undefined) {
    throw refusal(400, `No project could be found with key or id '${words}'`);
  }
  const name = queryText(call, 'name')?.toLowerCase();
  const types = queryList(call, 'type');
  const found = visibleBoards(call).filter(
    (board) =>
      (projectId === undefined || board.projectId === projectId) &&
      (name === undefined || board.name.toLowerCase().includes(name)) &&
      (types.length === 0 || types.includes(board.type)),
  );
  const page = pageOf(call, found, 50, 50);
  return ok({ ...page, values: page.values.map((board) => boardBody(call, board)) });
}

/** A board as the board operations answer it. */
export function boardBody(call: Call, board: Board): Record<string, unknown> {
  const project = call.world.projects[board.projectId];
  return {
    id: board.id,
    self: `${call.site.baseUrl}${AGILE}/board/${board.id}`,
    name: board.name,
    type: board.type,
    location: {
      projectId: Number(board.projectId),
      displayName: `${project?.name} (${project?.key})`,
      projectName: project?.name,
      projectKey: project?.key,
      projectTypeKey: project?.typeKey,
      name: `${project?.name} (${project?.key})`,
    },
    isPrivate: false,
  };
}
