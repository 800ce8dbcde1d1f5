/**
 * What of a decision can be undone or tried again, and why not: the one answer for the button, the route and the panel.
 * Pure but for a line in the log; `links` are the decisions that earlier presses made.
 */
import { type ActionDefinition, findAction, type InverseWish, type Json } from '@kraken/shared';
import type { ActionRow, DecisionOrigin, DecisionRow, Log } from '../ports.ts';

/** How long something that was done can be undone. */
export const UNDO_MS = 30 * 24 * 3_600_000;

/** A decision that a press made. */
export interface FollowUp {
  decision: DecisionRow;
  actions: readonly ActionRow[];
}

export interface FollowUpInput {
  decision: DecisionRow;
  actions: readonly ActionRow[];
  links: readonly FollowUp[];
  /** Actions whose words a later decision has taken up by some other way than a press on this one. */
  takenUp: ReadonlySet<number>;
  nowMs: number;
  log: FaultLog;
}

/** Where it is said that something stored is not understood. */
export type FaultLog = Pick<Log, 'error'>;

/** What of it can be undone. `underWay`: an undo that has not ended yet. */
export interface UndoOption {
  parts: Array<{ row: ActionRow; inverse: InverseWish[] }>;
  why: string | undefined;
  untilMs: number | undefined;
  underWay: FollowUp | undefined;
}

/** What of it can be tried again, in the order of the plan. */
export interface RetryOption {
  rows: ActionRow[];
  why: string | undefined;
  underWay: FollowUp | undefined;
}

const DONE = ['succeeded', 'already-so'];
const OPEN = ['proposed', 'staged', 'granted', 'drifted'];

const kindOf = (links: readonly FollowUp[], kind: DecisionOrigin['kind']) =>
  links.filter(({ decision }) => decision.origin?.kind === kind);

/** True while a follow-up is being read, waits or runs. */
function isUnderWay({ decision, actions }: FollowUp): boolean {
  const isRead = decision.stage === 'received' || decision.stage === 'resolving';
  return isRead || actions.some(({ state }) => OPEN.includes(state));
}

/** The actions of a follow-up that are about one action of the earlier decision. */
function actionsAbout({ decision, actions }: FollowUp, index: number): ActionRow[] {
  const sources = decision.origin?.sources ?? [];
  return actions.filter((row) => sources[row.index] === index);
}

/** One sentence for the first thing that is in the way, worst first. */
function firstOf(reasons: readonly string[], order: readonly string[]): string | undefined {
  return order.find((one) => reasons.includes(one)) ?? reasons[0];
}

const UNDO = {
  underWay: 'An undo of this is under way.',
  unknown: 'An undo was tried and nobody knows whether it worked; a person has to look.',
  undone: 'This has been undone already.',
  old: 'This was done more than 30 days ago.',
  noWay: 'From the state it had before there is no prepared way back.',
  nothing: 'Nothing of this was done, so there is nothing to undo.',
} as const;

/** What can be undone, last done first. */
export function undoOption(input: FollowUpInput): UndoOption {
  const links = kindOf(input.links, 'undo');
  const parts: UndoOption['parts'] = [];
  const reasons: string[] = [];
  for (const row of input.actions) {
    const found = undoOf(row, links, input);
    if (typeof found === 'string') reasons.push(found);
    else parts.unshift({ row, inverse: found });
  }
  const underWay = links.find(isUnderWay);
  const done = parts.map(({ row }) => row.updatedAtMs + UNDO_MS);
  const others = reasons.filter((one) => one !== UNDO.nothing);
  return {
    parts: underWay ? [] : parts,
    why: underWay
      ? UNDO.underWay
      : firstOf(parts.length > 0 ? others : reasons, [UNDO.unknown, UNDO.undone, UNDO.old]),
    untilMs: underWay || done.length === 0 ? undefined : Math.min(...done),
    underWay,
  };
}

/** The inverse of one action, or why there is none now. */
function undoOf(
  row: ActionRow,
  links: readonly FollowUp[],
  { nowMs, log }: Pick<FollowUpInput, 'nowMs' | 'log'>,
): InverseWish[] | string {
  const { planned, state, result, index, updatedAtMs } = row;
  const definition = findAction(planned.type);
  const target = planned.resolved?.target;
  if (state !== 'succeeded' || !definition || target === undefined) return UNDO.nothing;
  const tried = links.map((link) => actionsAbout(link, index)).filter((rows) => rows.length > 0);
  if (tried.some((rows) => rows.some((one) => one.state === 'unknown'))) return UNDO.unknown;
  if (tried.some((rows) => rows.every((one) => DONE.includes(one.state)))) return UNDO.undone;
  if (nowMs - updatedAtMs > UNDO_MS) return UNDO.old;
  return wayBack(definition, { target, captured: result?.captured ?? {} }, log) ?? UNDO.noWay;
}

/** A change as it was made. */
interface Made {
  target: Json;
  captured: Readonly<Record<string, string>>;
}

/** The prepared inverse of exactly this change; a sentence where the action has none at all, undefined where this state has none. */
export function wayBack(
  definition: Pick<ActionDefinition, 'type' | 'reversibility' | 'inverse'>,
  made: Made,
  log: FaultLog,
): InverseWish[] | string | undefined {
  const { reversibility } = definition;
  if (reversibility.kind === 'none') return `${reversibility.sentence}.`;
  const wishes = inverseOf(definition, made, log);
  return wishes.length === 0 ? undefined : wishes;
}

/** What was stored may be older than what the inverse expects of it, and lack a part: then there is no prepared way back. */
function inverseOf(
  { type, inverse }: Pick<ActionDefinition, 'type' | 'inverse'>,
  { target, captured }: Made,
  log: FaultLog,
): InverseWish[] {
  try {
    return inverse?.(target, captured) ?? [];
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    log.error('undo.not-understood', error, { type });
    return [];
  }
}

const RETRY = {
  underWay: 'A second try of this is under way.',
  retried: 'This has been tried again already; look at the newer entry.',
  needs: 'What failed needs something that was not done either.',
  nothing: 'Nothing of this failed. What is not known is never tried again.',
} as const;

/** States of an action of a retry after which the earlier one may be tried again from here. */
const NEVER_RAN = ['denied', 'expired', 'superseded', 'skipped', 'refused'];

/**
 * What failed, with what was skipped because of it, and what was not started though nothing it needs was in the way.
 * Never what is not known, nor what a later decision has taken up.
 */
export function retryOption({ decision, actions, links, takenUp }: FollowUpInput): RetryOption {
  const own = kindOf(links, 'retry');
  const underWay = own.find(isUnderWay);
  if (underWay) return { rows: [], why: RETRY.underWay, underWay };
  const proposed = decision.analysis?.outcome === 'plan' ? decision.analysis.actions : [];
  const taken = new Set<number>();
  const reasons: string[] = [];
  for (const row of actions) {
    if (proposed[row.index] === undefined || !mayNeedRetry(row, actions, taken)) continue;
    const hindrance = retryHindrance(row, { own, actions, taken, takenUp });
    if (hindrance === undefined) taken.add(row.index);
    else reasons.push(hindrance);
  }
  const rows = actions.filter(({ index }) => taken.has(index));
  const why = rows.length > 0 ? undefined : (reasons[0] ?? RETRY.nothing);
  return { rows, why, underWay };
}

/**
 * It failed, or was skipped: because of something that failed and comes along, or, when all it needs is done, because
 * the site was paused or its order ended unsent.
 */
function mayNeedRetry(
  { state, planned }: ActionRow,
  actions: readonly ActionRow[],
  taken: ReadonlySet<number>,
): boolean {
  if (state === 'failed') return true;
  if (state !== 'skipped') return false;
  const { dependsOn } = planned;
  return dependsOn.some((at) => taken.has(at)) || dependsOn.every((at) => isDone(actions, at));
}

const isDone = (actions: readonly ActionRow[], at: number): boolean =>
  actions.some(({ index, state }) => index === at && DONE.includes(state));

interface Hindrances extends Pick<FollowUpInput, 'actions' | 'takenUp'> {
  /** Retries of the decision. */
  own: readonly FollowUp[];
  /** Actions that come along. */
  taken: ReadonlySet<number>;
}

function retryHindrance(
  row: ActionRow,
  { own, actions, taken, takenUp }: Hindrances,
): string | undefined {
  if (takenUp.has(row.index)) return RETRY.retried;
  const tries = own.map((link) => actionsAbout(link, row.index));
  const last = tries.findLast((rows) => rows.length > 0) ?? [];
  if (last.some(({ state }) => !NEVER_RAN.includes(state))) return RETRY.retried;
  const isMet = (at: number): boolean => taken.has(at) || isDone(actions, at);
  return row.planned.dependsOn.every(isMet) ? undefined : RETRY.needs;
}
