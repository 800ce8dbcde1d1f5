/**
 * The decisions of the last 90 days under two sets of rules, page by page: never more than a page in memory, and other
 * work goes on in between. Decisions that somebody pressed (undo, retry) are read from no words and left out.
 */
import { setImmediate as letOthersRun } from 'node:timers/promises';
import type { DecisionId } from '@kraken/shared';
import type { CompiledTenantRules } from '../analyse/tenant-rules/compile-tenant-rules.ts';
import type { TenantStore, TenantTx } from '../ports.ts';
import { type Flip, replayDecision } from './replay-decision.ts';
import type { StoredDecision } from './replay-readings.ts';

/** How far back the replay reads: 90 days. */
export const REPLAY_MS = 90 * 86_400_000;
/** Flips that are listed; all are counted. */
export const MAX_FLIPS = 200;
const PAGE = 50;
/** Decisions read in one go before others run. */
const BATCH = 5;

/** What a change of the rules would have done. */
export interface Replay {
  /** `3 of 412 decisions of the last 90 days flip` */
  summary: string;
  decisions: number;
  /** Decisions with an action that flips. */
  flipping: number;
  /** Those in which one becomes looser, or may. */
  looser: number;
  /** The first flips, looser ones before others. */
  flips: Flip[];
}

async function readPage(
  tx: TenantTx,
  fromMs: number,
  before: DecisionId | undefined,
): Promise<{ page: StoredDecision[]; last: DecisionId | undefined }> {
  const decisions = await tx.decisions.list({ fromMs, before, limit: PAGE });
  const page: StoredDecision[] = [];
  for (const decision of decisions) {
    if (decision.origin !== null) continue;
    const delivery = await tx.deliveries.get(decision.deliveryId);
    const rows = await tx.actions.list(decision.decisionId);
    if (delivery) page.push({ decision, delivery, rows });
  }
  return { page, last: decisions.length < PAGE ? undefined : decisions.at(-1)?.decisionId };
}

interface Counting {
  decisions: number;
  flipping: number;
  looser: number;
  looserFlips: Flip[];
  otherFlips: Flip[];
}

function count(counting: Counting, flips: readonly Flip[]): void {
  counting.decisions += 1;
  if (flips.length > 0) counting.flipping += 1;
  if (flips.some(({ isLooser }) => isLooser)) counting.looser += 1;
  for (const flip of flips) {
    const list = flip.isLooser ? counting.looserFlips : counting.otherFlips;
    if (list.length < MAX_FLIPS) list.push(flip);
  }
}

/** Replays. Reads only. */
export async function replayLog(
  store: TenantStore,
  rules: { before: CompiledTenantRules; after: CompiledTenantRules },
  nowMs: number,
): Promise<Replay> {
  const counting: Counting = {
    decisions: 0,
    flipping: 0,
    looser: 0,
    looserFlips: [],
    otherFlips: [],
  };
  let last: DecisionId | undefined;
  do {
    const before = last;
    const read = await store.read((tx) => readPage(tx, nowMs - REPLAY_MS, before));
    for (const [at, stored] of read.page.entries()) {
      count(counting, replayDecision(stored, rules.before, rules.after));
      if (at % BATCH === 0) await letOthersRun();
    }
    last = read.last;
  } while (last !== undefined);
  const { decisions, flipping, looser, looserFlips, otherFlips } = counting;
  const verb = flipping === 1 ? 'flips' : 'flip';
  const noun = decisions === 1 ? 'decision' : 'decisions';
  return {
    summary: `${flipping} of ${decisions} ${noun} of the last 90 days ${verb}`,
    decisions,
    flipping,
    looser,
    flips: [...looserFlips, ...otherFlips].slice(0, MAX_FLIPS),
  };
}
