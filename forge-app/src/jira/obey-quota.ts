/**
 * A spent quota is a wall for the whole site: after a 429 that names one, nothing more is sent to Jira until the time it
 * names, by this invocation or by later ones. Other 429s concern one request and are waited out where they happen.
 */
import { isJsonObject } from '@kraken/shared';
import { errorKind, logLine } from '../log';
import type { ClockPort, JiraAnswer, JiraPort, KvsPort } from '../ports';

const KEY = 'jira-quiet';
const KEPT_DAYS = 1;
/** Quotas are reset at the top of the hour; a time that is further away is not believed. */
const LONGEST_MS = 3_600_000;

/** The same Jira, silent while a quota is spent. */
export function obeyQuota(jira: JiraPort, kvs: KvsPort, clock: ClockPort): JiraPort {
  let quietUntilMs = 0;
  return {
    async send(request, timeoutMs) {
      const nowMs = clock.nowMs();
      if (nowMs < quietUntilMs) return stillQuiet(quietUntilMs - nowMs);
      const answer = await jira.send(request, timeoutMs);
      const waitMs = quotaWait(answer);
      if (waitMs > 0) {
        quietUntilMs = clock.nowMs() + waitMs;
        await keep(kvs, quietUntilMs);
      }
      return answer;
    },
  };
}

/** True while an invocation has learnt that the quota of the site is spent. */
export async function isQuotaSpent(kvs: KvsPort, clock: ClockPort): Promise<boolean> {
  const kept = (await kvs.get(KEY)) ?? null;
  const untilMs = isJsonObject(kept) ? kept['untilMs'] : undefined;
  return typeof untilMs === 'number' && clock.nowMs() < untilMs;
}

function quotaWait({ status, limitReason, retryAfterSeconds }: JiraAnswer): number {
  if (status !== 429 || retryAfterSeconds === undefined) return 0;
  if (!limitReason?.startsWith('jira-quota-')) return 0;
  return Math.min(LONGEST_MS, retryAfterSeconds * 1000);
}

async function keep(kvs: KvsPort, untilMs: number): Promise<void> {
  try {
    await kvs.set(KEY, { untilMs }, KEPT_DAYS);
  } catch (error) {
    logLine('jira.quota-not-kept', { kind: errorKind(error) });
  }
}

function stillQuiet(waitMs: number): JiraAnswer {
  return {
    status: 429,
    body: null,
    form: 'empty',
    retryAfterSeconds: waitMs / 1000,
    limitReason: 'kraken-quota-spent',
    location: undefined,
  };
}
