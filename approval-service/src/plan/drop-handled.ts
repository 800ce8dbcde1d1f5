/**
 * The same words in the same place are acted on once: a later event on the ticket (a comment, a label) does not repeat
 * what an earlier decision of that ticket already took up. Only the reporter's own reply takes up again what was asked
 * back, expired or not started.
 */
import type { ActionState, Analysis } from '@kraken/shared';
import type { WishRecord } from '../ports.ts';
import { wishKey } from '../record/wish-key.ts';

type PlanAnalysis = Extract<Analysis, { outcome: 'plan' }>;

/** States that a reply of the reporter may start afresh. */
const OPEN_TO_REPLY: readonly ActionState[] = ['expired', 'skipped'];

/** Whether the latest record of a wish means that it needs nothing any more. */
export function isHandled({ outcome, actionState }: WishRecord, isReply: boolean): boolean {
  if (outcome === 'withdrawn') return false;
  if (outcome === 'asked' || outcome === 'answered') return !isReply;
  if (actionState === 'superseded') return false;
  if (!isReply) return true;
  return actionState === null || !OPEN_TO_REPLY.includes(actionState);
}

/** Leaves out what earlier decisions took up; positions (`dependsOn`, `tightens`) are renumbered to what remains. */
export function dropHandled(analysis: PlanAnalysis, handled: ReadonlySet<string>): PlanAnalysis {
  const kept = analysis.actions.map((action) => !handled.has(wishKey(action)));
  const newIndex = (at: number): number => kept.slice(0, at).filter(Boolean).length;
  const tightens = (analysis.tightens ?? []).filter(({ index }) => kept[index]);
  return {
    ...analysis,
    actions: analysis.actions
      .filter((_, index) => kept[index])
      .map((action) => ({
        ...action,
        dependsOn: action.dependsOn.filter((at) => kept[at]).map(newIndex),
      })),
    tightens: tightens.map(({ index, sentence }) => ({ index: newIndex(index), sentence })),
  };
}
