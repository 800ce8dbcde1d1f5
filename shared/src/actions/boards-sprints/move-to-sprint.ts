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
import { type Board, boardTargets, boardWords, projectIdsOf } from '../look-up/find-board.ts';
import { findBoardSprint } from '../look-up/find-board-sprint.ts';
import { issueTarget } from '../look-up/find-issue.ts';
import { sprintTarget } from '../look-up/find-sprint.ts';
import { inChunks } from '../look-up/in-chunks.ts';
import { namedId } from '../look-up/named-id.ts';
import { already, unsupported } from '../look-up/obstacle.ts';
import { readAll, readTogether } from '../look-up/read-together.ts';
import { operations, requestOf } from '../operations.ts';
import { listOf, quoted, verbOf } from '../sentence-words.ts';
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
    return unsupported(
      `The sprint ${quoted(name)} is closed; Jira moves nothing into a closed sprint.`,
    );
  }
  const moving = issues.filter(({ before }) => before?.id !== id);
  if (moving.length === 0) {
    const keys = listOf(issues.map(({ issue }) => issue.key));
    return already(
      `${keys} ${verbOf(issues.length, 'is', 'are')} already in the sprint ${quoted(name)}.`,
    );
  }
  const [[pinned], left] = yield* readTogether(
    readAll([sprintRead(id, PIN)]),
    runningLeft(moving, context),
  );
  return found(findingOf({ sprint: sprint.value, pinned, field, moving, left }, context));
}

/** A running sprint that issues leave; `board` null where Jira does not show it. */
interface Left {
  name: string;
  board: Board | null;
  keys: string[];
}

/** Reads on which boards the running sprints are that issues leave. */
function* runningLeft(moving: readonly SprintedIssue[], context: ResolveContext): Reading<Left[]> {
  const running = moving.filter(({ before }) => before?.isRunning === true);
  const bySprint = [...Map.groupBy(running, ({ before }) => before?.id ?? '')];
  const sprints = yield* readTogether(
    ...bySprint.map(([id]) => findBoardSprint(namedId(id), { projectKeys: null }, context)),
  );
  return bySprint.map(([id, issues], index) => {
    const sprint = sprints[index];
    return {
      name: issues[0]?.before?.name ?? id,
      board: sprint?.ok === true ? sprint.value.board : null,
      keys: issues.map(({ issue }) => issue.key),
    };
  });
}

function leftSentence({ name, board, keys }: Left): string {
  const where =
    board === null ? 'a board that Kraken cannot see' : `the board ${boardWords(board)}`;
  const leave = keys.length === 1 ? 'leaves' : 'leave';
  return `${listOf(keys)} ${leave} ${quoted(name)} on ${where}, which is running; its report still shows that`;
}

interface Move {
  sprint: BoardSprint;
  pinned: JiraReadResult;
  field: string;
  moving: SprintedIssue[];
  left: Left[];
}

function findingOf({ sprint, pinned, field, moving, left }: Move, context: ResolveContext) {
  const projects = projectsOf(moving);
  // The boards of both sprints may belong to other teams, whose sprints change.
  const boards = [sprint.board, ...left.flatMap(({ board }) => board ?? [])];
  const projectIds = [
    ...new Set([
      ...projects.map(({ id }) => id),
      ...boards.flatMap((board) => projectIdsOf(board)),
    ]),
  ];
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
      // The report of a running sprint still shows that an issue was taken out.
      hasCompleteInverse: left.length === 0,
      changesProjects: false,
    }),
    rows: moving.map(({ issue, before }) => ({
      label: `Sprint of ${issue.key}`,
      before: before?.name ?? 'backlog',
      after: sprint.name,
    })),
    preconditions: [
      precondition(`Sprint ${quoted(sprint.name)}`, sprintRead(sprint.id, PIN), pinned),
      ...moving.map(({ issue, read, answer }) =>
        precondition(`Sprint of ${issue.key}`, read, answer),
      ),
    ],
    radius: [
      `${quoted(sprint.name)} is ${sprint.state === 'active' ? 'running' : 'planned'}`,
      ...left.map(leftSentence),
    ],
  };
}

/** Catalogue entry of `sprint.issue.move`. */
export const moveToSprint = defineAction('sprint.issue.move', {
  area: 'boards_sprints',
  title: 'Move issues to a sprint',
  defaultClass: 'auto-execute',
  level: 'standard',
  requesterNeeds: 'SCHEDULE_ISSUES',
  reversibility: {
    kind: 'partial',
    sentence:
      'Can be undone; the report of a running sprint still shows that issues were taken out',
  },
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
