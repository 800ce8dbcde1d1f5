/**
 * Repeats an invocation as Forge does: on a returned `InvocationError`, and for queue items also after a timeout or a lost
 * process. It guarantees the documented limits (4 retries for triggers, 24 hours for queue items); thrown errors are final.
 */
import type { Outcome } from './invoke-function.ts';
import type { Platform } from './platform.ts';

const RETRY_AFTER_MOST_S = 900;
const DAY_S = 24 * 3600;
const TRIGGER_RETRIES = 4;

/** What a repeated invocation is told about its forerunner. */
export interface RetryContext {
  readonly retryCount: number;
  readonly retryReason: string;
  readonly retryData?: unknown;
}

interface AskedRetry {
  readonly afterS: number;
  readonly reason: string;
  readonly data: unknown;
}

/** What an outcome asks for, or undefined when it is final. */
function readRetry(outcome: Outcome, retriesLosses: boolean): AskedRetry | undefined {
  if (outcome.kind === 'returned') return readInvocationError(outcome.value);
  if (outcome.kind === 'threw' || !retriesLosses) return undefined;
  const reason =
    outcome.kind === 'timed-out' ? 'FUNCTION_TIME_OUT' : 'FUNCTION_PLATFORM_UNKNOWN_ERROR';
  return { afterS: 1, reason, data: undefined };
}

function readInvocationError(value: unknown): AskedRetry | undefined {
  const asked = value as
    | { _retry?: boolean; retryOptions?: Record<string, unknown> }
    | null
    | undefined;
  if (typeof asked !== 'object' || asked?._retry !== true) return undefined;
  const options = asked.retryOptions ?? {};
  const afterS = Math.min(Math.max(Number(options['retryAfter'] ?? 1), 1), RETRY_AFTER_MOST_S);
  const reason = String(options['retryReason'] ?? 'FUNCTION_RETRY_REQUEST');
  return { afterS, reason, data: options['retryData'] };
}

/**
 * Runs `attempt` until its outcome is final or the platform gives up; answers the last outcome.
 * `kind` 'trigger': 4 retries on request only. 'queue': also after losses, for 24 hours of nominal waiting.
 */
export async function invokeWithRetries(
  platform: Platform,
  kind: 'trigger' | 'queue',
  attempt: (retryContext: RetryContext | undefined) => Promise<Outcome>,
): Promise<Outcome> {
  let context: RetryContext | undefined;
  let waitedS = 0;
  for (let count = 0; ; count += 1) {
    const outcome = await attempt(context);
    const asked = readRetry(outcome, kind === 'queue');
    const spent = kind === 'trigger' ? count >= TRIGGER_RETRIES : waitedS >= DAY_S;
    if (!asked || spent || platform.state.closed || !platform.state.installed) return outcome;
    const backoffS =
      kind === 'queue' ? Math.min(2 ** Math.max(count - 3, 0), RETRY_AFTER_MOST_S) : 0;
    const delayS = Math.max(asked.afterS, backoffS);
    waitedS += delayS;
    await platform.wait(delayS * 1000);
    const data = asked.data === undefined ? {} : { retryData: asked.data };
    context = { retryCount: count + 1, retryReason: asked.reason, ...data };
  }
}
