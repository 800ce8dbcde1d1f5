/**
 * Undo and Retry: a person's press on an earlier decision makes a new one, which goes the way of every other one: facts
 * are read afresh, the policy classifies, what needs a person is staged, four-eyes holds. Nothing runs here. Both
 * decisions name each other in store and log, and while one is under way a second press answers with it.
 */
import {
  type DecisionId,
  err,
  ok,
  type PressAnswer,
  type PressBody,
  type ProposedAction,
  type Result,
} from '@kraken/shared';
import type { DecisionOrigin, DecisionRow, Instance, Random, TenantTx } from '../ports.ts';
import { stillAsked } from '../record/decision-people.ts';
import { deedKey, wishKey } from '../record/wish-key.ts';
import { type FaultLog, type FollowUpInput, retryOption, undoOption } from '../show/follow-ups.ts';
import { followUpsOf, takenUpOf } from '../show/list-decisions.ts';
import { administers, touchesOf } from '../show/touched-projects.ts';
import { type Proposal, proposeRetry, proposeUndo } from './propose-follow-up.ts';

export interface Press {
  kind: DecisionOrigin['kind'];
  instance: Instance;
  decisionId: DecisionId;
  body: PressBody;
  nowMs: number;
}

/** `not-possible`: with the sentence that says why. */
export type PressError =
  | { reason: 'not-found' | 'not-authorised' }
  | { reason: 'not-possible'; why: string };

/** Makes the new decision, or answers with the one under way; every refused press stands in the log. */
export async function pressDecision(
  tx: TenantTx,
  { random, log }: { random: Random; log: FaultLog },
  press: Press,
): Promise<Result<PressAnswer, PressError>> {
  const decision = await tx.decisions.get(press.decisionId);
  if (decision?.instanceId !== press.instance.instanceId) return err({ reason: 'not-found' });
  const actions = await tx.actions.list(decision.decisionId);
  const links = await followUpsOf(tx, decision.decisionId);
  const takenUp = await takenUpOf(tx, decision.decisionId, links);
  const input: FollowUpInput = { decision, actions, links, takenUp, nowMs: press.nowMs, log };
  const voice = voiceOf(press, input);
  if (voice === undefined) return refuse(tx, press, { reason: 'not-authorised' });
  const proposal = await propose(tx, press, input);
  if ('decisionId' in proposal) return ok({ state: 'already-asked', ...proposal });
  if ('why' in proposal) return refuse(tx, press, { reason: 'not-possible', why: proposal.why });
  const opened = await open(tx, random, press, { input, proposal, voice });
  return ok({ state: 'asked', decisionId: opened });
}

/** An administrator of all it touches, or who asked for the earlier decision; nobody else may press. */
function voiceOf(
  { body }: Press,
  { decision, actions }: FollowUpInput,
): 'administrator' | 'reporter' | undefined {
  const touches = touchesOf(actions.map(({ planned }) => planned));
  if (administers(touches, body.authority)) return 'administrator';
  return decision.requesterAccountId === body.accountId ? 'reporter' : undefined;
}

async function propose(
  tx: TenantTx,
  { kind, body }: Press,
  input: FollowUpInput,
): Promise<Proposal | { why: string } | { decisionId: string }> {
  if (kind === 'undo') {
    const option = undoOption(input);
    if (option.underWay) return { decisionId: option.underWay.decision.decisionId };
    const isPossible = option.parts.length > 0;
    return isPossible
      ? proposeUndo(option, input.decision, body.accountId)
      : { why: option.why ?? '' };
  }
  const option = retryOption(input);
  if (option.underWay) return { decisionId: option.underWay.decision.decisionId };
  if (option.rows.length === 0) return { why: option.why ?? '' };
  const delivery = await tx.deliveries.get(input.decision.deliveryId);
  const newest = await tx.deliveries.newestOf(input.decision.instanceId, input.decision.issueId);
  const stands = option.rows.every(
    ({ planned }) =>
      newest !== undefined && stillAsked(input.decision, planned.quotes, newest.body.snapshot),
  );
  if (!(stands && delivery)) return { why: 'The ticket no longer asks for what failed.' };
  return proposeRetry(option, input.decision, delivery.body.routing);
}

async function refuse(
  tx: TenantTx,
  { kind, decisionId, body, nowMs }: Press,
  error: PressError,
): Promise<Result<PressAnswer, PressError>> {
  await tx.log.append({
    atMs: nowMs,
    event: 'decision.attempt-refused',
    decisionId,
    actor: { kind: 'human', id: body.accountId },
    detail: { verdict: kind, channel: 'panel', reason: error.reason },
  });
  return err(error);
}

interface Opening {
  input: FollowUpInput;
  proposal: Proposal;
  voice: 'administrator' | 'reporter';
}

async function open(
  tx: TenantTx,
  random: Random,
  press: Press,
  { input, proposal, voice }: Opening,
): Promise<DecisionId> {
  const { decision, links } = input;
  const decisionId = random.id('DecisionId');
  const { body, kind, nowMs } = press;
  const rounds = links.filter((link) => link.decision.origin?.kind === kind);
  const origin: DecisionOrigin = {
    kind,
    of: decision.decisionId,
    round: rounds.length,
    by: { accountId: body.accountId, name: body.displayName, voice },
    requesterIds: proposal.requesterIds,
    pressAuthor: proposal.pressAuthor,
    sources: proposal.sources,
  };
  const actions = withVoice(proposal.actions, { kind, voice });
  await tx.decisions.insert({
    ...decision,
    decisionId,
    origin,
    stage: 'resolving',
    state: 'resolving',
    requesterAccountId: kind === 'undo' ? body.accountId : decision.requesterAccountId,
    analysis: {
      outcome: 'plan',
      actions,
      confidence: proposal.confidence,
      analyst: { kind: 'press', of: decision.decisionId },
      tightens: proposal.tightens,
      // Tried again or taken back, it is still for the same people to approve.
      playbook: decision.analysis?.playbook,
    },
    notes: [],
    class: null,
    confidence: proposal.confidence,
    readRounds: 0,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
  });
  await tx.wishes.insert(actions.map((wish, index) => wishOf(decision, decisionId, index, wish)));
  await logBoth(tx, press, { decisionId, origin });
  await tx.jobs.insert({ kind: 'advance-decision', subjectId: decisionId, runAtMs: nowMs });
  return decisionId;
}

/** A press says as what it was made; the ticket's own words keep theirs. */
function withVoice(
  actions: readonly ProposedAction[],
  { kind, voice }: Pick<Opening, 'voice'> & Pick<Press, 'kind'>,
): ProposedAction[] {
  if (kind === 'retry') return [...actions];
  return actions.map((action) => ({
    ...action,
    quotes: action.quotes.map((quote) => ({ ...quote, voice })),
  }));
}

function wishOf(
  { instanceId, issueId }: DecisionRow,
  decisionId: DecisionId,
  index: number,
  wish: ProposedAction,
) {
  const place = deedKey(wish, { kind: 'press', of: decisionId });
  return { decisionId, index, instanceId, issueId, wishKey: wishKey(wish), deedKey: place };
}

async function logBoth(
  tx: TenantTx,
  { kind, body, nowMs }: Press,
  { decisionId, origin }: { decisionId: DecisionId; origin: DecisionOrigin },
): Promise<void> {
  const actor = { kind: 'human', id: body.accountId } as const;
  const { of, round, sources } = origin;
  const detail = { round, sources, channel: 'panel', identity: 'asserted-by-app' };
  await tx.log.append({
    atMs: nowMs,
    event: kind === 'undo' ? 'decision.undo-requested' : 'decision.retry-requested',
    decisionId: of,
    actor,
    detail: { ...detail, by: decisionId },
  });
  await tx.log.append({
    atMs: nowMs,
    event: 'decision.opened',
    decisionId,
    actor,
    detail: { ...detail, kind, of, voice: origin.by.voice },
  });
}
