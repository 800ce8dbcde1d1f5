import type { ActionState, DecisionId, ProposedAction } from '@kraken/shared';
import { describe, expect, it } from 'vitest';
import type { ActionRow, WishRecord } from '../ports.ts';
import { wishKey } from '../record/wish-key.ts';
import { actionRow } from '../testing/action-rows.ts';
import { dropHandled, isHandled, keysLeftToRetry } from './drop-handled.ts';

const RECORD = { decisionId: 'dec_1' as DecisionId, wishKey: 'k', deedKey: null };

type Case = [
  WishRecord['outcome'],
  WishRecord['actionState'],
  atAnyEvent: boolean,
  atReply: boolean,
];

describe('a wish that was taken up before', () => {
  it.each<Case>([
    ['open', null, true, true],
    ['routed', 'staged', true, true],
    ['routed', 'succeeded', true, true],
    ['routed', 'failed', true, true],
    ['routed', 'unknown', true, true],
    ['routed', 'denied', true, true],
    ['routed', 'refused', true, true],
    ['routed', 'expired', true, false],
    ['routed', 'skipped', true, false],
    ['routed', 'superseded', false, false],
    ['withdrawn', null, false, false],
    ['withdrawn', 'superseded', false, false],
    ['asked', null, true, false],
    ['asked', 'superseded', true, false],
    ['answered', null, true, false],
    ['answered', 'already-so', true, false],
  ])(
    'and is %s (%s) needs nothing at any event: %s, at a reply of the reporter: %s',
    (outcome, actionState, atAnyEvent, atReply) => {
      const record = { ...RECORD, outcome, actionState };
      expect(isHandled(record, false)).toBe(atAnyEvent);
      expect(isHandled(record, true)).toBe(atReply);
    },
  );
});

describe('what was skipped', () => {
  const rowsOf = (...states: ActionState[]): ActionRow[] =>
    states.map((state, index) => {
      const dependsOn = index === 0 ? [] : [index - 1];
      return actionRow({ index, state, planned: { index, dependsOn } });
    });
  const analysis = {
    outcome: 'plan' as const,
    actions: [wish('A'), wish('B', [0]), wish('C', [1])],
    confidence: 1,
    analyst: { kind: 'playbook' as const, ruleIds: [] },
  };

  it.each<[ActionState[], string[]]>([
    [
      ['failed', 'skipped', 'skipped'],
      ['B', 'C'],
    ],
    [['unknown', 'skipped', 'succeeded'], ['B']],
    [['expired', 'skipped', 'skipped'], []],
    [['skipped', 'skipped', 'skipped'], []],
    [['succeeded', 'failed', 'skipped'], ['C']],
  ])('of %j is left to Retry where what it needs failed or is not known: %j', (states, left) => {
    const keys = keysLeftToRetry({ analysis }, rowsOf(...states));
    expect(keys).toEqual(left.map((project) => wishKey(wish(project))));
    const record = { ...RECORD, outcome: 'routed', actionState: 'skipped' } as const;
    expect(isHandled(record, true, new Set(['k']))).toBe(true);
    expect(isHandled(record, true, new Set(['other']))).toBe(false);
  });
});

function wish(project: string, dependsOn: number[] = []): ProposedAction {
  const quotes = [
    {
      text: `Archive ${project}`,
      source: { kind: 'summary' as const },
      voice: 'reporter' as const,
    },
  ];
  return { type: 'project.archive', args: { project }, quotes, dependsOn };
}

describe('leaving out what was handled', () => {
  it('renumbers what the rest depends on and what tightens it', () => {
    const actions = [wish('A'), wish('B'), wish('C', [0, 1])];
    const left = dropHandled(
      {
        outcome: 'plan',
        actions,
        confidence: 1,
        analyst: { kind: 'playbook', ruleIds: [] },
        tightens: [
          { index: 0, sentence: 'a' },
          { index: 2, sentence: 'c' },
        ],
      },
      new Set([wishKey(wish('A'))]),
    );
    expect(left.actions.map(({ args }) => args)).toEqual([{ project: 'B' }, { project: 'C' }]);
    expect(left.actions[1]?.dependsOn).toEqual([0]);
    expect(left.tightens).toEqual([{ index: 1, sentence: 'c' }]);
  });

  it('takes the same words in another place, or with other arguments, for another wish', () => {
    const one = wish('A');
    const [quote] = one.quotes;
    if (!quote) throw new Error('a wish has its words');
    const inComment = (commentId: string) =>
      wishKey({ ...one, quotes: [{ ...quote, source: { kind: 'comment', commentId } }] });
    const keys = [
      wishKey(one),
      wishKey({ ...one, args: { project: 'B' } }),
      wishKey({ ...one, type: 'project.delete' }),
      wishKey({ ...one, quotes: [{ ...quote, source: { kind: 'description' } }] }),
      inComment('1'),
      inComment('2'),
    ];
    expect(new Set(keys).size).toBe(keys.length);
    expect(wishKey({ ...one, quotes: [{ ...quote, voice: 'other' }] })).toBe(wishKey(one));
  });
});
