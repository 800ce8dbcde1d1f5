/** What the actions on one sprint share: the words for it, its facts, its counts. */
import type { JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import type { Result } from '../../result.ts';
import type { ActionFacts, ResolveContext } from '../action.ts';
import { factsOf, optionalWords, words } from '../define-action.ts';
import type { BoardSprint } from '../look-up/board-sprints.ts';
import { countIn, countRead } from '../look-up/count-issues.ts';
import { boardTargets, projectIdsOf } from '../look-up/find-board.ts';
import { findBoardSprint } from '../look-up/find-board-sprint.ts';
import { findProject } from '../look-up/find-project.ts';
import { sprintTarget } from '../look-up/find-sprint.ts';
import { bareWords } from '../look-up/match-name.ts';
import type { Obstacle } from '../look-up/obstacle.ts';
import { readOptional } from '../look-up/read-together.ts';
import { countOf } from '../sentence-words.ts';

/** Words for one sprint. */
export type SprintWords = { sprint: string; board?: string; project?: string };

/** Their schema. */
export const sprintWords = { sprint: words, board: optionalWords, project: optionalWords };

/** Operations a resolution that finds a board and its sprints needs. */
export const BOARD_SPRINTS_READS = [
  'getConfiguration',
  'getAllBoards',
  'getAllSprints',
  'getProject',
  'searchProjects',
  'getBulkPermissions',
] as const;

/** Operations a resolution that finds a sprint needs. */
export const SPRINT_READS = ['getSprint', ...BOARD_SPRINTS_READS] as const;

/** Finds the sprint the words mean. */
export function* findWishedSprint(
  args: SprintWords,
  context: ResolveContext,
): Reading<Result<BoardSprint, Obstacle>> {
  const project = yield* readOptional(args.project, (wanted) => findProject(wanted, context));
  if (project !== undefined && !project.ok) return project;
  const projectKeys = project === undefined ? null : [project.value.key];
  return yield* findBoardSprint(args.sprint, { board: args.board, projectKeys }, context);
}

/** Facts of an action on one sprint. `issues` null: not known how many. */
export function sprintFacts(
  context: ResolveContext,
  sprint: BoardSprint,
  parts: { issues: number | null; hasCompleteInverse: boolean | null },
): ActionFacts {
  const projectIds = projectIdsOf(sprint.board);
  const { issues } = parts;
  const isKnown = issues !== null && projectIds.length > 0;
  return factsOf(context, {
    targets: [sprintTarget(sprint), ...boardTargets(sprint.board)],
    projectIds,
    counts: isKnown ? { issues, projects: projectIds.length, boards: 1 } : null,
    hasCompleteInverse: parts.hasCompleteInverse,
    changesProjects: false,
  });
}

/** Reads how many issues are in a sprint, and how many of them are not done. */
export function sprintCounts(sprintId: string) {
  return [
    countRead(`sprint = ${sprintId}`),
    countRead(`sprint = ${sprintId} AND statusCategory != Done`),
  ] as const;
}

/** `12 issues are in it, 5 of them not done`. */
export function countWords(all: JiraReadResult, open: JiraReadResult): string {
  const [total, left] = [countIn(all), countIn(open)];
  if (total === undefined || left === undefined) return 'Jira does not tell how many issues it has';
  return `${countOf(total, 'issue is', 'issues are')} in it, ${left} of them not done`;
}

/** A name Jira takes: one line of at most 30 characters; undefined for another. */
export function sprintName(given: string): string | undefined {
  const name = bareWords(given).replace(/\s+/gu, ' ');
  return /^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]{1,30}$/u.test(name) ? name : undefined;
}
