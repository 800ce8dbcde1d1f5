/**
 * A person's decision on a staged plan. Identity and authority are proven before this is called and passed in; here
 * stand the rules of the decision itself: state, expiry, four-eyes, digest, reason, typed key. One compare-and-swap
 * lets exactly one decision win; approving makes the Grant and the order in the same transaction.
 */
import {
  type ApprovalId,
  err,
  grantFromApproval,
  type OrderId,
  ok,
  type Result,
} from '@kraken/shared';
import { digestsOf, type LogEvent } from '@kraken/shared/crypto';
import { orderPlan } from '../execute/order-plan.ts';
import type {
  ActionRow,
  ApprovalRow,
  Decider,
  DecisionRow,
  Instance,
  Random,
  TenantTx,
} from '../ports.ts';
import { moveAction } from '../record/move-action.ts';
import { orderComment } from '../record/order-comment.ts';
import { refreshDecision } from '../record/refresh-decision.ts';
import { closeRestrictedComment } from './close-comment.ts';

export interface DecideInput {
  approvalId: ApprovalId;
  /** `withdraw`: taken back by who asked, or by an administrator; no reason is needed. */
  verdict: 'approve' | 'deny' | 'withdraw';
  decider: Decider;
  /** Jira account of the decider, for four-eyes; null when none is linked. */
  jiraAccountId: string | null;
  /** True when the decider administers the site or every project touched (or is owner/approver of the account). */
  hasAuthority: boolean;
  /** Digest the person saw; undefined on routes that show the stored plan itself. */
  seenDigest?: string | undefined;
  typedKey?: string | undefined;
  /** How long ago the decider signed in; undefined where Jira vouches for the person at this moment. */
  signInAgeMs?: number | undefined;
  nowMs: number;
}

export type DecideError =
  | { reason: 'not-found' }
  | { reason: 'already-decided'; state: string; by: string | null; atMs: number | null }
  | { reason: 'expired'; atMs: number }
  | { reason: 'not-authorised' }
  | { reason: 'four-eyes' }
  /** The tenant's playbook names who has to be the one. */
  | { reason: 'other-approver-required'; names: string[] }
  | { reason: 'not-linked' }
  | { reason: 'plan-changed' }
  | { reason: 'reason-required' }
  | { reason: 'typed-key-required'; key: string }
  | { reason: 'sign-in-too-old' }
  | { reason: 'paused'; by: string };

export interface Decided {
  state: 'approved' | 'denied' | 'withdrawn';
  orderId: OrderId | undefined;
}

/** Longest age of a sign-in that may approve a critical plan: 15 minutes. */
export const CRITICAL_SIGN_IN_MS = 15 * 60_000;

/** Decides; errors say why not, and every refused attempt stands in the log. */
export async function decidePlan(
  tx: TenantTx,
  random: Random,
  input: DecideInput,
): Promise<Result<Decided, DecideError>> {
  const approval = await tx.approvals.get(input.approvalId);
  if (!approval) return err({ reason: 'not-found' });
  const instance = await tx.instances.get(approval.instanceId);
  if (!instance) return err({ reason: 'not-found' });
  const decision = await tx.decisions.get(approval.decisionId);
  const refusal = refuse({ approval, instance, decision }, input);
  const rows = (await tx.actions.list(approval.decisionId)).filter(({ index }) =>
    approval.body.actionIndexes.includes(index),
  );
  const problem =
    refusal ?? (isSound(approval, rows) ? undefined : ({ reason: 'plan-changed' } as const));
  if (problem) {
    await logRefusal(tx, approval, input, problem.reason);
    return err(problem);
  }
  return input.verdict === 'approve'
    ? approve(tx, random, { approval, rows, input })
    : deny(tx, random, { approval, rows, input });
}

/** The plan in the store is still the one under both digests. */
function isSound(approval: ApprovalRow, rows: readonly ActionRow[]): boolean {
  const digests = digestsOf(rows.map(({ planned }) => planned));
  return (
    rows.every(({ state }) => state === 'staged') &&
    digests.planDigest === approval.planDigest &&
    digests.factsDigest === approval.factsDigest
  );
}

interface Request {
  approval: ApprovalRow;
  instance: Instance;
  decision: DecisionRow | undefined;
}

function refuse(
  { approval, instance, decision }: Request,
  input: DecideInput,
): DecideError | undefined {
  if (approval.state === 'expired') return { reason: 'expired', atMs: approval.expiresAtMs };
  if (approval.state !== 'staged') {
    return {
      reason: 'already-decided',
      state: approval.state,
      by: approval.decidedBy?.name ?? null,
      atMs: approval.decidedAtMs,
    };
  }
  if (approval.expiresAtMs <= input.nowMs) return { reason: 'expired', atMs: approval.expiresAtMs };
  if (!(input.hasAuthority || mayTakeBack(approval, decision, input)))
    return { reason: 'not-authorised' };
  if (input.seenDigest !== undefined && input.seenDigest !== approval.planDigest)
    return { reason: 'plan-changed' };
  if (input.verdict === 'withdraw') return undefined;
  if (input.verdict === 'deny')
    return input.decider.reason ? undefined : { reason: 'reason-required' };
  return refuseApproval(approval, instance, input);
}

/** Who asked for it may take it back, whatever else he may do; who wrote quoted words may deny it. */
function mayTakeBack(
  { body }: ApprovalRow,
  decision: DecisionRow | undefined,
  { verdict, jiraAccountId }: DecideInput,
): boolean {
  if (jiraAccountId === null) return false;
  if (verdict === 'deny') return body.involvedAccountIds.includes(jiraAccountId);
  const asked = [decision?.requesterAccountId, decision?.origin?.by.accountId];
  return verdict === 'withdraw' && asked.includes(jiraAccountId);
}

function refuseApproval(
  approval: ApprovalRow,
  instance: Instance,
  input: DecideInput,
): DecideError | undefined {
  if (instance.paused) return { reason: 'paused', by: instance.paused.by };
  if (input.jiraAccountId === null) return { reason: 'not-linked' };
  if (approval.body.involvedAccountIds.includes(input.jiraAccountId))
    return { reason: 'four-eyes' };
  const required = approval.body.requiredApprovers ?? [];
  if (required.length > 0 && !required.some(({ accountId }) => accountId === input.jiraAccountId))
    return { reason: 'other-approver-required', names: required.map(({ name }) => name) };
  return refuseCritical(approval, input);
}

function refuseCritical(approval: ApprovalRow, input: DecideInput): DecideError | undefined {
  if (approval.level !== 'critical') return undefined;
  if (!input.decider.reason) return { reason: 'reason-required' };
  const { typedKey } = approval.body;
  if (typedKey !== null && input.typedKey?.trim() !== typedKey)
    return { reason: 'typed-key-required', key: typedKey };
  const isOld = input.signInAgeMs !== undefined && input.signInAgeMs > CRITICAL_SIGN_IN_MS;
  return isOld ? { reason: 'sign-in-too-old' } : undefined;
}

async function logRefusal(
  tx: TenantTx,
  approval: ApprovalRow,
  input: DecideInput,
  reason: string,
): Promise<void> {
  await tx.log.append({
    atMs: input.nowMs,
    event: 'decision.attempt-refused',
    decisionId: approval.decisionId,
    actor: { kind: 'human', id: input.decider.accountId },
    detail: {
      approvalId: approval.approvalId,
      verdict: input.verdict,
      channel: input.decider.channel,
      reason,
    },
  });
}

interface Deciding {
  approval: ApprovalRow;
  rows: ActionRow[];
  input: DecideInput;
}

const EVENTS = {
  approve: 'plan.approved',
  deny: 'plan.denied',
  withdraw: 'plan.cancelled',
} as const satisfies Record<DecideInput['verdict'], LogEvent>;

async function swap(
  tx: TenantTx,
  { approval, input }: Deciding,
  state: 'approved' | 'denied',
): Promise<DecideError | undefined> {
  const { nowMs } = input;
  const isWithdrawal = input.verdict === 'withdraw';
  const decider: Decider = { ...input.decider, ...(isWithdrawal ? { isWithdrawal } : {}) };
  const won = await tx.approvals.decide(approval.approvalId, 'staged', approval.planDigest, {
    state,
    decidedAtMs: nowMs,
    decidedBy: decider,
  });
  if (!won) return { reason: 'already-decided', state: 'decided', by: null, atMs: null };
  await tx.log.append({
    atMs: nowMs,
    event: EVENTS[input.verdict],
    decisionId: approval.decisionId,
    actor: { kind: 'human', id: decider.accountId },
    detail: {
      approvalId: approval.approvalId,
      planDigest: approval.planDigest,
      factsDigest: approval.factsDigest,
      channel: decider.channel,
      identity: decider.identity,
    },
  });
  return undefined;
}

async function approve(
  tx: TenantTx,
  random: Random,
  deciding: Deciding,
): Promise<Result<Decided, DecideError>> {
  const { approval, rows, input } = deciding;
  const lost = await swap(tx, deciding, 'approved');
  if (lost) return err(lost);
  const grant = grantFromApproval({
    decisionId: approval.decisionId,
    planDigest: approval.planDigest,
    factsDigest: approval.factsDigest,
    actions: rows.map(({ planned }) => planned),
    approval: {
      approvalId: approval.approvalId,
      state: 'approved',
      planDigest: approval.planDigest,
      factsDigest: approval.factsDigest,
    },
  });
  if (!grant.ok) return err({ reason: 'plan-changed' });
  for (const row of rows) await moveRow(tx, row, 'grant', input);
  const orderId = await orderPlan(tx, random, {
    grant: grant.value,
    decisionId: approval.decisionId,
    instanceId: approval.instanceId,
    actions: rows.map(({ planned }) => planned),
    nowMs: input.nowMs,
  });
  await closeRestrictedComment(tx, random, approval, input.nowMs);
  await refreshDecision(tx, approval.decisionId, input.nowMs);
  return ok({ state: 'approved', orderId });
}

async function deny(
  tx: TenantTx,
  random: Random,
  deciding: Deciding,
): Promise<Result<Decided, DecideError>> {
  const { approval, rows, input } = deciding;
  const lost = await swap(tx, deciding, 'denied');
  if (lost) return err(lost);
  for (const row of rows) await moveRow(tx, row, 'deny', input);
  await orderComment(tx, random, {
    decisionId: approval.decisionId,
    instanceId: approval.instanceId,
    purpose: `denied:${approval.approvalId}`,
    audience: 'public',
    template: 'denied',
    approvalId: approval.approvalId,
    nowMs: input.nowMs,
  });
  await closeRestrictedComment(tx, random, approval, input.nowMs);
  await refreshDecision(tx, approval.decisionId, input.nowMs);
  return ok({ state: input.verdict === 'deny' ? 'denied' : 'withdrawn', orderId: undefined });
}

async function moveRow(
  tx: TenantTx,
  row: ActionRow,
  event: 'grant' | 'deny',
  input: DecideInput,
): Promise<void> {
  await moveAction(tx, row, {
    event,
    logAs: 'action.recorded',
    actor: { kind: 'human', id: input.decider.accountId },
    nowMs: input.nowMs,
  });
}
