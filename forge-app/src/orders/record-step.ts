/**
 * The app's memory of what it has begun and finished. A step is begun by an atomic write that fails if it was begun
 * before; only the caller for whom it succeeded may send anything. So a step runs at most once, however often its order comes.
 */
import { type Json, type StepResult, stepResultSchema } from '@kraken/shared';
import type { ClockPort, KvsPort } from '../ports';
import { findHeld, type HeldStep } from './hold-step';

/** How long intents and results are kept; orders never last that long. */
export const RECORD_DAYS = 30;
/** Longer than any run of the app and any request of it that may still be in flight. */
export const LONGEST_RUN_MS = 300_000;

/** What is known of a step. `running`: somebody else is at it. `lost`: begun long ago, and nobody knows how it ended. */
type StepRecord =
  | { state: 'begun' }
  | { state: 'finished'; result: StepResult }
  | { state: 'held'; held: HeldStep }
  | { state: 'running' }
  | { state: 'lost'; begunAtMs: number; held?: HeldStep | undefined };

/** Where the records of one order's steps are kept. */
export interface Records {
  kvs: KvsPort;
  clock: ClockPort;
  orderId: string;
}

const intentKey = (orderId: string, index: number): string => `order:${orderId}:${index}`;
const resultKey = (orderId: string, index: number): string => `order:${orderId}:${index}:result`;

/** Claims a step, or says what is known of it. */
export async function beginStep(records: Records, index: number): Promise<StepRecord> {
  const { kvs, clock, orderId } = records;
  const intent = { atMs: clock.nowMs() };
  if (await kvs.setNew(intentKey(orderId, index), intent, RECORD_DAYS)) return { state: 'begun' };
  return (await findStep(records, index)) ?? { state: 'running' };
}

/** What is known of a step, without claiming it; undefined when it was never begun. */
export async function findStep(records: Records, index: number): Promise<StepRecord | undefined> {
  const { kvs, clock, orderId } = records;
  const stored = stepResultSchema.safeParse(await kvs.get(resultKey(orderId, index)));
  if (stored.success) return { state: 'finished', result: stored.data };
  const intent = await kvs.get(intentKey(orderId, index));
  const held = await findHeld(records, index);
  if (intent === undefined) {
    // What was put aside had been begun: an intent that is gone does not make it new.
    return held && { state: 'lost', begunAtMs: held.takenAtMs ?? held.notBeforeMs, held };
  }
  const begunAtMs = readTime(intent);
  if (held !== undefined && held.takenAtMs === undefined) return { state: 'held', held };
  const sinceMs = held?.takenAtMs ?? begunAtMs;
  const isOld = clock.nowMs() - sinceMs > LONGEST_RUN_MS;
  return isOld ? { state: 'lost', begunAtMs: sinceMs, held } : { state: 'running' };
}

/** Keeps the intent of a begun step as long again. */
export async function renewIntent(records: Records, index: number): Promise<void> {
  const { kvs, clock, orderId } = records;
  const intent = (await kvs.get(intentKey(orderId, index))) ?? { atMs: clock.nowMs() };
  await kvs.set(intentKey(orderId, index), intent, RECORD_DAYS);
}

/** Keeps how a step ended. */
export async function finishStep(records: Records, result: StepResult): Promise<void> {
  const value = JSON.parse(JSON.stringify(result)) as Json;
  await records.kvs.set(resultKey(records.orderId, result.index), value, RECORD_DAYS);
}

/** Gives a step back of which nothing was sent, not to be begun before the time given. */
export async function giveBackStep(
  records: Records,
  index: number,
  notBeforeMs: number,
): Promise<void> {
  const { kvs, orderId } = records;
  await kvs.set(`${intentKey(orderId, index)}:not-before`, { atMs: notBeforeMs }, RECORD_DAYS);
  await kvs.remove(intentKey(orderId, index));
}

/** True while a step that was given back is not to be begun. */
export async function isTooEarly(records: Records, index: number): Promise<boolean> {
  const note = await records.kvs.get(`${intentKey(records.orderId, index)}:not-before`);
  return note !== undefined && records.clock.nowMs() < readTime(note);
}

/** Takes over a lost step for one more attempt; false when somebody has done so already. Comments only. */
export async function takeOverStep(records: Records, index: number): Promise<boolean> {
  const { kvs, clock, orderId } = records;
  return kvs.setNew(`${intentKey(orderId, index)}:again`, { atMs: clock.nowMs() }, RECORD_DAYS);
}

/** Notes that the first attempt of a step ended without an answer, so that it can be looked after sooner. */
export async function noteLostStep(records: Records, index: number): Promise<void> {
  const { kvs, clock, orderId } = records;
  await kvs.set(`${intentKey(orderId, index)}:lost`, { atMs: clock.nowMs() }, RECORD_DAYS);
}

/** When the first attempt of a step was noted as lost; undefined when it was not. */
export async function findLostNote(records: Records, index: number): Promise<number | undefined> {
  const note = await records.kvs.get(`${intentKey(records.orderId, index)}:lost`);
  return note === undefined ? undefined : readTime(note);
}

/** An intent whose time cannot be read counts as just begun: waiting is safe, repeating is not. */
function readTime(intent: Json): number {
  if (typeof intent === 'object' && intent !== null && !Array.isArray(intent)) {
    const at = intent['atMs'];
    if (typeof at === 'number') return at;
  }
  return Number.MAX_SAFE_INTEGER;
}
