/** Runs a `resolve` order: reads only, picked fields only. Nothing is kept, so it may be run again. */
import type { JiraReadResult } from '@kraken/shared';
import { readAll } from '../jira/read-jira';
import type { OrderPorts } from '../ports';
import type { VerifiedOrder } from './verify-order';

/** Answers in the order of the reads; status 0 where Jira gave none within the time. */
export function resolveOrder(
  ports: OrderPorts,
  verified: VerifiedOrder,
  deadlineMs: number,
): Promise<JiraReadResult[]> {
  const { jira, clock } = ports;
  return readAll({ jira, clock, deadlineMs }, verified.order.reads);
}
