/**
 * What it means for projects that they share what is changed: every project that uses it is touched, whatever project
 * the wish names. Unknown users are null, which the policy treats as shared with everybody.
 */
import type { ActionFacts, ResolveContext, Target } from '../action.ts';
import { countWithNames } from '../sentence-words.ts';
import { type Project, projectTarget } from './find-project.ts';

/** The part of the facts that says who shares it. */
export type SharingFacts = Pick<ActionFacts, 'projectIds' | 'sharedWith'> & {
  targets: Target[];
  counts: { projects: number } | null;
  changesProjects: boolean;
};

/** Facts of a change to something that projects share. */
export function sharingFacts(
  changed: Target,
  users: readonly Target[] | null,
  project: Pick<Project, 'id' | 'key'> | undefined,
  context: ResolveContext,
): SharingFacts {
  const projects = touched(users, project);
  return {
    targets: [changed, ...projects],
    projectIds: projects.map(({ id }) => id),
    counts: users === null ? null : { projects: users.length },
    sharedWith: sharersBeside(users, project),
    changesProjects: isKrakensOwn(projects, project, context),
  };
}

/** The projects that are touched, as far as they are known. */
export function touched(
  users: readonly Target[] | null,
  project: Pick<Project, 'id' | 'key'> | undefined,
): Target[] {
  return users === null ? (project === undefined ? [] : [projectTarget(project)]) : [...users];
}

/** Projects that are changed although the wish does not name them; null where they are not known. */
export function sharersBeside(
  users: readonly Target[] | null,
  project: Pick<Project, 'id'> | undefined,
): Target[] | null {
  if (users === null) return null;
  if (project !== undefined) return users.filter(({ id }) => id !== project.id);
  return users.length > 1 ? [...users] : [];
}

/** Kraken's own project is the object only where it is named or alone; what it merely shares is for people to decide. */
function isKrakensOwn(
  projects: readonly Target[],
  project: Pick<Project, 'id'> | undefined,
  { krakenProjectIds }: ResolveContext,
): boolean {
  if (project !== undefined && krakenProjectIds.includes(project.id)) return true;
  return projects.length > 0 && projects.every(({ id }) => krakenProjectIds.includes(id));
}

/** `2 projects use this scheme: MAIN and TEST`. */
export function usersSentence(users: readonly Target[] | null, thing: string): string {
  if (users === null) return `Kraken could not find out which projects use this ${thing}`;
  const names = users.map(({ name }) => name);
  return countWithNames(names, `project uses this ${thing}`, `projects use this ${thing}`);
}
