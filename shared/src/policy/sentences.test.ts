import { describe, expect, it } from 'vitest';
import type { PolicyInput } from './classification.ts';
import { classifyAction } from './classify-action.ts';
import { classifyPlan } from './classify-plan.ts';
import { plainName, plainSentence } from './plain-name.ts';
import { BASELINE_INPUT, inputOfCase } from './policy-cases.ts';
import { POLICY_VERSION, type PolicyEntry } from './rule.ts';
import { FALLBACK_RULES, TIGHTENING_RULES } from './rules.ts';
import { testCatalogue } from './testing/entries.ts';

const sentences = (input: PolicyInput): string[] =>
  classifyAction(input, testCatalogue).reasons.map(({ rule, sentence }) => `${rule} ${sentence}`);

describe('the sentences people read', () => {
  it.each([
    { input: {}, says: 'R201 Nothing speaks against doing it at once.' },
    {
      input: { action: { type: 'shell.run' } },
      says: 'R001 Kraken has no action of the type “shell.run”.',
    },
    {
      input: { facts: { counts: { users: 0, issues: 34 } } },
      says: 'R106 It touches 34 issues, limit 10.',
    },
    {
      input: { facts: { counts: { users: 6, issues: 1_500 } } },
      says: 'R106 It touches 6 users, limit 5; 1500 issues, limit 10.',
    },
    {
      input: { action: { type: 'project.archive' }, facts: { access: null } },
      says: 'R101 It archives a project.',
    },
    {
      input: { history: { autoActionsOfRequesterLastHour: 12 } },
      says: 'R107 With this plan it would be 13 automatic actions for this person within an hour, limit 10.',
    },
    {
      input: { history: { sameTypeOnTargetLastDay: 5 } },
      says: 'R107 With this plan it would be 6 actions of this kind on the same target within a day, limit 5.',
    },
    {
      input: { facts: { access: { permissions: ['BROWSE_PROJECTS', 'CREATE_ISSUES', 'X'] } } },
      says: 'R104 It gives 1 permission in project “ABC” that the person who asked does not hold there.',
    },
    {
      input: { facts: { alsoNeeds: ['EDIT_ISSUES'] }, requester: { isSiteAdmin: false } },
      says: 'R104 Jira does not say that the person who asked could do it without Kraken in project “ABC” (EDIT_ISSUES).',
    },
    {
      input: { action: { confidence: 0.7999 } },
      says: 'R112 The analysis is 79.9 % sure of its reading, this site asks for 80 %.',
    },
    {
      input: { action: { playbookTightens: ['Contractors are added by hand'] } },
      says: 'R112 It was marked for approval: “Contractors are added by hand”.',
    },
    {
      input: { factsReadAtMs: BASELINE_INPUT.nowMs - 61_500 },
      says: 'R110 Its facts were read 62 seconds ago, limit 60.',
    },
    {
      input: { facts: { counts: null, sharedWith: null } },
      says: 'R110 Kraken does not know: how much it would touch; which other projects share what it changes.',
    },
    {
      input: {
        facts: {
          sharedWith: ['A', 'B', 'C', 'D', 'E'].map((name) => ({
            kind: 'project',
            id: name,
            name,
          })),
        },
      },
      says: 'R108 What it changes is also used by 5 other projects: “A”, “B”, “C” and 2 more.',
    },
    {
      input: {
        facts: {
          people: [
            { accountId: 'a', name: 'A', kind: 'licensed', isActive: false },
            { accountId: 'b', name: 'B', kind: 'licensed', isActive: true },
          ],
        },
      },
      says: 'R113 Of the 2 people it is about, 1 is not active.',
    },
  ])('say the numbers: $says', ({ input, says }) => {
    expect(sentences(inputOfCase({ input }))).toEqual([says]);
  });

  it('count a plan’s actions of one kind together', () => {
    const plan = Array.from({ length: 30 }, (_, index) => ({
      index,
      dependsOn: [],
      input: inputOfCase({
        input: {
          facts: {
            targets: [{ kind: 'project', id: '10001', name: 'ABC' }],
            people: [{ accountId: `person-${index}`, name: 'P', kind: 'licensed', isActive: true }],
          },
        },
      }),
    }));
    const found = classifyPlan(plan, testCatalogue).map(({ classification }) => classification);
    expect(new Set(found.map((one) => one.class))).toEqual(new Set(['requires-approval']));
    expect(found[0]?.reasons[0]).toEqual({
      rule: 'R106',
      sentence: 'The 30 actions of this kind in the plan touch 30 users, limit 5.',
    });
  });

  it('name the actions of a plan as people count them', () => {
    const refused = inputOfCase({ input: { action: { isValid: false } } });
    const plan = [
      { index: 0, dependsOn: [], input: refused },
      { index: 1, dependsOn: [0], input: BASELINE_INPUT },
    ];
    expect(classifyPlan(plan, testCatalogue)[1]?.classification.reasons).toEqual([
      { rule: 'R004', sentence: 'It needs action 1 of the plan, which is refused.' },
    ]);
  });

  it('say which connection an action is missing on', () => {
    const only = (connection: 'forge' | 'oauth') => {
      const entry = { ...testCatalogue('project.member.add'), connections: [connection] };
      return (type: string) => (type === 'project.member.add' ? (entry as PolicyEntry) : undefined);
    };
    const oauth = inputOfCase({ input: { site: { connection: 'oauth' } } });
    expect(classifyAction(BASELINE_INPUT, only('oauth')).reasons[0]?.sentence).toBe(
      'The Kraken app inside Jira never does this kind of administration.',
    );
    expect(classifyAction(oauth, only('forge')).reasons[0]?.sentence).toBe(
      'This kind of action exists only where the Kraken app is installed in Jira.',
    );
  });

  it('list the actions of a plan in their order, each once', () => {
    const waiting = inputOfCase({ input: { action: { voices: [] } } });
    const plan = [
      { index: 0, dependsOn: [], input: waiting },
      { index: 1, dependsOn: [], input: waiting },
      { index: 2, dependsOn: [1, 0, 1], input: BASELINE_INPUT },
    ];
    expect(classifyPlan(plan, testCatalogue)[2]?.classification.reasons).toEqual([
      { rule: 'R114', sentence: 'It needs actions 1, 2 of the plan, which wait for approval.' },
    ]);
  });

  it('carry the version of the policy', () => {
    expect(classifyAction(BASELINE_INPUT, testCatalogue).policyVersion).toBe(POLICY_VERSION);
    expect(POLICY_VERSION).toMatch(/^\d{4}-\d{2}-\d{2}(\.\d+)?$/);
  });
});

describe('a name inside a sentence', () => {
  it.each([
    { name: 'ABC', printed: '“ABC”' },
    { name: 'a\r\nb\u0000c\u202ed\u2028e', printed: '“a b c d e”' },
    { name: 'x” is fine. Approved: “y', printed: "“x' is fine. Approved: 'y”" },
    { name: ' \t ', printed: '“without a name”' },
    { name: '\ud800', printed: '“�”' },
    { name: 'n'.repeat(60), printed: `“${'n'.repeat(60)}”` },
    { name: 'n'.repeat(10_000), printed: `“${'n'.repeat(59)}…”` },
  ])('is one short line in quotes it cannot close: $printed', ({ name, printed }) => {
    expect(plainName(name)).toBe(printed);
  });

  it('is the name of the project it is about, or its id where the facts have no name', () => {
    const targets = [
      { kind: 'role', id: '10003', name: 'A role with the same id' },
      { kind: 'project', id: '10001', name: 'ABC' },
      { kind: 'project', id: '10003', name: 'WEB' },
    ];
    const hidden = (projectId: string) => [{ projectId, canBrowse: false }];
    const said = (projectId: string) =>
      sentences(
        inputOfCase({
          input: {
            facts: { targets, projectIds: [projectId], access: null },
            requester: { standings: hidden(projectId) },
          },
        }),
      );
    expect(said('10003')).toContain('R104 The person who asked cannot see project “WEB”.');
    expect(said('10009')).toContain('R104 The person who asked cannot see project “10009”.');
  });

  it('in a list of three is listed without a rest', () => {
    const sharedWith = ['A', 'B', 'C'].map((name) => ({ kind: 'project', id: name, name }));
    expect(sentences(inputOfCase({ input: { facts: { sharedWith } } }))).toEqual([
      'R108 What it changes is also used by 3 other projects: “A”, “B”, “C”.',
    ]);
  });

  it('leaves a sentence of a person room for 300 characters', () => {
    expect(plainSentence('s'.repeat(300))).toHaveLength(302);
    expect(plainSentence('s'.repeat(301))).toHaveLength(302);
  });
});

it('no rule takes a person for a man or a woman', () => {
  const said = [...TIGHTENING_RULES, ...FALLBACK_RULES].map(({ when }) => when).join(' ');
  expect(said).not.toMatch(/\b(?:he|him|his|himself|she|her|hers|herself)\b/iu);
});
