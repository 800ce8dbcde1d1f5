/** What a plan touches: who decides about it must administer all of it. Pure. */
import type { ActionFacts, PlannedAction, Touches } from '@kraken/shared';

/** Every project touched, and whether that is not enough to know. */
export function touchesOf(actions: readonly Pick<PlannedAction, 'resolved'>[]): Touches {
  const facts = actions.flatMap(({ resolved }) => (resolved ? [resolved.facts] : []));
  return {
    projectIds: [...new Set(facts.flatMap(projectsOf))].sort(),
    needsSiteAdmin: facts.some(isSiteWide),
  };
}

/** True for an administrator of the site, or of every project where that will do. */
export function administers(
  { projectIds, needsSiteAdmin }: Touches,
  authority: { isSiteAdmin: boolean; administeredProjectIds: readonly string[] },
): boolean {
  if (authority.isSiteAdmin) return true;
  const isEach = projectIds.every((id) => authority.administeredProjectIds.includes(id));
  return !needsSiteAdmin && projectIds.length > 0 && isEach;
}

/** Every project touched, those included that share the changed object. */
function projectsOf({ projectIds, sharedWith }: ActionFacts): string[] {
  return [...projectIds, ...(sharedWith ?? []).map(({ id }) => id)];
}

/** Nothing that a project's administrator may decide: the whole site, or projects that are not known. */
function isSiteWide({ projectIds, sharedWith, isGlobal }: ActionFacts): boolean {
  return projectIds.length === 0 || sharedWith === null || isGlobal;
}
