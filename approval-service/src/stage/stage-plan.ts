/** Saves the part of a plan that waits for a person: approval request bound to both digests, with its expiry. */
import {
  type ActionFacts,
  type ApprovalId,
  type ApprovalLevel,
  type DecisionId,
  fieldAt,
  type InstanceId,
  type PlannedAction,
  type TextSource,
} from '@kraken/shared';
import { digestsOf } from '@kraken/shared/crypto';
import type { ApprovalRow, DriftView, Keys, Random, TenantTx } from '../ports.ts';

/** How long an approval request stays open: 24 hours. */
export const APPROVAL_TTL_MS = 24 * 3_600_000;

export interface StageInput {
  decisionId: DecisionId;
  instanceId: InstanceId;
  actions: readonly PlannedAction[];
  requesterIds: ReadonlyArray<string | null>;
  /** Author of the text a quote points into. */
  authorOf(source: TextSource): string | null;
  drift: DriftView[];
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
  const { actions, nowMs } = input;
  const facts = actions.flatMap(({ resolved }) => (resolved ? [resolved.facts] : []));
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
      projectIds: [...new Set(facts.flatMap(projectsOf))].sort(),
      needsSiteAdmin: facts.some(isSiteWide),
      involvedAccountIds: involvedPeople(input),
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

/** Every project touched, those included that share the changed object. */
function projectsOf({ projectIds, sharedWith }: ActionFacts): string[] {
  return [...projectIds, ...(sharedWith ?? []).map(({ id }) => id)];
}

/** Nothing that a project's administrator may decide: the whole site, or projects that are not known. */
function isSiteWide({ projectIds, sharedWith, isGlobal }: ActionFacts): boolean {
  return projectIds.length === 0 || sharedWith === null || isGlobal;
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
