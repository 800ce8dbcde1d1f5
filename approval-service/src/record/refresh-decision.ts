/** Brings the summary state of a decision up to date, in the transaction that changed its actions or notes. */
import { type DecisionId, type DecisionState, summariseActions } from '@kraken/shared';
import type { ActionRow, DecisionNote, TenantTx } from '../ports.ts';

/** Summary of a decision that has no action: what its notes say. */
export function stateOfNotes(notes: readonly DecisionNote[]): DecisionState {
  const has = (kind: DecisionNote['kind']): boolean => notes.some((note) => note.kind === kind);
  if (has('stuck')) return 'waiting';
  if (has('question')) return 'asked';
  if (has('unsupported') || has('left-over')) return 'unsupported';
  if (has('answer')) return 'answered';
  return has('already') ? 'already-so' : 'ignored';
}

/** Summary of actions and notes together. */
export function stateOf(
  actions: readonly Pick<ActionRow, 'state'>[],
  notes: readonly DecisionNote[],
): DecisionState {
  return actions.length === 0
    ? stateOfNotes(notes)
    : summariseActions(actions.map(({ state }) => state));
}

/** Recomputes and saves the state. */
export async function refreshDecision(
  tx: TenantTx,
  decisionId: DecisionId,
  nowMs: number,
): Promise<DecisionState> {
  const decision = await tx.decisions.get(decisionId);
  const state = stateOf(await tx.actions.list(decisionId), decision?.notes ?? []);
  await tx.decisions.saveState(decisionId, state, nowMs);
  return state;
}
