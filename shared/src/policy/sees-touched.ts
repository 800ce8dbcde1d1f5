/** Whether who asked sees everything an action touches, as far as Jira says: only then may its names be told to him. */
import type { ActionFacts } from '../actions/action.ts';
import { issuesTouched } from '../actions/touched-issues.ts';
import type { Json } from '../json.ts';
import type { RequesterFacts } from './classification.ts';
import { standingIn, standingOn } from './weaker-requester.ts';

/** True when Jira says that the person browses every project and every issue. Unknown counts as no. */
export function seesTouched(
  requester: RequesterFacts,
  action: { facts: ActionFacts; target: Json },
): boolean {
  const { projectIds, access } = action.facts;
  const places = [...projectIds, ...(access === null ? [] : [access.projectId])];
  return (
    places.every((id) => standingIn(requester, id).canBrowse === true) &&
    issuesTouched(action).every((id) => standingOn(requester, id).canBrowse === true)
  );
}
