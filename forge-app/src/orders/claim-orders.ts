/** Fetches the orders that wait for this installation, runs them and reports: the safety net behind all other ways. */
import { isJsonObject, type Json } from '@kraken/shared';
import { errorKind, logLine } from '../log';
import type { Invocation, OrderPorts } from '../ports';
import { reportOrder } from './report-order';
import { runOrder } from './run-order';

/** What a claim came to; `serviceStatus` is the service's answer to the claim. */
interface ClaimOutcome {
  serviceStatus: number;
  orders: number;
}

/** Claims up to `max` orders and runs one after the other while there is time. */
export async function claimOrders(
  ports: OrderPorts,
  invocation: Invocation,
  max: number,
): Promise<ClaimOutcome> {
  const { status, body } = await ports.service.call('POST', '/forge/v1/work-orders/claim', { max });
  const orders = status === 200 ? ordersOf(body) : [];
  for (const order of orders) {
    if (ports.clock.nowMs() >= invocation.deadlineMs) break;
    await runAndReport(ports, order, invocation);
  }
  return { serviceStatus: status, orders: orders.length };
}

/** Runs one order and reports it. A failure of the app's own storage is logged; the order comes again. */
export async function runAndReport(
  ports: OrderPorts,
  order: unknown,
  invocation: Invocation,
): Promise<'ran' | 'refused' | 'not-now' | 'no-order'> {
  try {
    const outcome = await runOrder(ports, order, invocation);
    if (outcome.state !== 'ended') return outcome.state;
    await reportOrder(ports, outcome.report);
    return outcome.report.state;
  } catch (error) {
    logLine('order.not-run', { kind: errorKind(error) });
    return 'not-now';
  }
}

function ordersOf(body: Json): Json[] {
  const orders = isJsonObject(body) ? body['orders'] : undefined;
  return Array.isArray(orders) ? orders : [];
}
