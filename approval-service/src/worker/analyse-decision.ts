/** Stage `received`: the analyst reads the ticket; what was taken up before is left out; stale plans are withdrawn. */
import type { Analysis, Json, TicketSnapshot } from '@kraken/shared';
import { withdrawStalePlans } from '../approve/withdraw-stale.ts';
import { questionSentence } from '../classify/route-plan.ts';
import { dropHandled, isHandled, keysLeftToRetry } from '../plan/drop-handled.ts';
import { judgeRereading } from '../plan/judge-rereading.ts';
import type { DecisionNote, DecisionRow, LeasedJob, TenantTx, WishRecord } from '../ports.ts';
import { orderNotes } from '../record/order-notes.ts';
import { refreshDecision } from '../record/refresh-decision.ts';
import { deedKey, wishKey } from '../record/wish-key.ts';
import { askAnalyst, type Reading } from './ask-analyst.ts';
import { finishJob, type WorkerContext } from './context.ts';
import { waitForModel } from './wait-for-model.ts';

/** Analyses outside any transaction, then commits the outcome together with the job. */
export async function analyseDecision(
  context: WorkerContext,
  job: LeasedJob,
  reading: Reading,
): Promise<void> {
  const answer = await askAnalyst(context, job, reading);
  context.checkpoint('analysis.made');
  await finishJob(context, job, async (tx) => {
    if (answer.state === 'waiting') return waitForModel(tx, context, { ...reading, answer });
    return commitAnalysis(tx, context, { ...reading, analysis: answer.analysis });
  });
  context.checkpoint('analysis.committed');
}

async function commitAnalysis(
  tx: TenantTx,
  context: WorkerContext,
  input: Reading & { analysis: Analysis },
): Promise<void> {
  const { decision, delivery } = input;
  const { decisionId, instanceId, issueId } = decision;
  const nowMs = context.clock.nowMs();
  const newest = (await tx.deliveries.newestOf(instanceId, issueId)) ?? delivery;
  await withdrawStalePlans(tx, context.random, { decision, snapshot: newest.body.snapshot, nowMs });
  const analysis = await withoutHandled(tx, input);
  const wishes = analysis.outcome === 'plan' ? analysis.actions : [];
  const notes = await newNotes(tx, input, analysis);
  await tx.wishes.insert(
    wishes.map((wish, index) => ({
      decisionId,
      index,
      instanceId,
      issueId,
      wishKey: wishKey(wish),
      deedKey: deedKey(wish, analysis.analyst),
    })),
  );
  await tx.decisions.advance(decisionId, 'received', {
    stage: wishes.length > 0 ? 'resolving' : 'closed',
    state: wishes.length > 0 ? 'resolving' : 'ignored',
    analysis,
    notes,
    confidence: analysis.outcome === 'plan' ? analysis.confidence : null,
    updatedAtMs: nowMs,
  });
  await tx.log.append({
    atMs: nowMs,
    event: 'ticket.analysed',
    decisionId,
    actor: { kind: 'system' },
    detail: {
      outcome: analysis.outcome,
      actions: wishes.map(({ type }) => type),
      analyst: { ...analysis.analyst } as Json,
      ...(analysis.outcome === 'failed' && { reason: analysis.reason }),
      notes: notes.map(({ kind }) => kind),
    },
  });
  if (wishes.length > 0) {
    await tx.jobs.insert({ kind: 'advance-decision', subjectId: decisionId, runAtMs: nowMs });
    return;
  }
  await refreshDecision(tx, decisionId, nowMs);
  const isTold = analysis.outcome !== 'failed' || analysis.isRequest;
  if (notes.length > 0 && isTold) {
    await orderNotes(tx, context.random, decision, { nowMs });
  }
}

/** True when this event is the reporter's own reply: it may take up again what was asked back or has expired. */
function isReply({ delivery }: Reading): boolean {
  const { event, routing } = delivery.body;
  return (
    event.type === 'comment.created' &&
    event.actorAccountId !== null &&
    event.actorAccountId === routing.reporterAccountId
  );
}

async function withoutHandled(
  tx: TenantTx,
  input: Reading & { analysis: Analysis },
): Promise<Analysis> {
  const { analysis, decision } = input;
  if (analysis.outcome !== 'plan') return analysis;
  const { instanceId, issueId, decisionId } = decision;
  const records = await tx.wishes.latestOf(instanceId, issueId, decisionId);
  const left = isReply(input) ? await leftToRetry(tx, records) : new Set<string>();
  const handled = records.filter((record) => isHandled(record, isReply(input), left));
  const { dropped, tightens } = judgeRereading(analysis, {
    snapshots: await readBefore(tx, decision),
    records,
    isDone: (record) => handled.includes(record),
  });
  const judged = { ...analysis, tightens: [...(analysis.tightens ?? []), ...tightens] };
  return dropHandled(judged, new Set(handled.map((record) => record.wishKey)), dropped);
}

/** Readings of a ticket that are looked back at, the newest that took something up; each may be large. */
const MOST_READINGS = 10;

/** The words of the ticket as earlier decisions that took something up read them. */
async function readBefore(
  tx: TenantTx,
  { instanceId, issueId, decisionId }: DecisionRow,
): Promise<TicketSnapshot[]> {
  const earlier = await tx.decisions.list({ instanceId, issueId, hasRequest: true, limit: 500 });
  const read = earlier.filter(
    ({ decisionId: id, analysis, origin }) =>
      id !== decisionId && origin === null && analysis?.outcome === 'plan',
  );
  const snapshots: TicketSnapshot[] = [];
  for (const { deliveryId } of read.slice(0, MOST_READINGS)) {
    const delivery = await tx.deliveries.get(deliveryId);
    if (delivery !== undefined) snapshots.push(delivery.body.snapshot);
  }
  return snapshots;
}

/** Keys that are left to Retry: only the decision that took a wish up last can say so. */
async function leftToRetry(tx: TenantTx, latest: readonly WishRecord[]): Promise<Set<string>> {
  const skipped = latest.filter(({ actionState }) => actionState === 'skipped');
  const left = new Set<string>();
  for (const id of new Set(skipped.map(({ decisionId }) => decisionId))) {
    const decision = await tx.decisions.get(id);
    const keys = decision ? keysLeftToRetry(decision, await tx.actions.list(id)) : [];
    for (const { decisionId, wishKey: key } of skipped) {
      if (decisionId === id && keys.includes(key)) left.add(key);
    }
  }
  return left;
}

function notesOf(analysis: Analysis): DecisionNote[] {
  if (analysis.outcome === 'none') return [];
  if (analysis.outcome === 'failed') return [{ kind: 'stuck', sentence: analysis.sentence }];
  const quote = analysis.outcome === 'plan' ? undefined : analysis.quotes[0]?.text;
  const open = 'leftOver' in analysis ? (analysis.leftOver ?? []) : [];
  const left = open.map(
    ({ text }): DecisionNote => ({
      kind: 'left-over',
      sentence: 'I did not understand this part.',
      quote: text,
    }),
  );
  const parts = 'unsupported' in analysis ? (analysis.unsupported ?? []) : [];
  const uncovered = parts.map(({ sentence, quotes }): DecisionNote => {
    return { kind: 'unsupported', sentence, quote: quotes[0]?.text };
  });
  const rest = [...uncovered, ...left];
  if (analysis.outcome === 'ask') {
    return [{ kind: 'question', sentence: questionSentence(analysis.question), quote }, ...rest];
  }
  if (analysis.outcome === 'unsupported') {
    return [{ kind: 'unsupported', sentence: analysis.sentence, quote }, ...rest];
  }
  return rest;
}

const noteKey = ({ kind, sentence, quote }: DecisionNote): string =>
  `${kind}:${quote ?? ''}:${sentence}`;

/** A later event on the ticket does not repeat a question or an answer that was given before; a reply may. */
async function newNotes(tx: TenantTx, input: Reading, analysis: Analysis): Promise<DecisionNote[]> {
  const { instanceId, issueId, decisionId } = input.decision;
  if (isReply(input)) return notesOf(analysis);
  const earlier = await tx.decisions.list({ instanceId, issueId, hasRequest: true, limit: 500 });
  const said = new Set(
    earlier
      .filter((one) => one.decisionId !== decisionId)
      .flatMap(({ notes }) => notes.map(noteKey)),
  );
  // That a person has to look stays true of the newest reading, whatever was said of an earlier one.
  return notesOf(analysis).filter((note) => note.kind === 'stuck' || !said.has(noteKey(note)));
}
