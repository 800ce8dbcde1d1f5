/**
 * A model that reads a ticket again may word the same wish otherwise, or quote it from elsewhere. What stands in words that
 * were read before is not taken up again; what new words add to an old order, or order once more, waits for a person.
 * Only wishes that a model reads, now or before, are judged: the playbook reads the same words the same way.
 */
import type { Analysis, TicketSnapshot } from '@kraken/shared';
import type { WishRecord } from '../ports.ts';
import { deedKey, sharedDeed, wishKey } from '../record/wish-key.ts';

type PlanAnalysis = Extract<Analysis, { outcome: 'plan' }>;
type Action = PlanAnalysis['actions'][number];

/** What is known of the readings before. */
export interface Earlier {
  /** The words an earlier analysis has read; undefined where there is none. */
  snapshot: TicketSnapshot | undefined;
  records: readonly WishRecord[];
  /** Needs nothing any more. */
  isDone(record: WishRecord): boolean;
  /** The reporter answered: what is still open may go on. */
  isReply: boolean;
}

export interface Rereading {
  /** Positions that are left out. */
  dropped: Set<number>;
  /** Sentences that make actions wait. */
  tightens: Array<{ index: number; sentence: string }>;
}

const DONE_BEFORE = 'The same was taken up for this ticket before';
const OLD_ORDER = 'What asks for it was taken up before';

const fold = (text: string): string => text.replace(/\s+/gu, ' ').trim();

/** True for words that stood anywhere in what was read before. */
function wasReadIn(snapshot: TicketSnapshot | undefined): (text: string) => boolean {
  if (snapshot === undefined) return () => false;
  const { summary, description, comments } = snapshot;
  const texts = [summary, description, ...comments.map(({ text }) => text)].map(fold);
  return (text) => texts.some((one) => one.includes(fold(text)));
}

/** Judges every action of a plan. Pure. */
export function judgeRereading({ actions, analyst }: PlanAnalysis, earlier: Earlier): Rereading {
  const { records, isDone, isReply, snapshot } = earlier;
  const wasRead = wasReadIn(snapshot);
  const known = new Set(records.map((record) => record.wishKey));
  const open = new Map<string, number>();
  const result: Rereading = { dropped: new Set(), tightens: [] };
  for (const [index, action] of actions.entries()) {
    const deed = deedKey(action, analyst);
    const same = records.filter((record) => sharedDeed(deed, record.deedKey) !== 'nothing');
    // Exactly the same wish is judged by its own record.
    if (same.length === 0 || known.has(wishKey(action))) continue;
    const isDoneDeed = same.some(
      (record) => sharedDeed(deed, record.deedKey) === 'all' && isDone(record),
    );
    const left = open.get(action.type) ?? same.filter((record) => !isDone(record)).length;
    const goesOn = isReply && left > 0 && !isDoneDeed;
    if (goesOn) open.set(action.type, left - 1);
    else judgeOne(result, index, { action, wasRead, isDoneDeed });
  }
  return result;
}

function judgeOne(
  { dropped, tightens }: Rereading,
  index: number,
  {
    action,
    wasRead,
    isDoneDeed,
  }: { action: Action; wasRead: (text: string) => boolean; isDoneDeed: boolean },
): void {
  const [asked] = action.quotes;
  if (action.quotes.every(({ text }) => wasRead(text))) dropped.add(index);
  else if (isDoneDeed) tightens.push({ index, sentence: DONE_BEFORE });
  else if (asked !== undefined && wasRead(asked.text))
    tightens.push({ index, sentence: OLD_ORDER });
}
