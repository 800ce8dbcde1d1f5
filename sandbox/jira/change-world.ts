/**
 * Carries out orders from outside Kraken: what administrators and users of the site do meanwhile. No right
 * is asked and no limit applies; events fire as in Jira. Throws `BadChange` with one sentence.
 */
import { changeIssue, fileNewIssue } from './change-issues.ts';
import { changePeople } from './change-people.ts';
import { changeProjects } from './change-projects.ts';
import { newOptionlessField, setSprintState } from './change-settings.ts';
import { type WorldChange, worldChangeShape } from './change-shapes.ts';
import type { Outside } from './outside.ts';
import { BadChange } from './world/find-in-world.ts';

export { addCommentTo } from './change-issues.ts';
export { fileNewIssue };

/** Carries out one order and gives what it made (`{accountId}`, `{id, key}` ...) or undefined. */
export function changeWorld(things: Outside, given: unknown): unknown {
  const parsed = worldChangeShape.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const where = issue?.path.join('.') ?? '';
    throw new BadChange(`the order is not understood: ${where} ${issue?.message ?? ''}`.trim());
  }
  return dispatch(things, parsed.data);
}

function dispatch(things: Outside, change: WorldChange): unknown {
  const { site } = things;
  switch (change.kind) {
    case 'set-plan':
      site.world.plan = change.plan;
      return undefined;
    case 'set-global-context-removal':
      things.setGlobalContextRemoval(change.value);
      return undefined;
    case 'create-field':
    case 'trash-field':
      return newOptionlessField(site, change);
    case 'create-sprint':
    case 'set-sprint-state':
      return setSprintState(site, change);
    case 'edit-issue':
    case 'assign-issue':
    case 'transition-issue':
    case 'move-to-sprint':
    case 'delete-issue':
    case 'delete-comment':
      return changeIssue(site, change);
    case 'add-user':
    case 'set-user-active':
    case 'rename-user':
    case 'set-email-visible':
    case 'add-to-group':
    case 'remove-from-group':
    case 'grant-global':
    case 'revoke-global':
      return changePeople(site, change);
    default:
      return changeProjects(site, change);
  }
}
