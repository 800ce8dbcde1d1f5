/** What every change of a screen shares: the screen itself, and the projects that show it. */
import type { ActionFacts, ResolveContext, Target } from '../action.ts';
import { factsOf } from '../define-action.ts';
import type { ScreenReach } from '../look-up/screen-reach.ts';
import { countOf, listOf } from '../sentence-words.ts';
import type { NamedById } from './sentences.ts';

/** A screen as a target of an action. */
export function screenTarget({ id, name }: NamedById): Target {
  return { kind: 'screen', id, name };
}

interface ScreenFacts {
  screen: NamedById;
  reach: ScreenReach | null;
  targets?: Target[];
  /** Projects touched beyond those that show the screen; null: not known. */
  further?: Target[] | null;
  /** Issues whose values the change hides; null: not known. */
  issues?: number | null;
  hasCompleteInverse: boolean | null;
}

/**
 * Facts of a change of a screen. Workflows may show any screen, and no walk leads from a screen to them: with whom it is
 * shared is never known, so a person decides.
 */
export function screenFacts(context: ResolveContext, parts: ScreenFacts): ActionFacts {
  const { screen, reach, targets = [], further = [], issues = 0, hasCompleteInverse } = parts;
  const projects = reach?.projects ?? [];
  const isKnown = reach !== null && projects.length > 0 && further !== null && issues !== null;
  const touched = [...projects, ...(further ?? [])];
  return factsOf(context, {
    targets: [screenTarget(screen), ...targets, ...touched],
    projectIds: touched.map(({ id }) => id),
    counts: isKnown ? { projects: touched.length, issues } : null,
    sharedWith: null,
    hasCompleteInverse,
    changesProjects: false,
  });
}

/** `2 projects show the screen: NEW and OLD`. */
export function reachSentences(reach: ScreenReach | null): string[] {
  if (reach === null) return ['Kraken could not find out which projects show the screen'];
  const { projects } = reach;
  if (projects.length === 0) {
    return ['No screen scheme leads from a project to the screen; a workflow may show it'];
  }
  const keys = listOf(projects.map(({ name }) => name));
  const verb = projects.length === 1 ? 'shows' : 'show';
  return [
    `${countOf(projects.length, 'project')} ${verb} the screen: ${keys}`,
    'Workflows may show it too; Kraken does not count them',
  ];
}
