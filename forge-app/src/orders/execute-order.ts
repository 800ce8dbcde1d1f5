/**
 * Runs an `execute` order step by step. Guarantees: an intent is written before anything of a step is sent; nothing is
 * begun while the site is paused, when nobody can say whether it is, or once the order has expired; a step whose
 * predecessor did not succeed is skipped; a step seen again is reported again or goes on where it was put aside, and is
 * never repeated; nothing is written first on facts that were read before it was put aside. Leaves out reporting.
 */
import type { OrderStep, StepResult, WorkOrder } from '@kraken/shared';
import type { Sender } from '../jira/send-patiently';
import { errorKind, logLine } from '../log';
import type { OrderPorts } from '../ports';
import { askPause } from './ask-pause';
import { reportedValues } from './captured-values';
import { comparePreconditions, executeStep, progressOf } from './execute-step';
import { type HeldStep, hasOnlyReadsLeft, holdStep, takeHeld } from './hold-step';
import {
  beginStep,
  findStep,
  finishStep,
  LONGEST_RUN_MS,
  type Records,
  renewIntent,
} from './record-step';
import type { VerifiedOrder } from './verify-order';

/** A step is not begun with less time than this. */
const LEAST_STEP_MS = 8_000;
/** A write that Jira is too busy for is put aside from this wait on: pause and expiry are asked again before it leaves. */
const LONGEST_SLEEP_MS = 5_000;
const EXPIRED = 'the order had expired';
const PAUSED = 'Kraken was paused';
const MISSING = 'a change it depends on was not made';

/** `steps` undefined: somebody else is running it, or it goes on later; ask again, report nothing. */
interface ExecutedOrder {
  steps: StepResult[] | undefined;
}

/** Runs what of the order has not been run, and collects the results of what has. */
export async function executeOrder(
  ports: OrderPorts,
  { order }: VerifiedOrder,
  deadlineMs: number,
): Promise<ExecutedOrder> {
  const records: Records = { kvs: ports.kvs, clock: ports.clock, orderId: order.orderId };
  const results = new Map<number, StepResult>();
  for (const step of order.steps) {
    const result = await takeStep({ ports, order, records, deadlineMs, results }, step);
    if (result === undefined) return { steps: undefined };
    results.set(step.index, result);
  }
  return { steps: [...results.values()] };
}

interface Run {
  ports: OrderPorts;
  order: WorkOrder;
  records: Records;
  deadlineMs: number;
  results: ReadonlyMap<number, StepResult>;
}

const hasExpired = ({ order, ports }: Run): boolean => order.expiresAtMs <= ports.clock.nowMs();
const hasTime = ({ deadlineMs, ports }: Run): boolean =>
  deadlineMs - ports.clock.nowMs() >= LEAST_STEP_MS;
const senderOf = ({ ports: { jira, clock }, deadlineMs }: Run): Sender => ({
  jira,
  clock,
  deadlineMs,
  longestSleepMs: LONGEST_SLEEP_MS,
});

/** Undefined: not now. */
async function takeStep(run: Run, step: OrderStep): Promise<StepResult | undefined> {
  const known = await findStep(run.records, step.index);
  switch (known?.state) {
    case undefined:
      return startStep(run, step);
    case 'finished':
      return known.result;
    case 'held':
      return goOn(run, step, known.held);
    case 'lost':
      return settleStep(run.records, interrupted(step.index, known.held));
    default:
      return undefined;
  }
}

/** A step nobody has begun. The pause is asked last, so that nothing but the intent lies between it and the request. */
async function startStep(run: Run, step: OrderStep): Promise<StepResult | undefined> {
  const { records, ports, results } = run;
  const { index } = step;
  const isMissing = step.dependsOn.some((at) => results.get(at)?.outcome !== 'succeeded');
  if (isMissing && !hasExpired(run)) return takeWithout(records, skipped(index, MISSING));
  if (hasExpired(run)) return takeWithout(records, skipped(index, EXPIRED));
  if (!hasTime(run)) return undefined;
  const hindrance = await comparePreconditions(senderOf(run), step);
  if (hindrance === 'later') return undefined;
  if (hindrance !== undefined) return takeWithout(records, hindrance);
  const site = await askPause(ports.service);
  if (site === 'unreadable') return undefined;
  // An order of which nothing has run keeps; one that has begun is told as far as it came.
  if (site === 'paused' && results.size === 0) return undefined;
  if (site === 'paused') return takeWithout(records, skipped(index, PAUSED));
  if (hasExpired(run)) return takeWithout(records, skipped(index, EXPIRED));
  const record = await beginStep(records, index);
  return record.state === 'begun' ? runStep(run, step) : takeStep(run, step);
}

/** Takes a step that is not run, so that nobody runs it beside us. */
async function takeWithout(records: Records, result: StepResult): Promise<StepResult | undefined> {
  const record = await beginStep(records, result.index);
  if (record.state === 'begun') return settleStep(records, result);
  return record.state === 'finished' ? record.result : undefined;
}

/**
 * Goes on with a step that was put aside. Writes need all that starting needs, unless one was done already, which has
 * changed the very facts; reading on needs only time.
 */
async function goOn(run: Run, step: OrderStep, held: HeldStep): Promise<StepResult | undefined> {
  const { ports, records } = run;
  if (ports.clock.nowMs() < held.notBeforeMs || !hasTime(run)) return undefined;
  if (hasOnlyReadsLeft(step.requests, held.at)) return runStep(run, step, held);
  if (hasExpired(run)) return undefined;
  const hindrance = held.hasWritten ? undefined : await comparePreconditions(senderOf(run), step);
  if (hindrance === 'later') return undefined;
  if (hindrance === undefined && (await askPause(ports.service)) !== 'running') return undefined;
  if (hasExpired(run) || !(await takeHeld(records, step.index, held))) return undefined;
  return hindrance === undefined ? runStep(run, step, held) : settleStep(records, hindrance);
}

async function runStep(
  run: Run,
  step: OrderStep,
  held?: HeldStep,
): Promise<StepResult | undefined> {
  const { records } = run;
  const round = held === undefined ? 0 : held.round + 1;
  const keep = async (progress: Parameters<typeof progressOf>[0]): Promise<void> => {
    try {
      await putAside(records, step.index, { ...progressOf(progress), notBeforeMs: 0, round });
    } catch (error) {
      logLine('order.task-not-kept', { orderId: records.orderId, kind: errorKind(error) });
    }
  };
  const executed = await executeStep(senderOf(run), step, {
    keep,
    ...(held === undefined ? {} : { from: held }),
  });
  if (executed.state === 'ended') return settleStep(records, executed.result);
  const { progress, notBeforeMs } = executed;
  await putAside(records, step.index, { ...progress, notBeforeMs, round });
  return undefined;
}

/** What is put aside is known as begun for as long as it is kept. */
async function putAside(records: Records, index: number, held: HeldStep): Promise<void> {
  await holdStep(records, index, held);
  await renewIntent(records, index);
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

/** True when the order had expired before anything of it was begun. */
export function hasNothingBegun(steps: readonly StepResult[]): boolean {
  return steps.every(({ outcome, reason }) => outcome === 'skipped' && reason === EXPIRED);
}

function skipped(index: number, reason: string): StepResult {
  return { index, outcome: 'skipped', statuses: [], reason, checks: [] };
}

/** What was done before the run that was cut off is told. */
function interrupted(index: number, held: HeldStep | undefined): StepResult {
  const minutes = LONGEST_RUN_MS / 60_000;
  const reason = `Kraken was interrupted while doing this more than ${minutes} minutes ago`;
  const statuses = held?.statuses ?? [];
  const values = reportedValues(held?.captured ?? {});
  return { index, outcome: 'unknown', statuses, reason, checks: [], ...values };
}
