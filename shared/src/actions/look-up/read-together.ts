/**
 * Joins readings so that independent reads share a round trip: each round of all of them is one batch.
 */
import type { JiraRead, JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { inChunks } from './in-chunks.ts';

type ValueOf<R> = R extends Reading<infer V> ? V : never;

/** Runs readings side by side and returns their values in order. */
export function* readTogether<const R extends ReadonlyArray<Reading<unknown>>>(
  ...readings: R
): Reading<{ -readonly [K in keyof R]: ValueOf<R[K]> }> {
  const steps = readings.map((reading) => reading.next());
  for (;;) {
    const waiting = steps.flatMap((step, index) =>
      step.done ? [] : [{ index, reads: step.value }],
    );
    if (waiting.length === 0) break;
    const answers = yield waiting.flatMap(({ reads }) => [...reads]);
    let at = 0;
    for (const { index, reads } of waiting) {
      const reading = readings[index];
      const own = answers.slice(at, at + reads.length);
      at += reads.length;
      if (reading !== undefined) steps[index] = reading.next(own);
    }
  }
  return steps.map((step) => step.value) as { -readonly [K in keyof R]: ValueOf<R[K]> };
}

/** Reads a batch in one round and returns the answers in order. */
export function* readAll<const R extends readonly JiraRead[]>(
  reads: R,
): Reading<{ -readonly [K in keyof R]: JiraReadResult }> {
  const answers = reads.length === 0 ? [] : yield reads;
  if (answers.length !== reads.length) throw new Error('a reading was resumed without its answers');
  return answers as unknown as { -readonly [K in keyof R]: JiraReadResult };
}

/** The most reads, and the most projects, that one look-up takes. */
export const MAX_READS = 2_000;
/** Reads of one look-up in one round; a work order carries at most 500. */
const BATCH = 400;

/** Reads as many as a walk takes, round by round; null where that is more than Kraken reads. */
export function* readMany(reads: readonly JiraRead[]): Reading<JiraReadResult[] | null> {
  if (reads.length > MAX_READS) return null;
  const answers: JiraReadResult[] = [];
  for (const batch of inChunks(reads, BATCH)) answers.push(...(yield* readAll(batch)));
  return answers;
}

/** Runs a reading only where there is something to look up. */
export function* readOptional<A, T>(
  value: A | undefined,
  make: (value: A) => Reading<T>,
): Reading<T | undefined> {
  return value === undefined ? undefined : yield* make(value);
}
