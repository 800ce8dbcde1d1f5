/**
 * A model that reads a ticket again may word the same wish otherwise, or quote it from elsewhere. What stands in words that
 * were read before is not taken up again; what new words add to an old order, or order once more, waits for a person.
 * Only wishes that a model reads, now or before, are judged: the playbook reads the same words the same way.
 */
import { type Analysis, quotesStand, type TicketSnapshot } from '@kraken/shared';
import type { WishRecord } from '../ports.ts';
import { deedKey, sharedDeed, wishKey } from '../record/wish-key.ts';

type PlanAnalysis = Extract<Analysis, { outcome: 'plan' }>;
type Action = PlanAnalysis['actions'][number];

/** What is known of the readings before. */
export interface Earlier {
  /** The words that earlier analyses of the ticket have read and acted on. */
  snapshots: readonly TicketSnapshot[];
  records: readonly WishRecord[];
  /** Needs nothing any more; what was withdrawn, or what a reply may start afresh, does. */
  isDone(record: WishRecord): boolean;
}

export interface Rereading {
  /** Positions that are left out. */
  dropped: Set<number>;
  /** Sentences that make actions wait. */
  tightens: Array<{ index: number; sentence: string }>;
}

const DONE_BEFORE = 'The same was taken up for this ticket before';
const OLD_ORDER = 'What asks for it was taken up before';

type Quote = Action['quotes'][number];

/** True for words that stood in the same text when it was read before. */
function wasReadIn(snapshots: readonly TicketSnapshot[]): (quote: Quote) => boolean {
  return (quote) => snapshots.some((snapshot) => quotesStand([quote], snapshot));
}

interface Judged {
  index: number;
  action: Action;
  /** Records of the same type. */
  same: WishRecord[];
  isSameDeed(record: WishRecord): boolean;
}

/** Judges every action of a plan. Pure. */
export function judgeRereading({ actions, analyst }: PlanAnalysis, earlier: Earlier): Rereading {
  const { records, isDone, snapshots } = earlier;
  const wasRead = wasReadIn(snapshots);
  const keys = actions.map(wishKey);
  const known = new Set(records.map((record) => record.wishKey));
  // Exactly the same wish is judged by its own record, and takes it.
  const open = new Set(
    records.filter((record) => !isDone(record) && !keys.includes(record.wishKey)),
  );
  const judged = actions.flatMap((action, index): Judged[] => {
    const deed = deedKey(action, analyst);
    const same = records.filter((record) => sharedDeed(deed, record.deedKey) !== 'nothing');
    if (same.length === 0 || known.has(keys[index] ?? '')) return [];
    return [
      { index, action, same, isSameDeed: (record) => sharedDeed(deed, record.deedKey) === 'all' },
    ];
  });
  const result: Rereading = { dropped: new Set(), tightens: [] };
  const rest = judged.filter((one) => !takesOpen(one, open, one.isSameDeed));
  for (const one of rest) {
    const isDoneDeed = one.same.some((record) => one.isSameDeed(record) && isDone(record));
    if (!isDoneDeed && takesOpen(one, open, () => true)) continue;
    judgeOne(result, one.index, { action: one.action, wasRead, isDoneDeed });
  }
  return result;
}

/** Lets an action go on in the place of an open record, which nobody else then takes. */
function takesOpen(
  { same }: Judged,
  open: Set<WishRecord>,
  isFit: (record: WishRecord) => boolean,
): boolean {
  const taken = same.find((record) => open.has(record) && isFit(record));
  return taken !== undefined && open.delete(taken);
}

function judgeOne(
  { dropped, tightens }: Rereading,
  index: number,
  {
    action,
    wasRead,
    isDoneDeed,
  }: { action: Action; wasRead: (quote: Quote) => boolean; isDoneDeed: boolean },
): void {
  const [asked] = action.quotes;
  if (action.quotes.every(wasRead)) dropped.add(index);
  else if (isDoneDeed) tightens.push({ index, sentence: DONE_BEFORE });
  else if (asked !== undefined && wasRead(asked)) tightens.push({ index, sentence: OLD_ORDER });
}
