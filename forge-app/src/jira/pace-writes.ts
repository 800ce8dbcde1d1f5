/**
 * Keeps under Jira's limit of writes to one issue: 20 in 2 seconds and 100 in 30 seconds (JIRA.md, section 6). An issue
 * has two names, id and key, so all issue writes of one invocation are counted together; that can only be slower. A
 * write that is too early is not sent: it is answered as Jira would, with a 429 and the exact time to wait.
 */
import type { ClockPort, JiraAnswer, JiraPort } from '../ports';

const LIMITS = [
  { writes: 20, withinMs: 2_000 },
  { writes: 100, withinMs: 30_000 },
] as const;
const ISSUE_PATH = /^\/rest\/(?:api\/[23]|agile\/1\.0)\/issue\/[^/?]+/;

/** The same Jira, paced. For one invocation: what others send is not known here, a 429 of Jira then tells. */
export function paceWrites(jira: JiraPort, clock: ClockPort): JiraPort {
  const sentAtMs: number[] = [];
  return {
    async send(request, timeoutMs) {
      if (request.method === 'GET' || !ISSUE_PATH.test(request.path)) {
        return jira.send(request, timeoutMs);
      }
      const waitMs = waitFor(sentAtMs, clock.nowMs());
      if (waitMs > 0) return notYet(waitMs);
      sentAtMs.push(clock.nowMs());
      return jira.send(request, timeoutMs);
    },
  };
}

/** How long until one more write stays under every limit. */
function waitFor(sentAtMs: readonly number[], nowMs: number): number {
  const waits = LIMITS.map(({ writes, withinMs }) => {
    const oldest = sentAtMs.at(-writes);
    return oldest === undefined ? 0 : oldest + withinMs - nowMs;
  });
  return Math.max(0, ...waits);
}

function notYet(waitMs: number): JiraAnswer {
  return {
    status: 429,
    body: null,
    form: 'empty',
    retryAfterSeconds: waitMs / 1000,
    limitReason: 'kraken-own-pace',
    location: undefined,
  };
}
