/** What one answer of Jira means for a step. Where nobody can know, it says so. */
import { fieldAt, type JiraRequest } from '@kraken/shared';
import { isLostRead } from '../jira/send-patiently';
import type { JiraAnswer } from '../ports';

/** `lost`: Jira may or may not have acted. `too-many`: it has not acted. `going-on`: a long task still works. */
export type Verdict = 'accepted' | 'refused' | 'lost' | 'too-many' | 'going-on';

/** States of a long task that is over and has not done what was asked (Jira's TaskProgressBean). */
export const TASK_ENDED_BADLY = ['FAILED', 'CANCELLED', 'DEAD'];

/** A 200 with a page in place of JSON, a 5xx, a redirect or a time-out leaves the outcome of a write open. */
export function judgeWrite(answer: JiraAnswer): Verdict {
  const { status } = answer;
  if (isAcceptance(status)) return answer.form === 'other' ? 'lost' : 'accepted';
  if (status === 429) return 'too-many';
  if (status >= 400 && status < 500 && status !== 408) return 'refused';
  return 'lost';
}

/** 303 is how Jira accepts a write that becomes a long task. */
function isAcceptance(status: number): boolean {
  return (status >= 200 && status < 300) || status === 303;
}

/** A read tells its fields; a poll tells whether the task has ended. No answer about a task is no end of it. */
export function judgeRead(answer: JiraAnswer, { poll }: JiraRequest): Verdict {
  if (answer.status === 429) return 'too-many';
  if (isLostRead(answer)) return poll === undefined ? 'lost' : 'going-on';
  if (answer.status >= 300) return poll === undefined ? 'refused' : 'lost';
  if (poll === undefined) return 'accepted';
  const value = fieldAt(answer.body, poll.field);
  if (typeof value !== 'string') return 'lost';
  if (TASK_ENDED_BADLY.includes(value)) return 'refused';
  return poll.until.includes(value) ? 'accepted' : 'going-on';
}
