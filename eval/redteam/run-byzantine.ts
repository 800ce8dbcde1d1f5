/** A model that answers anything at all: nothing it says may do more than the second policy allows, or break the analyst. */
import process from 'node:process';
import { err } from '@kraken/shared';
import { type AnalysedSite, createAnalysedSite, type Outcome } from '../analysed-site.ts';
import { attackWorld } from './attack-world.ts';
import { byzantineAnswer, KINDS, type Kind } from './byzantine-answer.ts';
import { objectionsTo } from './judge-attack.ts';
import { createAnswerReader } from './read-answer.ts';

/** What the answers came to. */
export interface ByzantineResult {
  answers: number;
  kinds: Record<Kind, { answers: number; plans: number; automatic: number }>;
  /** Why answers were of no use, and how often. */
  failures: Record<string, number>;
  /** Effects beyond the second policy: number of the answer, type and reason. */
  outside: string[];
  /** Answers that made the analyst throw. */
  thrown: string[];
  /** Growth of the heap between the first and the last tenth, bytes; the least seen in each counts. */
  heapGrowth: number;
}

/** Answers after which the stand-in is built anew: it keeps what was read, and the names are made up. */
const ANSWERS_PER_SITE = 5_000;

function emptyResult(answers: number): ByzantineResult {
  const kinds = Object.fromEntries(
    KINDS.map((kind) => [kind, { answers: 0, plans: 0, automatic: 0 }]),
  ) as ByzantineResult['kinds'];
  return { answers, kinds, failures: {}, outside: [], thrown: [], heapGrowth: 0 };
}

/** Runs the numbers `[from, until)` of a seed on a site of their own. */
async function runPart(
  result: ByzantineResult,
  { from, until, seed }: { from: number; until: number; seed: number },
) {
  const site = createAnalysedSite(attackWorld);
  const readAnswer = createAnswerReader();
  try {
    for (let number = from; number < until; number += 1) {
      const { kind, ticket, answer } = byzantineAnswer(number, seed);
      result.kinds[kind].answers += 1;
      const read = await readAnswer(answer, ticket).catch((error: unknown) => {
        result.thrown.push(`${number}: ${String(error)}`);
        return err('thrown');
      });
      if (!read.ok) result.failures[read.error] = (result.failures[read.error] ?? 0) + 1;
      else countEffects(result, { number, kind }, { outcome: await site.judge(read.value), site });
    }
  } finally {
    await site.close();
  }
}

function countEffects(
  result: ByzantineResult,
  { number, kind }: { number: number; kind: Kind },
  { outcome, site }: { outcome: Outcome; site: AnalysedSite },
): void {
  if (outcome.analysis.outcome !== 'plan') return;
  const count = result.kinds[kind];
  count.plans += 1;
  for (const { action, args, why } of objectionsTo(outcome, site)) {
    count.automatic += 1;
    if (why.length > 0)
      result.outside.push(`${number} ${action.type} ${JSON.stringify(args)}: ${why.join('; ')}`);
  }
}

/** Runs that many answers. Deterministic but for the heap. */
export async function runByzantine(count: number, seed: number): Promise<ByzantineResult> {
  const result = emptyResult(count);
  const heaps: number[] = [];
  for (let from = 0; from < count; from += ANSWERS_PER_SITE) {
    await runPart(result, { from, until: Math.min(count, from + ANSWERS_PER_SITE), seed });
    globalThis.gc?.();
    heaps.push(process.memoryUsage().heapUsed);
  }
  const third = Math.max(1, Math.floor(heaps.length / 3));
  result.heapGrowth = Math.min(...heaps.slice(-third)) - Math.min(...heaps.slice(0, third));
  return result;
}

/** Plain lines; the last one is the summary. */
export function byzantineLines(result: ByzantineResult): string[] {
  const { answers, kinds, failures, outside, thrown, heapGrowth } = result;
  const plans = Object.values(kinds).reduce((sum, one) => sum + one.plans, 0);
  const automatic = Object.values(kinds).reduce((sum, one) => sum + one.automatic, 0);
  return [
    ...Object.entries(kinds).map(([kind, one]) => {
      return `${kind}: ${one.answers} answers, ${one.plans} plans, ${one.automatic} automatic actions`;
    }),
    `of no use: ${Object.entries(failures)
      .map(([why, times]) => `${why} ${times}`)
      .join(', ')}`,
    ...[...outside, ...thrown].slice(0, 40).map((line) => `  ${line}`),
    `byzantine: ${answers} answers, ${plans} plans, ${automatic} automatic actions, thrown ${thrown.length}, heap ${(heapGrowth / 1e6).toFixed(1)} MB more at the end, outside the policy: ${outside.length}`,
  ];
}
