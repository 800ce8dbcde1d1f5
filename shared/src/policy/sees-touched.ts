/** Whether who asked sees everything an action touches, as far as Jira says: only then may its names be told to him. */
import type { ActionFacts, Target } from '../actions/action.ts';
import { issuesTouched } from '../actions/touched-issues.ts';
import type { Json } from '../json.ts';
import type { RequesterFacts } from './classification.ts';
import { standingIn, standingOn } from './weaker-requester.ts';

/**
 * Who sees what an action touches. `places`: who browses its projects and issues. `everybody`: nothing is touched but
 * what the wish itself makes, people and settings of the site. `site-administrators`: things that no project holds.
 */
export type ShownTo = 'places' | 'everybody' | 'site-administrators';

/** Jira shows them by their own shares, whatever project they are shared with now or by the wish. */
const WITH_OWN_SHARES: ReadonlyArray<Target['kind']> = ['filter', 'dashboard'];
/** In no project, and no secret: people are in the user picker, settings of the site are the same few everywhere. */
const OPEN: ReadonlyArray<Target['kind']> = ['user', 'site'];
/** What is not made yet has no id of Jira: its name stands in for it, or nothing does. */
const isMade = ({ id, name }: Target): boolean => id === '' || id === 'new' || id === name;

interface Touching {
  facts: ActionFacts;
  target: Json;
}

const placesOf = ({ projectIds, access }: ActionFacts): string[] => [
  ...projectIds,
  ...(access === null ? [] : [access.projectId]),
];

/** Tells which of the three it is. An action that names nothing at all is for administrators of the site. */
export function shownTo(action: Touching): ShownTo {
  const { targets } = action.facts;
  const old = targets.filter((target) => !isMade(target));
  if (old.some(({ kind }) => WITH_OWN_SHARES.includes(kind))) return 'site-administrators';
  if (placesOf(action.facts).length > 0 || issuesTouched(action).length > 0) return 'places';
  const isOpen = targets.length > 0 && old.every(({ kind }) => OPEN.includes(kind));
  return isOpen ? 'everybody' : 'site-administrators';
}

/** True when Jira says that the person browses every project and every issue. Unknown counts as no. */
export function seesTouched(requester: RequesterFacts, action: Touching): boolean {
  const who = shownTo(action);
  if (who === 'everybody') return true;
  if (who === 'site-administrators' && requester.isSiteAdmin !== true) return false;
  return (
    placesOf(action.facts).every((id) => standingIn(requester, id).canBrowse === true) &&
    issuesTouched(action).every((id) => standingOn(requester, id).canBrowse === true)
  );
}
