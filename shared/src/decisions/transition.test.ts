import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type {
  ActionEvent,
  ActionState,
  ApprovalEvent,
  ApprovalState,
  DecisionState,
} from './decision.ts';
import { summariseActions } from './summarise.ts';
import { isFinal, transitionAction, transitionApproval } from './transition.ts';

const STATES: readonly ActionState[] = [
  'proposed',
  'refused',
  'staged',
  'granted',
  'succeeded',
  'failed',
  'unknown',
  'skipped',
  'drifted',
  'denied',
  'expired',
  'superseded',
  'already-so',
];
const EVENTS: readonly ActionEvent[] = [
  'refuse',
  'stage',
  'grant',
  'succeed',
  'fail',
  'lose-track',
  'skip',
  'drift',
  'deny',
  'expire',
  'supersede',
  'find-already-so',
  'settle-done',
  'settle-not-done',
];
const APPROVAL_STATES: readonly ApprovalState[] = [
  'staged',
  'approved',
  'denied',
  'expired',
  'superseded',
];
const APPROVAL_EVENTS: readonly ApprovalEvent[] = [
  'approve',
  'deny',
  'expire',
  'supersede',
  'return-after-drift',
];
const FINAL: readonly ActionState[] = [
  'refused',
  'succeeded',
  'failed',
  'skipped',
  'denied',
  'expired',
  'superseded',
  'already-so',
];

/** Every state that events lead to, out of `proposed`. */
function reachable(): Set<ActionState> {
  const found = new Set<ActionState>(['proposed']);
  for (const state of found) {
    for (const event of EVENTS) {
      const next = transitionAction(state, event);
      if (next.ok) found.add(next.value);
    }
  }
  return found;
}

/** Plays events; those that are not legal are left out. */
function play(events: readonly ActionEvent[]): ActionState[] {
  const states: ActionState[] = ['proposed'];
  for (const event of events) {
    const next = transitionAction(states.at(-1) ?? 'proposed', event);
    if (next.ok) states.push(next.value);
  }
  return states;
}

const eventLists = fc.array(fc.constantFrom(...EVENTS), { maxLength: 30 });
const RUNS = { seed: 20261124, numRuns: 20_000 };

describe('an action', () => {
  it.each(FINAL)('in the final state %s stays there whatever happens', (state) => {
    expect(isFinal(state)).toBe(true);
    for (const event of EVENTS) {
      expect(transitionAction(state, event)).toEqual({
        ok: false,
        error: { reason: 'illegal-transition', state, event },
      });
    }
  });

  it.each(STATES.filter((state) => !FINAL.includes(state)))('in state %s can go on', (state) => {
    expect(isFinal(state)).toBe(false);
  });

  it('can reach every state there is', () => {
    expect([...reachable()].sort()).toEqual([...STATES].sort());
  });

  it('takes effect only after a grant, and at most once', () => {
    fc.assert(
      fc.property(eventLists, (events) => {
        const states = play(events);
        const effect = states.findIndex((state) => state === 'succeeded' || state === 'unknown');
        const done = states.filter((state) => state === 'succeeded').length;
        return done <= 1 && (effect === -1 || states[effect - 1] === 'granted');
      }),
      RUNS,
    );
  });

  it('that drifted is never granted again without being staged anew', () => {
    fc.assert(
      fc.property(eventLists, (events) => {
        const states = play(events);
        return states.every(
          (state, at) =>
            state !== 'granted' ||
            states.lastIndexOf('staged', at) >= states.lastIndexOf('drifted', at),
        );
      }),
      RUNS,
    );
  });

  it('whose outcome is not known is settled, never run again', () => {
    const out = EVENTS.filter((event) => transitionAction('unknown', event).ok);
    expect(out).toEqual(['settle-done', 'settle-not-done']);
  });

  it.each(['toString', 'constructor', '__proto__', ''])('knows no event %j', (event) => {
    expect(transitionAction('proposed', event as ActionEvent).ok).toBe(false);
    expect(transitionAction(event as ActionState, 'grant').ok).toBe(false);
  });
});

describe('an approval', () => {
  it('is decided once: only a staged one can be approved, denied, expired or superseded', () => {
    const legal = APPROVAL_STATES.flatMap((state) =>
      APPROVAL_EVENTS.flatMap((event) => {
        const next = transitionApproval(state, event);
        return next.ok ? [`${state} -${event}-> ${next.value}`] : [];
      }),
    );
    expect(legal).toEqual([
      'staged -approve-> approved',
      'staged -deny-> denied',
      'staged -expire-> expired',
      'staged -supersede-> superseded',
      'approved -return-after-drift-> superseded',
    ]);
  });
});

describe('the summary of a decision', () => {
  const lists = fc.array(fc.constantFrom(...STATES), { maxLength: 6 });

  it.each(STATES)('exists for an action in state %s, alone', (state) => {
    const found = summariseActions([state]);
    const expected: Partial<Record<ActionState, DecisionState>> = {
      proposed: 'resolving',
      granted: 'executing',
      succeeded: 'done',
      skipped: 'failed',
      drifted: 'staged',
    };
    expect(found).toBe(expected[state] ?? state);
  });

  it('is done only if every action is done', () => {
    fc.assert(
      fc.property(lists, (states) => {
        const isDone = summariseActions(states) === 'done';
        const allDone = states.every((state) => state === 'succeeded' || state === 'already-so');
        return !isDone || (allDone && states.includes('succeeded'));
      }),
      RUNS,
    );
  });

  it('never hides work that waits, runs or is not known', () => {
    fc.assert(
      fc.property(lists, (states) => {
        const found = summariseActions(states);
        if (states.includes('staged') || states.includes('drifted')) return found === 'staged';
        if (states.includes('proposed')) return found === 'resolving';
        if (states.includes('granted')) return found === 'executing';
        return !states.includes('unknown') || found === 'unknown';
      }),
      RUNS,
    );
  });

  it('does not depend on the order of the actions', () => {
    fc.assert(
      fc.property(
        lists,
        (states) => summariseActions(states) === summariseActions(states.toReversed()),
      ),
      RUNS,
    );
  });

  it.each<{ states: ActionState[]; is: DecisionState }>([
    { states: [], is: 'ignored' },
    { states: ['succeeded', 'already-so'], is: 'done' },
    { states: ['already-so', 'already-so'], is: 'already-so' },
    { states: ['succeeded', 'failed'], is: 'partly-done' },
    { states: ['already-so', 'refused'], is: 'partly-done' },
    { states: ['succeeded', 'denied'], is: 'partly-done' },
    { states: ['failed', 'skipped'], is: 'failed' },
    { states: ['denied', 'refused'], is: 'denied' },
    { states: ['expired', 'refused'], is: 'expired' },
    { states: ['superseded', 'refused'], is: 'superseded' },
    { states: ['succeeded', 'staged'], is: 'staged' },
    { states: ['succeeded', 'unknown'], is: 'unknown' },
  ])('of $states is $is', ({ states, is }) => {
    expect(summariseActions(states)).toBe(is);
  });
});
