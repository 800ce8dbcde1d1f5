/** Event in the queue -> snapshot -> the service. Written against ports; `consume-event.ts` binds Forge. */
import { type DeliveryBody, deliveryBodySchema } from '@kraken/shared';
import { logLine } from '../log';
import type { Invocation, OrderPorts } from '../ports';
import { findAppAccountId } from '../store/registration';
import { buildRouting, buildSnapshot } from '../tickets/build-snapshot';
import { readTicket } from '../tickets/read-ticket';
import { deliveryKey, type IssueEvent } from './issue-event';

/** `again`: Jira or the service could not take it now. `dropped`: the issue is gone, or cannot be described. */
type DeliveryOutcome = 'delivered' | 'again' | 'dropped';

/** Jira's reads may lag behind: an issue that is not there shortly after its event is looked for again. */
const SETTLED_MS = 600_000;
/** Answers that will not change by asking again: the service cannot read what we say. */
const FINAL = [400, 413, 415, 422];

/** Reads the issue and hands the delivery to the service. */
export async function deliverTicket(
  ports: OrderPorts,
  event: IssueEvent,
  invocation: Invocation,
): Promise<DeliveryOutcome> {
  const sender = { jira: ports.jira, clock: ports.clock, deadlineMs: invocation.deadlineMs };
  const reading = await readTicket(sender, event.issueId);
  if (reading.state === 'gone') {
    const isNew = ports.clock.nowMs() - event.atMs < SETTLED_MS;
    return isNew ? 'again' : drop(event, 'issue-gone');
  }
  if (reading.state !== 'read') return 'again';
  const krakenAccountId = await findAppAccountId(ports.kvs);
  const { ticket, readAtMs } = reading;
  const { type, atMs, actorAccountId } = event;
  const body: DeliveryBody = {
    deliveryKey: deliveryKey(event),
    event: { type, atMs, readAtMs, actorAccountId },
    routing: buildRouting(ticket, krakenAccountId),
    snapshot: buildSnapshot(ticket, krakenAccountId),
  };
  if (!deliveryBodySchema.safeParse(body).success) return drop(event, 'not-describable');
  const { status } = await ports.service.call('POST', '/forge/v1/deliveries', body);
  if (status === 202) return 'delivered';
  if (FINAL.includes(status)) return drop(event, `refused-${status}`);
  logLine('delivery.not-taken', { issueId: event.issueId, status });
  return 'again';
}

function drop(event: IssueEvent, why: string): DeliveryOutcome {
  logLine('delivery.dropped', { issueId: event.issueId, why });
  return 'dropped';
}
