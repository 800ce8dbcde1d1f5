/** Effects that a long task of Jira brings about: only once it is over does it mean anything that nothing has changed. */
import type { JiraReadResult } from '../../requests/jira-request.ts';
import type { EffectCheck } from '../action.ts';
import { readOf } from '../operations.ts';
import { textAt } from './read-answer.ts';

/** Name under which the request that starts the task captures its id. */
export const TASK_ID = 'taskId';

/** States in which Jira does nothing more (its TaskProgressBean). */
const OVER = ['COMPLETE', 'FAILED', 'CANCELLED', 'DEAD'];

const isOver = (answer: JiraReadResult | undefined): boolean =>
  answer?.status === 200 && OVER.includes(textAt(answer.body, 'status') ?? '');

/**
 * Looks at the task beside its effect. Where the effect is not there it is `not-done` if the task is over, and `unknown`
 * while it works, or when nobody knows which task it is.
 */
export function taskCheck({ reads, judge }: EffectCheck): EffectCheck {
  const task = readOf('getTask', { path: { taskId: { captured: TASK_ID } }, pick: ['status'] });
  return {
    reads: [...reads, task],
    judge(answers) {
      const seen = judge(answers.slice(0, reads.length));
      return seen === 'not-done' && !isOver(answers[reads.length]) ? 'unknown' : seen;
    },
  };
}
