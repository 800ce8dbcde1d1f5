/** Handler of the queue consumer: delivers the ticket, then looks for orders, because scheduled sweeps can lag. */
import { type AsyncEvent, InvocationError, InvocationErrorCode } from '@forge/events';
import { logLine } from '../log';
import { claimOrders } from '../orders/claim-orders';
import { bindPorts, currentInvocation } from '../runtime/bind-ports';
import { deliverTicket } from './deliver-ticket';
import { parseQueuedEvent } from './issue-event';

const RETRY_SECONDS = 60;
const CLAIM = 5;

/** A retry is asked for by returning the error: throwing it would not keep the delay. */
export async function consumeEvent(event: Pick<AsyncEvent, 'body'>): Promise<unknown> {
  const parsed = parseQueuedEvent(event.body);
  if (parsed === undefined) return logLine('event.unreadable');
  const ports = bindPorts();
  const invocation = currentInvocation();
  const outcome = await deliverTicket(ports, parsed, invocation);
  if (outcome === 'again') {
    return new InvocationError({
      retryAfter: RETRY_SECONDS,
      retryReason: InvocationErrorCode.FUNCTION_RETRY_REQUEST,
    });
  }
  if (outcome === 'delivered') await claimOrders(ports, invocation, CLAIM);
  return undefined;
}
