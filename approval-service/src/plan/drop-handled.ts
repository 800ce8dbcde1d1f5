/**
 * The same words in the same place are acted on once: a later event on the ticket (a comment, a label) does not repeat
 * what an earlier decision of that ticket already took up. Only the reporter's own reply takes up again what was asked
 * back, expired or not started.
 */
import type { ActionState, Analysis, ProposedAction, Quote } from '@kraken/shared';
import { canonicalDigest } from '@kraken/shared/crypto';
import type { WishRecord } from '../ports.ts';

type PlanAnalysis = Extract<Analysis, { outcome: 'plan' }>;

const placeOf = ({ source, text }: Quote): string =>
  `${source.kind}:${source.kind === 'comment' ? source.commentId : ''}:${text}`;

/** Identity of a wish: digest of type, arguments and the words it came from. */
export function wishKey(action: Pick<ProposedAction, 'type' | 'args' | 'quotes'>): string {
  return canonicalDigest([action.type, action.args, action.quotes.map(placeOf).sort()]);
}

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
