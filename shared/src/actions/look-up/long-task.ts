/** Effects that a long task of Jira brings about: only once it is over does it mean anything that nothing has changed. */
import type { JiraReadResult } from '../../requests/jira-request.ts';
import type { EffectCheck } from '../action.ts';
import { readOf } from '../operations.ts';
import { textAt } from './read-answer.ts';

/** Name under which the request that starts the task captures its id. */
export const TASK_ID = 'taskId';

/** States in which Jira does nothing more without having come to the end (its TaskProgressBean). */
const ENDED_BADLY = ['FAILED', 'CANCELLED', 'DEAD'];

/** What it means that the effect is not there, by how the task stands. */
function withoutEffect(answer: JiraReadResult | undefined): ReturnType<EffectCheck['judge']> {
  const status = answer?.status === 200 ? textAt(answer.body, 'status') : undefined;
  if (status === 'COMPLETE') return 'not-done';
  return ENDED_BADLY.includes(status ?? '') ? 'differs' : 'unknown';
}

/**
 * Looks at the task beside its effect. Where the effect is not there it is `not-done` if the task came to its end,
 * `differs` if it ended badly, as a part may be done, and `unknown` while it works, or when nobody knows which task it is.
 */
export function taskCheck({ reads, judge }: EffectCheck): EffectCheck {
  const task = readOf('getTask', { path: { taskId: { captured: TASK_ID } }, pick: ['status'] });
  return {
    reads: [...reads, task],
    judge(answers) {
      const seen = judge(answers.slice(0, reads.length));
      return seen === 'not-done' ? withoutEffect(answers[reads.length]) : seen;
    },
  };
}
