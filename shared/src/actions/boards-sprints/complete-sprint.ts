/**
 * `sprint.complete`: the issues that are not done move where the ticket says, 50 a request, and then the sprint is
 * closed. Not done is what has no status of the category Done; a board may count its last column instead.
 */
import { z } from 'zod';
import type { JiraRead, JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import type { ResolveContext } from '../action.ts';
import {
  defineAction,
  factsOf,
  found,
  type Outcome,
  optionalWords,
  precondition,
} from '../define-action.ts';
import { type BoardSprint, sprintRead } from '../look-up/board-sprints.ts';
import { countIn, countRead } from '../look-up/count-issues.ts';
import { boardTargets, projectIdsOf } from '../look-up/find-board.ts';
import { sprintTarget } from '../look-up/find-sprint.ts';
import { inChunks } from '../look-up/in-chunks.ts';
import { already, unsupported } from '../look-up/obstacle.ts';
import { readAll } from '../look-up/read-together.ts';
import { operations, requestOf } from '../operations.ts';
import { countOf, quoted, verbOf } from '../sentence-words.ts';
import { findDestination } from './completion-place.ts';
import {
  completionCheck,
  type OpenIssue,
  openIssuesIn,
  openIssuesRead,
} from './completion-reads.ts';
import { FIELD_SEARCH, MAX_PER_REQUEST, sprintFieldIn } from './issues-in-sprints.ts';
import { findWishedSprint, SPRINT_READS, type SprintWords, sprintWords } from './wished-sprint.ts';

type Args = SprintWords & { moveOpenTo?: string };

const PIN = ['id', 'name', 'state'];

function* resolve(args: Args, context: ResolveContext): Reading<Outcome<'sprint.complete'>> {
  const wished = yield* findWishedSprint(args, context);
  if (!wished.ok) return wished;
  const sprint = wished.value;
  if (sprint.state === 'closed') return already(`${quoted(sprint.name)} is already completed.`);
  if (sprint.state === 'future') {
    return unsupported(
      `${quoted(sprint.name)} is not running; only a running sprint can be completed.`,
    );
  }
  const listRead = openIssuesRead(sprint.id);
  const [fields, list, all] = yield* readAll([
    FIELD_SEARCH,
    listRead,
    countRead(`sprint = ${sprint.id}`),
  ]);
  const field = sprintFieldIn(fields);
  if (!field.ok) return field;
  const issues = openIssuesIn(list, sprint.name);
  if (!issues.ok) return issues;
  const moveTo = yield* findDestination(args.moveOpenTo, sprint, issues.value.length, context);
  if (!moveTo.ok) return moveTo;
  const [pinned] = yield* readAll([sprintRead(sprint.id, PIN)]);
  const facts = { sprint, pinned, field: field.value, issues: issues.value, total: countIn(all) };
  return found(
    findingOf({ ...facts, list: { read: listRead, answer: list }, moveTo: moveTo.value }, context),
  );
}

interface Completion {
  sprint: BoardSprint;
  pinned: JiraReadResult;
  field: string;
  issues: OpenIssue[];
  total: number | undefined;
  list: { read: JiraRead; answer: JiraReadResult };
  moveTo: BoardSprint | null;
}

function findingOf(
  { sprint, pinned, field, issues, total, list, moveTo }: Completion,
  context: ResolveContext,
) {
  const where = moveTo?.name ?? 'backlog';
  const projectIds = [
    ...new Set([...projectIdsOf(sprint.board), ...issues.map(({ projectId }) => projectId)]),
  ];
  const moveToRef = moveTo === null ? null : { id: moveTo.id, name: moveTo.name };
  return {
    target: {
      sprint: { id: sprint.id, name: sprint.name },
      sprintField: field,
      moveTo: moveToRef,
      issues: issues.map(({ id, key }) => ({ id, key })),
    },
    facts: factsOf(context, {
      targets: [
        sprintTarget(sprint),
        ...boardTargets(sprint.board),
        ...(moveTo === null ? [] : [sprintTarget(moveTo)]),
      ],
      projectIds,
      counts: { issues: issues.length, projects: projectIds.length, boards: 1 },
      hasCompleteInverse: false,
      changesProjects: false,
    }),
    rows: [
      { label: `Sprint ${quoted(sprint.name)}`, before: 'running', after: 'completed' },
      ...issues.map(({ key }) => ({
        label: `Sprint of ${key}`,
        before: sprint.name,
        after: where,
      })),
    ],
    preconditions: [
      precondition(`Sprint ${quoted(sprint.name)}`, sprintRead(sprint.id, PIN), pinned),
      precondition(`Open issues of ${quoted(sprint.name)}`, list.read, list.answer),
    ],
    radius: [
      total === undefined
        ? 'Jira does not tell how many issues are done'
        : doneSentence(Math.max(0, total - issues.length)),
      `${countOf(issues.length, 'open issue goes', 'open issues go')} to ${where === 'backlog' ? 'the backlog' : quoted(where)}`,
    ],
  };
}

function doneSentence(done: number): string {
  return `${countOf(done, 'issue is', 'issues are')} done and ${verbOf(done, 'stays', 'stay')} in it, sub-tasks counted`;
}

/** Catalogue entry of `sprint.complete`. */
export const completeSprint = defineAction('sprint.complete', {
  area: 'boards_sprints',
  title: 'Complete a sprint',
  defaultClass: 'requires-approval',
  approvalBecause: 'It ends the sprint of a team, moves its open issues and closes its reports.',
  level: 'standard',
  reversibility: {
    kind: 'none',
    sentence:
      'Kraken cannot undo it: only a person can open a completed sprint again, in its report',
  },
  blastRadius: 'open issues of the sprint, which move; done ones, which stay',
  connections: ['forge', 'oauth'],
  writes: operations('moveIssuesToSprintAndRank', 'moveIssuesToBacklog', 'partiallyUpdateSprint'),
  reads: operations(
    ...SPRINT_READS,
    'getFieldsPaginated',
    'countIssues',
    'searchAndReconsileIssuesUsingJqlPost',
  ),
  schema: z.strictObject({ ...sprintWords, moveOpenTo: optionalWords }),
  resolve,
  compile({ sprint, moveTo, issues }) {
    const moves = inChunks(issues, MAX_PER_REQUEST).map((chunk) => {
      const body = { issues: chunk.map(({ key }) => key) };
      return moveTo === null
        ? requestOf('moveIssuesToBacklog', { body })
        : requestOf('moveIssuesToSprintAndRank', { path: { sprintId: moveTo.id }, body });
    });
    return [
      ...moves,
      requestOf('partiallyUpdateSprint', {
        path: { sprintId: sprint.id },
        body: { state: 'closed' },
      }),
    ];
  },
  check: completionCheck,
  inverse: () => null,
});
