/**
 * What search knows about issues. It lags behind writes, as Jira's does: a change becomes visible to JQL
 * only after a while. Changes made from outside the API are indexed at once.
 */
import type { Issue } from '../world/issue-types.ts';
import type { World } from '../world/world-types.ts';

/** The lagging copy of a site's issues. */
export interface SearchIndex {
  /** Notes that an issue changed at `now`. */
  touch(issueId: string, now: number): void;
  /** Indexes everything that is waiting. */
  flush(): void;
  /** The issues as search sees them at `now`; those in `reconcileIds` are always current. */
  issues(now: number, reconcileIds: readonly string[]): Issue[];
}

/** An index over a world, up to date when it is made. */
export function searchIndex(world: World, lagMs: number): SearchIndex {
  const copies = new Map<string, Issue>();
  const waiting = new Map<string, number>();
  const index = (issueId: string): void => {
    const issue = world.issues[issueId];
    if (issue === undefined) copies.delete(issueId);
    else copies.set(issueId, structuredClone(issue));
    waiting.delete(issueId);
  };
  for (const id of Object.keys(world.issues)) index(id);
  return {
    touch(issueId, now) {
      if (!waiting.has(issueId)) waiting.set(issueId, now);
    },
    flush() {
      for (const id of [...waiting.keys()]) index(id);
    },
    issues(now, reconcileIds) {
      for (const [id, since] of [...waiting]) {
        if (now - since >= lagMs || reconcileIds.includes(id)) index(id);
      }
      return [...copies.values()].filter((issue) => world.issues[issue.id] !== undefined);
    },
  };
}
