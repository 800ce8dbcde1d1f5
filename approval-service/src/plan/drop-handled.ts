/**
 * The same words in the same place are acted on once: a later event on the ticket (a comment, a label) does not repeat
 * what an earlier decision of that ticket already took up. Only the reporter's own reply takes up again what was asked
 * back, expired or not started; never what waits for something that failed, which Retry tries together with it.
 */
import type { ActionState, Analysis } from '@kraken/shared';
import type { ActionRow, DecisionRow, WishRecord } from '../ports.ts';
import { wishKey } from '../record/wish-key.ts';

type PlanAnalysis = Extract<Analysis, { outcome: 'plan' }>;

/** States that a reply of the reporter may start afresh. */
const OPEN_TO_REPLY: readonly ActionState[] = ['expired', 'skipped'];

/** Whether the latest record of a wish means that it needs nothing any more. */
export function isHandled(
  { wishKey: key, outcome, actionState }: WishRecord,
  isReply: boolean,
  left: ReadonlySet<string> = new Set(),
): boolean {
  if (outcome === 'withdrawn') return false;
  if (outcome === 'asked' || outcome === 'answered') return !isReply;
  if (actionState === 'superseded') return false;
  if (!isReply) return true;
  if (actionState === 'skipped' && left.has(key)) return true;
  return actionState === null || !OPEN_TO_REPLY.includes(actionState);
}

/** Keys of what was skipped because something it needs, directly or through others, failed or is not known. */
export function keysLeftToRetry(
  { analysis }: Pick<DecisionRow, 'analysis'>,
  rows: readonly ActionRow[],
): string[] {
  const wishes = analysis?.outcome === 'plan' ? analysis.actions : [];
  const isInTheWay = (at: number): boolean => {
    const row = rows.find(({ index }) => index === at);
    if (row?.state === 'failed' || row?.state === 'unknown') return true;
    return row?.state === 'skipped' && needsBroken(row);
  };
  const needsBroken = ({ index, planned }: ActionRow): boolean =>
    planned.dependsOn.some((at) => at < index && isInTheWay(at));
  return rows.flatMap((row) => {
    const wish = wishes[row.index];
    return wish && row.state === 'skipped' && needsBroken(row) ? [wishKey(wish)] : [];
  });
}

/** Leaves out what earlier decisions took up; positions (`dependsOn`, `tightens`) are renumbered to what remains. */
export function dropHandled(
  analysis: PlanAnalysis,
  handled: ReadonlySet<string>,
  readBefore: ReadonlySet<number> = new Set(),
): PlanAnalysis {
  const kept = analysis.actions.map(
    (action, index) => !handled.has(wishKey(action)) && !readBefore.has(index),
  );
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
