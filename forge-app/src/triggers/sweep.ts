/**
 * Handler of the five-minute timer, the safety net: repairs the registration, sends kept reports, runs waiting orders.
 * May come twice or after hours of silence. What fails in one part does not keep the others from running.
 */
import { errorKind, logLine } from '../log';
import { claimOrders } from '../orders/claim-orders';
import { reportKept } from '../orders/report-order';
import type { Invocation, OrderPorts } from '../ports';
import { bindPorts, currentInvocation } from '../runtime/bind-ports';
import { readSite } from '../runtime/read-site';
import { isRegistrationDue, register, type Site } from './register';

const CLAIM = 10;
const MAX_ROUNDS = 5;

/** The answer the platform expects of a scheduled function. */
export async function sweep(): Promise<{ statusCode: number }> {
  await sweepOnce(bindPorts(), currentInvocation(), readSite);
  return { statusCode: 204 };
}

/** One sweep, against ports. */
export async function sweepOnce(
  ports: OrderPorts,
  invocation: Invocation,
  readSiteNow: () => Promise<Site>,
): Promise<void> {
  const repair = async (): Promise<void> => {
    await register(ports, invocation, await readSiteNow(), 'registered');
  };
  await attempt('registration', async () => {
    if (await isRegistrationDue(ports, await readSiteNow())) await repair();
  });
  await attempt('kept reports', () => reportKept(ports));
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const { serviceStatus, orders } = await claimOrders(ports, invocation, CLAIM);
    // The service answers 404 when it does not know this installation any more.
    if (serviceStatus === 404 && round === 0) await attempt('registration', repair);
    else if (orders < CLAIM) return;
  }
}

async function attempt(part: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    logLine('sweep.part-failed', { part, kind: errorKind(error) });
  }
}
