/**
 * A decision made in the panel. Guarantees: the approval belongs to the issue the person looks at, Jira has just said that
 * they may decide, four-eyes holds, and what runs is the signed order the service answers with. The service checks again.
 */
import {
  type ApprovalView,
  type DecideBody,
  type DecisionView,
  fieldAt,
  type IssueDecisions,
  isJsonObject,
  type Json,
  type OrderReport,
} from '@kraken/shared';
import { isSiteAdministrator, readMyself, readProjectRights } from '../jira/check-permission';
import { reportOrder } from '../orders/report-order';
import { runOrder } from '../orders/run-order';
import type { Invocation, OrderPorts } from '../ports';
import type { DecideOutcome, DecidePayload, ViewerRights } from './panel-contract';
import { judgeRights, type PanelViewer, readDecisions } from './read-panel';
import { whoMustDecide } from './state-words';

const NOT_SURE =
  'Kraken’s service did not answer, so it is not sure that your decision arrived. Press Refresh to see.';
const MUST_BE_ANOTHER = 'You asked for this, so somebody else must approve it.';
const NOT_YOURS =
  'Only who asked for this, or an administrator of what it touches, can withdraw it.';
const NO_ANSWER = 'Jira did not say whether you may decide. Nothing was decided; try again.';

const DOORS = { approve: 'approve', deny: 'deny', withdraw: 'cancel' } as const;

/** Decides, runs what is to run, and says in one sentence what came of it. */
export async function decideInPanel(
  ports: OrderPorts,
  viewer: PanelViewer,
  input: { issueIdOrKey: string; payload: DecidePayload; invocation: Invocation },
): Promise<DecideOutcome> {
  const { payload, invocation } = input;
  const proof = await proveAuthority(ports, viewer, input.issueIdOrKey, payload);
  if ('sentence' in proof) return proof;
  const path = `/forge/v1/decisions/${encodeURIComponent(payload.decisionId)}/${DOORS[payload.verdict]}`;
  const { status, body } = await ports.service.call('POST', path, proof);
  if (status === 0 || status >= 500) return { state: 'not-sure', sentence: NOT_SURE };
  if (status >= 300) return notDecided(problemWords(body, status));
  if (payload.verdict !== 'approve') {
    const word = payload.verdict === 'deny' ? 'Denied' : 'Withdrawn';
    return { state: 'decided', sentence: `${word}. None of it was changed.` };
  }
  return runAnswer(ports, body, invocation);
}

/** The body to send, or why not. Looks the approval up by itself: nothing of the browser decides about authority. */
async function proveAuthority(
  ports: OrderPorts,
  viewer: PanelViewer,
  issueIdOrKey: string,
  payload: DecidePayload,
): Promise<DecideBody | DecideOutcome> {
  const [reading, isSiteAdmin, myself] = await Promise.all([
    readDecisions(viewer, ports.service, issueIdOrKey),
    isSiteAdministrator(viewer.sender),
    readMyself(viewer.sender),
  ]);
  if (reading.state !== 'read') return notDecided(unavailableWords(reading.what));
  const decision = findDecision(reading.answer, payload);
  const approval = decision?.approval;
  if (decision === undefined || approval === undefined) {
    return notDecided('This plan is not waiting any more. Press Refresh to see what became of it.');
  }
  if (myself?.accountId !== viewer.accountId) return notDecided(NO_ANSWER);
  const rights = await readProjectRights(viewer.sender, approval.projectIds);
  const standing = { accountId: viewer.accountId, isSiteAdmin, rights };
  const objection = findObjection(approval, judgeRights(decision, standing), payload.verdict);
  if (objection !== undefined) return notDecided(objection);
  return toBody(payload, myself, {
    isSiteAdmin: isSiteAdmin === true,
    administeredProjectIds: (rights ?? [])
      .filter(({ isAdministrator }) => isAdministrator)
      .map(({ projectId }) => projectId),
  });
}

function findDecision(answer: IssueDecisions, payload: DecidePayload): DecisionView | undefined {
  return answer.decisions.find(
    ({ decisionId, approval }) =>
      decisionId === payload.decisionId && approval?.approvalId === payload.approvalId,
  );
}

/** A plan that has been decided meanwhile goes to the service all the same: it says by whom and when. */
function findObjection(
  approval: ApprovalView,
  rights: ViewerRights,
  verdict: DecidePayload['verdict'],
): string | undefined {
  const isOwn = verdict === 'withdraw' && rights.canWithdraw;
  if (rights.authority === 'unknown' && !isOwn) return NO_ANSWER;
  if (approval.state !== 'staged') return undefined;
  if (verdict === 'deny') return rights.canDeny ? undefined : whoMustDecide(approval);
  if (verdict === 'withdraw') return rights.canWithdraw ? undefined : NOT_YOURS;
  if (rights.canApprove) return undefined;
  return rights.isInvolved ? MUST_BE_ANOTHER : whoMustDecide(approval);
}

function toBody(
  payload: DecidePayload,
  myself: { accountId: string; displayName: string },
  authority: DecideBody['authority'],
): DecideBody {
  return {
    approvalId: payload.approvalId,
    planDigest: payload.planDigest,
    accountId: myself.accountId,
    displayName: myself.displayName.slice(0, 255),
    authority,
    ...(payload.reason === undefined ? {} : { reason: payload.reason }),
    ...(payload.typedKey === undefined ? {} : { typedKey: payload.typedKey }),
  };
}

async function runAnswer(
  ports: OrderPorts,
  body: Json,
  invocation: Invocation,
): Promise<DecideOutcome> {
  const order = isJsonObject(body) ? body['order'] : undefined;
  const starting: DecideOutcome = { state: 'decided', sentence: 'Approved, starting.' };
  if (order === undefined) return starting;
  const outcome = await runOrder(ports, order, invocation);
  if (outcome.state !== 'ended') return starting;
  await reportOrder(ports, outcome.report);
  return { state: 'decided', sentence: `Approved. ${reportWords(outcome.report)}` };
}

/** One sentence about what ran. */
function reportWords(report: OrderReport): string {
  if (report.state === 'refused') {
    return `Nothing ran: Kraken refused its own order (${report.refusal ?? 'unknown'}).`;
  }
  const count = (outcome: string): number =>
    report.steps.filter((step) => step.outcome === outcome).length;
  const total = report.steps.length;
  if (count('succeeded') === total) return `Done: ${total} of ${total}.`;
  const parts = [
    `Done: ${count('succeeded')} of ${total}.`,
    word(count('failed'), 'failed'),
    word(count('unknown'), 'not sure'),
    word(count('drifted'), 'not started, because Jira has changed since it was planned'),
    word(count('skipped'), 'not started'),
  ];
  return parts.filter((part) => part !== '').join(' ');
}

const word = (count: number, text: string): string => (count === 0 ? '' : `${count} ${text}.`);

function notDecided(sentence: string): DecideOutcome {
  return { state: 'not-decided', sentence };
}

/** Why nothing was decided, when one of the two was silent. */
export function unavailableWords(what: 'service' | 'issue'): string {
  return what === 'service'
    ? 'Kraken’s service did not answer. Nothing was decided; try again in a minute.'
    : 'Jira did not show the issue. Nothing was decided; try again.';
}

/** The service says in `detail` who decided and when, what has changed, or what is missing (RFC 9457). */
export function problemWords(body: Json, status: number): string {
  const detail = fieldAt(body, 'detail');
  return typeof detail === 'string' ? detail : `Nothing was decided (${status}).`;
}
