/**
 * Which projects share a scheme for which Jira documents a mapping of schemes to projects. Such a mapping knows
 * company-managed projects only; team-managed ones have no such schemes. A walk that is not finished is null, which the
 * policy treats as shared with everybody.
 */
import type { JiraRead, Precondition } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import type { ActionFacts, ResolveContext, Target } from '../action.ts';
import { precondition } from '../define-action.ts';
import { type OperationId, readOf } from '../operations.ts';
import { countWithNames, quoted } from '../sentence-words.ts';
import { type Project, projectTarget } from './find-project.ts';
import { idAt, itemsAt, textAt } from './read-answer.ts';
import { readPages } from './read-pages.ts';
import { readAll } from './read-together.ts';
import { inChunks } from './search-issues.ts';

/** An operation that answers pairs of scheme and project, and its filter by scheme. */
export interface SchemeMapping {
  operationId: OperationId;
  filter: string;
  /** Words for the precondition: `notification scheme`. */
  thing: string;
}

/** The projects of a scheme, and the facts to read again. */
export interface SharingProjects {
  projects: Target[];
  preconditions: Precondition[];
}

const PAGE = 50;
const ID = /^\d{1,20}$/;

/** Walks the mapping of one scheme; null when it cannot be read whole. */
export function* findSharing(
  { operationId, filter, thing }: SchemeMapping,
  scheme: { id: string; name: string },
): Reading<SharingProjects | null> {
  const read = (startAt: number): JiraRead =>
    readOf(operationId, {
      query: [
        [filter, scheme.id],
        ['startAt', String(startAt)],
        ['maxResults', String(PAGE)],
      ],
      pick: ['values[].projectId', 'isLast', 'total'],
    });
  const whole = yield* readPages({ read, items: 'values', pageSize: PAGE });
  if (whole.state === 'refused' || !whole.isWhole) return null;
  const ids = whole.items.map((item) => idAt(item, 'projectId') ?? '');
  if (!ids.every((id) => ID.test(id))) return null;
  return {
    projects: yield* namedProjects(ids),
    preconditions: whole.pages.map((answer, index) =>
      precondition(`Projects of the ${thing} ${quoted(scheme.name)}`, read(index * PAGE), answer),
    ),
  };
}

/** Projects with their keys; one that Jira does not show keeps its id as its name. */
function* namedProjects(ids: readonly string[]): Reading<Target[]> {
  const reads = inChunks(ids, PAGE).map((chunk) =>
    readOf('searchProjects', {
      query: [
        ...chunk.map((id): [string, string] => ['id', id]),
        ['status', 'live'],
        ['status', 'archived'],
        ['maxResults', String(PAGE)],
      ],
      pick: ['values[].id', 'values[].key'],
    }),
  );
  const answers = yield* readAll(reads);
  const keys = new Map<string, string>();
  for (const item of answers.flatMap(({ body }) => itemsAt(body, 'values'))) {
    keys.set(idAt(item, 'id') ?? '', textAt(item, 'key') ?? '');
  }
  return ids.map((id) => projectTarget({ id, key: keys.get(id) || id }));
}

/** The part of the facts that says who shares the scheme. */
type SharingFacts = Pick<ActionFacts, 'projectIds' | 'sharedWith'> & {
  targets: Target[];
  counts: { projects: number } | null;
  changesProjects: boolean;
};

/** Facts of a change to a scheme: every project that uses it is touched, whatever project the wish names. */
export function sharingFacts(
  scheme: { id: string; name: string },
  shared: SharingProjects | null,
  project: Project | undefined,
  { krakenProjectIds }: ResolveContext,
): SharingFacts {
  const named = project === undefined ? [] : [projectTarget(project)];
  const projects = shared?.projects ?? named;
  const others =
    project === undefined
      ? projects.length > 1
        ? projects
        : []
      : projects.filter(({ id }) => id !== project.id);
  const isOwn = (id: string): boolean => krakenProjectIds.includes(id);
  return {
    targets: [{ kind: 'scheme', id: scheme.id, name: scheme.name }, ...projects],
    projectIds: projects.map(({ id }) => id),
    counts: shared === null ? null : { projects: projects.length },
    sharedWith: shared === null ? null : others,
    // Kraken's own project is the object only where it is named or alone; a shared scheme is for people to decide.
    changesProjects:
      project === undefined
        ? projects.length > 0 && projects.every(({ id }) => isOwn(id))
        : isOwn(project.id),
  };
}

/** `2 projects use this scheme: MAIN and TEST`. */
export function sharingSentence(shared: SharingProjects | null): string {
  if (shared === null) return 'Kraken could not find out which projects use this scheme';
  const names = shared.projects.map(({ name }) => name);
  if (names.length === 0) return 'No project uses this scheme';
  return countWithNames(names, 'project uses this scheme', 'projects use this scheme');
}
