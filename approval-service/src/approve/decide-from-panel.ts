/**
 * A decision made in Jira. Who the person is was told by the Forge platform to our app, and Jira itself was asked, as that person, what he administers. An approval answers with the signed order.
 */
import {
  type ApprovalId,
  type DecideAnswer,
  type DecideBody,
  type DecisionId,
  err,
  ok,
  parseId,
  type Result,
} from '@kraken/shared';
import { type IssueDeps, issueOrder } from '../execute/issue-order.ts';
import type { ApprovalRow, Checkpoint, Clock, Instance, Random, Store } from '../ports.ts';
import { administers } from '../show/touched-projects.ts';
import { type DecideError, decidePlan } from './decide-plan.ts';

export interface PanelDecision {
  instance: Instance;
  decisionId: DecisionId;
  verdict: 'approve' | 'deny' | 'withdraw';
  body: DecideBody;
}

/** Decides and, when approved, issues the order in a transaction of its own. */
export async function decideFromPanel(
  deps: { store: Store; clock: Clock; random: Random; issue: IssueDeps; checkpoint: Checkpoint },
  input: PanelDecision,
): Promise<Result<DecideAnswer, DecideError>> {
  const { instance, verdict, body } = input;
  const approvalId = parseId('ApprovalId', body.approvalId);
  if (!approvalId) return err({ reason: 'not-found' });
  const store = deps.store.forTenant(instance.userId);
  const nowMs = deps.clock.nowMs();
  if (verdict === 'approve') deps.checkpoint('approve.before-commit');
  const decided = await store.transact(async (tx) => {
    const approval = await tx.approvals.get(approvalId);
    if (!fits(approval, input)) return err({ reason: 'not-found' } as const);
    return decidePlan(tx, deps.random, decideInput(approvalId, approval, input, nowMs));
  });
  deps.checkpoint(verdict === 'approve' ? 'approve.committed' : 'deny.committed');
  if (!decided.ok) return decided;
  const { state, orderId } = decided.value;
  const order =
    orderId &&
    (await store.transact((tx) => issueOrder(tx, deps.issue, orderId, deps.clock.nowMs())));
  return ok({ state, ...(order ? { order } : {}) });
}

function fits(
  approval: ApprovalRow | undefined,
  { instance, decisionId }: PanelDecision,
): approval is ApprovalRow {
  return approval?.decisionId === decisionId && approval.instanceId === instance.instanceId;
}

function decideInput(
  approvalId: ApprovalId,
  approval: ApprovalRow,
  { verdict, body }: PanelDecision,
  nowMs: number,
): Parameters<typeof decidePlan>[2] {
  const { accountId } = body;
  return {
    approvalId,
    verdict,
    decider: {
      accountId,
      name: body.displayName,
      channel: 'panel',
      identity: 'asserted-by-app',
      reason: body.reason?.trim() || undefined,
    },
    jiraAccountId: accountId,
    hasAuthority: administers(approval.body, body.authority),
    seenDigest: body.planDigest,
    typedKey: body.typedKey,
    nowMs,
  };
}
