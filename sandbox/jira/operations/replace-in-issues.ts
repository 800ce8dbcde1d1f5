/** Takes one id out of a list that issues hold, or puts another in its place, with history and events. */
import { recordChange } from '../world/change-issue.ts';
import type { ChangeItem, Issue } from '../world/issue-types.ts';
import type { Call } from './operation.ts';

/** Which list of an issue it is, and how the change reads in its history. */
export interface HeldList {
  idsOf(issue: Issue): string[];
  item(): ChangeItem;
  /** Leaves issues out, such as those that are done. */
  isMeant?(issue: Issue): boolean;
}

/** Replaces `from` by `to` in every issue that holds it; undefined only takes it away. */
export function replaceInIssues(
  call: Call,
  from: string,
  to: string | undefined,
  { idsOf, item, isMeant }: HeldList,
): void {
  for (const issue of Object.values(call.world.issues)) {
    const ids = idsOf(issue);
    const at = ids.indexOf(from);
    if (at < 0 || isMeant?.(issue) === false) continue;
    ids.splice(at, 1, ...(to === undefined || ids.includes(to) ? [] : [to]));
    const by = call.accountId ?? call.world.appAccountId;
    const items = [item()];
    const entry = recordChange(call.world, issue, by, call.site.now, items);
    if (entry !== undefined) call.site.announce.updated(issue, by, items, entry.id);
  }
}
