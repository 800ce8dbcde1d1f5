/** Follows a long task of Jira until it has ended or the time of this run is up. Reads only; a later run goes on. */
import { fieldAt, type RenderedRequest } from '@kraken/shared';
import { isLostRead, type Sender, sendRead } from '../jira/send-patiently';
import type { JiraAnswer } from '../ports';

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 5_000;

/** Last answer seen: the field has one of the values, or the task could not be followed, or the time was up. */
export async function pollUntil(
  sender: Sender,
  request: RenderedRequest,
  poll: { field: string; until: readonly string[] },
): Promise<JiraAnswer> {
  for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)) {
    const answer = await sendRead(sender, request);
    if (isLostRead(answer) || answer.status >= 300) return answer;
    const value = fieldAt(answer.body, poll.field);
    if (typeof value === 'string' && poll.until.includes(value)) return answer;
    if (sender.clock.nowMs() + waitMs >= sender.deadlineMs) return answer;
    await sender.clock.sleep(waitMs);
  }
}
