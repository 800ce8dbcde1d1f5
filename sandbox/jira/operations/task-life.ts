/** How long tasks begin, and when they are over. */
import type { LongTask } from '../world/issue-types.ts';
import { nextNumber } from '../world/make-ids.ts';
import type { Call } from './operation.ts';

/** Whether a task is over, well or not. */
export const isOver = ({ status }: LongTask): boolean =>
  status === 'COMPLETE' || status === 'FAILED';

/** A new task that waits to run. */
export function newTask(call: Call, kind: LongTask['kind'], submittedBy: string): LongTask {
  const task: LongTask = {
    id: String(nextNumber(call.world, 'task')),
    kind,
    submittedBy,
    created: call.site.now,
    started: undefined,
    updated: call.site.now,
    status: 'ENQUEUED',
    waiting: [],
    processed: [],
    failed: {},
    invalidCount: 0,
    totalCount: 0,
  };
  call.world.tasks[task.id] = task;
  return task;
}
