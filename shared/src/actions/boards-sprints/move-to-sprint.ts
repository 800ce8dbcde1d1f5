/** `sprint.issue.move`: issues into one open sprint, 50 a request (Jira's limit); by name it is looked for on the boards of their own projects. */
import { z } from 'zod';
import type { JiraReadResult } from '../../requests/jira-request.ts';
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
import { type BoardSprint, sprintRead } from '../look-up/board-sprints.ts';
import { boardTargets, projectIdsOf } from '../look-up/find-board.ts';
import { findBoardSprint } from '../look-up/find-board-sprint.ts';
import { issueTarget } from '../look-up/find-issue.ts';
import { sprintTarget } from '../look-up/find-sprint.ts';
import { listOf } from '../look-up/match-name.ts';
import { already, unsupported } from '../look-up/obstacle.ts';
import { readAll } from '../look-up/read-together.ts';
import { inChunks } from '../look-up/search-issues.ts';
import { operations, requestOf } from '../operations.ts';
import {
  backToSprints,
  MAX_PER_REQUEST,
  projectsOf,
  readSprinted,
  type SprintedIssue,
  sprintsCheck,
} from './issues-in-sprints.ts';

type Args = { sprint: string; board?: string; issues: string[] };

const MAX_ISSUES = 200;
const PIN = ['id', 'name', 'state'];

function* resolve(args: Args, context: ResolveContext): Reading<Outcome<'sprint.issue.move'>> {
  const read = yield* readSprinted(args.issues, context);
  if (!read.ok) return read;
  const { field, issues } = read.value;
  const projectKeys = [...new Set(issues.map(({ issue }) => issue.projectKey))];
  const place =
    args.board === undefined ? { projectKeys } : { board: args.board, projectKeys: null };
  const sprint = yield* findBoardSprint(args.sprint, place, context);
  if (!sprint.ok) return sprint;
  const { id, name, state } = sprint.value;
  if (state === 'closed') {
    return unsupported(`The sprint ${name} is closed; Jira moves nothing into a closed sprint.`);
  }
  const moving = issues.filter(({ before }) => before?.id !== id);
  if (moving.length === 0) {
    return already(`${listOf(issues.map(({ issue }) => issue.key))} already in ${name}.`);
  }
  const [pinned] = yield* readAll([sprintRead(id, PIN)]);
  return found(findingOf({ sprint: sprint.value, pinned, field, moving }, context));
}

interface Move {
  sprint: BoardSprint;
  pinned: JiraReadResult;
  field: string;
  moving: SprintedIssue[];
}

function findingOf({ sprint, pinned, field, moving }: Move, context: ResolveContext) {
  const projects = projectsOf(moving);
  // The board of the sprint may belong to another team, whose sprint changes.
  const projectIds = [...new Set([...projects.map(({ id }) => id), ...projectIdsOf(sprint.board)])];
  return {
    target: {
      sprint: { id: sprint.id, name: sprint.name },
      sprintField: field,
      issues: moving.map(({ issue, before }) => ({ key: issue.key, sprintId: before?.id ?? null })),
    },
    facts: factsOf(context, {
      targets: [
        sprintTarget(sprint),
        ...projects,
        ...boardTargets(sprint.board).slice(0, 1),
        ...moving.map(({ issue }) => issueTarget(issue)),
      ],
      projectIds,
      counts: { issues: moving.length, projects: projectIds.length },
      hasCompleteInverse: true,
      changesProjects: false,
    }),
    rows: moving.map(({ issue, before }) => ({
      label: `Sprint of ${issue.key}`,
      before: before?.name ?? 'backlog',
      after: sprint.name,
    })),
    preconditions: [
      precondition(`Sprint ${sprint.name}`, sprintRead(sprint.id, PIN), pinned),
      ...moving.map(({ issue, read, answer }) =>
        precondition(`Sprint of ${issue.key}`, read, answer),
      ),
    ],
    radius: [`${sprint.name} is ${sprint.state === 'active' ? 'running' : 'planned'}`],
  };
}

/** Catalogue entry of `sprint.issue.move`. */
export const moveToSprint = defineAction('sprint.issue.move', {
  area: 'boards_sprints',
  title: 'Move issues to a sprint',
  defaultClass: 'auto-execute',
  level: 'standard',
  requesterNeeds: 'SCHEDULE_ISSUES',
  reversibility: { kind: 'complete', sentence: 'Can be undone' },
  blastRadius: 'issues that move; the sprints they leave',
  connections: ['forge', 'oauth'],
  writes: operations('moveIssuesToSprintAndRank'),
  reads: operations(
    'getFieldsPaginated',
    'getIssue',
    'getAllBoards',
    'getConfiguration',
    'getAllSprints',
    'getSprint',
    'getBulkPermissions',
  ),
  schema: z.strictObject({
    sprint: words,
    board: optionalWords,
    issues: z.array(words).min(1).max(MAX_ISSUES),
  }),
  resolve,
  compile: ({ sprint, issues }) =>
    inChunks(issues, MAX_PER_REQUEST).map((chunk) =>
      requestOf('moveIssuesToSprintAndRank', {
        path: { sprintId: sprint.id },
        body: { issues: chunk.map(({ key }) => key) },
      }),
    ),
  check: ({ sprint, sprintField, issues }) => sprintsCheck(issues, sprintField, sprint.id),
  inverse: ({ issues }) => backToSprints(issues),
});
