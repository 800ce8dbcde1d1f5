/** How much of a change Jira accepted. Pure. */
import type { ActionRow } from '../ports.ts';

/** How Jira accepts a write that becomes a long task. */
const TASK_BEGUN = 303;

type Sent = Pick<ActionRow, 'planned' | 'result'>;

/**
 * By the answers to the requests that change something, in their order; status 0 is no answer. Reads of a long task say
 * how it went on, not whether it was accepted. A refusal the request tolerates counts as accepted.
 */
export function partAccepted({ planned, result }: Sent): 'none' | 'part' | 'all' {
  const statuses = result?.statuses ?? [];
  const accepted = planned.requests.map(({ method, tolerate = [] }, at): boolean | undefined => {
    const status = statuses[at] ?? 0;
    if (method === 'GET') return undefined;
    return (status >= 200 && status < 300) || status === TASK_BEGUN || tolerate.includes(status);
  });
  if (!accepted.includes(true)) return 'none';
  return accepted.includes(false) ? 'part' : 'all';
}
