/** Classifies a resolved plan and starts its parts: the automatic one is granted, the rest staged, refused or said. */
import {
  grantFromPolicy,
  type History,
  type PlannedAction,
  type SiteSettings,
} from '@kraken/shared';
import { digestsOf } from '@kraken/shared/crypto';
import { supersedeForRestaging } from '../approve/close-approval.ts';
import { type Route, type RouteInput, routePlan } from '../classify/route-plan.ts';
import { ServiceError } from '../errors.ts';
import { orderPlan } from '../execute/order-plan.ts';
import type { ResolvedWish } from '../plan/resolve-plan.ts';
import type { ActionRow, DriftView, Instance, TenantTx, WishOutcome } from '../ports.ts';
import { quoteAuthor, requesterIdsOf } from '../record/decision-people.ts';
import { moveAction } from '../record/move-action.ts';
import { orderComment } from '../record/order-comment.ts';
import { orderNotes } from '../record/order-notes.ts';
import { refreshDecision } from '../record/refresh-decision.ts';
import { stagePlan } from '../stage/stage-plan.ts';
import type { WorkerContext } from './context.ts';
import { findKeptLeave, orderKept } from './keep-leave.ts';
import { driftedRows, type Planning, type Resolved } from './planning.ts';
import { withinReach } from './within-reach.ts';

const NO_HISTORY: History = { autoActionsOfRequesterLastHour: 0, sameTypeOnTargetLastDay: 0 };

/** What was read for a plan. `changed`: positions of an undo whose effect is not as it was left. */
interface Facts {
  resolution: Resolved;
  readAtMs: number | null;
  changed: readonly number[];
}

const CHANGED_SINCE = 'It has changed since it was done, or that cannot be told.';

/** Classification, rows, log, grant, staging and comments, all in the caller's transaction. */
export async function routeDecision(
  tx: TenantTx,
  context: WorkerContext,
  planning: Planning,
  { resolution: resolved, readAtMs, changed }: Facts,
): Promise<void> {
  const { decision, instance, rows, nowMs } = planning;
  const wishes = resolved.wishes.map((wish) => withinReach(wish, planning));
  const resolution = { ...resolved, wishes };
  const histories = await historiesOf(tx, planning, resolution.wishes);
  const drifted = driftedRows(rows);
  const input: RouteInput = {
    wishes: resolution.wishes,
    requester: resolution.requester,
    site: siteSettings(instance),
    history: ({ index }) => histories.get(index) ?? NO_HISTORY,
    confidence: decision.confidence ?? 0,
    tightens: [
      ...((decision.analysis?.outcome === 'plan' && decision.analysis.tightens) || []),
      ...changed.map((index) => ({ index, sentence: CHANGED_SINCE })),
    ],
    factsReadAtMs: readAtMs,
    driftedIndexes: new Set(),
    nowMs,
  };
  const plain = routePlan(input);
  const kept = await findKeptLeave(tx, planning, plain.actions);
  const driftedIndexes = new Set(drifted.map(({ index }) => index));
  const route = kept === undefined ? routePlan({ ...input, driftedIndexes }) : plain;
  await tx.decisions.advance(decision.decisionId, 'resolving', {
    stage: 'routed',
    notes: [...decision.notes, ...route.notes],
    class: strictest([...rows.map(({ planned }) => planned), ...route.actions]),
    updatedAtMs: nowMs,
  });
  await logRoute(tx, planning, route);
  await saveOutcomes(tx, planning, resolution.wishes, route);
  if (kept !== undefined) {
    await orderKept(tx, context, planning, kept);
    await refreshDecision(tx, decision.decisionId, nowMs);
    return;
  }
  if (drifted.length > 0) await saveAgain(tx, planning, { route, wishes: resolution.wishes });
  else
    await tx.actions.insert(
      route.actions.map((action) => newRow(planning, action)),
      nowMs,
    );
  await startParts(tx, context, planning, route);
}

const OUTCOMES = {
  resolved: 'routed',
  invalid: 'routed',
  elsewhere: 'routed',
  already: 'answered',
  answered: 'answered',
  unsupported: 'answered',
  ask: 'asked',
} as const satisfies Record<ResolvedWish['resolution']['outcome'], WishOutcome>;

/** What became of every wish; one that waits for another's answer is asked as well. */
async function saveOutcomes(
  tx: TenantTx,
  { decision }: Planning,
  wishes: readonly ResolvedWish[],
  { actions }: Route,
): Promise<void> {
  for (const { index, resolution } of wishes) {
    const outcome = OUTCOMES[resolution.outcome];
    const isBlocked = outcome === 'routed' && !actions.some((action) => action.index === index);
    await tx.wishes.setOutcome(decision.decisionId, index, isBlocked ? 'asked' : outcome);
  }
}

/** After drift: the freshly resolved actions take the place of the old ones and wait for a person. */
async function saveAgain(
  tx: TenantTx,
  { rows, nowMs }: Planning,
  { route, wishes }: { route: Route; wishes: readonly ResolvedWish[] },
): Promise<void> {
  for (const row of driftedRows(rows)) {
    const planned = route.actions.find(({ index }) => index === row.index);
    if (planned) {
      await tx.actions.savePlanned(row.decisionId, planned);
      continue;
    }
    const wish = wishes.find(({ index }) => index === row.index);
    const event = wish?.resolution.outcome === 'already' ? 'find-already-so' : 'supersede';
    await moveAction(tx, row, { event, logAs: 'action.recorded', actor: { kind: 'jira' }, nowMs });
  }
}

function newRow({ decision, nowMs }: Planning, planned: PlannedAction): ActionRow {
  return {
    decisionId: decision.decisionId,
    index: planned.index,
    instanceId: decision.instanceId,
    state: 'proposed',
    targetKey: targetKeyOf(planned.resolved?.facts),
    requesterAccountId: decision.requesterAccountId,
    planned,
    result: null,
    updatedAtMs: nowMs,
  };
}

function targetKeyOf(facts: NonNullable<PlannedAction['resolved']>['facts'] | undefined): string {
  if (!facts) return '';
  if (facts.projectIds.length > 0) return `project:${[...facts.projectIds].sort().join(',')}`;
  const [first] = facts.targets;
  return first ? `${first.kind}:${first.id}` : '';
}

async function historiesOf(
  tx: TenantTx,
  { decision, nowMs }: Planning,
  wishes: readonly ResolvedWish[],
): Promise<Map<number, History>> {
  const { instanceId, requesterAccountId } = decision;
  const lastHour =
    requesterAccountId === null
      ? 0
      : await tx.actions.countAutoOfRequester(instanceId, requesterAccountId, nowMs - 3_600_000);
  const histories = new Map<number, History>();
  for (const { index, proposed, resolution } of wishes) {
    const facts = resolution.outcome === 'resolved' ? resolution.action.facts : undefined;
    const key = targetKeyOf(facts);
    const lastDay =
      key === ''
        ? 0
        : await tx.actions.countOnTarget(instanceId, proposed.type, key, nowMs - 86_400_000);
    histories.set(index, {
      autoActionsOfRequesterLastHour: lastHour,
      sameTypeOnTargetLastDay: lastDay,
    });
  }
  return histories;
}

function siteSettings(instance: Instance): SiteSettings {
  return {
    connection: instance.kind,
    mode: instance.paused ? 'paused' : instance.settings.mode,
    autoOff: instance.settings.autoOff,
    thresholds: { users: 5, issues: 10, projects: 1, confidence: 0.7 },
    freezeWindows: [],
  };
}

function strictest(
  actions: readonly PlannedAction[],
): PlannedAction['classification']['class'] | null {
  const classes = actions.map(({ classification }) => classification.class);
  const order = ['refused', 'requires-approval', 'auto-execute'] as const;
  return order.find((one) => classes.includes(one)) ?? null;
}

async function logRoute(tx: TenantTx, { decision, nowMs }: Planning, route: Route): Promise<void> {
  const { decisionId } = decision;
  await tx.log.append({
    atMs: nowMs,
    event: 'plan.resolved',
    decisionId,
    actor: { kind: 'system' },
    detail: { actions: route.actions.length, notes: route.notes.map(({ kind }) => kind) },
  });
  for (const { index, type, classification } of route.actions) {
    await tx.log.append({
      atMs: nowMs,
      event: 'action.classified',
      decisionId,
      actor: { kind: 'policy' },
      detail: {
        index,
        type,
        class: classification.class,
        level: classification.level,
        rules: classification.reasons.map(({ rule }) => rule),
        policyVersion: classification.policyVersion,
      },
    });
  }
}

/** Starts what may start, and tells people what waits. */
async function startParts(
  tx: TenantTx,
  context: WorkerContext,
  planning: Planning,
  route: Route,
): Promise<void> {
  const { decision, nowMs } = planning;
  const { decisionId, instanceId } = decision;
  const part = (wanted: PlannedAction['classification']['class']): PlannedAction[] =>
    route.actions.filter(({ classification }) => classification.class === wanted);
  const auto = part('auto-execute');
  const parts = { refuse: part('refused'), stage: part('requires-approval'), grant: auto };
  await moveAll(tx, planning, parts);
  if (auto.length > 0) {
    const grant = grantFromPolicy({ decisionId, ...digestsOf(auto), actions: auto });
    if (!grant.ok)
      throw new ServiceError('internal', `no grant for the automatic part: ${grant.error}`);
    await orderPlan(tx, context.random, {
      grant: grant.value,
      decisionId,
      instanceId,
      actions: auto,
      nowMs,
    });
  }
  const isWaiting = parts.stage.length > 0;
  if (isWaiting) await stage(tx, context, planning);
  await refreshDecision(tx, decisionId, nowMs);
  const hasWords = route.notes.length + decision.notes.length + parts.refuse.length > 0;
  if (isWaiting || !hasWords) return;
  await orderNotes(tx, context.random, decision, { nowMs });
}

/** Stages everything of the decision that waits as one request; an older one with less in it is replaced. */
async function stage(tx: TenantTx, context: WorkerContext, planning: Planning): Promise<void> {
  const { decision, delivery, rows, nowMs } = planning;
  const { decisionId, instanceId } = decision;
  const { routing } = delivery.body;
  const waiting = (await tx.actions.list(decisionId)).filter(({ state }) => state === 'staged');
  await supersedeForRestaging(tx, context.random, decisionId, nowMs);
  const approvalId = await stagePlan(tx, context, {
    decisionId,
    instanceId,
    actions: waiting.map(({ planned }) => planned),
    requesterIds: requesterIdsOf(decision, routing),
    authorOf: (source) => quoteAuthor(decision, routing, source),
    drift: rows.flatMap(driftRows),
    requiredApprovers: decision.analysis?.playbook?.approvers,
    nowMs,
  });
  const comment = { decisionId, instanceId, approvalId, nowMs };
  await orderComment(tx, context.random, {
    ...comment,
    purpose: `staged:${approvalId}`,
    audience: 'approvers',
    template: 'staged',
  });
  await orderComment(tx, context.random, {
    ...comment,
    purpose: `waiting:${approvalId}`,
    audience: 'public',
    template: 'staged-public',
  });
}

async function moveAll(
  tx: TenantTx,
  { decision, nowMs }: Planning,
  parts: Record<'refuse' | 'stage' | 'grant', PlannedAction[]>,
): Promise<void> {
  const rows = await tx.actions.list(decision.decisionId);
  for (const event of ['refuse', 'stage', 'grant'] as const) {
    for (const { index } of parts[event]) {
      const row = rows.find((one) => one.index === index);
      if (!row) continue;
      await moveAction(tx, row, {
        event,
        logAs: 'action.recorded',
        actor: { kind: 'policy' },
        nowMs,
      });
    }
  }
}

function driftRows({ state, result }: ActionRow): DriftView[] {
  if (state !== 'drifted') return [];
  return (result?.drift ?? []).map(({ label, expected, found }) => ({
    label,
    before: JSON.stringify(expected.body),
    after: JSON.stringify(found.body),
  }));
}
