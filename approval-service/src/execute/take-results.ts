/**
 * Takes the app's report on an order. Idempotent: the first report of an order is recorded, every later one answered
 * with `already-recorded`. What the app does not know stays `unknown` and is settled by reading Jira back.
 */
import { isUnavailable, type OrderReport, readKey, type StepResult } from '@kraken/shared';
import type { ActionResult, ActionRow, OrderRow, Random, TenantTx } from '../ports.ts';
import { moveAction } from '../record/move-action.ts';
import { orderComment } from '../record/order-comment.ts';
import { refreshDecision } from '../record/refresh-decision.ts';
import { outcomeCounts } from '../show/outcome-line.ts';
import { judgeEffect } from './judge-effect.ts';
import { correctOutcome, tellOutcome } from './tell-outcome.ts';

/**
 * How long after an unknown outcome Jira is read back: longer than a request can be in flight (the app's own limit of
 * 25 s in a panel or 55 s in a web trigger, plus Jira's).
 */
export const SETTLE_AFTER_MS = 90_000;

export interface TakeResultsInput {
  orderId: OrderRow['orderId'];
  report: OrderReport;
  nowMs: number;
}

/** `mismatch`: the report does not fit the order and is not recorded. */
export async function takeResults(
  tx: TenantTx,
  random: Random,
  { orderId, report, nowMs }: TakeResultsInput,
): Promise<'recorded' | 'already-recorded' | 'not-found' | 'mismatch'> {
  const order = await tx.orders.get(orderId);
  if (!order) return 'not-found';
  if (order.state === 'abandoned') return takeLateReport(tx, random, order, { report, nowMs });
  if (order.state !== 'ready') return 'already-recorded';
  if (report.state === 'refused') return 'recorded'; // nothing ran; it is issued again when its lease ends
  if (!fits(order, report)) return 'mismatch';
  if (!(await tx.orders.finish(orderId, 'recorded', report))) return 'already-recorded';
  if (order.kind === 'resolve') await takeReads(tx, order, report, nowMs);
  if (order.kind === 'execute') await takeSteps(tx, random, order, { steps: report.steps, nowMs });
  if (order.kind === 'comment')
    await takeComment(tx, random, order, { step: report.steps[0], nowMs });
  return 'recorded';
}

function fits(order: OrderRow, report: OrderReport): boolean {
  const { payload } = order;
  if (payload.kind === 'resolve') return report.reads.length === payload.reads.length;
  if (payload.kind === 'comment') return report.steps.length === 1;
  const ascending = (indexes: readonly number[]): string =>
    [...indexes].sort((a, b) => a - b).join();
  return ascending(payload.actionIndexes) === ascending(report.steps.map(({ index }) => index));
}

async function takeReads(
  tx: TenantTx,
  order: OrderRow,
  report: OrderReport,
  nowMs: number,
): Promise<void> {
  const { payload, decisionId } = order;
  if (payload.kind !== 'resolve') return;
  const isFacts = order.purpose.startsWith('facts:');
  for (const [at, read] of isFacts ? payload.reads.entries() : []) {
    const result = report.reads[at];
    if (result && !isUnavailable(result))
      await tx.reads.save(decisionId, readKey(read), result, nowMs);
  }
  const kind = isFacts ? 'advance-decision' : 'settle-actions';
  await tx.jobs.insert({ kind, subjectId: decisionId, runAtMs: nowMs });
}

const EVENT_OF = {
  succeeded: 'succeed',
  failed: 'fail',
  unknown: 'lose-track',
  skipped: 'skip',
  drifted: 'drift',
} as const;

async function takeSteps(
  tx: TenantTx,
  random: Random,
  order: OrderRow,
  { steps, nowMs }: { steps: readonly StepResult[]; nowMs: number },
): Promise<void> {
  const rows = await tx.actions.list(order.decisionId);
  for (const step of steps) {
    const row = rows.find(({ index }) => index === step.index);
    if (!row) continue;
    const result = resultOf(row, step);
    await moveAction(tx, row, {
      event: EVENT_OF[result.outcome],
      logAs: result.outcome === 'drifted' ? 'plan.drifted' : 'action.recorded',
      actor: { kind: 'jira' },
      nowMs,
      result,
    });
  }
  await logOutcome(tx, order, nowMs);
  await afterSteps(tx, random, order, nowMs);
}

/** One line for the whole order beside those of its actions. */
async function logOutcome(tx: TenantTx, order: OrderRow, nowMs: number): Promise<void> {
  const { orderId, decisionId, payload } = order;
  const indexes = payload.kind === 'execute' ? payload.actionIndexes : [];
  const rows = (await tx.actions.list(decisionId)).filter(({ index }) => indexes.includes(index));
  await tx.log.append({
    atMs: nowMs,
    event: 'order.recorded',
    decisionId,
    actor: { kind: 'jira' },
    detail: { orderId, counts: outcomeCounts(rows) },
  });
}

/** A request that Jira accepted but whose effect is not there on reading back is not a success, nor is one that may yet come. */
export function resultOf(row: Pick<ActionRow, 'planned'>, step: StepResult): ActionResult {
  if (step.outcome !== 'succeeded') return step;
  const seen = judgeEffect(row, step.checks);
  const isThere = seen === 'done' || seen === 'unread';
  const told = seen === 'pending' ? 'unread' : seen;
  return { ...step, seen: told, outcome: isThere ? 'succeeded' : 'unknown' };
}

async function afterSteps(
  tx: TenantTx,
  random: Random,
  order: OrderRow,
  nowMs: number,
): Promise<void> {
  const { decisionId } = order;
  const rows = await tx.actions.list(decisionId);
  const has = (state: ActionRow['state']): boolean => rows.some((row) => row.state === state);
  if (has('unknown')) {
    await tx.jobs.insert({
      kind: 'settle-actions',
      subjectId: decisionId,
      runAtMs: nowMs + SETTLE_AFTER_MS,
    });
  }
  if (has('drifted')) {
    await tx.reads.clear(decisionId);
    await tx.decisions.advance(decisionId, 'routed', { stage: 'resolving', updatedAtMs: nowMs });
    await tx.jobs.insert({ kind: 'advance-decision', subjectId: decisionId, runAtMs: nowMs });
  }
  await refreshDecision(tx, decisionId, nowMs);
  await tellOutcome(tx, random, order, nowMs);
}

/** A report that comes after the order was given up still tells what became of actions nobody knew of. */
async function takeLateReport(
  tx: TenantTx,
  random: Random,
  order: OrderRow,
  { report, nowMs }: { report: OrderReport; nowMs: number },
): Promise<'recorded' | 'already-recorded' | 'mismatch'> {
  const { decisionId } = order;
  if (order.kind !== 'execute' || report.state !== 'ran') return 'already-recorded';
  if (!fits(order, report)) return 'mismatch';
  const rows = await tx.actions.list(decisionId);
  let hasNews = false;
  for (const step of report.steps) {
    const row = rows.find(({ index, state }) => index === step.index && state === 'unknown');
    const result = row && withLateReason(resultOf(row, step));
    if (!row || !result || result.outcome === 'unknown') continue;
    hasNews = true;
    await moveAction(tx, row, {
      event: result.outcome === 'succeeded' ? 'settle-done' : 'settle-not-done',
      logAs: 'action.settled',
      actor: { kind: 'jira' },
      nowMs,
      result,
    });
  }
  await refreshDecision(tx, decisionId, nowMs);
  if (hasNews) await correctOutcome(tx, random, order, nowMs);
  return 'recorded';
}

/** Told as not done, it needs a reason of its own: Jira was not asked at all. */
function withLateReason(result: ActionResult): ActionResult {
  const reason = 'nothing was sent, as what it would change had changed since it was allowed';
  return result.outcome === 'drifted' ? { ...result, reason } : result;
}

async function takeComment(
  tx: TenantTx,
  random: Random,
  order: OrderRow,
  { step, nowMs }: { step: StepResult | undefined; nowMs: number },
): Promise<void> {
  await tx.log.append({
    atMs: nowMs,
    event: step?.outcome === 'succeeded' ? 'comment.posted' : 'comment.failed',
    decisionId: order.decisionId,
    actor: { kind: 'jira' },
    detail: {
      orderId: order.orderId,
      purpose: order.purpose,
      outcome: step?.outcome ?? 'unknown',
      commentId: step?.commentId ?? null,
    },
  });
  if (order.payload.kind !== 'comment' || order.payload.template !== 'staged' || !step?.commentId)
    return;
  const { approvalId } = order.payload;
  const approval = approvalId ? await tx.approvals.get(approvalId) : undefined;
  if (!approval || approval.state === 'staged') return;
  await orderComment(tx, random, {
    decisionId: order.decisionId,
    instanceId: order.instanceId,
    purpose: `closed:${approval.approvalId}`,
    audience: 'approvers',
    template: 'closed',
    approvalId: approval.approvalId,
    editCommentId: step.commentId,
    nowMs,
  });
}
