/** The two digests an approval is bound to: what will be sent, and the facts shown beside it. Node only (door 2). */
import type { ResolvedAction } from '../actions/action.ts';
import type { JiraRequest } from '../requests/jira-request.ts';
import { canonicalDigest } from './canonical.ts';

/** One action as the digest sees it. */
export interface DigestedAction {
  index: number;
  type: string;
  dependsOn: number[];
  requests: JiraRequest[];
}

/** Digest over the canonical list of Jira requests: what is approved is exactly what is sent. */
export function planDigest(actions: readonly DigestedAction[]): string {
  return canonicalDigest({
    version: 1,
    actions: actions.map(({ index, type, dependsOn, requests }) => ({
      index,
      type,
      dependsOn,
      requests,
    })),
  });
}

/** Digest over targets, before and after, blast radius and preconditions; read times and prose are left out. */
export function factsDigest(
  actions: ReadonlyArray<{
    index: number;
    resolved: Pick<ResolvedAction, 'facts' | 'rows' | 'radius' | 'preconditions'>;
  }>,
): string {
  return canonicalDigest({
    version: 1,
    actions: actions.map(({ index, resolved }) => ({
      index,
      facts: resolved.facts,
      rows: resolved.rows,
      radius: resolved.radius,
      preconditions: resolved.preconditions,
    })),
  });
}

/**
 * Digest over what is done and what is shown, without the facts only compared in the background: equal digests mean that
 * an approver would see the same card and the same requests again.
 */
export function effectDigest(
  actions: ReadonlyArray<
    Pick<DigestedAction, 'index' | 'type' | 'requests'> & { resolved: ResolvedAction | undefined }
  >,
): string {
  return canonicalDigest({
    version: 1,
    actions: actions.map(({ index, type, requests, resolved }) => ({
      index,
      type,
      requests,
      facts: resolved?.facts ?? null,
      rows: resolved?.rows ?? [],
      radius: resolved?.radius ?? [],
    })),
  });
}

/** Both digests of some actions of a plan; unresolved ones have no facts. */
export function digestsOf(
  actions: ReadonlyArray<DigestedAction & { resolved: ResolvedAction | undefined }>,
): { planDigest: string; factsDigest: string } {
  const resolved = actions.flatMap(({ index, resolved: found }) =>
    found ? [{ index, resolved: found }] : [],
  );
  return { planDigest: planDigest(actions), factsDigest: factsDigest(resolved) };
}
