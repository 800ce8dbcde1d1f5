/** The one view of a decision that panel, approval page and dashboard print. Pure. */
import {
  type ActionView,
  type ApprovalView,
  bodyText,
  type DecisionState,
  type DecisionView,
  findAction,
  issuesTouched,
  type OriginView,
  requestLine,
  type SeenWith,
  type SiteView,
  shownTo,
  timeWords,
} from '@kraken/shared';
import type { ActionRow, ApprovalRow, DecisionOrigin, DecisionRow, Instance } from '../ports.ts';
import { type FaultLog, type FollowUp, retryOption, undoOption } from './follow-ups.ts';
import { outcomeLine } from './outcome-line.ts';
import { touchesOf } from './touched-projects.ts';
import { unknownWords } from './unknown-words.ts';

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
  waiting: 'Left to a person',
  refused: 'Refused by rule',
  staged: 'Waiting for an administrator',
  executing: 'Doing',
  done: 'Done, checked in Jira',
  'partly-done': 'Partly done',
  failed: 'Not done',
  unknown: 'Not sure whether it worked',
  denied: 'Denied. None of it was changed',
  expired: 'Expired. Nothing ran',
  superseded: 'Closed: the ticket or Jira has changed since',
  'already-so': 'Nothing to do: Jira already is as asked',
  answered: 'Answered; nothing was changed',
};

/** The state in a word or two. A ticket that waits for the model has a note that says why; it is read again by itself. */
export function stateWords({
  stage,
  state,
  notes,
}: Pick<DecisionRow, 'stage' | 'state' | 'notes'>): string {
  const isWaiting = stage === 'received' && notes.some(({ kind }) => kind === 'waiting');
  return isWaiting ? 'Not read yet' : SENTENCES[state];
}

export interface ViewInput {
  decision: DecisionRow;
  actions: readonly ActionRow[];
  approval: ApprovalRow | undefined;
  /** Undos and retries of it. */
  links: readonly FollowUp[];
  /** Actions whose words another later decision has taken up. */
  takenUp: ReadonlySet<number>;
  nowMs: number;
  log: FaultLog;
}

/** Builds the view. */
export function toDecisionView(input: ViewInput): DecisionView {
  const { decision, actions, approval, links } = input;
  const note = decision.notes.map(({ sentence }) => sentence).join(' ');
  return {
    decisionId: decision.decisionId,
    issueKey: decision.issueKey,
    state: decision.state,
    stateSentence: stateSentence(decision, actions, approval),
    createdAt: timeText(decision.createdAtMs),
    requesterAccountId: decision.requesterAccountId,
    ...(note === '' ? {} : { note }),
    ...(hasMixedOutcome(decision, actions) ? { outcome: outcomeLine(actions, approval) } : {}),
    actions: actions.map(toActionView),
    ...(approval ? { approval: toApprovalView(approval) } : {}),
    touches: touchesOf(actions.map(({ planned }) => planned)),
    ...pressOptions(input),
    ...(decision.origin ? { origin: toOriginView(decision.origin) } : {}),
    followUps: links.flatMap(({ decision: { origin, decisionId } }) =>
      origin ? [{ kind: origin.kind, decisionId }] : [],
    ),
  };
}

function toOriginView({ kind, of, by }: DecisionOrigin): OriginView {
  return { kind, of, by: by.name };
}

function pressOptions(input: ViewInput): Pick<DecisionView, 'undo' | 'retry'> {
  const undo = undoOption(input);
  const retry = retryOption(input);
  return {
    undo: {
      isPossible: undo.parts.length > 0,
      ...(undo.why === undefined ? {} : { why: undo.why }),
      ...(undo.untilMs === undefined ? {} : { until: timeText(undo.untilMs) }),
    },
    retry: {
      isPossible: retry.rows.length > 0,
      ...(retry.why === undefined ? {} : { why: retry.why }),
    },
  };
}

function stateSentence(
  decision: DecisionRow,
  actions: readonly ActionRow[],
  approval: ApprovalRow | undefined,
): string {
  const base = stateWords(decision);
  if (decision.state === 'staged' && approval) {
    const done = actions.filter(({ state }) => state === 'succeeded').length;
    const part = done > 0 ? ` (${done} done already)` : '';
    return `${base} until ${timeWords(approval.expiresAtMs)}${part}`;
  }
  if (decision.state === 'done') return `${doneWords(actions)} ${timeWords(decision.updatedAtMs)}`;
  return (approval && decidedSentence(decision.state, approval)) ?? base;
}

/** Where actions ended differently or not well, a line says what became of how many. */
function hasMixedOutcome({ state }: DecisionRow, actions: readonly ActionRow[]): boolean {
  return actions.length > 1 && ['partly-done', 'failed', 'unknown'].includes(state);
}

/** How a request ended that did not run. */
function decidedSentence(state: DecisionState, approval: ApprovalRow): string | undefined {
  const { decidedBy, expiresAtMs } = approval;
  if (state === 'denied' && decidedBy) {
    const verb = decidedBy.isWithdrawal ? 'Withdrawn' : 'Denied';
    return `${verb} by ${decidedBy.name}. None of it was changed`;
  }
  return state === 'expired' ? `Expired ${timeWords(expiresAtMs)}. Nothing ran` : undefined;
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
  const said = resultSentence({ planned, state, result });
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
    seenWith: seenWith(planned),
  };
}

/** An action that was not resolved has the words of the ticket for its sentence. */
function seenWith({ resolved }: ActionRow['planned']): SeenWith | undefined {
  if (resolved === undefined) return { projectIds: [], issueIds: [], isForAll: true };
  const who = shownTo(resolved);
  if (who === 'site-administrators') return undefined;
  const { projectIds } = touchesOf([{ resolved }]);
  const isForAll = who === 'everybody' && { isForAll: true as const };
  return { projectIds, issueIds: issuesTouched(resolved), ...isForAll };
}

function resultSentence(
  action: Pick<ActionRow, 'planned' | 'state' | 'result'>,
): string | undefined {
  const { state, result } = action;
  const because = result?.reason === undefined ? '' : `: ${result.reason}`;
  switch (state) {
    case 'succeeded':
      return result?.seen === 'done'
        ? 'Checked in Jira: done'
        : 'Accepted by Jira; it could not be looked at again';
    case 'failed':
      return `Failed${because}`;
    case 'unknown':
      return `Unknown: ${unknownWords(action)}`;
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
    ...(decidedBy?.isWithdrawal ? { isWithdrawal: true } : {}),
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
