/** Which issues a wish for many means, as a condition made of ids and keys. */
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { ResolveContext, Target } from '../action.ts';
import { listOf } from '../sentence-words.ts';
import { issueKeyIn } from './find-issue.ts';
import { findProject, projectTarget } from './find-project.ts';
import { findSprint, isSprintByState, sprintTarget } from './find-sprint.ts';
import { ask, type Obstacle } from './obstacle.ts';
import { readOptional } from './read-together.ts';

/** Words that say which issues. */
export interface ScopeArguments {
  sprint?: string;
  project?: string;
  issues?: string[];
}

/** The issues meant, as a condition of ids and keys. */
export interface IssueScope {
  condition: string;
  targets: Target[];
  /** Keys that must all be found. */
  keys: string[];
}

/** Finds which issues are meant: named ones, or all of a sprint or project. Asks when nothing or two things are named. */
export function* findIssueScope(
  args: ScopeArguments,
  context: ResolveContext,
): Reading<Result<IssueScope, Obstacle>> {
  if (args.issues !== undefined) return scopeOfKeys(args, context);
  const project = yield* readOptional(args.project, (wanted) => findProject(wanted, context));
  if (project !== undefined && !project.ok) return project;
  const where = project?.value;
  if (args.sprint === undefined) {
    if (where === undefined)
      return ask(
        'list of issues',
        '',
        [],
        'Which issues are meant: of which sprint or project, or which keys?',
      );
    return ok({ condition: `project = ${where.id}`, targets: [projectTarget(where)], keys: [] });
  }
  const here = isSprintByState(args.sprint) ? [context.projectKey] : null;
  const projectKeys = where === undefined ? here : [where.key];
  const boards = { projectKeys, projectId: where?.id ?? null };
  const sprint = yield* findSprint(args.sprint, boards, context);
  if (!sprint.ok) return sprint;
  const inProject = where === undefined ? '' : ` AND project = ${where.id}`;
  return ok({
    condition: `sprint = ${sprint.value.id}${inProject}`,
    targets: [sprintTarget(sprint.value)],
    keys: [],
  });
}

function scopeOfKeys(args: ScopeArguments, context: ResolveContext): Result<IssueScope, Obstacle> {
  if (args.sprint !== undefined || args.project !== undefined) {
    return ask(
      'list of issues',
      listOf(args.issues ?? []),
      [],
      'Which issues: the ones named, or all?',
    );
  }
  const keys: string[] = [];
  for (const wanted of args.issues ?? []) {
    const key = issueKeyIn(wanted, context);
    if (!key.ok) return key;
    keys.push(key.value);
  }
  return ok({ condition: `key IN (${[...new Set(keys)].join(', ')})`, targets: [], keys });
}
