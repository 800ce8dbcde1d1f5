/**
 * The same words in the same place are acted on once: a later event on the ticket (a comment, a label) does not repeat
 * what an earlier decision of that ticket already took up. Only the reporter's own reply takes up again what was asked
 * back, expired or not started; never what waits for something that failed, which Retry tries together with it.
 */
import type { ActionState, Analysis } from '@kraken/shared';
import type { ActionRow, DecisionRow, WishRecord } from '../ports.ts';
import { isSamePlace, placeKey, wishKey } from '../record/wish-key.ts';

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

/**
 * Positions of what a model, now or before, has read out of a sentence that was taken up already: it may word the same wish
 * otherwise. After a reply as many are let through as are still open there, those with words of a comment first.
 */
export function takenUpInPlace(
  { actions, analyst }: PlanAnalysis,
  records: readonly WishRecord[],
  isDone: (record: WishRecord) => boolean,
): Set<number> {
  const known = new Set(records.map((record) => record.wishKey));
  const dropped = new Set<number>();
  const passed = new Map<string, number>();
  const order = [...actions.entries()].sort(([, a], [, b]) => newWords(b) - newWords(a));
  for (const [index, action] of order) {
    const place = placeKey(action, analyst);
    const there = records.filter((record) => isSamePlace(place, record.placeKey));
    if (there.length === 0 || known.has(wishKey(action))) continue;
    const through = passed.get(place) ?? 0;
    if (through < there.filter((record) => !isDone(record)).length) passed.set(place, through + 1);
    else dropped.add(index);
  }
  return dropped;
}

const newWords = ({ quotes }: PlanAnalysis['actions'][number]): number =>
  quotes.filter(({ source }) => source.kind === 'comment').length;

/** Leaves out what earlier decisions took up; positions (`dependsOn`, `tightens`) are renumbered to what remains. */
export function dropHandled(
  analysis: PlanAnalysis,
  handled: ReadonlySet<string>,
  inPlace: ReadonlySet<number> = new Set(),
): PlanAnalysis {
  const kept = analysis.actions.map(
    (action, index) => !handled.has(wishKey(action)) && !inPlace.has(index),
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
