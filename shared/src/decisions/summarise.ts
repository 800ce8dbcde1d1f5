/** Summary state of a decision out of the states of its actions. */
import type { ActionState, DecisionState } from './decision.ts';

const DONE: readonly ActionState[] = ['succeeded', 'already-so'];
const NOT_DONE: readonly ActionState[] = [
  'failed',
  'skipped',
  'refused',
  'denied',
  'expired',
  'superseded',
];

/**
 * The state people see. An open question to a person wins over work in flight, work in flight over an
 * outcome that is not known, and only a decision whose every action has succeeded is `done`.
 */
export function summariseActions(states: readonly ActionState[]): DecisionState {
  const has = (...wanted: ActionState[]): boolean => states.some((state) => wanted.includes(state));
  const all = (...wanted: ActionState[]): boolean =>
    states.every((state) => wanted.includes(state));
  if (states.length === 0) return 'ignored';
  if (has('staged', 'drifted')) return 'staged';
  if (has('proposed')) return 'resolving';
  if (has('granted')) return 'executing';
  if (has('unknown')) return 'unknown';
  if (all('already-so')) return 'already-so';
  if (all(...DONE)) return 'done';
  if (has(...DONE)) return 'partly-done';
  if (all(...NOT_DONE)) return notDone(states);
  return 'failed';
}

function notDone(states: readonly ActionState[]): DecisionState {
  const order = ['failed', 'skipped', 'denied', 'expired', 'superseded', 'refused'] as const;
  const worst = order.find((state) => states.includes(state)) ?? 'failed';
  return worst === 'skipped' ? 'failed' : worst;
}
