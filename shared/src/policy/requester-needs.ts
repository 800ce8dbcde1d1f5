/** Which permissions who asks has to hold himself for an action (R104), told apart by where Jira gives them. */
import type { ActionDefinition, ActionFacts } from '../actions/action.ts';

/** Permissions Jira gives for the whole site; every other key is one of a project. */
const GLOBAL = new Set(['ADMINISTER', 'BULK_CHANGE', 'CREATE_SHARED_OBJECTS', 'USER_PICKER']);

/** Keys that are asked on issues or in projects, and keys that are asked for the site. */
export interface RequesterNeeds {
  inProjects: string[];
  global: string[];
}

/** What the type needs, and what this one needs besides for what it sets; each key once. */
export function requesterNeedsOf(
  entry: Pick<ActionDefinition, 'requesterNeeds'> | undefined,
  facts: Pick<ActionFacts, 'alsoNeeds'> | null,
): RequesterNeeds {
  const always = entry?.requesterNeeds;
  const keys = [
    ...new Set([...(always === undefined ? [] : [always]), ...(facts?.alsoNeeds ?? [])]),
  ];
  return {
    inProjects: keys.filter((key) => !GLOBAL.has(key)),
    global: keys.filter((key) => GLOBAL.has(key)),
  };
}
