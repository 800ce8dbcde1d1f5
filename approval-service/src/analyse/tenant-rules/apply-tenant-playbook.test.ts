import type { Analysis, Voice } from '@kraken/shared';
import { describe, expect, it } from 'vitest';
import {
  compiledRules,
  KNOWN_FACTS,
  ONBOARD,
  type RuleParts,
  ticketOf,
} from '../../testing/tenant-rules.ts';
import { applyTenantPlaybook, withTenantPlaybook } from './apply-tenant-playbook.ts';
import { noTenantRules } from './compile-tenant-rules.ts';
import { MAX_READINGS } from './find-deciding-rule.ts';

const IGNORE: RuleParts = { conditions: { projects: ['HELP'] }, effect: { kind: 'ignore' } };
const ROUTE: RuleParts = {
  conditions: { phrases: ['vpn'] },
  effect: { kind: 'route', to: 'the network team' },
};
const TIGHTEN: RuleParts = {
  conditions: { labels: ['infra'] },
  effect: { kind: 'tighten', types: ['project.member.add'], sentence: 'quarter end' },
};
const approver = (accountId: string, name: string): RuleParts => ({
  effect: { kind: 'add-approver', approver: { accountId, name } },
});

const ANY = { type: 'project.member.add', args: {}, quotes: [], dependsOn: [] };
const NOBODY = { kind: 'playbook' as const, ruleIds: [] };

function apply(text: string, rules: readonly RuleParts[], voice: Voice = 'reporter') {
  return applyTenantPlaybook({
    rules: compiledRules(...rules),
    snapshot: ticketOf(text),
    voiceOf: () => voice,
    facts: KNOWN_FACTS,
  });
}

describe('the first rule that matches', () => {
  it('proposes its action with words of the ticket and fixed words of the rule', () => {
    const { decided } = apply('Please onboard Dana Weber to the crew ABC', [ONBOARD]);
    expect(decided).toMatchObject({
      outcome: 'plan',
      confidence: 1,
      actions: [
        {
          type: 'project.member.add',
          args: { user: 'Dana Weber', project: 'ABC', role: 'Developers' },
          quotes: [{ text: 'Please onboard Dana Weber to the crew ABC', voice: 'reporter' }],
        },
      ],
      analyst: { kind: 'playbook', ruleIds: ['rul_00000001'] },
      playbook: { version: 7, ruleIds: ['rul_00000001'], approvers: [], sentences: [] },
    });
  });

  it.each([
    [[IGNORE, ROUTE], 'none'],
    [[ROUTE, IGNORE], 'unsupported'],
  ] as const)('decides, whatever stands behind it: %#', (rules, outcome) => {
    const { decided, explanation } = apply('The vpn is slow', rules);
    expect(decided?.outcome).toBe(outcome);
    expect(explanation.map((line) => line.outcome)).toEqual(['decides', 'not-reached']);
  });

  it('leaves the ticket to somebody without a word of the ticket', () => {
    expect(apply('My vpn is slow', [ROUTE]).decided).toEqual({
      outcome: 'unsupported',
      sentence: 'The playbook of this site leaves this to the network team.',
      quotes: [],
      analyst: { kind: 'playbook', ruleIds: ['rul_00000001'] },
      playbook: { version: 7, ruleIds: ['rul_00000001'], approvers: [], sentences: [] },
    });
  });
});

describe('words that are no order', () => {
  it.each([
    'Do not onboard Dana Weber to the crew ABC',
    'I have been told to onboard Dana Weber to the crew ABC if she agrees',
    'If the board agrees, onboard Dana Weber to the crew ABC',
  ])('propose nothing: %s', (text) => {
    const { decided, reading, explanation } = apply(text, [ONBOARD]);
    expect([decided?.outcome, reading?.outcome]).not.toContain('plan');
    expect(explanation[0]?.outcome).toBe('no-order');
  });

  it('let the next rule decide', () => {
    const rules = [ONBOARD, IGNORE];
    expect(apply('Do not onboard Dana to the crew ABC', rules).decided?.outcome).toBe('none');
  });
});

describe('a rule that would ignore the ticket if what is not known were so', () => {
  const SPAM: RuleParts = {
    name: 'Spam',
    conditions: { labels: ['spam'], projects: ['HELP'], phrases: ['crew'] },
    effect: { kind: 'ignore' },
  };
  const read = (rules: RuleParts[], over: Partial<typeof KNOWN_FACTS> = { labels: null }) =>
    applyTenantPlaybook({
      rules: compiledRules(...rules),
      snapshot: ticketOf('Please onboard Dana Weber to the crew ABC'),
      voiceOf: () => 'reporter',
      facts: { ...KNOWN_FACTS, ...over },
    });

  it('neither silences it nor lets anything run: every action waits, and the line says why', () => {
    const verdict = read([SPAM, ONBOARD]);
    const sentence = 'whether the rule “Spam” applies is not known';
    expect(verdict.decided).toMatchObject({
      outcome: 'plan',
      tightens: [{ index: 0, sentence }],
      playbook: { ruleIds: ['rul_00000001', 'rul_00000002'], sentences: [sentence] },
    });
    expect(verdict.explanation[0]).toMatchObject({
      outcome: 'uncertain',
      sentence:
        'It asks for the label “spam”; that is not known. Whether it applies is not known, so the ticket is read and every action waits.',
    });
    const byOthers = withTenantPlaybook(
      { outcome: 'plan', confidence: 1, actions: [ANY], analyst: NOBODY },
      read([SPAM]),
    );
    expect(byOthers).toMatchObject({ tightens: [{ index: 0, sentence }] });
  });

  it.each([
    ['another condition does not hold', [SPAM], { labels: null, projectKey: 'OPS' }],
    ['an earlier rule decides', [ONBOARD, SPAM], { labels: null }],
    ['it is known that it does not hold', [SPAM], { labels: [] }],
    ['it is switched off', [{ ...SPAM, isEnabled: false }], { labels: null }],
  ])('adds nothing where %s', (_, rules, over) => {
    expect(read(rules, over).tightens).toEqual([]);
  });
});

describe('a ticket that names the words of many rules without an order', () => {
  const many = Array.from({ length: 40 }, (_, at): RuleParts => {
    return { ...ONBOARD, conditions: { phrases: [`zork${at} {user} {project:projectKey}`] } };
  });
  const words = many.map((_, at) => `Do not zork${at} Bob ABC.`).join(' ');
  const stepsWith = (rules: readonly RuleParts[]) => {
    const count = { steps: 0 };
    const verdict = applyTenantPlaybook({
      rules: compiledRules(...rules),
      snapshot: ticketOf('Hello', { '1': words.repeat(5) }),
      voiceOf: () => 'reporter',
      facts: KNOWN_FACTS,
      count,
    });
    return { steps: count.steps, verdict };
  };

  it('is read for the first of them only and left to a person', () => {
    const five = stepsWith(many.slice(0, MAX_READINGS));
    const { steps, verdict } = stepsWith([...many, ROUTE]);
    expect(five.verdict.decided).toBeUndefined();
    expect(steps).toBeLessThanOrEqual(five.steps);
    expect(verdict.decided).toMatchObject({
      outcome: 'unsupported',
      quotes: [],
      analyst: { ruleIds: ['rul_00000006'] },
      playbook: { ruleIds: ['rul_00000006'] },
    });
    const outcomes = verdict.explanation.map(({ outcome }) => outcome);
    expect(outcomes.slice(0, 7)).toEqual([
      ...Array.from({ length: MAX_READINGS }, () => 'no-order'),
      'not-reached',
      'not-reached',
    ]);
    expect(verdict.explanation[6]?.sentence).toContain('left to a person');
  });

  it('is decided by a rule behind the last of them that needs no reading', () => {
    const rules = [...many.slice(0, MAX_READINGS), IGNORE];
    expect(stepsWith(rules).verdict.decided?.outcome).toBe('none');
  });
});

it('what stays open is read by the next analyst as well, and the reading is kept', () => {
  const text =
    'Please onboard Dana Weber to the crew ABC. Please also merge the boards of ABC and WEB.';
  const verdict = apply(text, [ONBOARD]);
  expect(verdict.decided).toBeUndefined();
  expect(verdict.reading).toMatchObject({ outcome: 'plan', confidence: 0.6 });
  const asking = apply('Please onboard Dana Weber to the crew', [
    { ...ONBOARD, conditions: { phrases: ['onboard {user} to the crew [{project:projectKey}]'] } },
  ]);
  expect([asking.decided, asking.reading?.outcome]).toEqual([undefined, 'ask']);
});

describe('rules that add', () => {
  const PLAN: Extract<Analysis, { outcome: 'plan' }> = {
    outcome: 'plan',
    confidence: 0.9,
    analyst: { kind: 'playbook', ruleIds: [] },
    tightens: [{ index: 1, sentence: 'its own' }],
    actions: ['project.delete', 'project.member.add'].map((type) => {
      return { type, args: {}, quotes: [], dependsOn: [] };
    }),
  };

  it('all apply, wherever they stand, to whatever anybody proposes', () => {
    const verdict = apply('Hello', [
      approver('lea', 'Lea'),
      IGNORE,
      TIGHTEN,
      approver('max', 'Max'),
    ]);
    expect(verdict.explanation.map(({ outcome }) => outcome)).toEqual([
      'applies',
      'decides',
      'applies',
      'applies',
    ]);
    const after = withTenantPlaybook(PLAN, verdict);
    expect(after).toMatchObject({
      tightens: [
        { index: 1, sentence: 'its own' },
        { index: 0, sentence: 'it also needs one of Lea, Max' },
        { index: 1, sentence: 'quarter end' },
        { index: 1, sentence: 'it also needs one of Lea, Max' },
      ],
      playbook: {
        version: 7,
        sentences: ['it also needs one of Lea, Max', 'quarter end'],
        approvers: [
          { accountId: 'lea', name: 'Lea' },
          { accountId: 'max', name: 'Max' },
        ],
      },
    });
    expect(after).toMatchObject({ actions: PLAN.actions, confidence: 0.9 });
  });

  it('are in what a rule of the tenant itself proposes', () => {
    const { decided } = apply('Onboard Dana Weber to the crew ABC', [
      ONBOARD,
      approver('lea', 'Lea'),
    ]);
    expect(decided).toMatchObject({
      tightens: [{ index: 0, sentence: 'it also needs Lea' }],
      playbook: { approvers: [{ accountId: 'lea', name: 'Lea' }] },
    });
  });

  it('are added once to a reading that holds them already', () => {
    const verdict = apply('Hello', [TIGHTEN, approver('lea', 'Lea')]);
    const once = withTenantPlaybook(PLAN, verdict);
    expect(withTenantPlaybook(once, verdict)).toEqual(once);
  });

  it('leave an analysis as it is where the tenant has no rules', () => {
    const verdict = applyTenantPlaybook({
      rules: noTenantRules(),
      snapshot: ticketOf('Hello'),
      voiceOf: () => 'reporter',
      facts: KNOWN_FACTS,
    });
    expect(withTenantPlaybook(PLAN, verdict)).toBe(PLAN);
  });
});

it('a rule that is switched off does nothing and says so', () => {
  const { decided, explanation } = apply('Hello', [{ ...IGNORE, isEnabled: false }]);
  expect(decided).toBeUndefined();
  expect(explanation).toMatchObject([{ outcome: 'switched-off', sentence: 'It is switched off.' }]);
});
