/** Saves the part of a plan that waits for a person: approval request bound to both digests, with its expiry. */
import {
  type ApprovalId,
  type ApprovalLevel,
  type DecisionId,
  fieldAt,
  type InstanceId,
  type NamedApprover,
  type PlannedAction,
  type QuoteSource,
} from '@kraken/shared';
import { digestsOf } from '@kraken/shared/crypto';
import type { ApprovalRow, DriftView, Keys, Random, TenantTx } from '../ports.ts';
import { touchesOf } from '../show/touched-projects.ts';

/** How long an approval request stays open: 24 hours. */
export const APPROVAL_TTL_MS = 24 * 3_600_000;

export interface StageInput {
  decisionId: DecisionId;
  instanceId: InstanceId;
  actions: readonly PlannedAction[];
  requesterIds: ReadonlyArray<string | null>;
  /** Author of the text a quote points into, or who pressed. */
  authorOf(source: QuoteSource): string | null;
  drift: DriftView[];
  /** People one of whom has to approve, as the tenant's playbook says. */
  requiredApprovers?: readonly NamedApprover[] | undefined;
  nowMs: number;
}

/** Inserts the request and its expiry job; returns its id. */
export async function stagePlan(
  tx: TenantTx,
  deps: { random: Random; keys: Keys },
  input: StageInput,
): Promise<ApprovalId> {
  const approval = makeApproval(deps, input);
  await tx.approvals.insert(approval);
  await tx.jobs.insert({
    kind: 'expire-approval',
    subjectId: approval.approvalId,
    runAtMs: approval.expiresAtMs,
  });
  await tx.log.append({
    atMs: input.nowMs,
    event: 'plan.staged',
    decisionId: input.decisionId,
    actor: { kind: 'policy' },
    detail: {
      approvalId: approval.approvalId,
      planDigest: approval.planDigest,
      factsDigest: approval.factsDigest,
      level: approval.level,
      actions: approval.body.actionIndexes,
      expiresAtMs: approval.expiresAtMs,
    },
  });
  return approval.approvalId;
}

function makeApproval(
  { random, keys }: { random: Random; keys: Keys },
  input: StageInput,
): ApprovalRow {
  const { actions, nowMs, requiredApprovers: required = [] } = input;
  return {
    approvalId: random.id('ApprovalId'),
    instanceId: input.instanceId,
    decisionId: input.decisionId,
    state: 'staged',
    level: levelOf(actions),
    ...digestsOf(actions),
    keyId: keys.approvalKeys[0].keyId,
    nonce: random.token(24),
    body: {
      actionIndexes: actions.map(({ index }) => index),
      ...touchesOf(actions),
      involvedAccountIds: involvedPeople(input),
      ...(required.length > 0 && { requiredApprovers: [...required] }),
      typedKey: typedKeyOf(actions),
      drift: input.drift,
    },
    createdAtMs: nowMs,
    expiresAtMs: nowMs + APPROVAL_TTL_MS,
    decidedAtMs: null,
    decidedBy: null,
  };
}

function levelOf(actions: readonly PlannedAction[]): ApprovalLevel {
  return actions.some(({ classification }) => classification.level === 'critical')
    ? 'critical'
    : 'standard';
}

/** Four-eyes: who asked, and whoever wrote quoted words. */
function involvedPeople(input: StageInput): string[] {
  const authors = input.actions.flatMap(({ quotes }) =>
    quotes.map(({ source }) => input.authorOf(source)),
  );
  const ids = [...input.requesterIds, ...authors].filter((id) => typeof id === 'string');
  return [...new Set(ids)].sort();
}

/** What an approver of a critical plan has to type: the key of the first project a critical action touches. */
function typedKeyOf(actions: readonly PlannedAction[]): string | null {
  const critical = actions.filter(({ classification }) => classification.level === 'critical');
  const keys = critical.map(({ resolved }) => fieldAt(resolved?.target ?? null, 'project.key'));
  return keys.find((key) => typeof key === 'string') ?? null;
}
