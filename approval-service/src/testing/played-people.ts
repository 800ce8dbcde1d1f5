/** What people do in service tests: write, edit and comment on tickets, and decide about what waits. */
import {
  type DecideBody,
  type DecisionView,
  type DeliveryBody,
  fieldAt,
  type IssueDecisions,
  type Json,
  type PressBody,
  type StepResult,
} from '@kraken/shared';
import { decidePlan } from '../approve/decide-plan.ts';
import type { ApprovalRow } from '../ports.ts';
import { delivery } from './harness.ts';
import type { PlayedApp } from './played-app.ts';

let events = 0;

function next(before: DeliveryBody, type: DeliveryBody['event']['type'], by: string): DeliveryBody {
  events += 1;
  const { event, routing } = before;
  const readAtMs = event.readAtMs + 1_000;
  return {
    ...structuredClone(before),
    deliveryKey: `${type}:${routing.issueId}:e${events}`,
    event: { type, atMs: readAtMs, readAtMs, actorAccountId: by },
  };
}

/** Dan writes a ticket; each has an issue of its own. */
export function newTicket(summary: string): DeliveryBody {
  events += 1;
  return delivery(summary, { key: `issue.created:e${events}`, issueId: String(20_000 + events) });
}

/** Somebody edits summary or description; what is edited becomes his words. */
export function edited(
  before: DeliveryBody,
  texts: { summary?: string; description?: string },
  by = 'dan',
): DeliveryBody {
  const body = next(before, 'issue.updated', by);
  Object.assign(body.snapshot, texts);
  if (texts.summary !== undefined) body.routing.summaryAuthorAccountId = by;
  if (texts.description !== undefined) body.routing.descriptionAuthorAccountId = by;
  return body;
}

/** Somebody comments. */
export function commented(before: DeliveryBody, text: string, by = 'dan'): DeliveryBody {
  const body = next(before, 'comment.created', by);
  const commentId = String(70_000 + events);
  body.snapshot.comments.push({ commentId, text });
  body.routing.commentAuthors[commentId] = by;
  return body;
}

/** Requests that wait for a decision. */
export function waiting(app: PlayedApp): Promise<ApprovalRow[]> {
  return app.transact((tx) => tx.approvals.listStaged({ limit: 50 }));
}

/** The one request that waits. */
export async function onlyWaiting(app: PlayedApp): Promise<ApprovalRow> {
  const [only, ...others] = await waiting(app);
  if (!only || others.length > 0) throw new Error('not exactly one request waits');
  return only;
}

/** A site administrator presses Undo or Retry; `over` replaces parts of what the panel sends. */
export async function press(
  app: PlayedApp,
  kind: 'undo' | 'retry',
  decisionId: string,
  over: Partial<PressBody> = {},
): Promise<{ status: number; answer: Json; decisionId: string }> {
  const body: PressBody = {
    accountId: 'ana',
    displayName: 'Ana',
    authority: { isSiteAdmin: true, administeredProjectIds: [] },
    ...over,
  };
  const response = await app.harness.asApp(
    'POST',
    `/forge/v1/decisions/${decisionId}/${kind}`,
    body,
  );
  const answer = (await response.json()) as Json;
  return { status: response.status, answer, decisionId: String(fieldAt(answer, 'decisionId')) };
}

/** A decision as the panel shows it. */
export async function shown(app: PlayedApp, decisionId: string): Promise<DecisionView> {
  const { issueId } = await app.transact(async (tx) => {
    const rows = await tx.decisions.list({ limit: 500 });
    const found = rows.find((one) => one.decisionId === decisionId);
    if (!found) throw new Error('there is no such decision');
    return found;
  });
  const response = await app.harness.asApp('GET', `/forge/v1/issues/${issueId}/decisions`);
  const { decisions } = (await response.json()) as IssueDecisions;
  const view = decisions.find((one) => one.decisionId === decisionId);
  if (!view) throw new Error('the panel does not show the decision');
  return view;
}

/** Log entries of a decision. */
export async function logOf(app: PlayedApp, decisionId: string) {
  const entries = await app.transact((tx) => tx.log.list(0, 10_000));
  return entries.filter((entry) => entry.decisionId === decisionId);
}

/** A site administrator decides in the panel; `over` replaces parts of what the panel sends. */
export async function decide(
  app: PlayedApp,
  approval: ApprovalRow,
  verdict: 'approve' | 'deny' | 'cancel' = 'approve',
  over: Partial<DecideBody> = {},
): Promise<{ status: number; answer: Json }> {
  const body: DecideBody = {
    approvalId: approval.approvalId,
    planDigest: approval.planDigest,
    accountId: 'ana',
    displayName: 'Ana',
    authority: { isSiteAdmin: true, administeredProjectIds: [] },
    reason: 'agreed',
    ...(approval.body.typedKey === null ? {} : { typedKey: approval.body.typedKey }),
    ...over,
  };
  const path = `/forge/v1/decisions/${approval.decisionId}/${verdict}`;
  const answer = await app.harness.asApp('POST', path, body);
  return { status: answer.status, answer: (await answer.json()) as Json };
}

/** Somebody signed in approves in the dashboard: the order waits for the worker. */
export async function approveInDashboard(app: PlayedApp, approval: ApprovalRow): Promise<void> {
  const { random, clock } = app.harness.service.context;
  const decided = await app.transact((tx) =>
    decidePlan(tx, random, {
      approvalId: approval.approvalId,
      verdict: 'approve',
      decider: {
        accountId: 'acc_ana',
        name: 'Ana',
        channel: 'dashboard',
        identity: 'session',
        reason: 'agreed',
      },
      jiraAccountId: 'ana',
      hasAuthority: true,
      seenDigest: approval.planDigest,
      typedKey: approval.body.typedKey ?? undefined,
      nowMs: clock.nowMs(),
    }),
  );
  if (!decided.ok) throw new Error(`not approved: ${decided.error.reason}`);
}

/** Approves what waits and runs the order the panel is handed. */
export async function approveAndRun(app: PlayedApp): Promise<ApprovalRow> {
  const approval = await onlyWaiting(app);
  const { status, answer } = await decide(app, approval);
  if (status !== 200) throw new Error(`approving answered ${status}: ${JSON.stringify(answer)}`);
  await app.take(fieldAt(answer, 'order'));
  await app.drain();
  return approval;
}

/** Where a decision stands: its state, `type state` of every action, kinds of its notes. */
export function standing(app: PlayedApp, decisionId: string) {
  return app.transact(async (tx) => {
    const [decision] = (await tx.decisions.list({ limit: 500 })).filter(
      (one) => one.decisionId === decisionId,
    );
    if (!decision) throw new Error('there is no such decision');
    const actions = await tx.actions.list(decision.decisionId);
    return {
      state: decision.state,
      stage: decision.stage,
      notes: decision.notes.map(({ kind }) => kind),
      actions: actions.map(({ planned, state }) => `${planned.type} ${state}`),
    };
  });
}

/** Operations of the writes that reached Jira. */
export const written = (app: PlayedApp): string[] =>
  app.jira.writes.map(({ operationId }) => operationId);

/** Public comments, oldest first. */
export const publicTexts = (app: PlayedApp): string[] =>
  app.comments.filter(({ audience }) => audience === 'public').map(({ text }) => text);

/** For `fateOf`: the app reports every execution so, by the position of the step; nothing reaches Jira. */
export function reportedAs(
  outcomeOf: (index: number) => { outcome: StepResult['outcome']; statuses: number[] },
): PlayedApp['fateOf'] {
  return ({ kind, steps }) =>
    kind === 'execute'
      ? {
          report: { steps: steps.map(({ index }) => ({ index, ...outcomeOf(index), checks: [] })) },
        }
      : undefined;
}
