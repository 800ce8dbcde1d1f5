/** Last look at a resolved wish before it is routed: what no order can carry, and answers for other ears, are told instead. Pure. */
import { findAction, MAX_STEP_REQUESTS, type Resolution } from '@kraken/shared';
import type { ResolvedWish } from '../plan/resolve-plan.ts';
import { requesterIdsOf, speakerOf } from '../record/decision-people.ts';
import type { Planning } from './planning.ts';

const NOT_FOR_OTHERS =
  'I answer this only to the one person who asks it in their own words. An administrator can look it up.';

/** The wish, or the same wish told as not possible. */
export function withinReach(wish: ResolvedWish, planning: Planning): ResolvedWish {
  const sentence = hindranceOf(wish, planning);
  return sentence === undefined
    ? wish
    : { ...wish, resolution: { outcome: 'unsupported', sentence } };
}

function hindranceOf(
  { proposed, resolution }: ResolvedWish,
  planning: Planning,
): string | undefined {
  if (resolution.outcome === 'answered') {
    return isAskers(proposed, planning) ? undefined : NOT_FOR_OTHERS;
  }
  if (resolution.outcome !== 'resolved') return undefined;
  const count = requestCount(proposed.type, resolution);
  if (count <= MAX_STEP_REQUESTS) return undefined;
  return `This takes ${count} requests to Jira, and I make at most ${MAX_STEP_REQUESTS} for one change. It has to be asked for in smaller parts.`;
}

function requestCount(
  type: string,
  { action }: Extract<Resolution, { outcome: 'resolved' }>,
): number {
  return findAction(type)?.compile(action.target).length ?? 0;
}

/** An answer is written where the ticket is read: it is for the speaker alone, asked in nobody else's words. */
function isAskers(
  { quotes }: ResolvedWish['proposed'],
  { decision, delivery: { body } }: Planning,
): boolean {
  const speaker = speakerOf(decision, body.routing, quotes);
  const isAlone = requesterIdsOf(decision, body.routing).every((id) => id === speaker);
  return speaker !== null && isAlone && quotes.every(({ voice }) => voice !== 'other');
}
