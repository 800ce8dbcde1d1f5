/**
 * Settles unknown outcomes: each action waits by itself longer than any request can be in flight, then Jira is read
 * back, up to three times, and says done, or, having looked twice, not done; else it stays unknown for a person. Nothing is run again here.
 */
import type { DecisionId } from '@kraken/shared';
import type { ActionResult, ActionRow, OrderRow, Random, TenantTx } from '../ports.ts';
import { moveAction } from '../record/move-action.ts';
import { orderReads } from '../record/order-reads.ts';
import { refreshDecision } from '../record/refresh-decision.ts';
import { partAccepted } from '../show/accepted-part.ts';
import { effectReads, judgeEffect } from './judge-effect.ts';
import { SETTLE_AFTER_MS } from './take-results.ts';
import { tellOutcome } from './tell-outcome.ts';

/** How often Jira is asked before an outcome is left to a person. */
const MAX_ROUNDS = 3;
const BETWEEN_ROUNDS_MS = 60_000;

/** One pass over a decision; `waiting` means that something will be looked at again. */
export async function settleUnknown(
  tx: TenantTx,
  random: Random,
  decisionId: DecisionId,
  nowMs: number,
): Promise<'waiting' | 'settled'> {
  const decision = await tx.decisions.get(decisionId);
  const instance = decision && (await tx.instances.get(decision.instanceId));
  if (instance?.state !== 'active') return 'settled'; // nobody can look into that Jira any more
  const orders = await tx.orders.list(decisionId);
  let isWaiting = false;
  for (const row of await tx.actions.list(decisionId)) {
    if (row.state !== 'unknown' || row.result?.isLeftToPerson) continue;
    const rounds = orders.filter(({ purpose }) => purpose.startsWith(`settle:${row.index}:`));
    if (await settleOne(tx, random, { row, rounds, nowMs })) isWaiting = true;
  }
  await refreshDecision(tx, decisionId, nowMs);
  for (const order of orders) await tellWhenSettled(tx, random, order, nowMs);
  return isWaiting ? 'waiting' : 'settled';
}

/** True while the action will be looked at again. */
async function settleOne(
  tx: TenantTx,
  random: Random,
  { row, rounds, nowMs }: { row: ActionRow; rounds: readonly OrderRow[]; nowMs: number },
): Promise<boolean> {
  const dueMs = row.updatedAtMs + SETTLE_AFTER_MS;
  if (nowMs < dueMs) {
    await tx.jobs.insert({ kind: 'settle-actions', subjectId: row.decisionId, runAtMs: dueMs });
    return true;
  }
  const last = rounds.at(-1);
  if (last?.state === 'ready') return true;
  if (last && (await judgeRounds(tx, { row, rounds, nowMs }))) return false;
  const reads = effectReads(row);
  if (rounds.length >= MAX_ROUNDS || reads.length === 0) {
    await keepLastLook(tx, row, rounds);
    return false;
  }
  await orderReads(tx, random, {
    decisionId: row.decisionId,
    instanceId: row.instanceId,
    purpose: `settle:${row.index}:${rounds.length}`,
    reads,
    nowMs,
    runAtMs: rounds.length === 0 ? nowMs : nowMs + BETWEEN_ROUNDS_MS,
  });
  return true;
}

/** How many looks have to find nothing before it is told as not done: one of them may show Jira's old state. */
const LOOKS_FOR_NOT_DONE = 2;

/** What the looks so far say together; undefined: not enough yet. What is there was done; nothing there needs two looks. */
function verdictOf(looks: readonly string[]): 'done' | 'not-done' | undefined {
  if (looks.at(-1) === 'done') return 'done';
  const found = looks.filter((seen) => seen === 'not-done').length;
  return looks.at(-1) === 'not-done' && found >= LOOKS_FOR_NOT_DONE ? 'not-done' : undefined;
}

/** Compares what was read back with what the action wanted; true when that settled it. */
async function judgeRounds(
  tx: TenantTx,
  { row, rounds, nowMs }: { row: ActionRow; rounds: readonly OrderRow[]; nowMs: number },
): Promise<boolean> {
  const seen = verdictOf(rounds.map(({ report }) => judgeEffect(row, report?.reads ?? [])));
  if (seen === undefined) return false;
  await moveAction(tx, row, {
    event: seen === 'done' ? 'settle-done' : 'settle-not-done',
    logAs: 'action.settled',
    actor: { kind: 'jira' },
    nowMs,
    result: settledResult(row, seen),
  });
  return true;
}

/** What was seen last is kept with what stays unknown, so that it can be told; its time stays as it was. */
async function keepLastLook(
  tx: TenantTx,
  row: ActionRow,
  rounds: readonly OrderRow[],
): Promise<void> {
  const looks = rounds.map(({ report }) => judgeEffect(row, report?.reads ?? []));
  const seen = looks.findLast((one) => one === 'differs' || one === 'not-done');
  if (seen === undefined || row.result?.seen === seen) return;
  const result: ActionResult = { ...resultBefore(row), seen };
  await tx.actions.move(row.decisionId, row.index, 'unknown', 'unknown', row.updatedAtMs, result);
}

function resultBefore({ index, result }: ActionRow): ActionResult {
  return result ?? { index, outcome: 'unknown', statuses: [], checks: [] };
}

function settledResult(row: ActionRow, seen: 'done' | 'not-done'): ActionResult {
  const before = resultBefore(row);
  if (seen === 'done') return { ...before, seen, outcome: 'succeeded' };
  return { ...before, seen, outcome: 'failed', reason: notDoneReason({ ...row, result: before }) };
}

/**
 * A step of several requests may have been taken in part: that is said, never told as nothing done. What Jira said after
 * it had accepted the request (a long task that ended badly) is the reason a person needs.
 */
export function notDoneReason(row: Pick<ActionRow, 'planned' | 'result'>): string {
  const part = partAccepted(row);
  const reason = row.result?.reason;
  if (part === 'none') return 'Jira did not answer, and looking again it had not been done.';
  if (part === 'part') {
    return 'Jira accepted only a part of it, and looking again it is not complete.';
  }
  if (reason === undefined) return 'Jira accepted it, but looking again it is not there.';
  const said = reason.replace(/[.\s]+$/, '');
  return `Jira accepted it, then: ${said}. Looking again it is not there.`;
}

/** Once nothing of an order will be looked at again, its outcome is told, unknown or not. */
async function tellWhenSettled(
  tx: TenantTx,
  random: Random,
  order: OrderRow,
  nowMs: number,
): Promise<void> {
  if (order.kind !== 'execute' || order.state === 'ready' || order.payload.kind !== 'execute')
    return;
  const { actionIndexes } = order.payload;
  const orders = await tx.orders.list(order.decisionId);
  const rows = await tx.actions.list(order.decisionId);
  const isOpen = rows.some((row) => {
    if (row.state !== 'unknown' || !actionIndexes.includes(row.index)) return false;
    if (row.result?.isLeftToPerson) return false;
    const rounds = orders.filter(({ purpose }) => purpose.startsWith(`settle:${row.index}:`));
    const isExhausted = rounds.length >= MAX_ROUNDS || effectReads(row).length === 0;
    return (
      nowMs < row.updatedAtMs + SETTLE_AFTER_MS || !isExhausted || rounds.at(-1)?.state === 'ready'
    );
  });
  if (!isOpen) await tellOutcome(tx, random, order, nowMs, true);
}
