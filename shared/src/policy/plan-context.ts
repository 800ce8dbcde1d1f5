/**
 * What an action's plan adds to its classification: totals over all actions of the same type (thirty single removals
 * are one bulk removal) and what became of the actions it needs. Every number only grows when an action is added,
 * so no added action can loosen another.
 */
import type { ActionFacts } from '../actions/action.ts';
import type { Classification, PolicyInput } from './classification.ts';

/** One action of a plan, as the policy reads it. */
export interface PlanMember {
  index: number;
  /** Positions of earlier actions of the plan this one needs. */
  dependsOn: readonly number[];
  input: PolicyInput;
}

export interface PlanContext {
  /** Actions of this type in the plan, this one included. */
  sameType: number;
  /** Objects touched by all actions of this type, each counted once. */
  users: number;
  issues: number;
  projects: number;
  /** Actions of this type in the plan that share a target with this one, this one included. */
  sameTypeOnTarget: number;
  /** Actions of the plan that would run by themselves, at least 1. */
  autoActions: number;
  /** Positions this action needs, by what became of them. */
  needs: { refused: number[]; waiting: number[]; unsound: number[] };
}

interface TypeTotals {
  actions: number;
  users: Objects;
  issues: Objects;
  projects: Objects;
  perTarget: Map<string, number>;
}

/** Objects known by id, and how many more there are without one. */
interface Objects {
  ids: Set<string>;
  unnamed: number;
}

const noObjects = (): Objects => ({ ids: new Set(), unnamed: 0 });

function emptyTotals(): TypeTotals {
  return {
    actions: 0,
    users: noObjects(),
    issues: noObjects(),
    projects: noObjects(),
    perTarget: new Map(),
  };
}

function idsOf(facts: ActionFacts, kind: 'user' | 'issue' | 'project'): string[] {
  const ids = facts.targets.filter((target) => target.kind === kind).map(({ id }) => id);
  if (kind === 'user') ids.push(...facts.people.map(({ accountId }) => accountId));
  if (kind === 'project') ids.push(...facts.projectIds);
  return ids;
}

/** Adds one action's objects; a count that is not a number makes the total not a number, which exceeds every limit. */
function addObjects(objects: Objects, ids: readonly string[], count: number): void {
  objects.unnamed += Math.max(0, count - new Set(ids).size);
  for (const id of ids) objects.ids.add(id);
}

const targetKey = (target: { kind: string; id: string }): string => `${target.kind}:${target.id}`;

function targetKeys(facts: ActionFacts | null): Set<string> {
  return new Set(facts?.targets.map(targetKey));
}

function addAction(totals: TypeTotals, facts: ActionFacts | null): void {
  totals.actions += 1;
  if (facts === null) return;
  addObjects(totals.users, idsOf(facts, 'user'), facts.counts?.users ?? 0);
  addObjects(totals.issues, idsOf(facts, 'issue'), facts.counts?.issues ?? 0);
  addObjects(totals.projects, idsOf(facts, 'project'), facts.counts?.projects ?? 0);
  for (const key of targetKeys(facts)) {
    totals.perTarget.set(key, (totals.perTarget.get(key) ?? 0) + 1);
  }
}

const size = ({ ids, unnamed }: Objects): number => ids.size + unnamed;

function toContext(
  input: PolicyInput,
  totals: TypeTotals,
  autoActions: number,
  needs: PlanContext['needs'],
): PlanContext {
  const shared = [...targetKeys(input.facts)].map((key) => totals.perTarget.get(key) ?? 1);
  return {
    sameType: totals.actions,
    users: size(totals.users),
    issues: size(totals.issues),
    projects: size(totals.projects),
    sameTypeOnTarget: Math.max(1, ...shared),
    autoActions: Math.max(1, autoActions),
    needs,
  };
}

/** Context of an action that is a plan of its own. */
export function aloneInPlan(input: PolicyInput): PlanContext {
  const totals = emptyTotals();
  addAction(totals, input.facts);
  return toContext(input, totals, 1, { refused: [], waiting: [], unsound: [] });
}

/** Totals of a plan by action type. `autoActions`: how many of its actions would run by themselves if alone. */
export interface PlanTotals {
  byType: Map<string, TypeTotals>;
  autoActions: number;
}

/** Sums a plan up; the order of its actions does not matter. */
export function totalPlan(members: readonly PlanMember[], autoActions: number): PlanTotals {
  const byType = new Map<string, TypeTotals>();
  for (const { input } of members) {
    const totals = byType.get(input.action.type) ?? emptyTotals();
    byType.set(input.action.type, totals);
    addAction(totals, input.facts);
  }
  return { byType, autoActions };
}

/**
 * Context of one action inside its plan.
 * @param settled what is known of a position: its classification; undefined when the plan has no such position or
 * has it twice.
 */
export function contextInPlan(
  member: PlanMember,
  totals: PlanTotals,
  settled: (index: number) => Classification | undefined,
): PlanContext {
  const needs: PlanContext['needs'] = { refused: [], waiting: [], unsound: [] };
  for (const index of member.dependsOn) {
    const found = index < member.index ? settled(index) : undefined;
    if (found === undefined) needs.unsound.push(index);
    else if (found.class === 'refused') needs.refused.push(index);
    else if (found.class !== 'auto-execute') needs.waiting.push(index);
  }
  const ofType = totals.byType.get(member.input.action.type) ?? emptyTotals();
  return toContext(member.input, ofType, totals.autoActions, needs);
}
