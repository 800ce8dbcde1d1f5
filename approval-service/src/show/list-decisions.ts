/** Reading decisions for people: one, a page, or those of an issue. */
import type { DecisionId, DecisionView, InstanceId } from '@kraken/shared';
import type { Clock, DecisionFilter, DecisionRow, TenantTx } from '../ports.ts';
import { toDecisionView } from './decision-view.ts';
import type { FaultLog, FollowUp } from './follow-ups.ts';

/** When somebody looks, and where what cannot be shown is logged. */
export interface Looking {
  clock: Pick<Clock, 'nowMs'>;
  log: FaultLog;
}

/** View of one decision; undefined when this tenant has none of that id. */
export async function getDecision(
  tx: TenantTx,
  id: DecisionId,
  looking: Looking,
): Promise<DecisionView | undefined> {
  const decision = await tx.decisions.get(id);
  return decision && viewOf(tx, decision, looking);
}

/** Answers of a decision that are for people who may decide, and stand in no ticket. */
export async function answersFor(tx: TenantTx, id: DecisionId): Promise<string[]> {
  const notes = (await tx.decisions.get(id))?.notes ?? [];
  return notes.flatMap(({ forAdministrators }) => forAdministrators ?? []);
}

/** Undos and retries of a decision, with their actions, oldest first. */
export async function followUpsOf(tx: TenantTx, id: DecisionId): Promise<FollowUp[]> {
  const found: FollowUp[] = [];
  for (const decision of await tx.decisions.listFollowUps(id)) {
    found.push({ decision, actions: await tx.actions.list(decision.decisionId) });
  }
  return found;
}

/** Actions of a decision whose words a later decision has taken up by some other way than a press on this one. */
export async function takenUpOf(
  tx: TenantTx,
  id: DecisionId,
  links: readonly FollowUp[],
): Promise<Set<number>> {
  const pressed = new Set(links.map(({ decision }) => decision.decisionId));
  const later = (await tx.wishes.laterOf(id)).filter(({ by }) => !pressed.has(by));
  return new Set(later.map(({ index }) => index));
}

/** View of a loaded decision. */
export async function viewOf(
  tx: TenantTx,
  decision: DecisionRow,
  { clock, log }: Looking,
): Promise<DecisionView> {
  const actions = await tx.actions.list(decision.decisionId);
  const approval = await tx.approvals.latestOf(decision.decisionId);
  const links = await followUpsOf(tx, decision.decisionId);
  const takenUp = await takenUpOf(tx, decision.decisionId, links);
  const nowMs = clock.nowMs();
  return toDecisionView({ decision, actions, approval, links, takenUp, nowMs, log });
}

/** A page of decisions, newest first, with the cursor of the next one. */
export async function listDecisions(
  tx: TenantTx,
  filter: DecisionFilter,
): Promise<{ rows: DecisionRow[]; nextCursor: string | null }> {
  const rows = await tx.decisions.list({ ...filter, limit: filter.limit + 1 });
  const page = rows.slice(0, filter.limit);
  return {
    rows: page,
    nextCursor: rows.length > filter.limit ? (page.at(-1)?.decisionId ?? null) : null,
  };
}

/** Most decisions of one issue that the panel shows. */
const PANEL_DECISIONS = 20;

/** What the panel shows for an issue: newest first, without those in which nothing was asked; what waits is never cut. */
export async function decisionsOfIssue(
  tx: TenantTx,
  { instanceId, issueId }: { instanceId: InstanceId; issueId: string },
  looking: Looking,
): Promise<DecisionView[]> {
  const filter = { instanceId, issueId, hasRequest: true as const };
  const newest = await tx.decisions.list({ ...filter, limit: PANEL_DECISIONS });
  const waiting = await tx.decisions.list({ ...filter, state: 'staged', limit: PANEL_DECISIONS });
  const older = waiting.filter(
    (one) => !newest.some(({ decisionId }) => decisionId === one.decisionId),
  );
  const views: DecisionView[] = [];
  for (const row of [...newest, ...older]) views.push(await viewOf(tx, row, looking));
  return views;
}

/** A page of approval requests that wait, oldest first, with their decisions and the cursor of the next page. */
export async function listApprovals(
  tx: TenantTx,
  page: Parameters<TenantTx['approvals']['listStaged']>[0],
  looking: Looking,
): Promise<{ items: DecisionView[]; nextCursor: string | null }> {
  const rows = await tx.approvals.listStaged({ ...page, limit: page.limit + 1 });
  const items: DecisionView[] = [];
  for (const { decisionId } of rows.slice(0, page.limit)) {
    const view = await getDecision(tx, decisionId, looking);
    if (view) items.push(view);
  }
  const last = rows[page.limit - 1];
  return { items, nextCursor: rows.length > page.limit && last ? last.approvalId : null };
}
