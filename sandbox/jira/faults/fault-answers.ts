/**
 * The answers of faults that need no look at the world: 429 with each reason, gateway errors, a login page.
 */
import type { Answer } from '../http/jira-answer.ts';
import type { FaultKind } from './fault-types.ts';

const REASONS: Partial<Record<FaultKind, string>> = {
  '429-quota-global': 'jira-quota-global-based',
  '429-quota-tenant': 'jira-quota-tenant-based',
  '429-burst': 'jira-burst-based',
  '429-per-issue': 'jira-per-issue-on-write',
  '429-unknown-reason': 'jira-cost-based',
};
const REASON_KINDS: FaultKind[] = [
  '429-quota-global',
  '429-quota-tenant',
  '429-burst',
  '429-per-issue',
  '429-unknown-reason',
  '429-no-retry-after',
];

/** The answer of a fault without effect, or undefined when the fault is of another sort. */
export function faultAnswer(kind: FaultKind, seq: number, now: number): Answer | undefined {
  if (kind === '429') return tooMany(REASON_KINDS[seq % REASON_KINDS.length] ?? '429-burst', now);
  if (kind.startsWith('429-')) return tooMany(kind, now);
  if (kind.endsWith('-before') && kind !== 'cut-before')
    return gatewayError(Number(kind.slice(0, 3)));
  return undefined;
}

function tooMany(kind: FaultKind, now: number): Answer {
  const reason = REASONS[kind];
  if (reason === undefined) return { status: 429, body: { message: 'Rate limit exceeded' } };
  const quota = reason.includes('quota');
  const waitMs = quota ? 3_600_000 - (now % 3_600_000) : 2_000;
  return limitAnswer(reason, waitMs, quota ? 65_000 : 100, now);
}

/** 429 as Jira sends it, with the reason and the time to wait. */
export function limitAnswer(reason: string, waitMs: number, limit: number, now: number): Answer {
  const seconds = Math.max(1, Math.ceil(waitMs / 1000));
  return {
    status: 429,
    body: { errorMessages: ['Rate limit exceeded.'], errors: {} },
    headers: {
      'retry-after': String(seconds),
      'x-ratelimit-limit': String(limit),
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': new Date(now + waitMs).toISOString().replace(/\.\d+Z$/, 'Z'),
      'ratelimit-reason': reason,
      ...(reason.includes('quota')
        ? {
            'ratelimit-policy': `"global-app-quota";q=${limit};w=3600`,
            ratelimit: `"global-app-quota";r=0;t=${seconds}`,
          }
        : {}),
    },
  };
}

/** An error of the proxies in front of Jira: no Jira body. */
export function gatewayError(status: number): Answer {
  const texts: Record<number, string> = {
    500: 'Internal server error',
    502: 'Bad Gateway',
    503: 'Service Unavailable',
    504: 'Gateway Timeout',
  };
  const text = texts[status] ?? 'Error';
  if (status === 500) return { status, body: { errorMessages: [text], errors: {} } };
  return htmlAnswer(status, `<html><head><title>${status} ${text}</title></head></html>`);
}

/** A page where JSON is expected, as a login or maintenance page comes. */
export function htmlAnswer(status: number, html: string): Answer {
  return { status, body: html, headers: { 'content-type': 'text/html;charset=UTF-8' } };
}
