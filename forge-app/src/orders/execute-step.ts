/**
 * The parts of one step: reading its preconditions again before it is begun, sending its requests once it is, reading the
 * effect back. When a precondition differs or cannot be read, nothing is sent.
 */
import {
  type DriftRow,
  isUnavailable,
  type JiraReadResult,
  type Json,
  type OrderStep,
  partOf,
  type StepResult,
  stillHolds,
} from '@kraken/shared';
import { readAll } from '../jira/read-jira';
import type { Sender } from '../jira/send-patiently';
import { reportedValues } from './captured-values';
import { cutWords } from './failure-words';
import type { Progress } from './hold-step';
import { type SentRequests, sendRequests } from './send-requests';

/** What became of a step, and the body of the last accepted write; or how far it came when it is held. */
export type ExecutedStep =
  | { state: 'ended'; result: StepResult; writtenBody: Json }
  | { state: 'held'; progress: Progress; notBeforeMs: number };

/** Sends what is left of a step that has been begun, and reads its effect back. */
export async function executeStep(
  sender: Sender,
  step: OrderStep,
  memory: { from?: Progress; keep?: (progress: Progress) => Promise<void> } = {},
): Promise<ExecutedStep> {
  const sent = await sendRequests(sender, step.requests, memory);
  if (sent.outcome === 'held') {
    return { state: 'held', progress: progressOf(sent), notBeforeMs: sent.notBeforeMs };
  }
  const { outcome, statuses, reason, captured, writtenBody } = sent;
  const checks = await readChecks(sender, step, sent);
  const result: StepResult = {
    index: step.index,
    outcome,
    statuses,
    checks,
    ...(reason === undefined ? {} : { reason }),
    ...reportedValues(captured),
  };
  return { state: 'ended', result, writtenBody };
}

/** The part of what was sent that a later run needs. */
export function progressOf(sent: Progress): Progress {
  const { at, statuses, captured, hasWritten, tries } = sent;
  return { at, statuses, captured, hasWritten, tries };
}

/**
 * Why the step may not run, as its result; undefined when everything is as it was when the plan was shown; `later` when Jira
 * was too busy to be asked.
 */
export async function comparePreconditions(
  sender: Sender,
  step: OrderStep,
): Promise<StepResult | 'later' | undefined> {
  const { preconditions, index } = step;
  const nothingSent = { index, statuses: [], checks: [] };
  const found = await readAll(
    sender,
    preconditions.map(({ read }) => read),
  );
  if (found.some(({ status }) => status === 429)) return 'later';
  const drift: DriftRow[] = [];
  for (const [at, precondition] of preconditions.entries()) {
    const now = found[at] ?? { status: 0, body: null };
    if (stillHolds(precondition, now)) continue;
    if (isUnreadable(now)) {
      const reason = cutWords(`it could not be read in Jira: ${precondition.label}`);
      return { ...nothingSent, outcome: 'skipped', reason };
    }
    const { label, expected } = precondition;
    drift.push({ label, expected, found: partOf(precondition, now) });
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
