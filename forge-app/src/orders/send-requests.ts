/**
 * Sends the requests of one step in order. Guarantees that a write leaves at most once (a 429 is Jira saying that it
 * did nothing) and that an outcome nobody can know is `unknown`, never `failed`.
 */
import {
  assertNever,
  fieldAt,
  isJsonObject,
  type JiraRequest,
  type Json,
  type RenderedRequest,
  renderRequest,
} from '@kraken/shared';
import { isLostRead, type Sender, sendRead, sendWrite } from '../jira/send-patiently';
import type { JiraAnswer } from '../ports';
import { cutWords, failureWords } from './failure-words';
import { pollUntil } from './poll-until';

/** How the requests of a step ended. */
export interface SentRequests {
  outcome: 'succeeded' | 'failed' | 'unknown';
  /** Status of each request sent; 0: no answer. */
  statuses: number[];
  reason?: string | undefined;
  /** Values taken from answers, for later requests and reads. */
  captured: Record<string, string>;
  /** At least one write was accepted. */
  hasWritten: boolean;
  /** Body of the last accepted write. */
  writtenBody: Json;
}

/** What one answer means. `lost`: Jira may or may not have acted. */
type Verdict = 'accepted' | 'refused' | 'lost';

/** The least time worth starting a write with. */
const LEAST_TIME_MS = 1_000;
const LOST = 'Jira gave no answer that says whether it was done';

/** Sends the requests; the first that is not accepted ends the step. */
export async function sendRequests(
  sender: Sender,
  requests: readonly JiraRequest[],
): Promise<SentRequests> {
  const sent: SentRequests = {
    outcome: 'succeeded',
    statuses: [],
    captured: {},
    hasWritten: false,
    writtenBody: null,
  };
  for (const [done, request] of requests.entries()) {
    await sendOne(sender, request, sent);
    if (sent.outcome !== 'succeeded') {
      explain(sent, request, { done, total: requests.length });
      return sent;
    }
  }
  return sent;
}

async function sendOne(sender: Sender, request: JiraRequest, sent: SentRequests): Promise<void> {
  const rendered = renderRequest(request, sent.captured);
  if (!rendered.ok) {
    const { reason, parameter } = rendered.error;
    return end(sent, 'failed', `The request was not sent: ${reason} ${parameter}`);
  }
  if (sender.deadlineMs - sender.clock.nowMs() < LEAST_TIME_MS) {
    return end(sent, 'failed', 'The request was not sent: there was no time left');
  }
  const isWrite = request.method !== 'GET';
  const answer = isWrite
    ? await sendWrite(sender, rendered.value)
    : await readOrPoll(sender, request, rendered.value);
  sent.statuses.push(answer.status);
  const verdict = isWrite ? judgeWrite(answer) : judgeRead(answer, request);
  switch (verdict) {
    case 'accepted':
      if (isWrite) {
        sent.hasWritten = true;
        sent.writtenBody = answer.body;
      }
      return keepValues(sent, request, answer);
    case 'refused':
      if (request.tolerate?.includes(answer.status)) return;
      return end(sent, 'failed', failureWords(answer));
    case 'lost':
      // A read that follows a write tells how the write ended, so without it nobody knows.
      if (isWrite || sent.hasWritten) return end(sent, 'unknown', LOST);
      return end(sent, 'failed', 'Jira could not be read; nothing was changed');
    default:
      return assertNever(verdict);
  }
}

function end(sent: SentRequests, outcome: 'failed' | 'unknown', reason: string): void {
  sent.outcome = outcome;
  sent.reason = reason;
}

/** Says what was done before a write was refused: to people the step is one thing. */
function explain(
  sent: SentRequests,
  request: JiraRequest,
  count: { done: number; total: number },
): void {
  const isPart = sent.outcome === 'failed' && sent.hasWritten && request.method !== 'GET';
  const part = isPart ? `Only ${count.done} of ${count.total} requests were done. ` : '';
  sent.reason = cutWords(`${part}${sent.reason ?? ''}`);
}

/** 303 is how Jira accepts a write that becomes a long task. */
function isAcceptance(status: number): boolean {
  return (status >= 200 && status < 300) || status === 303;
}

/** A 200 with a page in place of JSON, a 5xx, a redirect or a time-out leaves the outcome open. */
function judgeWrite(answer: JiraAnswer): Verdict {
  const { status } = answer;
  if (isAcceptance(status)) return answer.form === 'other' ? 'lost' : 'accepted';
  if (status >= 400 && status < 500 && status !== 408) return 'refused';
  return 'lost';
}

function judgeRead(answer: JiraAnswer, request: JiraRequest): Verdict {
  if (isLostRead(answer) || answer.status === 429) return 'lost';
  if (answer.status >= 300) return request.poll === undefined ? 'refused' : 'lost';
  if (request.poll === undefined) return 'accepted';
  const value = fieldAt(answer.body, request.poll.field);
  if (typeof value !== 'string') return 'lost';
  if (TASK_ENDED_BADLY.includes(value)) return 'refused';
  return request.poll.until.includes(value) ? 'accepted' : 'lost';
}

/** States of a long task that is over and has not done what was asked (Jira's TaskProgressBean). */
const TASK_ENDED_BADLY = ['FAILED', 'CANCELLED', 'DEAD'];

function readOrPoll(
  sender: Sender,
  request: JiraRequest,
  rendered: RenderedRequest,
): Promise<JiraAnswer> {
  if (request.poll === undefined) return sendRead(sender, rendered);
  return pollUntil(sender, rendered, {
    field: request.poll.field,
    until: [...request.poll.until, ...TASK_ENDED_BADLY],
  });
}

/** Keeps what later requests need. A value that is missing fails the request that needs it, not this one. */
function keepValues(sent: SentRequests, request: JiraRequest, answer: JiraAnswer): void {
  const body = withTaskId(answer);
  for (const [name, path] of Object.entries(request.capture ?? {})) {
    const value = fieldAt(body, path);
    if (typeof value === 'string') sent.captured[name] = value;
    if (typeof value === 'number') sent.captured[name] = String(value);
  }
}

/** A 303 names its task in `Location`; the body may be missing. */
function withTaskId(answer: JiraAnswer): Json {
  const taskId = /\/task\/([0-9A-Za-z-]+)$/.exec(answer.location ?? '')?.[1];
  if (answer.status !== 303 || taskId === undefined) return answer.body;
  return { id: taskId, taskId, ...(isJsonObject(answer.body) ? answer.body : {}) };
}
