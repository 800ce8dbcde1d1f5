/**
 * Sends the requests of one step in order. Guarantees that a write leaves at most once (a 429 is Jira saying that it
 * did nothing) and that an outcome nobody can know is `unknown`, never `failed`. What needs more time than this run has
 * is `held`: a later run goes on from there.
 */
import { assertNever, type JiraRequest, type Json, renderRequest } from '@kraken/shared';
import {
  MAX_TRIES,
  namedWait,
  type PatientAnswer,
  type Sender,
  sendRead,
  sendWrite,
} from '../jira/send-patiently';
import type { JiraAnswer } from '../ports';
import { valuesOf } from './captured-values';
import { cutWords, failureWords, taskWords } from './failure-words';
import { hasOnlyReadsLeft, type Progress } from './hold-step';
import { judgeRead, judgeWrite, TASK_ENDED_BADLY, type Verdict } from './judge-answer';
import { pollUntil } from './poll-until';

/** How the requests of a step ended, or how far they came. */
export interface SentRequests extends Progress {
  outcome: 'succeeded' | 'failed' | 'unknown' | 'held';
  reason?: string | undefined;
  /** Earliest time to go on, when it is held. */
  notBeforeMs: number;
  /** Body of the last accepted write of this run. */
  writtenBody: Json;
}

/** The least time worth starting a request with. */
const LEAST_TIME_MS = 1_000;
/** How long a task that could not be followed is left alone. */
const LOOK_AGAIN_MS = 5_000;
const LOST = 'Jira gave no answer that says whether it was done';
const NOT_FOLLOWED = 'Jira did not tell how to follow what it accepted';
const BEGUN = 'A part of it may be done. ';
/** Where Jira tells of changes to many issues; one that ends badly has often done some of them. */
const BULK_TASK = '/rest/api/3/bulk/queue/{taskId}';

const START: Progress = { at: 0, statuses: [], captured: {}, hasWritten: false, tries: 0 };

/** Sends what is left; the first request that is not accepted ends the step. `keep` is told before a task is followed. */
export async function sendRequests(
  sender: Sender,
  requests: readonly JiraRequest[],
  { from = START, keep }: { from?: Progress; keep?: (sent: Progress) => Promise<void> } = {},
): Promise<SentRequests> {
  const sent: SentRequests = {
    outcome: 'succeeded',
    at: from.at,
    statuses: [...from.statuses],
    captured: { ...from.captured },
    hasWritten: from.hasWritten,
    tries: from.tries,
    notBeforeMs: 0,
    writtenBody: null,
  };
  for (let request = requests[sent.at]; request !== undefined; request = requests[sent.at]) {
    await sendOne(sender, request, sent);
    if (sent.outcome !== 'succeeded') {
      explain(sent, request, requests.length);
      return sent;
    }
    sent.at += 1;
    sent.tries = 0;
    // From here on a run that is cut off loses nothing: whoever comes next reads on.
    const follows = sent.hasWritten && requests[sent.at]?.poll !== undefined;
    if (follows && hasOnlyReadsLeft(requests, sent.at)) await keep?.(sent);
  }
  return sent;
}

async function sendOne(sender: Sender, request: JiraRequest, sent: SentRequests): Promise<void> {
  const rendered = renderRequest(request, sent.captured);
  if (!rendered.ok) {
    const { reason, parameter } = rendered.error;
    // A read after a write would have told how the write ended.
    if (sent.hasWritten && request.method === 'GET') return end(sent, 'unknown', NOT_FOLLOWED);
    return end(sent, 'failed', `The request was not sent: ${reason} ${parameter}`);
  }
  const nowMs = sender.clock.nowMs();
  if (sender.deadlineMs - nowMs < LEAST_TIME_MS) return hold(sent, nowMs);
  const patient = await sendOrPoll(sender, request, {
    rendered: rendered.value,
    tries: sent.tries,
  });
  const { answer } = patient;
  const verdict = request.method === 'GET' ? judgeRead(answer, request) : judgeWrite(answer);
  const waitMs = waitOf(verdict, request, sent, patient);
  if (waitMs === undefined) return conclude(verdict, request, sent, answer);
  sent.tries = request.method === 'GET' ? 0 : patient.tries;
  hold(sent, sender.clock.nowMs() + waitMs);
}

/** How long to put the step aside; undefined when the answer is the last word. */
function waitOf(
  verdict: Verdict,
  request: JiraRequest,
  { hasWritten }: SentRequests,
  { tries, waitMs }: PatientAnswer,
): number | undefined {
  if (verdict === 'going-on') return hasWritten ? LOOK_AGAIN_MS : undefined;
  return verdict === 'too-many' && mayTryAgain(request, tries) ? waitMs : undefined;
}

function conclude(
  verdict: Verdict,
  request: JiraRequest,
  sent: SentRequests,
  answer: JiraAnswer,
): void {
  const isWrite = request.method !== 'GET';
  sent.statuses.push(toldStatus(verdict, answer));
  switch (verdict) {
    case 'accepted':
      sent.hasWritten ||= isWrite;
      if (isWrite) sent.writtenBody = answer.body;
      Object.assign(sent.captured, valuesOf(request, answer));
      break;
    case 'refused':
      if (request.tolerate?.includes(answer.status)) break;
      end(sent, mayBeInPart(request, sent) ? 'unknown' : 'failed', refusalWords(request, answer));
      break;
    case 'too-many':
      end(sent, 'failed', failureWords(answer));
      break;
    case 'lost':
    case 'going-on':
      // A read that follows a write tells how the write ended, so without it nobody knows.
      if (isWrite || sent.hasWritten) end(sent, 'unknown', LOST);
      else end(sent, 'failed', 'Jira could not be read; nothing was changed');
      break;
    default:
      assertNever(verdict);
  }
}

/** A page in place of an answer says no more than none at all, and is told as such: 0. */
function toldStatus(verdict: Verdict, { status }: JiraAnswer): number {
  return verdict === 'lost' && status >= 200 && status < 300 ? 0 : status;
}

/** A poll is refused only by the end of its task. */
function refusalWords({ poll }: JiraRequest, answer: JiraAnswer): string {
  return poll === undefined ? failureWords(answer) : taskWords(answer, poll.field);
}

/** A task over many issues that ended badly: reading back says what of it was done. */
function mayBeInPart({ poll, template }: JiraRequest, { hasWritten }: SentRequests): boolean {
  return hasWritten && poll !== undefined && template === BULK_TASK;
}

/** A read costs nothing but patience: it is asked again in later runs. */
function mayTryAgain({ method }: JiraRequest, tries: number): boolean {
  return method === 'GET' || tries < MAX_TRIES;
}

function hold(sent: SentRequests, notBeforeMs: number): void {
  sent.outcome = 'held';
  sent.notBeforeMs = notBeforeMs;
}

function end(sent: SentRequests, outcome: 'failed' | 'unknown', reason: string): void {
  sent.outcome = outcome;
  sent.reason = reason;
}

/** Says what was done before a request was refused: to people the step is one thing. A task's end is its write's. */
function explain(sent: SentRequests, request: JiraRequest, total: number): void {
  if (sent.reason === undefined) return;
  const isPart = sent.outcome === 'failed' && sent.hasWritten;
  const part =
    request.poll === undefined ? `Only ${sent.at} of ${total} requests were done. ` : BEGUN;
  sent.reason = cutWords(`${isPart ? part : ''}${sent.reason}`);
}

async function sendOrPoll(
  sender: Sender,
  request: JiraRequest,
  { rendered, tries }: { rendered: Parameters<typeof sendWrite>[1]; tries: number },
): Promise<PatientAnswer> {
  if (request.method !== 'GET') return sendWrite(sender, rendered, tries);
  const answer: JiraAnswer =
    request.poll === undefined
      ? await sendRead(sender, rendered)
      : await pollUntil(sender, rendered, {
          field: request.poll.field,
          until: [...request.poll.until, ...TASK_ENDED_BADLY],
        });
  return { answer, tries: 1, waitMs: namedWait(answer) };
}
