/** Runs a verified order as the app does: preconditions, requests in order, reading back. Keeps nothing. */
import {
  isUnavailable,
  type OrderReport,
  type OrderStep,
  type StepResult,
  stillHolds,
  type WorkOrder,
} from '@kraken/shared';
import { readJira, sendToJira } from './played-jira.ts';
import type { PlayedJira } from './played-site.ts';

/** The report on a `resolve` or `execute` order. */
export function playOrder(jira: PlayedJira, order: WorkOrder): OrderReport {
  const { orderId } = order;
  if (order.kind === 'resolve') {
    const reads = order.reads.map((read) => readJira(jira, read));
    return { orderId, state: 'ran', reads, steps: [] };
  }
  const steps: StepResult[] = [];
  for (const step of order.steps) {
    const isMissing = step.dependsOn.some(
      (at) => steps.find(({ index }) => index === at)?.outcome !== 'succeeded',
    );
    steps.push(isMissing ? notRun(step, 'skipped') : playStep(jira, step));
  }
  return { orderId, state: 'ran', reads: [], steps };
}

function notRun({ index }: OrderStep, outcome: 'skipped' | 'drifted'): StepResult {
  return { index, outcome, statuses: [], checks: [] };
}

function playStep(jira: PlayedJira, step: OrderStep): StepResult {
  const found = step.preconditions.map((one) => ({ one, now: readJira(jira, one.read) }));
  const changed = found.filter(({ one, now }) => !stillHolds(one, now));
  if (changed.some(({ now }) => isUnavailable(now))) return notRun(step, 'skipped');
  if (changed.length > 0) {
    const drift = changed.map(({ one: { label, expected }, now }) => ({
      label,
      expected,
      found: now,
    }));
    return { ...notRun(step, 'drifted'), drift };
  }
  const statuses: number[] = [];
  for (const request of step.requests) {
    jira.writes.push(request);
    const { status } = sendToJira(jira, request);
    statuses.push(status);
    if (status === 0 || status >= 500)
      return { ...notRun(step, 'skipped'), outcome: 'unknown', statuses };
    if (status >= 400) {
      const reason = `Jira answered ${status}`;
      return { ...notRun(step, 'skipped'), outcome: 'failed', statuses, reason };
    }
  }
  const checks = step.checks.map((read) => readJira(jira, read));
  return { index: step.index, outcome: 'succeeded', statuses, checks };
}
