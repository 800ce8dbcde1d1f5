/**
 * Runs an `execute` order step by step. Guarantees: an intent is written before anything of a step is sent; a step whose
 * predecessor did not succeed is skipped; a step seen again is reported again, never repeated; a pause stops the next step.
 * Leaves out reporting.
 */
import type { OrderStep, StepResult } from '@kraken/shared';
import { logLine } from '../log';
import type { OrderPorts } from '../ports';
import { executeStep } from './execute-step';
import { beginStep, findStep, finishStep, LONGEST_RUN_MS, type Records } from './record-step';
import type { VerifiedOrder } from './verify-order';

/** A step is not begun with less time than this. */
const LEAST_STEP_MS = 8_000;
const EXPIRED = 'Not started: the order had expired';

/** `steps` undefined: somebody else is running it, or the time is up; ask again later, report nothing. */
interface ExecutedOrder {
  steps: StepResult[] | undefined;
}

/** Runs what of the order has not been run, and collects the results of what has. */
export async function executeOrder(
  ports: OrderPorts,
  verified: VerifiedOrder,
  deadlineMs: number,
): Promise<ExecutedOrder> {
  const { order } = verified;
  const records: Records = { kvs: ports.kvs, clock: ports.clock, orderId: order.orderId };
  const results = new Map<number, StepResult>();
  for (const step of order.steps) {
    const result = verified.hasExpired
      ? await recallStep(records, step)
      : await takeStep({ ports, records, deadlineMs, results }, step);
    if (result === undefined) return { steps: undefined };
    results.set(step.index, result);
  }
  return { steps: [...results.values()] };
}

interface Run {
  ports: OrderPorts;
  records: Records;
  deadlineMs: number;
  results: ReadonlyMap<number, StepResult>;
}

/** Undefined: not now. */
async function takeStep(run: Run, step: OrderStep): Promise<StepResult | undefined> {
  const { records, ports } = run;
  const sender = { jira: ports.jira, clock: ports.clock, deadlineMs: run.deadlineMs };
  const known = await findStep(records, step.index);
  if (known === undefined && run.deadlineMs - ports.clock.nowMs() < LEAST_STEP_MS) return undefined;
  const hindrance = known === undefined ? await findHindrance(run, step) : undefined;
  // Also a step that is not run is begun, so that nobody runs it beside us.
  const record = known ?? (await beginStep(records, step.index));
  switch (record.state) {
    case 'begun':
      return settleStep(records, hindrance ?? (await executeStep(sender, step)));
    case 'finished':
      return record.result;
    case 'running':
      return undefined;
    default:
      return settleStep(records, interrupted(step.index));
  }
}

async function settleStep(records: Records, result: StepResult): Promise<StepResult> {
  try {
    await finishStep(records, result);
  } catch {
    // The report still carries it; a repeated order then finds the intent alone and says `unknown`.
    logLine('order.result-not-kept', { orderId: records.orderId, index: result.index });
  }
  return result;
}

/** Why a step may not start, as its result. */
async function findHindrance(run: Run, step: OrderStep): Promise<StepResult | undefined> {
  const missing = step.dependsOn.find((index) => run.results.get(index)?.outcome !== 'succeeded');
  if (missing !== undefined) {
    return skipped(step.index, 'Not started: a change it depends on was not made');
  }
  if (run.results.size > 0 && (await isPaused(run.ports))) {
    return skipped(step.index, 'Not started: Kraken was paused');
  }
  return undefined;
}

/** Asked between steps only: the service hands out no order while paused. No answer does not stop a granted order. */
async function isPaused(ports: OrderPorts): Promise<boolean> {
  const { status, body } = await ports.service.call('GET', '/forge/v1/settings');
  if (status !== 200 || typeof body !== 'object' || body === null || Array.isArray(body)) {
    return false;
  }
  return body['paused'] !== undefined && body['paused'] !== null;
}

/** What is known of a step of an expired order, which may not start any more; taking it keeps others from starting it. */
async function recallStep(records: Records, step: OrderStep): Promise<StepResult | undefined> {
  const record = await beginStep(records, step.index);
  switch (record.state) {
    case 'begun':
      return settleStep(records, skipped(step.index, EXPIRED));
    case 'finished':
      return record.result;
    case 'running':
      return undefined;
    default:
      return settleStep(records, interrupted(step.index));
  }
}

/** True when the order had expired before anything of it was begun. */
export function hasNothingBegun(steps: readonly StepResult[]): boolean {
  return steps.every(({ outcome, reason }) => outcome === 'skipped' && reason === EXPIRED);
}

function skipped(index: number, reason: string): StepResult {
  return { index, outcome: 'skipped', statuses: [], reason, checks: [] };
}

function interrupted(index: number): StepResult {
  const minutes = LONGEST_RUN_MS / 60_000;
  const reason = `Kraken was interrupted while doing this more than ${minutes} minutes ago`;
  return { index, outcome: 'unknown', statuses: [], reason, checks: [] };
}
