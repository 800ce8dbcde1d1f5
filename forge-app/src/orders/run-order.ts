/**
 * One order from the wire to its report: verify, run what its kind allows, say what became of it. Every way in (panel,
 * web trigger, sweep) goes through here.
 */
import {
  assertNever,
  isJsonObject,
  type Json,
  type OrderReport,
  parseId,
  type StepResult,
} from '@kraken/shared';
import { isQuotaSpent } from '../jira/obey-quota';
import type { Invocation, OrderPorts } from '../ports';
import { findInstallationKey } from '../store/installation-key';
import { executeOrder, hasNothingBegun } from './execute-order';
import { resolveOrder } from './resolve-order';
import { type VerifiedOrder, verifyForRunning } from './verify-order';
import { writeComment } from './write-comment';

/** `not-now`: somebody else runs it or the time is up; it will come again. `no-order`: it does not even name itself. */
type RunOutcome = { state: 'ended'; report: OrderReport } | { state: 'not-now' | 'no-order' };

/** Runs an order and makes its report; the caller sends it. */
export async function runOrder(
  ports: OrderPorts,
  candidate: unknown,
  invocation: Invocation,
): Promise<RunOutcome> {
  const orderId = orderIdOf(candidate);
  if (orderId === undefined) return { state: 'no-order' };
  const key = await findInstallationKey(ports.secrets);
  const at = { installationId: invocation.installationId, nowMs: ports.clock.nowMs() };
  const verified = verifyForRunning(key, candidate, at);
  if (!verified.ok) return refused(orderId, verified.error);
  if (await isQuotaSpent(ports.kvs, ports.clock)) return { state: 'not-now' };
  return runVerified(ports, verified.value, invocation.deadlineMs);
}

async function runVerified(
  ports: OrderPorts,
  verified: VerifiedOrder,
  deadlineMs: number,
): Promise<RunOutcome> {
  const { order, hasExpired } = verified;
  const { orderId, kind } = order;
  switch (kind) {
    case 'resolve': {
      if (hasExpired) return refused(orderId, 'expired');
      const reads = await resolveOrder(ports, verified, deadlineMs);
      return { state: 'ended', report: { orderId, state: 'ran', reads, steps: [] } };
    }
    case 'execute': {
      const { steps } = await executeOrder(ports, verified, deadlineMs);
      if (steps === undefined) return { state: 'not-now' };
      if (hasExpired && hasNothingBegun(steps)) return refused(orderId, 'expired');
      return ran(orderId, steps);
    }
    case 'comment': {
      const outcome = await writeComment(ports, verified, deadlineMs);
      if (outcome === 'not-now') return { state: 'not-now' };
      return outcome === 'expired' ? refused(orderId, 'expired') : ran(orderId, [outcome]);
    }
    default:
      return assertNever(kind);
  }
}

function ran(orderId: string, steps: StepResult[]): RunOutcome {
  return { state: 'ended', report: { orderId, state: 'ran', reads: [], steps } };
}

function refused(orderId: string, refusal: string): RunOutcome {
  return { state: 'ended', report: { orderId, state: 'refused', refusal, reads: [], steps: [] } };
}

function orderIdOf(candidate: unknown): string | undefined {
  const id = isJsonObject(candidate as Json)
    ? (candidate as { orderId?: unknown }).orderId
    : undefined;
  return parseId('OrderId', id);
}
