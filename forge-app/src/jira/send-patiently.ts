/**
 * Sends with patience: a 429 means that Jira has not acted, so it is tried again after the time Jira names, up to four
 * times and never past the deadline, nor for longer than an hour. Lost answers are repeated for reads only; a write is never sent again.
 */
import type { RenderedRequest } from '@kraken/shared';
import type { ClockPort, JiraAnswer, JiraPort } from '../ports';

/** How often one request is tried in all, runs before this one included. */
export const MAX_TRIES = 4;
const REQUEST_TIMEOUT_MS = 20_000;
const FIRST_WAIT_MS = 2_000;
/** A wait that Jira names is believed up to here, like the end of a spent quota (`obey-quota.ts`). */
const LONGEST_WAIT_MS = 3_600_000;

/** Where and until when to send. */
export interface Sender {
  jira: JiraPort;
  clock: ClockPort;
  deadlineMs: number;
  /** A write is not waited for any longer than this inside the run; absent: up to the deadline. */
  longestSleepMs?: number;
}

/** The last answer. `tries`: all so far; `waitMs`: how long to wait before the next one, where one is left. */
export interface PatientAnswer {
  answer: JiraAnswer;
  tries: number;
  waitMs: number;
}

/** Sends a write: repeated after a 429 only. `triedBefore`: tries of earlier runs, each answered with a 429. */
export function sendWrite(
  sender: Sender,
  request: RenderedRequest,
  triedBefore = 0,
): Promise<PatientAnswer> {
  const isEnough = (answer: JiraAnswer): boolean => answer.status !== 429;
  return sendUntil(sender, request, { triedBefore, longestSleepMs: sender.longestSleepMs, isEnough });
}

/** Sends a read: repeated after a 429, a 5xx, a lost answer, or a body that is no JSON. */
export async function sendRead(sender: Sender, request: RenderedRequest): Promise<JiraAnswer> {
  const isEnough = (answer: JiraAnswer): boolean => !isLostRead(answer) && answer.status !== 429;
  return (await sendUntil(sender, request, { isEnough })).answer;
}

/** True when an answer to a read says nothing about Jira's state. */
export function isLostRead(answer: JiraAnswer): boolean {
  if (answer.status === 0 || answer.status >= 500) return true;
  if (answer.status === 204) return false;
  return answer.status >= 200 && answer.status < 400 && answer.form !== 'json';
}

async function sendUntil(
  sender: Sender,
  request: RenderedRequest,
  {
    triedBefore = 0,
    longestSleepMs = Number.POSITIVE_INFINITY,
    isEnough,
  }: {
    triedBefore?: number;
    longestSleepMs?: number | undefined;
    isEnough: (answer: JiraAnswer) => boolean;
  },
): Promise<PatientAnswer> {
  const { jira, clock, deadlineMs } = sender;
  for (let tries = triedBefore + 1; ; tries += 1) {
    const leftMs = deadlineMs - clock.nowMs();
    const answer = await jira.send(request, Math.min(REQUEST_TIMEOUT_MS, leftMs));
    const waitMs = waitBefore(answer, tries, clock);
    if (isEnough(answer) || tries >= MAX_TRIES) return { answer, tries, waitMs };
    if (waitMs > longestSleepMs || clock.nowMs() + waitMs >= deadlineMs) return { answer, tries, waitMs };
    await clock.sleep(waitMs);
  }
}

/** After a 429 exactly what Jira asks for; where it names no time, 2, 4, 8 seconds with jitter. */
function waitBefore(answer: JiraAnswer, tries: number, clock: ClockPort): number {
  const ownMs = FIRST_WAIT_MS * 2 ** (tries - 1) * clock.jitter();
  if (answer.retryAfterSeconds === undefined) return ownMs;
  const askedMs = namedWait(answer);
  return Math.max(askedMs, answer.status === 429 ? 100 : ownMs);
}

/** How long Jira asks to wait, as far as it is believed; 0 where it names no time. */
export function namedWait({ retryAfterSeconds }: JiraAnswer): number {
  return Math.min(LONGEST_WAIT_MS, (retryAfterSeconds ?? 0) * 1000);
}
