/**
 * Making, changing and deleting sprints. A sprint goes from future to active to closed and never back; starting needs
 * both dates; a closed sprint keeps everything but its name and goal.
 */
import { z } from 'zod';
import { type Answer, fieldRefusal, noContent, ok, refusal } from '../http/jira-answer.ts';
import { holdsInProject } from '../permissions/evaluate-permission.ts';
import { changeItem, recordChange } from '../world/change-issue.ts';
import type { Board, Sprint } from '../world/issue-types.ts';
import { nextNumber } from '../world/make-ids.ts';
import { sprintDetails, sprintOf } from './agile-operations.ts';
import { boardOf } from './board-operations.ts';
import { demandSignedIn, readBody } from './guards.ts';
import type { Call, Operation } from './operation.ts';

const PATH = '/rest/agile/1.0/sprint';

/** Operations that write sprints. */
export const sprintOperations: Operation[] = [
  {
    operationId: 'createSprint',
    method: 'POST',
    path: PATH,
    scopes: ['write:sprint:jira-software'],
    kind: 'write',
    run: createSprint,
  },
  {
    operationId: 'partiallyUpdateSprint',
    method: 'POST',
    path: `${PATH}/{sprintId}`,
    scopes: ['write:sprint:jira-software'],
    kind: 'write',
    run: updateSprint,
  },
  {
    operationId: 'deleteSprint',
    method: 'DELETE',
    path: `${PATH}/{sprintId}`,
    scopes: ['delete:sprint:jira-software'],
    kind: 'write',
    run: deleteSprint,
  },
];

const newShape = z.object({
  name: z.string().optional(),
  originBoardId: z.number().optional(),
  startDate: z.string().optional(),
  endDate: z.string().optional(),
  goal: z.string().optional(),
});
const changeShape = newShape.extend({ state: z.string().optional() });
type Change = z.infer<typeof changeShape>;

function demandManaging(call: Call, board: Board): void {
  const project = call.world.projects[board.projectId];
  const isManager =
    project !== undefined &&
    holdsInProject(call.world, call.accountId, 'MANAGE_SPRINTS_PERMISSION', project);
  if (!isManager) {
    throw refusal(403, 'You do not have permission to manage sprints on this board.');
  }
}

function nameFrom(name: string | undefined): string {
  const trimmed = name?.trim() ?? '';
  if (trimmed === '') throw fieldRefusal('name', 'The sprint name must not be empty.');
  if (trimmed.length > 30) {
    throw fieldRefusal('name', 'The sprint name must be 30 characters or less.');
  }
  return trimmed;
}

function timeFrom(field: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const time = /^\d{4}-\d{2}-\d{2}T/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time)) throw fieldRefusal(field, `Invalid date: ${text}`);
  return time;
}

function demandOrder(start: number | undefined, end: number | undefined): void {
  if (start !== undefined && end !== undefined && end <= start) {
    throw fieldRefusal('endDate', 'The end date of a sprint must be after the start date.');
  }
}

function createSprint(call: Call): Answer {
  demandSignedIn(call);
  const body = readBody(newShape, call.body);
  if (body.originBoardId === undefined) throw fieldRefusal('originBoardId', 'is required');
  const board = boardOf(call, String(body.originBoardId));
  if (board.type !== 'scrum') throw refusal(400, 'The board does not support sprints');
  demandManaging(call, board);
  const start = timeFrom('startDate', body.startDate);
  const end = timeFrom('endDate', body.endDate);
  demandOrder(start, end);
  const name = nameFrom(body.name);
  const id = nextNumber(call.world, 'sprint');
  const sprint: Sprint = {
    id,
    name,
    state: 'future',
    boardId: board.id,
    start,
    end,
    complete: undefined,
    goal: body.goal ?? '',
  };
  call.world.sprints[String(id)] = sprint;
  return { status: 201, body: sprintDetails(call, sprint) };
}

function updateSprint(call: Call): Answer {
  const sprint = sprintOf(call);
  const body = readBody(changeShape, call.body);
  demandManaging(call, boardOf(call, String(sprint.boardId)));
  const name = body.name === undefined ? sprint.name : nameFrom(body.name);
  if (sprint.state === 'closed') {
    // Other fields of a closed sprint are ignored without a word.
    Object.assign(sprint, { name, goal: body.goal ?? sprint.goal });
    return ok(sprintDetails(call, sprint));
  }
  const start = timeFrom('startDate', body.startDate) ?? sprint.start;
  const end = timeFrom('endDate', body.endDate) ?? sprint.end;
  demandOrder(start, end);
  const state = stateFrom(call, sprint, body, { start, end });
  Object.assign(sprint, { name, start, end, state, goal: body.goal ?? sprint.goal });
  if (state === 'closed') sprint.complete = call.site.now;
  return ok(sprintDetails(call, sprint));
}

function stateFrom(
  call: Call,
  sprint: Sprint,
  { state }: Change,
  times: { start: number | undefined; end: number | undefined },
): Sprint['state'] {
  if (state === undefined || state === sprint.state) return sprint.state;
  if (state === 'active' && sprint.state === 'future') {
    if (times.start === undefined || times.end === undefined) {
      throw refusal(400, 'A sprint needs a start date and an end date to be started.');
    }
    const isTaken = Object.values(call.world.sprints).some(
      (other) => other.boardId === sprint.boardId && other.state === 'active',
    );
    if (isTaken) throw refusal(400, 'The board already has an active sprint.');
    return 'active';
  }
  if (state === 'closed' && sprint.state === 'active') return 'closed';
  throw refusal(400, `A sprint cannot go from '${sprint.state}' to '${state}'.`);
}

/** Open issues go to the backlog; done ones only lose the sprint. */
function deleteSprint(call: Call): Answer {
  const accountId = demandSignedIn(call);
  const sprint = sprintOf(call);
  demandManaging(call, boardOf(call, String(sprint.boardId)));
  for (const issue of Object.values(call.world.issues)) {
    if (!issue.sprintIds.includes(sprint.id)) continue;
    issue.sprintIds = issue.sprintIds.filter((id) => id !== sprint.id);
    const items = [changeItem('Sprint', [String(sprint.id), sprint.name], ['', ''], 'Sprint')];
    const entry = recordChange(call.world, issue, accountId, call.site.now, items);
    if (entry !== undefined) call.site.announce.updated(issue, accountId, items, entry.id);
  }
  delete call.world.sprints[String(sprint.id)];
  return noContent();
}
