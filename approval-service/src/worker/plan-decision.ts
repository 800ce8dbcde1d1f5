/** Stage `resolving`: facts are read through the app until the plan is resolved, then it is classified and routed. */
import {
  isUnavailable,
  type JiraRead,
  type ProposedAction,
  type ResolveContext,
} from '@kraken/shared';
import { standingWishes } from '../approve/withdraw-stale.ts';
import { ServiceError } from '../errors.ts';
import { resolvePlan, uniqueReads } from '../plan/resolve-plan.ts';
import { allNeedApproval, takeSharedWalks } from '../plan/share-walks.ts';
import type { DecisionNote, LeasedJob, OrderRow, TenantTx } from '../ports.ts';
import { readerIdsOf, requesterIdsOf, speakerOf } from '../record/decision-people.ts';
import { moveAction } from '../record/move-action.ts';
import { orderNotes } from '../record/order-notes.ts';
import { orderReads } from '../record/order-reads.ts';
import { refreshDecision } from '../record/refresh-decision.ts';
import { finishJob, type WorkerContext } from './context.ts';
import { driftedRows, type Planning } from './planning.ts';
import { routeDecision } from './route-decision.ts';
import { changedSince, missingReads, undoneEffects } from './undone-effects.ts';

/** Facts older than this are read again before the policy looks at them (R110). */
const FRESH_MS = 60_000;
/** How often facts are read afresh because they were too old; after that the policy sees their age. */
const MAX_REFRESHES = 2;
/** Fruitless rounds of reads that follow each other at once; later ones are spread. */
const QUICK_ROUNDS = 12;
/** After this long without usable answers a person has to look: 6 hours. */
const GIVE_UP_MS = 6 * 3_600_000;

/** One pass: orders the reads that are missing, or routes the plan. Commits together with the job. */
export async function planDecision(
  context: WorkerContext,
  job: LeasedJob,
  input: Omit<Planning, 'nowMs' | 'rows'>,
): Promise<void> {
  const nowMs = context.clock.nowMs();
  const did = await finishJob(context, job, async (tx) => {
    const rows = await tx.actions.list(input.decision.decisionId);
    return plan(tx, context, { ...input, rows, nowMs });
  });
  context.checkpoint(did === 'routed' ? 'route.committed' : 'facts.ordered');
}

async function plan(
  tx: TenantTx,
  context: WorkerContext,
  planning: Planning,
): Promise<'routed' | 'ordered' | 'closed'> {
  const { decision, delivery, nowMs } = planning;
  const wishes = await openWishes(tx, planning);
  if (wishes.length === 0) return close(tx, planning);
  const reads = await tx.reads.all(decision.decisionId);
  const known = new Map(reads.map(({ key, result }) => [key, result]));
  const effects = await undoneEffects(tx, decision);
  const missing = missingReads(effects, (key) => known.get(key));
  const resolution = resolvePlan({
    wishes,
    connection: planning.instance.kind,
    requesterIds: requesterIdsOf(decision, delivery.body.routing),
    readerIds: readerIdsOf(decision, delivery.body.routing),
    known: (key) => known.get(key),
  });
  if (resolution.state === 'unavailable')
    throw new ServiceError('internal', 'an unusable read was stored');
  if (resolution.state === 'needs' || missing.length > 0) {
    const needs = [...(resolution.state === 'needs' ? resolution.reads : []), ...missing];
    return gather(tx, context, planning, { wishes, needs: uniqueReads(needs) });
  }
  // A walk that another decision made is older than this one; its age decides nothing.
  const own = reads.filter(({ readAtMs }) => readAtMs >= decision.createdAtMs);
  const readAtMs = own.length > 0 ? Math.min(...own.map((read) => read.readAtMs)) : null;
  const isStale = readAtMs !== null && nowMs - readAtMs > FRESH_MS;
  if (isStale && decision.readRounds < MAX_REFRESHES) return readAfresh(tx, planning);
  context.checkpoint('route.before-commit');
  const changed = changedSince(effects, (key) => known.get(key));
  await routeDecision(tx, context, planning, { resolution, readAtMs, changed });
  return 'routed';
}

/** What is missing: as far as a walk of another decision will do out of the store, else from Jira. */
async function gather(
  tx: TenantTx,
  context: WorkerContext,
  planning: Planning,
  { wishes, needs }: { wishes: readonly OpenWish[]; needs: JiraRead[] },
): Promise<'routed' | 'ordered' | 'closed'> {
  const { decision, rows, nowMs } = planning;
  // After drift everything is read afresh; what may run by itself never rests on an older walk.
  const mayShare =
    rows.length === 0 && allNeedApproval(wishes.map(({ proposed }) => proposed.type));
  if (mayShare && (await takeSharedWalks(tx, decision, needs, nowMs))) {
    return plan(tx, context, planning);
  }
  return askForFacts(tx, context, planning, needs);
}

type OpenWish = { index: number; proposed: ProposedAction; context: ResolveContext };

/**
 * All wishes of the analysis, or, after drift, only the actions whose facts have changed; without those whose words
 * have been edited away since.
 */
async function openWishes(tx: TenantTx, planning: Planning): Promise<OpenWish[]> {
  const { decision, delivery, rows } = planning;
  const proposed = decision.analysis?.outcome === 'plan' ? decision.analysis.actions : [];
  const drifted = new Set(driftedRows(rows).map(({ index }) => index));
  const newest = (await tx.deliveries.newestOf(decision.instanceId, decision.issueId)) ?? delivery;
  const standing = standingWishes(decision, proposed, newest.body.snapshot);
  const open: OpenWish[] = [];
  for (const [index, one] of proposed.entries()) {
    if (rows.length > 0 && !drifted.has(index)) continue;
    if (standing.has(index)) open.push({ index, proposed: one, context: contextOf(planning, one) });
    else await withdraw(tx, planning, index);
  }
  return open;
}

async function withdraw(
  tx: TenantTx,
  { decision, rows, nowMs }: Planning,
  index: number,
): Promise<void> {
  await tx.wishes.setOutcome(decision.decisionId, index, 'withdrawn');
  const row = driftedRows(rows).find((one) => one.index === index);
  if (!row) return;
  await moveAction(tx, row, {
    event: 'supersede',
    logAs: 'plan.superseded',
    actor: { kind: 'system' },
    nowMs,
  });
}

function contextOf(
  { decision, delivery, instance }: Planning,
  { quotes }: ProposedAction,
): ResolveContext {
  const { routing } = delivery.body;
  return {
    issueKey: routing.issueKey,
    projectKey: routing.projectKey,
    speakerAccountId: speakerOf(decision, routing, quotes),
    krakenAccountId: instance.appAccountId,
    krakenProjectIds: [], // Kraken has no project of its own
    defaultRole: instance.settings.defaultRole,
  };
}

/** Nothing is left to plan: every word was edited away. */
async function close(tx: TenantTx, { decision, rows, nowMs }: Planning): Promise<'closed'> {
  const { decisionId } = decision;
  const hasRows = rows.length > 0;
  await tx.decisions.advance(decisionId, 'resolving', {
    stage: hasRows ? 'routed' : 'closed',
    state: 'superseded',
    updatedAtMs: nowMs,
  });
  await tx.log.append({
    atMs: nowMs,
    event: 'plan.superseded',
    decisionId,
    actor: { kind: 'system' },
    detail: { reason: 'words-gone' },
  });
  if (hasRows) await refreshDecision(tx, decisionId, nowMs);
  return 'closed';
}

async function askForFacts(
  tx: TenantTx,
  context: WorkerContext,
  planning: Planning,
  reads: JiraRead[],
): Promise<'ordered' | 'closed'> {
  const { decision, nowMs } = planning;
  const { decisionId, instanceId } = decision;
  const rounds = (await tx.orders.list(decisionId)).filter(({ purpose }) =>
    purpose.startsWith('facts:'),
  );
  if (rounds.some(({ state }) => state === 'ready')) return 'ordered';
  const isLate = rounds.length > QUICK_ROUNDS && nowMs - decision.updatedAtMs > GIVE_UP_MS;
  if (isLate || rounds.at(-1)?.state === 'abandoned') return giveUp(tx, context, planning);
  await orderReads(tx, context.random, {
    decisionId,
    instanceId,
    purpose: `facts:${rounds.length}`,
    reads,
    nowMs,
    runAtMs: nowMs + pauseAfter(rounds.length - rounds.findLastIndex(isAnswered) - 1),
  });
  return 'ordered';
}

/** True for a round that got an answer of use to every read. */
function isAnswered({ report }: OrderRow): boolean {
  return report?.reads.every((read) => !isUnavailable(read)) === true;
}

/** Rounds follow each other at once; a long series without usable answers is slowed down to five minutes. */
function pauseAfter(fruitless: number): number {
  return fruitless < QUICK_ROUNDS ? 0 : Math.min(300_000, 1_000 * 2 ** (fruitless - QUICK_ROUNDS));
}

const STUCK: DecisionNote = {
  kind: 'stuck',
  sentence: 'Jira gave me no usable answer for hours, so nothing of this was decided.',
};

/** Jira stayed silent: the ticket says so, and the reporter's reply takes it up again. */
async function giveUp(tx: TenantTx, context: WorkerContext, planning: Planning): Promise<'closed'> {
  const { decision, rows, nowMs } = planning;
  const { decisionId } = decision;
  const proposed = decision.analysis?.outcome === 'plan' ? decision.analysis.actions : [];
  const drifted = driftedRows(rows);
  const open = rows.length === 0 ? [...proposed.keys()] : drifted.map(({ index }) => index);
  for (const index of open) await tx.wishes.setOutcome(decisionId, index, 'asked');
  for (const row of drifted) {
    await moveAction(tx, row, {
      event: 'supersede',
      logAs: 'plan.superseded',
      actor: { kind: 'system' },
      nowMs,
    });
  }
  await tx.decisions.advance(decisionId, 'resolving', {
    stage: rows.length > 0 ? 'routed' : 'closed',
    notes: [...decision.notes, STUCK],
    updatedAtMs: nowMs,
  });
  await tx.log.append({
    atMs: nowMs,
    event: 'plan.resolved',
    decisionId,
    actor: { kind: 'system' },
    detail: { outcome: 'no-usable-answer' },
  });
  await refreshDecision(tx, decisionId, nowMs);
  await orderNotes(tx, context.random, decision, {
    purpose: `stuck:${decision.readRounds}`,
    nowMs,
  });
  return 'closed';
}

async function readAfresh(tx: TenantTx, { decision, nowMs }: Planning): Promise<'ordered'> {
  const { decisionId, readRounds } = decision;
  await tx.reads.clear(decisionId);
  await tx.decisions.advance(decisionId, 'resolving', {
    readRounds: readRounds + 1,
    updatedAtMs: nowMs,
  });
  await tx.jobs.insert({ kind: 'advance-decision', subjectId: decisionId, runAtMs: nowMs });
  return 'ordered';
}
