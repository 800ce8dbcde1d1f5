/**
 * Runs one step that has been begun: reads the preconditions again, sends the requests, reads the effect back.
 * When a precondition differs or cannot be read, nothing is sent.
 */
import {
  type DriftRow,
  isUnavailable,
  type JiraReadResult,
  type Json,
  type OrderStep,
  type StepResult,
} from '@kraken/shared';
import { readAll } from '../jira/read-jira';
import type { Sender } from '../jira/send-patiently';
import { stillHolds } from './compare-facts';
import { cutWords } from './failure-words';
import { type SentRequests, sendRequests } from './send-requests';

/** What became of a step, and the body of the last accepted write. */
interface ExecutedStep {
  result: StepResult;
  writtenBody: Json;
}

/** Runs the step and says what became of it. */
export async function executeStep(sender: Sender, step: OrderStep): Promise<StepResult> {
  return (await executeStepWithBody(sender, step)).result;
}

/** As `executeStep`, with that body, for those who need an id out of it. */
export async function executeStepWithBody(sender: Sender, step: OrderStep): Promise<ExecutedStep> {
  const hindrance = await comparePreconditions(sender, step);
  if (hindrance !== undefined) return { result: hindrance, writtenBody: null };
  const sent = await sendRequests(sender, step.requests);
  const checks = await readChecks(sender, step, sent);
  const { outcome, statuses, reason, writtenBody } = sent;
  const result = { index: step.index, outcome, statuses, checks };
  return { result: reason === undefined ? result : { ...result, reason }, writtenBody };
}

/** Undefined when everything is as it was when the plan was shown. */
async function comparePreconditions(
  sender: Sender,
  step: OrderStep,
): Promise<StepResult | undefined> {
  const { preconditions, index } = step;
  const nothingSent = { index, statuses: [], checks: [] };
  const found = await readAll(
    sender,
    preconditions.map(({ read }) => read),
  );
  const drift: DriftRow[] = [];
  for (const [at, precondition] of preconditions.entries()) {
    const now = found[at] ?? { status: 0, body: null };
    if (stillHolds(precondition, now)) continue;
    if (isUnreadable(now)) {
      const reason = cutWords(`Not started: could not be read in Jira: ${precondition.label}`);
      return { ...nothingSent, outcome: 'skipped', reason };
    }
    drift.push({ label: precondition.label, expected: precondition.expected, found: now });
  }
  if (drift.length === 0) return undefined;
  return { ...nothingSent, outcome: 'drifted', drift };
}

/** Says nothing about the fact itself: no answer, or Kraken may not look. */
function isUnreadable(result: JiraReadResult): boolean {
  return isUnavailable(result) || result.status === 401 || result.status === 403;
}

/** After success, and after a failure that came when part was already done. */
async function readChecks(
  sender: Sender,
  step: OrderStep,
  sent: SentRequests,
): Promise<JiraReadResult[]> {
  const isWorthIt = sent.outcome === 'succeeded' || (sent.outcome === 'failed' && sent.hasWritten);
  return isWorthIt ? readAll(sender, step.checks, sent.captured) : [];
}
