import {
  type ActionState,
  CATALOGUE,
  type DecisionId,
  findAction,
  type StepResult,
} from '@kraken/shared';
import { describe, expect, it } from 'vitest';
import { proposeRetry, proposeUndo } from '../approve/propose-follow-up.ts';
import type { ActionResult, ActionRow, DecisionRow } from '../ports.ts';
import { actionRow } from '../testing/action-rows.ts';
import { type FollowUp, retryOption, UNDO_MS, undoOption, wayBack } from './follow-ups.ts';

const target = { issue: { id: '1', key: 'ABC-1' }, before: null, assignee: null };

/** Actions that can be undone, each with the ones it needs. */
function rowsOf(...parts: Array<[state: ActionState, dependsOn?: number[]]>): ActionRow[] {
  return parts.map(([state, dependsOn = []], index) =>
    actionRow({
      index,
      state,
      planned: { type: 'issue.assign', dependsOn, resolved: { target } as never },
    }),
  );
}

function decisionOf(actions: readonly ActionRow[], over: Partial<DecisionRow> = {}): DecisionRow {
  const wishes = actions.map(({ planned: { type, quotes, dependsOn } }) => {
    return { type, args: {}, quotes, dependsOn };
  });
  return {
    decisionId: 'dec_00000001' as DecisionId,
    origin: null,
    stage: 'routed',
    analysis: {
      outcome: 'plan',
      actions: wishes,
      confidence: 0.9,
      analyst: { kind: 'playbook', ruleIds: [] },
      tightens: [{ index: 2, sentence: 'a rule' }],
    },
    ...over,
  } as DecisionRow;
}

/** A follow-up about the actions at `sources`. */
function link(kind: 'undo' | 'retry', sources: number[], states: ActionState[]): FollowUp {
  const actions = rowsOf(...states.map((state): [ActionState] => [state]));
  const origin = { kind, sources } as DecisionRow['origin'];
  return { decision: decisionOf(actions, { origin }), actions };
}

const NO_LOG = { error: () => undefined };

const option = (actions: ActionRow[], links: FollowUp[] = [], nowMs = 0, taken: number[] = []) => {
  const takenUp = new Set(taken);
  const input = { decision: decisionOf(actions), actions, links, takenUp, nowMs, log: NO_LOG };
  return { undo: undoOption(input), retry: retryOption(input) };
};

const undone = (actions: ActionRow[], links?: FollowUp[]) =>
  option(actions, links).undo.parts.map(({ row }) => row.index);
const retried = (actions: ActionRow[], links?: FollowUp[]) =>
  option(actions, links).retry.rows.map(({ index }) => index);

describe('what can be undone', () => {
  it('is what was done and nothing else, last done first', () => {
    const states: ActionState[] = [
      'succeeded',
      'failed',
      'unknown',
      'skipped',
      'already-so',
      'succeeded',
    ];
    expect(undone(rowsOf(...states.map((state): [ActionState] => [state])))).toEqual([5, 0]);
  });

  it.each<[string, FollowUp, number[]]>([
    ['done', link('undo', [0], ['succeeded']), [1]],
    ['already so', link('undo', [0], ['already-so']), [1]],
    ['not known', link('undo', [0], ['unknown']), [1]],
    ['failed', link('undo', [0], ['failed']), [1, 0]],
    ['denied', link('undo', [0], ['denied']), [1, 0]],
    ['expired', link('undo', [0], ['expired']), [1, 0]],
    ['waiting', link('undo', [0], ['staged']), []],
    ['running', link('undo', [0], ['granted']), []],
    ['half done', link('undo', [0, 0], ['succeeded', 'failed']), [1, 0]],
    ['a retry', link('retry', [0], ['succeeded']), [1, 0]],
  ])('after an undo of the first that is %s', (_name, before, left) => {
    expect(undone(rowsOf(['succeeded'], ['succeeded']), [before])).toEqual(left);
  });

  it('names the earliest end, and what of it is too old', () => {
    const [first, second] = rowsOf(['succeeded'], ['succeeded']);
    if (!first || !second) throw new Error('two rows were made');
    const rows = [first, { ...second, updatedAtMs: 5 }];
    expect(option(rows).undo.untilMs).toBe(UNDO_MS);
    const { undo } = option(rows, [], UNDO_MS + 1);
    expect(undo.parts.map(({ row }) => row.index)).toEqual([1]);
    expect(undo).toMatchObject({
      why: 'This was done more than 30 days ago.',
      untilMs: UNDO_MS + 5,
    });
  });

  it('waits, step by step, for the undoing of what had needed it', () => {
    const { undo } = option(rowsOf(['succeeded'], ['succeeded', [0]], ['succeeded']));
    const { actions, sources, requesterIds } = proposeUndo(undo, { analysis: null }, 'ana');
    expect(sources).toEqual([2, 1, 0]);
    expect(actions.map(({ dependsOn }) => dependsOn)).toEqual([[], [], [1]]);
    expect(requesterIds).toEqual(['ana']);
  });

  it('waits where a rule of the tenant made what is undone wait, and only there', () => {
    const rows = rowsOf(['succeeded'], ['succeeded'], ['succeeded']);
    const { analysis } = decisionOf(rows);
    if (analysis?.outcome !== 'plan') throw new Error('a plan was made');
    const playbook = { version: 1, ruleIds: [], sentences: ['a rule'], approvers: [] };
    const tightens = [
      { index: 2, sentence: 'a rule' },
      { index: 1, sentence: 'the reading was unsure' },
    ];
    const { undo } = option(rows);
    const proposal = proposeUndo(undo, { analysis: { ...analysis, tightens, playbook } }, 'ana');
    expect(proposal.tightens).toEqual([{ index: proposal.sources.indexOf(2), sentence: 'a rule' }]);
  });
});

describe('a way back', () => {
  const restore = [{ type: 'project.restore', args: {} }];
  const can = { kind: 'complete', sentence: 'Can be undone' } as const;
  const cannot = { kind: 'none', sentence: 'Mails cannot be called back' } as const;
  const type = 'project.archive';
  const from = { target: { id: '1' }, captured: { id: '7' } };

  it.each<[string, Omit<Parameters<typeof wayBack>[0], 'type'>, ReturnType<typeof wayBack>]>([
    ['is the prepared inverse', { reversibility: can, inverse: () => restore }, restore],
    ['is none without one', { reversibility: can }, undefined],
    ['is none from a state without one', { reversibility: can, inverse: () => null }, undefined],
    ['is none of no steps', { reversibility: can, inverse: () => [] }, undefined],
    [
      'is refused where there can be none, whatever is prepared',
      { reversibility: cannot, inverse: () => restore },
      'Mails cannot be called back.',
    ],
  ])('%s', (_name, definition, expected) => {
    expect(wayBack({ type, ...definition }, from, NO_LOG)).toEqual(expected);
  });

  it('knows what was changed and what was captured', () => {
    let seen: unknown;
    const inverse = (...given: unknown[]) => {
      seen = given;
      return restore;
    };
    wayBack({ type, reversibility: can, inverse }, from, NO_LOG);
    expect(seen).toEqual([{ id: '1' }, { id: '7' }]);
  });

  it('is none where the inverse misses a part of what was stored, which the log says', () => {
    const logged: unknown[] = [];
    const log = { error: (...line: unknown[]) => void logged.push(line) };
    const inverse = (stored: unknown) =>
      (stored as { users: string[] }).users.map(() => restore[0]);
    const definition = { type, reversibility: can, inverse: inverse as never };
    expect(wayBack(definition, from, log)).toBeUndefined();
    expect(logged).toEqual([['undo.not-understood', expect.any(TypeError), { type }]]);
  });

  it('does not pass over any other error', () => {
    const inverse = () => {
      throw new RangeError('an error of its own');
    };
    const definition = { type, reversibility: can, inverse };
    expect(() => wayBack(definition, from, NO_LOG)).toThrow(RangeError);
  });

  const ends = CATALOGUE.filter(({ reversibility }) => reversibility.kind === 'none');
  it.each(ends.map(({ type: name }) => name))('of %s is denied in one sentence', (name) => {
    const definition = findAction(name);
    const said = definition && wayBack(definition, from, NO_LOG);
    expect(String(said).match(/cannot/gi)).toHaveLength(1);
    expect(said).toMatch(/^[A-Z].*[^.]\.$/);
  });
});

describe('what can be tried again', () => {
  it('is what failed, with what was skipped because of it, and never what is not known', () => {
    const rows = rowsOf(
      ['failed'],
      ['skipped', [0]],
      ['skipped'],
      ['unknown'],
      ['skipped', [1]],
      ['succeeded'],
    );
    expect(retried(rows)).toEqual([0, 1, 2, 4]);
  });

  it.each<[string, ActionState, number[]]>([
    ['done', 'succeeded', [1]],
    ['already so', 'already-so', [1]],
    ['not known', 'unknown', []],
    ['refused', 'refused', []],
  ])('is what was not started where all it needs is %s', (_name, state, expected) => {
    expect(retried(rowsOf([state], ['skipped', [0]]))).toEqual(expected);
  });

  it('is never what a later decision has taken up', () => {
    const { retry } = option(rowsOf(['failed'], ['skipped']), [], 0, [0, 1]);
    expect(retry.rows).toEqual([]);
    expect(retry.why).toContain('look at the newer entry');
  });

  it.each<[string, ActionState, number[]]>([
    ['was done', 'succeeded', [1]],
    ['already was so', 'already-so', [1]],
    ['is not known', 'unknown', []],
    ['was denied', 'denied', []],
    ['waits', 'staged', []],
  ])('needs what it depends on: that %s', (_name, state, expected) => {
    expect(retried(rowsOf([state], ['failed', [0]]))).toEqual(expected);
  });

  it.each<[ActionState, number[]]>([
    ['succeeded', []],
    ['failed', []],
    ['unknown', []],
    ['staged', []],
    ['denied', [0]],
    ['expired', [0]],
    ['superseded', [0]],
  ])('after a retry that is %s', (state, expected) => {
    expect(retried(rowsOf(['failed']), [link('retry', [0], [state])])).toEqual(expected);
  });

  it.each<[string, Partial<StepResult> & Pick<ActionResult, 'seen'>, number, boolean]>([
    ['never unknown', {}, 2, false],
    ['unknown, and then not there', { seen: 'not-done' }, 2, true],
    ['unknown, and then not there, of one request', { seen: 'not-done' }, 1, false],
    ['accepted in part', { statuses: [200, 400] }, 2, true],
  ])('waits for a person where part may have been done: %s', (_name, result, requests, waits) => {
    const [failed] = rowsOf(['failed']);
    if (!failed) throw new Error('a row was made');
    const row: ActionRow = {
      ...failed,
      planned: { ...failed.planned, requests: Array.from({ length: requests }) as never },
      result: { index: 0, outcome: 'failed', statuses: [], checks: [], ...result },
    };
    const routing = { reporterAccountId: 'dan', creatorAccountId: 'dan' } as never;
    const { tightens } = proposeRetry(option([row]).retry, decisionOf([row]), routing);
    expect(tightens.map(({ index }) => index)).toEqual(waits ? [0] : []);
  });

  it('keeps its words, what it needs and what had tightened it, under its new position', () => {
    const rows = rowsOf(['succeeded'], ['failed', [0]], ['skipped', [1]]);
    const decision = decisionOf(rows);
    const { retry } = option(rows);
    const routing = { reporterAccountId: 'dan', creatorAccountId: 'eve' } as never;
    expect(proposeRetry(retry, decision, routing)).toMatchObject({
      sources: [1, 2],
      actions: [{ dependsOn: [] }, { dependsOn: [0] }],
      tightens: [{ index: 1, sentence: 'a rule' }],
      requesterIds: ['dan', 'eve'],
      confidence: 0.9,
      pressAuthor: null,
    });
  });
});
