import { BASELINE_INPUT, type Resolution } from '@kraken/shared';
import { describe, expect, it } from 'vitest';
import { type RoutedWish, routePlan } from './route-plan.ts';

const ASK: Resolution = {
  outcome: 'ask',
  question: { thing: 'project', words: 'XYZ', choices: [] },
};
const ALREADY: Resolution = { outcome: 'already', sentence: 'Dana already is a Member of ABC.' };

function resolved(): Resolution {
  const { facts } = BASELINE_INPUT;
  if (!facts) throw new Error('the baseline has facts');
  return {
    outcome: 'resolved',
    action: {
      type: 'project.archive',
      args: { project: 'OLD' },
      target: { project: { id: '1', key: 'OLD', name: 'Old' } },
      facts,
      rows: [],
      preconditions: [],
      radius: [],
    },
  };
}

const wish = (
  index: number,
  resolution: RoutedWish['resolution'],
  dependsOn: number[] = [],
): RoutedWish => ({
  index,
  proposed: {
    type: 'project.archive',
    args: { project: 'OLD' },
    quotes: [{ text: `words ${index}`, source: { kind: 'summary' }, voice: 'reporter' }],
    dependsOn,
  },
  resolution,
  audience: 'asker',
});

const route = (wishes: RoutedWish[]) =>
  routePlan({
    wishes,
    requester: BASELINE_INPUT.requester,
    site: BASELINE_INPUT.site,
    history: () => BASELINE_INPUT.history,
    confidence: 1,
    tightens: [],
    factsReadAtMs: BASELINE_INPUT.factsReadAtMs,
    driftedIndexes: new Set(),
    nowMs: BASELINE_INPUT.nowMs,
  });

describe('routing a plan', () => {
  it('stages what needs something that already is so, instead of refusing it', () => {
    const { actions, notes } = route([wish(0, ALREADY), wish(1, resolved(), [0])]);
    expect(actions.map(({ index, classification }) => [index, classification.class])).toEqual([
      [1, 'requires-approval'],
    ]);
    expect(notes.map(({ kind }) => kind)).toEqual(['already']);
  });

  it('leaves to a person what needs something that is asked back, and says so', () => {
    const { actions, notes } = route([
      wish(0, ASK),
      wish(1, resolved(), [0]),
      wish(2, resolved(), [1]),
      wish(3, resolved()),
    ]);
    expect(actions.map(({ index }) => index)).toEqual([3]);
    expect(notes.map(({ kind, quote }) => [kind, quote])).toEqual([
      ['question', 'words 0'],
      ['left-over', 'words 1'],
      ['left-over', 'words 2'],
    ]);
  });

  it('routes an action alone again after drift, although what it needed was done before', () => {
    const { actions } = route([wish(1, resolved(), [0])]);
    expect(actions.map(({ classification }) => classification.class)).toEqual([
      'requires-approval',
    ]);
  });

  it('refuses an action whose arguments fail the catalogue', () => {
    const { actions } = route([wish(0, { outcome: 'invalid' })]);
    expect(actions.map(({ classification }) => classification.class)).toEqual(['refused']);
  });
});
