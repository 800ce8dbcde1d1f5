/**
 * Tells the service what became of an order. A report that does not arrive is kept and sent again by the sweep;
 * the service takes results idempotently. Answers to reads are not kept: their order is simply run again.
 */
import type { Json, OrderReport } from '@kraken/shared';
import { logLine } from '../log';
import type { OrderPorts } from '../ports';

const KEPT_DAYS = 30;
const PREFIX = 'report:';
const BATCH = 20;
/** The storage takes 240 KiB; a larger report is made again from the stored steps when its order returns. */
const LARGEST_KEPT = 200_000;

/** Sends the report; true when the service has it. */
export async function reportOrder(ports: OrderPorts, report: OrderReport): Promise<boolean> {
  const status = await send(ports, report);
  if (isTaken(status)) return true;
  logLine('order.report-not-taken', { orderId: report.orderId, status });
  if (report.reads.length === 0) await keep(ports, report);
  return false;
}

/** Sends kept reports again. */
export async function reportKept(ports: OrderPorts): Promise<void> {
  for (const { key, value } of await ports.kvs.list(PREFIX, BATCH)) {
    const status = await send(ports, value as unknown as OrderReport);
    if (isTaken(status)) await ports.kvs.remove(key);
  }
}

async function send(ports: OrderPorts, report: OrderReport): Promise<number> {
  const path = `/forge/v1/work-orders/${encodeURIComponent(report.orderId)}/results`;
  return (await ports.service.call('POST', path, report)).status;
}

/** 404, 409, 410 and 422 are final: the service does not want this report, however often it comes. */
function isTaken(status: number): boolean {
  return (status >= 200 && status < 300) || [404, 409, 410, 422].includes(status);
}

async function keep(ports: OrderPorts, report: OrderReport): Promise<void> {
  const text = JSON.stringify(report);
  if (text.length > LARGEST_KEPT) return;
  await ports.kvs.set(`${PREFIX}${report.orderId}`, JSON.parse(text) as Json, KEPT_DAYS);
}
