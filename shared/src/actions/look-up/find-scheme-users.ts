/**
 * Which projects use a permission scheme. Jira has no operation for it (JIRA.md, section 8): every project is asked.
 * A walk that cannot be finished is null, which the policy treats as shared with everybody.
 */
import type { JiraReadResult, Precondition } from '../../requests/jira-request.ts';
import { type Reading, walked } from '../../requests/reading.ts';
import type { Target } from '../action.ts';
import { assignedSchemeIdRead } from './permission-scheme.ts';
import { idAt } from './read-answer.ts';
import { readMany } from './read-together.ts';
import { type PinnedProjects, walkProjects } from './walk-projects.ts';

/** The projects that use the scheme, with the id of the scheme of every project of the site. */
export interface SchemeUsers extends PinnedProjects {
  schemeIdOf: ReadonlyMap<string, string>;
}

/** Up to this many projects are all read again before execution, else only those that use the scheme. */
const MAX_READ_AGAIN = 100;

/** Walks all projects and finds those that use the scheme; null when the walk cannot be finished. */
export function* findSchemeUsers(schemeId: string): Reading<SchemeUsers | null> {
  const site = yield* walkProjects();
  if (site === null) return null;
  const { projects } = site;
  const answers = yield* readMany(projects.map(({ id }) => walked(assignedSchemeIdRead(id))));
  if (answers === null) return null;
  const schemeIdOf = new Map<string, string>();
  for (const [index, project] of projects.entries()) {
    const answer = answers[index];
    const id = answer?.status === 200 ? idAt(answer.body, 'id') : undefined;
    if (id === undefined) return null;
    schemeIdOf.set(project.id, id);
  }
  return {
    projects: projects.filter((project) => schemeIdOf.get(project.id) === schemeId),
    schemeIdOf,
    preconditions: [...site.preconditions, ...usePreconditions(projects, answers, schemeId)],
  };
}

function usePreconditions(
  projects: readonly Target[],
  answers: readonly JiraReadResult[],
  schemeId: string,
): Precondition[] {
  return projects.flatMap((project, index) => {
    const expected = answers[index];
    const isNeeded =
      projects.length <= MAX_READ_AGAIN ||
      (expected !== undefined && idAt(expected.body, 'id') === schemeId);
    if (expected === undefined || !isNeeded) return [];
    return [
      {
        label: `Permission scheme of ${project.name}`,
        read: assignedSchemeIdRead(project.id),
        expected,
      },
    ];
  });
}
