/** Making and deleting boards, and what a board stands on: its filter and configuration. */
import { z } from 'zod';
import { type Answer, fieldRefusal, noContent, ok, refusal } from '../http/jira-answer.ts';
import { holdsGlobal } from '../permissions/evaluate-permission.ts';
import { findProject } from '../world/find-in-world.ts';
import type { Board } from '../world/issue-types.ts';
import { nextNumber } from '../world/make-ids.ts';
import { boardBody, boardOf } from './board-operations.ts';
import { filterOf } from './filter-operations.ts';
import { demandSignedIn, readBody, visibleProject } from './guards.ts';
import { type Call, type Operation, pageOf } from './operation.ts';

const AGILE = '/rest/agile/1.0';
const CONFIGURATION = ['read:board-scope.admin:jira-software', 'read:project:jira'];

/** Operations that write boards, or read how they are set up. */
export const boardWriteOperations: Operation[] = [
  {
    operationId: 'createBoard',
    method: 'POST',
    path: `${AGILE}/board`,
    scopes: ['write:board-scope:jira-software'],
    kind: 'write',
    run: createBoard,
  },
  {
    operationId: 'deleteBoard',
    method: 'DELETE',
    path: `${AGILE}/board/{boardId}`,
    scopes: ['write:board-scope:jira-software'],
    kind: 'write',
    run: deleteBoard,
  },
  {
    operationId: 'getConfiguration',
    method: 'GET',
    path: `${AGILE}/board/{boardId}/configuration`,
    scopes: CONFIGURATION,
    kind: 'read',
    run: (call) => ok(configuration(call, boardOf(call, call.params['boardId'] ?? ''))),
  },
  {
    operationId: 'getBoardByFilterId',
    method: 'GET',
    path: `${AGILE}/board/filter/{filterId}`,
    scopes: ['read:board-scope.admin:jira-software'],
    kind: 'read',
    run: boardsOnFilter,
  },
];

const boardShape = z.object({
  name: z.string().optional(),
  type: z.enum(['scrum', 'kanban', 'agility']).optional(),
  filterId: z.number().optional(),
  location: z
    .object({ type: z.enum(['project', 'user']), projectKeyOrId: z.string().optional() })
    .optional(),
});

function createBoard(call: Call): Answer {
  demandSignedIn(call);
  const body = readBody(boardShape, call.body);
  const name = body.name?.trim() ?? '';
  if (name === '') throw fieldRefusal('name', 'The board name is not valid.');
  if (body.type !== 'scrum' && body.type !== 'kanban') {
    throw fieldRefusal('type', 'The board type is not valid.');
  }
  const filter = filterOf(call, String(body.filterId ?? ''));
  if (filter === undefined) {
    throw fieldRefusal('filterId', `The filter ${body.filterId} does not exist or is not visible.`);
  }
  const where = body.location?.projectKeyOrId;
  if (body.location?.type !== 'project' || where === undefined) {
    throw fieldRefusal('location', 'The stand-in makes boards in projects only.');
  }
  const project = visibleProject(call, where);
  if (project.archived !== undefined) throw refusal(400, 'The project is archived.');
  const id = nextNumber(call.world, 'board');
  const board: Board = { id, name, type: body.type, projectId: project.id, filterId: filter.id };
  call.world.boards[String(id)] = board;
  const isPrivate = !holdsGlobal(call.world, call.accountId, 'CREATE_SHARED_OBJECTS');
  return { status: 201, body: { ...boardBody(call, board), isPrivate } };
}

/** Sprints of a board stay in Jira; here they go where nobody sees them, as no board shows them any more. */
function deleteBoard(call: Call): Answer {
  demandSignedIn(call);
  const board = boardOf(call, call.params['boardId'] ?? '');
  if (!holdsGlobal(call.world, call.accountId, 'ADMINISTER')) {
    throw refusal(403, 'You do not have permission to delete this board.');
  }
  const project = call.world.projects[board.projectId];
  if (project?.style === 'next-gen') throw refusal(403, 'A team-managed project needs its board.');
  delete call.world.boards[String(board.id)];
  return noContent();
}

function configuration(call: Call, board: Board): Record<string, unknown> {
  const { baseUrl } = call.site;
  const project = findProject(call.world, board.projectId);
  const columns = Object.values(call.world.statuses).map(({ id, name }) => ({
    name,
    statuses: [{ id, self: `${baseUrl}/rest/api/2/status/${id}` }],
  }));
  return {
    id: board.id,
    name: board.name,
    type: board.type,
    self: `${baseUrl}${AGILE}/board/${board.id}/configuration`,
    location: { type: 'project', projectKeyOrId: project?.key ?? board.projectId },
    filter: { id: board.filterId, self: `${baseUrl}/rest/api/2/filter/${board.filterId}` },
    columnConfig: { columns, constraintType: 'none' },
    ranking: { rankCustomFieldId: 10019 },
  };
}

function boardsOnFilter(call: Call): Answer {
  demandSignedIn(call);
  const id = call.params['filterId'] ?? '';
  const boards = Object.values(call.world.boards).filter((board) => board.filterId === id);
  const page = pageOf(call, boards, 50, 50);
  const values = page.values.map((board) => ({
    id: board.id,
    name: board.name,
    self: `${call.site.baseUrl}${AGILE}/board/${board.id}`,
  }));
  return ok({ ...page, values });
}
