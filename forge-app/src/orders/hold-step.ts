/**
 * A step that goes on in a later run: Jira named a time to wait, the run was over, or a long task of Jira still works.
 * What was done so far is kept. Where writes remain, only one run may take it up again; where only reads remain, anybody
 * may, as often as needed: reading twice does nothing.
 */
import { isJsonObject, type JiraRequest, type Json } from '@kraken/shared';
import type { ClockPort, KvsPort } from '../ports';

/** As long as intents are kept (`record-step.ts`). */
const HELD_DAYS = 30;

/** How far the requests of a step have come. */
export interface Progress {
  /** Position of the request that is next. */
  at: number;
  /** Status of each request that is over. */
  statuses: number[];
  captured: Record<string, string>;
  /** At least one write was accepted. */
  hasWritten: boolean;
  /** Tries of the next request so far, each of which Jira answered with a 429. */
  tries: number;
}

/** Progress that was put aside. */
export interface HeldStep extends Progress {
  /** Not to be taken up before, UTC milliseconds. */
  notBeforeMs: number;
  /** How often the step was put aside before. */
  round: number;
  /** When a run took it up again; undefined while it may be taken. */
  takenAtMs?: number | undefined;
}

interface Records {
  kvs: KvsPort;
  clock: ClockPort;
  orderId: string;
}

const heldKey = ({ orderId }: Records, index: number): string => `order:${orderId}:${index}:held`;
const takenKey = (records: Records, index: number, round: number): string =>
  `${heldKey(records, index)}:${round}`;

/** True when nothing but reads is left to be sent. */
export function hasOnlyReadsLeft(requests: readonly JiraRequest[], at: number): boolean {
  return requests.slice(at).every(({ method }) => method === 'GET');
}

/** Puts a step aside. */
export async function holdStep(records: Records, index: number, held: HeldStep): Promise<void> {
  const value = JSON.parse(JSON.stringify(held)) as Json;
  await records.kvs.set(heldKey(records, index), value, HELD_DAYS);
}

/** What was put aside of a step; undefined when nothing was. */
export async function findHeld(records: Records, index: number): Promise<HeldStep | undefined> {
  const held = parseHeld((await records.kvs.get(heldKey(records, index))) ?? null);
  if (held === undefined) return undefined;
  const taken = (await records.kvs.get(takenKey(records, index, held.round))) ?? null;
  const takenAtMs = isJsonObject(taken) ? Number(taken['atMs']) : undefined;
  return takenAtMs === undefined ? held : { ...held, takenAtMs };
}

/** Takes a step up again; false when another run was faster. */
export function takeHeld(records: Records, index: number, { round }: HeldStep): Promise<boolean> {
  const value = { atMs: records.clock.nowMs() };
  return records.kvs.setNew(takenKey(records, index, round), value, HELD_DAYS);
}

function parseHeld(value: Json): HeldStep | undefined {
  if (!isJsonObject(value)) return undefined;
  const { at, statuses, captured, hasWritten, tries, notBeforeMs, round } = value;
  const areNumbers = [at, tries, notBeforeMs, round].every((one) => typeof one === 'number');
  const isWhole = Array.isArray(statuses) && isJsonObject(captured ?? null);
  if (!areNumbers || !isWhole || typeof hasWritten !== 'boolean') return undefined;
  return value as unknown as HeldStep;
}
