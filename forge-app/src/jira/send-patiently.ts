/**
 * Sends with patience: a 429 means that Jira has not acted, so it is tried again after the time Jira names, up to four
 * times and never past the deadline. Lost answers are repeated for reads only; a write is never sent again.
 */
import type { RenderedRequest } from '@kraken/shared';
import type { ClockPort, JiraAnswer, JiraPort } from '../ports';

/** How often one request is tried in all, runs before this one included. */
export const MAX_TRIES = 4;
const REQUEST_TIMEOUT_MS = 20_000;
const FIRST_WAIT_MS = 2_000;

/** Where and until when to send. */
export interface Sender {
  jira: JiraPort;
  clock: ClockPort;
  deadlineMs: number;
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
  return sendUntil(sender, request, triedBefore, (answer) => answer.status !== 429);
}

/** Sends a read: repeated after a 429, a 5xx, a lost answer, or a body that is no JSON. */
export async function sendRead(sender: Sender, request: RenderedRequest): Promise<JiraAnswer> {
  const isEnough = (answer: JiraAnswer): boolean => !isLostRead(answer) && answer.status !== 429;
  return (await sendUntil(sender, request, 0, isEnough)).answer;
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
  triedBefore: number,
  isEnough: (answer: JiraAnswer) => boolean,
): Promise<PatientAnswer> {
  const { jira, clock, deadlineMs } = sender;
  for (let tries = triedBefore + 1; ; tries += 1) {
    const leftMs = deadlineMs - clock.nowMs();
    const answer = await jira.send(request, Math.min(REQUEST_TIMEOUT_MS, leftMs));
    const waitMs = waitBefore(answer, tries, clock);
    if (isEnough(answer) || tries >= MAX_TRIES) return { answer, tries, waitMs };
    if (clock.nowMs() + waitMs >= deadlineMs) return { answer, tries, waitMs };
    await clock.sleep(waitMs);
  }
}

/** After a 429 exactly what Jira asks for; where it names no time, 2, 4, 8 seconds with jitter. */
function waitBefore(answer: JiraAnswer, tries: number, clock: ClockPort): number {
  const ownMs = FIRST_WAIT_MS * 2 ** (tries - 1) * clock.jitter();
  const asked = answer.retryAfterSeconds;
  if (asked === undefined) return ownMs;
  return answer.status === 429 ? Math.max(asked * 1000, 100) : Math.max(asked * 1000, ownMs);
}
