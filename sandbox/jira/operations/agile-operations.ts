/**
 * Sprints and the backlog. At most 50 issues move per call, and never into a closed sprint.
 */
import { z } from 'zod';
import { type Answer, noContent, ok, refusal } from '../http/jira-answer.ts';
import { holdsOnIssue } from '../permissions/evaluate-permission.ts';
import { issueFields, issueFrame, sprintBody } from '../render/render-issue.ts';
import { recordChange, setSprint } from '../world/change-issue.ts';
import type { Issue, Sprint } from '../world/issue-types.ts';
import { boardOf, visibleBoards } from './board-operations.ts';
import { demandSignedIn, issueIfVisible, readBody } from './guards.ts';
import { readIssue } from './issue-operations.ts';
import { type Call, type Operation, pageOf, queryList, queryText } from './operation.ts';
import { matching } from './search-operations.ts';

const AGILE = '/rest/agile/1.0';
const READ_SPRINT = ['read:sprint:jira-software'];

/** Operations on sprints and the backlog. */
export const agileOperations: Operation[] = [
  {
    operationId: 'getAllSprints',
    method: 'GET',
    path: `${AGILE}/board/{boardId}/sprint`,
    scopes: READ_SPRINT,
    kind: 'read',
    run: listSprints,
  },
  {
    operationId: 'getSprint',
    method: 'GET',
    path: `${AGILE}/sprint/{sprintId}`,
    scopes: READ_SPRINT,
    kind: 'read',
    run: (call) => ok(sprintDetails(call, sprintOf(call))),
  },
  {
    operationId: 'getIssuesForSprint',
    method: 'GET',
    path: `${AGILE}/sprint/{sprintId}/issue`,
    scopes: ['read:sprint:jira-software', 'read:issue-details:jira', 'read:jql:jira'],
    kind: 'read',
    run: sprintIssues,
  },
  {
    operationId: 'moveIssuesToSprintAndRank',
    method: 'POST',
    path: `${AGILE}/sprint/{sprintId}/issue`,
    scopes: ['write:sprint:jira-software'],
    kind: 'write',
    run(call) {
      const sprint = sprintOf(call);
      if (sprint.state === 'closed') {
        throw refusal(400, 'Issues can only be moved to open or active sprints.');
      }
      return moveIssues(call, sprint);
    },
  },
  {
    operationId: 'moveIssuesToBacklog',
    method: 'POST',
    path: `${AGILE}/backlog/issue`,
    scopes: ['write:board-scope:jira-software'],
    kind: 'write',
    run: (call) => moveIssues(call, undefined),
  },
  {
    operationId: 'moveIssuesToBacklogForBoard',
    method: 'POST',
    path: `${AGILE}/backlog/{boardId}/issue`,
    scopes: ['write:board-scope:jira-software'],
    kind: 'write',
    run(call) {
      boardOf(call, call.params['boardId'] ?? '');
      return moveIssues(call, undefined);
    },
  },
  {
    operationId: 'getIssue',
    method: 'GET',
    path: `${AGILE}/issue/{issueIdOrKey}`,
    scopes: ['read:issue:jira-software'],
    kind: 'read',
    run: agileIssue,
  },
];

/** The sprint of the path, if the caller sees its board. Throws 404. */
export function sprintOf(call: Call): Sprint {
  demandSignedIn(call);
  const sprint = call.world.sprints[call.params['sprintId'] ?? ''];
  const visible =
    sprint !== undefined && visibleBoards(call).some((board) => board.id === sprint.boardId);
  if (!visible)
    throw refusal(404, 'Sprint does not exist or you do not have permission to view it.');
  return sprint;
}

const STATES: readonly Sprint['state'][] = ['closed', 'active', 'future'];

function listSprints(call: Call): Answer {
  const board = boardOf(call, call.params['boardId'] ?? '');
  if (board.type !== 'scrum') throw refusal(400, 'The board does not support sprints');
  const states = queryList(call, 'state');
  const wrong = states.find((state) => !STATES.some((known) => known === state));
  if (wrong !== undefined) throw refusal(400, `Invalid sprint state: ${wrong}`);
  const found = Object.values(call.world.sprints)
    .filter((sprint) => sprint.boardId === board.id)
    .filter((sprint) => states.length === 0 || states.includes(sprint.state))
    .sort((a, b) => STATES.indexOf(a.state) - STATES.indexOf(b.state) || a.id - b.id);
  const page = pageOf(call, found, 50, 50);
  return ok({ ...page, values: page.values.map((sprint) => sprintDetails(call, sprint)) });
}

/** A sprint as the sprint operations answer it. */
export function sprintDetails(call: Call, sprint: Sprint): Record<string, unknown> {
  const { boardId, ...rest } = sprintBody(sprint);
  const self = `${call.site.baseUrl}${AGILE}/sprint/${sprint.id}`;
  return { id: sprint.id, self, ...rest, originBoardId: boardId };
}

function sprintIssues(call: Call): Answer {
  const sprint = sprintOf(call);
  const jql = queryText(call, 'jql');
  const query = `sprint = ${sprint.id}${jql === undefined || jql === '' ? '' : ` AND (${jql})`} ORDER BY Rank`;
  const { values, isLast: _isLast, ...page } = pageOf(call, matching(call, query, []), 50, 100);
  const fields = queryList(call, 'fields');
  const issues = values.map((issue) => ({
    ...issueFrame(call.site, issue),
    fields: issueFields(call.site, issue, fields, '*navigable', call.accountId),
  }));
  return ok({ expand: 'schema,names', ...page, issues });
}

const moveBody = z.object({
  issues: z.array(z.string()).optional(),
  rankBeforeIssue: z.string().optional(),
  rankAfterIssue: z.string().optional(),
});

function moveIssues(call: Call, sprint: Sprint | undefined): Answer {
  const accountId = demandSignedIn(call);
  const asked = readBody(moveBody, call.body).issues ?? [];
  if (asked.length === 0) throw refusal(400, 'At least one issue must be provided.');
  const issues = asked.map((words) => movable(call, words));
  for (const issue of issues) {
    const items = setSprint(call.world, issue, sprint);
    const entry = recordChange(call.world, issue, accountId, call.site.now, items);
    if (entry !== undefined) call.site.announce.updated(issue, accountId, items, entry.id);
  }
  return noContent();
}

/** All issues are checked before any moves: one bad key refuses the call. */
function movable(call: Call, words: string): Issue {
  const issue = issueIfVisible(call.world, call.accountId, words);
  if (issue === undefined) {
    throw refusal(400, `Issue '${words}' does not exist or you do not have permission to see it.`);
  }
  if (call.world.issueTypes[issue.typeId]?.subtask === true) {
    throw refusal(400, `The sub-task ${issue.key} cannot be moved without its parent.`);
  }
  const allowed =
    holdsOnIssue(call.world, call.accountId, 'EDIT_ISSUES', issue) &&
    holdsOnIssue(call.world, call.accountId, 'SCHEDULE_ISSUES', issue);
  if (!allowed) {
    throw refusal(403, `You do not have permission to schedule the issue ${issue.key}.`);
  }
  return issue;
}

function agileIssue(call: Call): Answer {
  const issue = readIssue(call);
  const fields = issue['fields'] as Record<string, unknown>;
  const full = issueIfVisible(call.world, call.accountId, call.params['issueIdOrKey'] ?? '');
  const sprints = (full?.sprintIds ?? []).flatMap((id) => call.world.sprints[String(id)] ?? []);
  const open = sprints.find((sprint) => sprint.state !== 'closed');
  return ok({
    ...issue,
    fields: {
      ...fields,
      sprint: open === undefined ? null : sprintDetails(call, open),
      closedSprints: sprints
        .filter((sprint) => sprint.state === 'closed')
        .map((sprint) => sprintDetails(call, sprint)),
    },
  });
}
