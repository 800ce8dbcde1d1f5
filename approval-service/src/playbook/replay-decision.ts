/**
 * One decision of the log under two sets of rules: the same words, the same facts as they were stored, only the playbook's
 * part changes. What nobody knows the facts of, and what a model was never asked, is `not-known`, which may be looser than
 * anything. Pure.
 */
import type { Analysis } from '@kraken/shared';
import type { CompiledTenantRules } from '../analyse/tenant-rules/compile-tenant-rules.ts';
import {
  approverIds,
  isLooser,
  isSame,
  notProposed,
  type Outcome,
  openOutcome,
  outcomesOf,
  type ReplayedClass,
} from './replay-outcomes.ts';
import { nextReading, type Readings, readUnder, type StoredDecision } from './replay-readings.ts';

/** An action that a change of the rules moves to another class, or to other people. */
export interface Flip {
  decisionId: string;
  issueKey: string;
  /** Kind of action; `any`: whatever the next analyst would propose. */
  action: string;
  from: ReplayedClass;
  to: ReplayedClass;
  /** People one of whom has to approve, before and after, where that changes. */
  fromApprovers?: string[] | undefined;
  toApprovers?: string[] | undefined;
  /** Rules that matched the ticket under the new set, else under the old one. */
  rules: string[];
  /** Looser, or possibly so. */
  isLooser: boolean;
}

type Outcomes = ReadonlyMap<string, Outcome>;
type Change = [from: Outcome, to: Outcome];

function changesOf(from: Outcomes, to: Outcomes): Map<string, Change> {
  const changes = new Map<string, Change>();
  for (const key of new Set([...from.keys(), ...to.keys()])) {
    const type = to.get(key)?.type ?? from.get(key)?.type ?? '';
    const [was, is] = [from.get(key) ?? notProposed(type), to.get(key) ?? notProposed(type)];
    if (!isSame(was, is)) changes.set(key, [was, is]);
  }
  return changes;
}

/** What an open reading may hold that a known one does, or does not. */
function openChanges(old: Readings, fresh: Readings, known: Outcomes): Map<string, Change> {
  if (old.isOpen && !fresh.isOpen) {
    const unknown = { ...openOutcome(old.addition), basis: 'open' };
    return changesOf(new Map([...known.keys()].map((key) => [key, unknown])), known);
  }
  if (!fresh.isOpen) return new Map();
  const before = old.isOpen ? openOutcome(old.addition) : notProposed('any');
  return changesOf(new Map([['any', before]]), new Map([['any', openOutcome(fresh.addition)]]));
}

/** Every change by its action; of several for one action a looser one. */
function together(all: ReadonlyArray<Map<string, Change>>): Change[] {
  const merged = new Map<string, Change>();
  for (const [key, change] of all.flatMap((changes) => [...changes])) {
    const known = merged.get(key);
    if (known === undefined || (!isLooser(...known) && isLooser(...change)))
      merged.set(key, change);
  }
  return [...merged.values()];
}

/** Reads a decision under both sets and lists the actions that flip. */
export function replayDecision(
  stored: StoredDecision,
  before: CompiledTenantRules,
  after: CompiledTenantRules,
): Flip[] {
  const next = nextReading(stored);
  const [old, fresh] = [readUnder(before, stored, next), readUnder(after, stored, next)];
  const of = (analysis: Analysis) => outcomesOf(analysis, stored);
  const changes = together([
    changesOf(of(old.byRules), of(fresh.byRules)),
    changesOf(of(old.byNext), of(fresh.byNext)),
    openChanges(old, fresh, of(fresh.byNext)),
  ]);
  const { ruleIds } = fresh.addition.ruleIds.length > 0 ? fresh.addition : old.addition;
  return changes.map((change) => flipOf(stored, ruleIds, change));
}

function flipOf(
  { decision: { decisionId, issueKey } }: StoredDecision,
  rules: readonly string[],
  [from, to]: Change,
): Flip {
  const hasOtherPeople = approverIds(from) !== approverIds(to);
  return {
    decisionId,
    issueKey,
    action: to.type,
    from: from.class,
    to: to.class,
    ...(hasOtherPeople && {
      fromApprovers: from.approvers.map(({ name }) => name),
      toApprovers: to.approvers.map(({ name }) => name),
    }),
    rules: [...rules],
    isLooser: isLooser(from, to),
  };
}
