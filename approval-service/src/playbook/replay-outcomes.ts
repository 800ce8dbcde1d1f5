/** What becomes of the actions of an analysis, with the facts that were stored, and which of two outcomes allows more. Pure. */
import {
  type ActionClass,
  type Analysis,
  CATALOGUE,
  classifyPlan,
  findAction,
  isAtLeastAsStrict,
  type NamedApprover,
  type PlanMember,
  type ProposedAction,
} from '@kraken/shared';
import { canonicalDigest } from '@kraken/shared/crypto';
import type { TenantAddition } from '../analyse/tenant-rules/apply-tenant-playbook.ts';
import type { ActionRow, DecisionRow } from '../ports.ts';
import type { StoredDecision } from './replay-readings.ts';

/** What became, or would become, of an action. `none`: not proposed. */
export type ReplayedClass = ActionClass | 'none' | 'not-known';

/** An action under one set of rules. */
export interface Outcome {
  class: ReplayedClass;
  type: string;
  approvers: readonly NamedApprover[];
  /** Kinds of action that a sentence makes wait; only what is not known looks at it. */
  tightened: ReadonlySet<string>;
  /** What else the policy would see of it; what is not known compares only where this is the same. */
  basis: string;
}

const keyOf = ({ type, args }: Pick<ProposedAction, 'type' | 'args'>): string =>
  canonicalDigest([type, args]);

const voicesOf = ({ quotes }: ProposedAction) => [...new Set(quotes.map(({ voice }) => voice))];

type Plan = Extract<Analysis, { outcome: 'plan' }>;

/** The actions of a plan with the facts that were stored for the same action of this decision. */
function membersOf(analysis: Plan, { decision, rows }: StoredDecision): PlanMember[] {
  const known = new Map(rows.map((row) => [keyOfRow(row, decision), row]));
  return analysis.actions.flatMap((action, index) => {
    const input = known.get(keyOf(action))?.planned.policyInput;
    if (input === undefined) return [];
    const ofPlan = (analysis.tightens ?? [])
      .filter((one) => one.index === index)
      .map(({ sentence }) => sentence);
    const tightens = [...outsidePlan(input.action.playbookTightens, decision.analysis), ...ofPlan];
    const { confidence } = analysis;
    const read = { voices: voicesOf(action), confidence, playbookTightens: tightens };
    const changed = { ...input.action, ...read };
    return [{ index, dependsOn: action.dependsOn, input: { ...input, action: changed } }];
  });
}

/** Sentences that tightened the action and stand in no analysis, such as that its facts have changed. */
function outsidePlan(stored: readonly string[], analysis: Analysis | null): string[] {
  const planned = analysis?.outcome === 'plan' ? (analysis.tightens ?? []) : [];
  const known = new Set(planned.map(({ sentence }) => sentence));
  return stored.filter((sentence) => !known.has(sentence));
}

function keyOfRow({ index, planned }: ActionRow, { analysis }: DecisionRow): string {
  const wish = analysis?.outcome === 'plan' ? analysis.actions[index] : undefined;
  return wish === undefined ? `${planned.type}:${index}` : keyOf(wish);
}

function basisOf(plan: Plan, action: ProposedAction): string {
  const needed = action.dependsOn.map((index) => {
    const other = plan.actions[index];
    return other === undefined ? '' : keyOf(other);
  });
  return canonicalDigest([voicesOf(action).sort(), plan.confidence, needed.sort()]);
}

/** The key of every action; one that stands there twice has two. */
function keysOf({ actions }: Plan): string[] {
  const plain = actions.map(keyOf);
  return plain.map((key, index) => {
    const times = plain.slice(0, index).filter((one) => one === key).length;
    return times === 0 ? key : `${key}:${times}`;
  });
}

/** Every action of an analysis by its key, with the class it gets. */
export function outcomesOf(analysis: Analysis, stored: StoredDecision): Map<string, Outcome> {
  if (analysis.outcome !== 'plan') return new Map();
  const classified = classifyPlan(membersOf(analysis, stored), findAction);
  const classes = new Map(classified.map(({ index, classification }) => [index, classification]));
  const approvers = analysis.playbook?.approvers ?? [];
  const waiting = new Set((analysis.tightens ?? []).map(({ index }) => index));
  const keys = keysOf(analysis);
  return new Map(
    analysis.actions.map((action, index) => [
      keys[index] ?? keyOf(action),
      {
        class: classes.get(index)?.class ?? 'not-known',
        type: action.type,
        approvers,
        tightened: new Set(waiting.has(index) ? [action.type] : []),
        basis: basisOf(analysis, action),
      },
    ]),
  );
}

/** Whatever a next analyst may propose: what the rules add to it is all that is known. */
export function openOutcome({ tightens, approvers }: TenantAddition): Outcome {
  const isAll = approvers.length > 0 || tightens.some(({ types }) => types === 'all');
  const named = tightens.flatMap(({ types }) => (types === 'all' ? [] : types));
  const tightened = new Set(isAll ? CATALOGUE.map(({ type }) => type) : named);
  return { class: 'not-known', type: 'any', approvers, tightened, basis: '' };
}

/** An action of this kind where it is not proposed. */
export function notProposed(type: string): Outcome {
  return { class: 'none', type, approvers: [], tightened: new Set(), basis: '' };
}

const isClass = (one: ReplayedClass): one is ActionClass => one !== 'none' && one !== 'not-known';

/** True when the second outcome, or its set of approvers, allows more than the first, or may. */
export function isLooser(from: Outcome, to: Outcome): boolean {
  if (to.class === 'none' || to.class === 'refused') return false;
  if (from.class === 'not-known' && to.class === 'not-known') return allowsMoreUnknown(from, to);
  if (!isClass(from.class) || !isClass(to.class)) return true;
  if (!isAtLeastAsStrict(to.class, from.class)) return true;
  return to.class === 'requires-approval' && allowsMore(from.approvers, to.approvers);
}

function allowsMoreUnknown(from: Outcome, to: Outcome): boolean {
  const isKept = [...from.tightened].every((type) => to.tightened.has(type));
  return !isKept || from.basis !== to.basis || allowsMore(from.approvers, to.approvers);
}

function allowsMore(from: readonly NamedApprover[], to: readonly NamedApprover[]): boolean {
  if (from.length === 0) return false;
  const before = new Set(from.map(({ accountId }) => accountId));
  return to.length === 0 || to.some(({ accountId }) => !before.has(accountId));
}

/** The people named, as one text that compares. */
export const approverIds = ({ approvers }: Outcome): string =>
  approvers
    .map(({ accountId }) => accountId)
    .sort()
    .join();

const unknownText = ({ tightened, basis }: Outcome): string =>
  JSON.stringify([basis, ...[...tightened].sort()]);

/** Named approvers count only for what waits, or may; sentences and readings for what is not known. */
export function isSame(from: Outcome, to: Outcome): boolean {
  if (from.class !== to.class) return false;
  if (to.class === 'not-known' && unknownText(from) !== unknownText(to)) return false;
  const isWaiting = to.class === 'requires-approval' || to.class === 'not-known';
  return !isWaiting || approverIds(from) === approverIds(to);
}
