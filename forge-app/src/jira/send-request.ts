/**
 * The only way of the app to Jira, and the only file that hands a ready-made path to the SDK: every path comes from
 * `renderRequest`, which checks and escapes each parameter. Redirects are not followed, so that a write is sent once.
 */
import {
  asApp,
  assumeTrustedRoute,
  asUser,
  NeedsAuthenticationError,
  type RequestProductMethods,
} from '@forge/api';
import type { Json, RenderedRequest } from '@kraken/shared';
import { errorKind, logLine } from '../log';
import type { JiraAnswer, JiraPort } from '../ports';

const NO_ANSWER: JiraAnswer = {
  status: 0,
  body: null,
  form: 'empty',
  retryAfterSeconds: undefined,
  location: undefined,
};

/** Jira as the app's own user: reading the ticket, running work orders. */
export function jiraAsApp(): JiraPort {
  return { send: (request, timeoutMs) => sendVia(() => asApp(), request, timeoutMs) };
}

/** Jira as the person in front of the screen: what they may see and decide. Throws when they have not consented. */
export function jiraAsUser(): JiraPort {
  return { send: (request, timeoutMs) => sendVia(() => asUser(), request, timeoutMs) };
}

async function sendVia(
  caller: () => Pick<RequestProductMethods, 'requestJira'>,
  request: RenderedRequest,
  timeoutMs: number,
): Promise<JiraAnswer> {
  const headers: Record<string, string> = { accept: 'application/json', ...request.headers };
  if (request.body !== undefined) headers['content-type'] = 'application/json';
  try {
    const response = await caller().requestJira(assumeTrustedRoute(request.path), {
      method: request.method,
      headers,
      redirect: 'manual',
      signal: AbortSignal.timeout(Math.max(1, timeoutMs)),
      ...(request.body === undefined ? {} : { body: request.body }),
    });
    const text = await response.text();
    return {
      status: response.status,
      ...parseBody(text),
      retryAfterSeconds: waitAsked(response),
      limitReason: response.headers.get('ratelimit-reason') ?? undefined,
      location: response.headers.get('location') ?? undefined,
    };
  } catch (error) {
    // The platform answers this one by asking the person for consent.
    if (error instanceof NeedsAuthenticationError) throw error;
    logLine('jira.no-answer', { method: request.method, kind: errorKind(error) });
    return NO_ANSWER;
  }
}

function parseBody(text: string): Pick<JiraAnswer, 'body' | 'form'> {
  if (text.trim() === '') return { body: null, form: 'empty' };
  try {
    return { body: JSON.parse(text) as Json, form: 'json' };
  } catch {
    return { body: null, form: 'other' };
  }
}

/** What Jira asks to wait; a 429 without `Retry-After` may still say when its window is over. */
function waitAsked({
  status,
  headers,
}: {
  status: number;
  headers: { get(name: string): string | null };
}): number | undefined {
  const asked = parseRetryAfter(headers.get('retry-after'));
  return asked ?? (status === 429 ? parseRetryAfter(headers.get('x-ratelimit-reset')) : undefined);
}

/** Seconds or a date (RFC 9110; Jira's reset time is RFC 3339). */
function parseRetryAfter(value: string | null): number | undefined {
  if (value === null || value.trim() === '') return undefined;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return Math.max(0, seconds);
  const untilMs = Date.parse(value) - Date.now();
  return Number.isFinite(untilMs) ? Math.max(0, untilMs / 1000) : undefined;
}
