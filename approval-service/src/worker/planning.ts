/** What a planning pass works on. */
import type { ResolutionState } from '../plan/resolve-plan.ts';
import type { ActionRow, DecisionRow, DeliveryRow, Instance } from '../ports.ts';

export interface Planning {
  decision: DecisionRow;
  delivery: DeliveryRow;
  instance: Instance;
  /** Actions as stored before the pass; empty at the first one. */
  rows: ActionRow[];
  nowMs: number;
}

/** A resolution that is complete. */
export type Resolved = Extract<ResolutionState, { state: 'done' }>;

/** Rows whose facts changed after they had been allowed. */
export function driftedRows(rows: readonly ActionRow[]): ActionRow[] {
  return rows.filter(({ state }) => state === 'drifted');
}
