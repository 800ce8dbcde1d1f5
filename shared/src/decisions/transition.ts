/**
 * The state machines: a transition that is not in these tables does not exist. Terminal states have no way out.
 */
import { err, ok, type Result } from '../result.ts';
import type { ActionEvent, ActionState, ApprovalEvent, ApprovalState } from './decision.ts';

type Table<State extends string, Event extends string> = Record<
  State,
  Partial<Record<Event, State>>
>;

const ACTIONS: Table<ActionState, ActionEvent> = {
  proposed: {
    refuse: 'refused',
    stage: 'staged',
    grant: 'granted',
    'find-already-so': 'already-so',
    supersede: 'superseded',
  },
  staged: {
    grant: 'granted',
    deny: 'denied',
    expire: 'expired',
    supersede: 'superseded',
    'find-already-so': 'already-so',
  },
  granted: {
    succeed: 'succeeded',
    fail: 'failed',
    'lose-track': 'unknown',
    skip: 'skipped',
    drift: 'drifted',
    // Its order never left, and the ticket no longer asks for it.
    supersede: 'superseded',
    'find-already-so': 'already-so',
  },
  unknown: { 'settle-done': 'succeeded', 'settle-not-done': 'failed' },
  drifted: {
    stage: 'staged',
    // What changed alters neither what is done nor what was shown: the leave it had still counts.
    keep: 'granted',
    refuse: 'refused',
    supersede: 'superseded',
    'find-already-so': 'already-so',
  },
  succeeded: {},
  failed: {},
  skipped: {},
  refused: {},
  denied: {},
  expired: {},
  superseded: {},
  'already-so': {},
};

const APPROVALS: Table<ApprovalState, ApprovalEvent> = {
  staged: { approve: 'approved', deny: 'denied', expire: 'expired', supersede: 'superseded' },
  approved: { 'return-after-drift': 'superseded' },
  denied: {},
  expired: {},
  superseded: {},
};

export interface IllegalTransition {
  reason: 'illegal-transition';
  state: string;
  event: string;
}

function follow<State extends string, Event extends string>(
  table: Table<State, Event>,
  state: State,
  event: Event,
): Result<State, IllegalTransition> {
  // Own entries only: states and events may come out of a database.
  const ways: Partial<Record<Event, State>> = Object.hasOwn(table, state) ? table[state] : {};
  const next = Object.hasOwn(ways, event) ? ways[event] : undefined;
  return next === undefined ? err({ reason: 'illegal-transition', state, event }) : ok(next);
}

/** Next state of an action. Error: `illegal-transition`. */
export function transitionAction(
  state: ActionState,
  event: ActionEvent,
): Result<ActionState, IllegalTransition> {
  return follow(ACTIONS, state, event);
}

/** Next state of an approval request. Error: `illegal-transition`. */
export function transitionApproval(
  state: ApprovalState,
  event: ApprovalEvent,
): Result<ApprovalState, IllegalTransition> {
  return follow(APPROVALS, state, event);
}

/** True when nothing can change an action in this state any more. */
export function isFinal(state: ActionState): boolean {
  return Object.keys(ACTIONS[state]).length === 0;
}
