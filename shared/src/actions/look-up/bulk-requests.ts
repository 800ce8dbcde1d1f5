/** A bulk change and the long task that carries it out, asked until it is over. */
import type { Json } from '../../json.ts';
import type { JiraRequest } from '../../requests/jira-request.ts';
import { type OperationId, requestOf } from '../operations.ts';

/** The request that starts the task, and the one that follows it to its end. */
export function bulkRequests(operationId: OperationId, body: Json): JiraRequest[] {
  return [
    requestOf(operationId, { body, capture: { taskId: 'taskId' } }),
    requestOf('getBulkOperationProgress', {
      path: { taskId: { captured: 'taskId' } },
      poll: { field: 'status', until: ['COMPLETE', 'FAILED', 'CANCELLED', 'DEAD'] },
    }),
  ];
}
