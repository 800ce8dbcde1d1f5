import { describe, expect, it } from 'vitest';
import {
  compiledRules,
  KNOWN_FACTS,
  type RuleParts,
  ticketOf,
} from '../../testing/tenant-rules.ts';
import { matchTenantRules } from './match-tenant-rules.ts';
import type { TicketFacts } from './ticket-facts.ts';

const EFFECTS: Record<string, RuleParts['effect']> = {
  ignore: { kind: 'ignore' },
  route: { kind: 'route', to: 'the network team' },
  tighten: { kind: 'tighten', types: 'all', sentence: 'quarter end' },
  'add-approver': { kind: 'add-approver', approver: { accountId: 'lea', name: 'Lea' } },
  propose: {
    kind: 'propose',
    type: 'project.member.add',
    args: { user: { value: 'me' }, project: { value: 'ABC' } },
    needs: [],
  },
};

function answer(
  conditions: RuleParts['conditions'],
  effect: string,
  facts: Partial<TicketFacts> = {},
): { isMatch: boolean; sentence: string } {
  const kind = EFFECTS[effect];
  if (kind === undefined) throw new Error(effect);
  const phrases = effect === 'propose' ? { phrases: ['add me'] } : {};
  const rules = compiledRules({ conditions: { ...phrases, ...conditions }, effect: kind });
  const [found] = matchTenantRules(rules, {
    snapshot: ticketOf('Add me to the board'),
    voiceOf: () => 'reporter',
    facts: { ...KNOWN_FACTS, ...facts },
  });
  if (found === undefined) throw new Error('no answer');
  return { isMatch: found.isMatch, sentence: found.sentence };
}

describe('conditions', () => {
  it.each([
    [{ projects: ['HELP', 'OPS'] }, true],
    [{ projects: ['OPS'] }, false],
    [{ issueTypes: ['Bug', 'task'] }, true],
    [{ issueTypes: ['Bug'] }, false],
    [{ labels: ['web', 'INFRA'] }, true],
    [{ labels: ['web'] }, false],
    [{ reporterGroups: ['Staff'] }, true],
    [{ reporterGroups: ['board'] }, false],
    [{ projects: ['HELP'], labels: ['infra'], issueTypes: ['Task'] }, true],
    [{ projects: ['HELP'], labels: ['infra'], issueTypes: ['Bug'] }, false],
    [{ phrases: ['nothing like it', 'to the board'] }, true],
    [{ phrases: ['to the boards'] }, false],
    [{ phrases: ['to the board'], projects: ['OPS'] }, false],
  ] as const)('%j hold: %s', (conditions, expected) => {
    for (const effect of ['ignore', 'tighten', 'route', 'add-approver'])
      expect(
        answer(structuredClone(conditions) as unknown as RuleParts['conditions'], effect).isMatch,
      ).toBe(expected);
  });

  it.each([
    ['issueType', { issueTypes: ['Task'] }],
    ['labels', { labels: ['infra'] }],
    ['reporterGroups', { reporterGroups: ['staff'] }],
  ] as const)('on %s that is not known fail closed', (fact, conditions) => {
    const isMatch = (effect: string) =>
      answer(structuredClone(conditions) as unknown as RuleParts['conditions'], effect, {
        [fact]: null,
      }).isMatch;
    expect(['propose', 'ignore'].map(isMatch)).toEqual([false, false]);
    expect(['tighten', 'add-approver', 'route'].map(isMatch)).toEqual([true, true, true]);
  });

  it('say in a sentence which one failed, and which was taken as met', () => {
    expect(answer({ projects: ['OPS'], labels: ['web'] }, 'ignore').sentence).toBe(
      'It asks for the project “OPS”; the ticket is in “HELP”.',
    );
    expect(answer({ reporterGroups: ['staff'] }, 'ignore', { reporterGroups: null }).sentence).toBe(
      'It asks for the reporter group “staff”; that is not known. Whether it applies is not known, so the ticket is read and every action waits.',
    );
    expect(
      answer({ reporterGroups: ['staff'] }, 'propose', { reporterGroups: null }).sentence,
    ).toBe('It asks for the reporter group “staff”; that is not known, which counts as not met.');
    expect(answer({ labels: ['a', 'b'] }, 'tighten', { labels: null }).sentence).toBe(
      'It matched: the label “a” or “b”. Of these, the label “a” or “b”: that is not known, which counts as met.',
    );
  });
});

describe('words of others', () => {
  const matches = (effect: string, voices: Record<string, 'reporter' | 'other'>): boolean => {
    const kind = EFFECTS[effect];
    if (kind === undefined) throw new Error(effect);
    const rules = compiledRules({ conditions: { phrases: ['add me'] }, effect: kind });
    const [found] = matchTenantRules(rules, {
      snapshot: ticketOf('Hello', { '7': 'Please add me to ABC' }),
      voiceOf: (source) => voices[source.kind] ?? 'reporter',
      facts: KNOWN_FACTS,
    });
    return found?.isMatch === true;
  };

  it('make no rule propose or ignore, but tighten and leave to a person', () => {
    const others = { comment: 'other' } as const;
    expect(['propose', 'ignore'].map((effect) => matches(effect, others))).toEqual([false, false]);
    expect(['tighten', 'route', 'add-approver'].map((effect) => matches(effect, others))).toEqual([
      true,
      true,
      true,
    ]);
    expect(matches('propose', { comment: 'reporter' })).toBe(true);
  });
});

describe('a ticket made to exhaust the matching', () => {
  it('ends within the steps, and what was not read counts as caution', () => {
    const many = Array.from({ length: 400 }, (_, at) => ({
      conditions: { phrases: [`add (very)* {words} number${at}`] },
      effect: { kind: at % 2 === 0 ? 'ignore' : 'route', to: 'x' } as RuleParts['effect'],
    })).map(({ conditions, effect }) => ({
      conditions,
      effect: effect.kind === 'ignore' ? ({ kind: 'ignore' } as const) : effect,
    }));
    const found = matchTenantRules(compiledRules(...many), {
      snapshot: { ...ticketOf('x'), description: 'add very '.repeat(3_600) },
      voiceOf: () => 'reporter',
      facts: KNOWN_FACTS,
    });
    const matched = found.filter(({ isMatch }) => isMatch);
    expect(matched).toHaveLength(200);
    expect(matched.every(({ ready }) => ready.rule.effect.kind === 'route')).toBe(true);
    expect(found.filter(({ isUncertain }) => isUncertain)).toHaveLength(200);
  });
});
