/** Jira event -> queue. Must end within 25 seconds and may come twice or late; the reading is done by the consumer. */
import { Queue } from '@forge/events';
import { logLine } from '../log';
import { DELIVERY_QUEUE, type IssueEvent, parseJiraEvent } from './issue-event';

/** Handler of the issue trigger: puts the event's ids into the queue. */
export async function onIssueEvent(event: unknown): Promise<void> {
  const parsed = parseJiraEvent(event, Date.now());
  if (parsed === undefined) return logLine('event.ignored');
  await new Queue<IssueEvent>({ key: DELIVERY_QUEUE }).push({ body: parsed });
}
