/** Effects that a long task of Jira brings about: only once it is over does it mean anything that nothing has changed. */
import type { JiraRead } from '../../requests/jira-request.ts';
import type { EffectCheck } from '../action.ts';
import { readOf } from '../operations.ts';
import { textAt } from './read-answer.ts';

/** Name under which the request that starts the task captures its id. */
const TASK_ID = 'taskId';

/** States in which Jira does nothing more without having come to the end (its TaskProgressBean). */
const ENDED_BADLY = ['FAILED', 'CANCELLED', 'DEAD'];

type Seen = ReturnType<EffectCheck['judge']>;

/** What it means that nothing of the effect is there though the task is over. */
interface Over {
  complete: Seen;
  endedBadly: Seen;
}

/** The effect and the task, looked at together. */
function beside({ reads, judge }: EffectCheck, task: JiraRead, over: Over): EffectCheck {
  return {
    reads: [...reads, task],
    judge(answers) {
      const seen = judge(answers.slice(0, reads.length));
      if (seen !== 'not-done') return seen;
      const answer = answers[reads.length];
      const status = answer?.status === 200 ? textAt(answer.body, 'status') : undefined;
      if (status === 'COMPLETE') return over.complete;
      return ENDED_BADLY.includes(status ?? '') ? over.endedBadly : 'pending';
    },
  };
}

const READ_TASK = { path: { taskId: { captured: TASK_ID } }, pick: ['status'] };

/**
 * Looks at the task beside its effect. Where the effect is not there it is `not-done` if the task came to its end,
 * `differs` if it ended badly, as a part may be done, and `pending` while it works, or when nobody knows which task it is.
 */
export function taskCheck(check: EffectCheck): EffectCheck {
  return beside(check, readOf('getTask', READ_TASK), {
    complete: 'not-done',
    endedBadly: 'differs',
  });
}

/** The same for a task that changes issues before the effect is asked for: once it is over, a part is done. */
export function firstTaskCheck(check: EffectCheck): EffectCheck {
  return beside(check, readOf('getTask', READ_TASK), {
    complete: 'differs',
    endedBadly: 'differs',
  });
}

/** The same for a change to many issues. Each of them is looked at, so that none is changed is certain once it is over. */
export function bulkCheck(check: EffectCheck): EffectCheck {
  return beside(check, readOf('getBulkOperationProgress', READ_TASK), {
    complete: 'not-done',
    endedBadly: 'not-done',
  });
}
