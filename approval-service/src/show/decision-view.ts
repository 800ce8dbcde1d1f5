/** The one view of a decision that panel, approval page and dashboard print. Pure. */
import {
  type ActionView,
  type ApprovalView,
  bodyText,
  type DecisionState,
  type DecisionView,
  findAction,
  requestLine,
  type SiteView,
  timeWords,
} from '@kraken/shared';
import type { ActionRow, ApprovalRow, DecisionRow, Instance } from '../ports.ts';
import { outcomeLine } from './outcome-line.ts';

/** RFC 3339, UTC. */
export function timeText(ms: number): string {
  return new Date(ms).toISOString();
}

/** One sentence per state; the same on every surface. */
export const SENTENCES: Record<DecisionState, string> = {
  received: 'Reading',
  resolving: 'Reading',
  asked: 'Waiting for the reporter’s answer',
  ignored: 'No request found',
  unsupported: 'Left to a person',
  waiting: 'Jira gave no usable answer; a person has to look',
  refused: 'Refused by rule',
  staged: 'Waiting for an administrator',
  executing: 'Doing',
  done: 'Done, checked in Jira',
  'partly-done': 'Partly done',
  failed: 'Not done',
  unknown: 'Not sure whether it worked',
  denied: 'Denied. None of it was changed',
  expired: 'Expired. Nothing ran',
  superseded: 'Replaced: the ticket was changed',
  'already-so': 'Nothing to do: Jira already is as asked',
};

export interface ViewInput {
  decision: DecisionRow;
  actions: readonly ActionRow[];
  approval: ApprovalRow | undefined;
}

/** Builds the view. */
export function toDecisionView({ decision, actions, approval }: ViewInput): DecisionView {
  const note = decision.notes.map(({ sentence }) => sentence).join(' ');
  return {
    decisionId: decision.decisionId,
    issueKey: decision.issueKey,
    state: decision.state,
    stateSentence: stateSentence(decision, actions, approval),
    createdAt: timeText(decision.createdAtMs),
    requesterAccountId: decision.requesterAccountId,
    ...(note === '' ? {} : { note }),
    actions: actions.map(toActionView),
    ...(approval ? { approval: toApprovalView(approval) } : {}),
  };
}

function stateSentence(
  decision: DecisionRow,
  actions: readonly ActionRow[],
  approval: ApprovalRow | undefined,
): string {
  const base = SENTENCES[decision.state];
  if (decision.state === 'staged' && approval) {
    const done = actions.filter(({ state }) => state === 'succeeded').length;
    const part = done > 0 ? ` (${done} done already)` : '';
    return `${base} until ${timeWords(approval.expiresAtMs)}${part}`;
  }
  if (decision.state === 'done') return `${doneWords(actions)} ${timeWords(decision.updatedAtMs)}`;
  if (decision.state === 'denied' && approval?.decidedBy)
    return `Denied by ${approval.decidedBy.name}. None of it was changed`;
  if (decision.state === 'expired' && approval)
    return `Expired ${timeWords(approval.expiresAtMs)}. Nothing ran`;
  const isMixed = ['partly-done', 'failed', 'unknown'].includes(decision.state);
  return isMixed && actions.length > 1 ? `${base}: ${outcomeLine(actions)}` : base;
}

/** Checked only where every effect was read back. */
function doneWords(actions: readonly ActionRow[]): string {
  const isChecked = actions.every(
    ({ state, result }) => state !== 'succeeded' || result?.seen === 'done',
  );
  return isChecked ? SENTENCES.done : 'Done; Jira accepted it';
}

function toActionView({ planned, state, result, index }: ActionRow): ActionView {
  const { resolved, classification } = planned;
  const definition = findAction(planned.type);
  const said = resultSentence(state, result);
  return {
    index,
    type: planned.type,
    sentence: planned.sentence,
    class: classification.class,
    level: classification.level,
    reasons: classification.reasons,
    quotes: planned.quotes,
    state,
    ...(said === undefined ? {} : { resultSentence: said }),
    rows: resolved?.rows ?? [],
    radius: resolved?.radius ?? [],
    reversibility: definition?.reversibility ?? { kind: 'none', sentence: 'Nothing runs' },
    requests: planned.requests.map((request) => ({
      line: requestLine(request),
      body: bodyText(request.body),
    })),
  };
}

function resultSentence(
  state: ActionRow['state'],
  result: ActionRow['result'],
): string | undefined {
  const because = result?.reason === undefined ? '' : `: ${result.reason}`;
  switch (state) {
    case 'succeeded':
      return result?.seen === 'done'
        ? 'Checked in Jira: done'
        : 'Accepted by Jira; it could not be looked at again';
    case 'failed':
      return `Failed${because}`;
    case 'unknown':
      return result?.seen === undefined || result.seen === 'unread'
        ? 'Unknown: Jira did not say whether it was done; it is looked up, or left to a person'
        : 'Unknown: Jira accepted it, but looking again it is not as it should be';
    case 'skipped':
      return `Not started${because}`;
    case 'drifted':
      return 'Changed since it was allowed; nothing ran';
    case 'already-so':
      return 'Already so in Jira';
    default:
      return undefined;
  }
}

function toApprovalView(approval: ApprovalRow): ApprovalView {
  const { body, decidedBy, decidedAtMs } = approval;
  return {
    approvalId: approval.approvalId,
    state: approval.state,
    planDigest: approval.planDigest,
    level: approval.level,
    expiresAt: timeText(approval.expiresAtMs),
    projectIds: body.projectIds,
    needsSiteAdmin: body.needsSiteAdmin,
    involvedAccountIds: body.involvedAccountIds,
    ...(body.typedKey === null ? {} : { typedKey: body.typedKey }),
    ...(decidedBy ? { decidedBy: decidedBy.name, channel: decidedBy.channel } : {}),
    ...(decidedBy?.reason === undefined ? {} : { reason: decidedBy.reason }),
    ...(decidedAtMs === null ? {} : { decidedAt: timeText(decidedAtMs) }),
    ...(body.drift.length === 0 ? {} : { drift: body.drift }),
  };
}

/** Site state for the banner. */
export function toSiteView(instance: Instance): SiteView {
  const { paused, settings } = instance;
  if (paused === null) return { mode: settings.mode };
  return {
    mode: 'paused',
    pausedSentence: `Paused by ${paused.by} since ${timeWords(paused.sinceMs)}`,
  };
}
