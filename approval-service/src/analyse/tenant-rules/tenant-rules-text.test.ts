import { expect, it } from 'vitest';
import { ONBOARD, rulesOf } from '../../testing/tenant-rules.ts';
import { MAX_RULES_TEXT, tenantRulesText } from './tenant-rules-text.ts';

const APPROVER = {
  kind: 'add-approver' as const,
  approver: { accountId: '5b10a2844c20165700ede21g', name: 'Lea Brandt' },
};

it('the text of the rules for a prompt names conditions and effects, and no account, case or rule id', () => {
  const rules = rulesOf(
    { name: 'Board', conditions: { projects: ['OPS', 'WEB'], labels: ['prod'] }, effect: APPROVER },
    { ...ONBOARD, cases: [{ text: 'secret case', expect: 'matches' }] },
    { name: 'Off', isEnabled: false, effect: APPROVER },
  );
  const text = tenantRulesText(rules);
  expect(text.split('\n')).toEqual([
    '1. Board: if project "OPS" or "WEB" and label "prod", then needs approval by Lea Brandt',
    expect.stringContaining('2. Onboarding: if phrase "onboard {user} to [the] crew'),
  ]);
  expect(text).not.toMatch(/5b10a|rul_|secret/);
  expect(tenantRulesText([])).toBe('');
});

it('a long set is cut between rules and says how many are left out', () => {
  const many = rulesOf(...Array.from({ length: 900 }, () => ({ effect: APPROVER })));
  const text = tenantRulesText(many);
  expect(text.length).toBeLessThan(MAX_RULES_TEXT + 50);
  expect(text).toMatch(/\(and \d+ more rules\)$/);
});

it('the text holds no fixed value of an argument, wherever it stands', () => {
  const secret = '5b10a2844c20165700ede21g';
  const text = tenantRulesText(
    rulesOf({
      conditions: { phrases: ['let {user} in'] },
      effect: {
        kind: 'propose',
        type: 'project.member.add',
        args: {
          user: { from: 'user', words: { me: secret } },
          project: { value: secret },
          role: { object: { name: { from: 'user' }, id: { value: secret } } },
        },
        needs: [],
      },
    }),
  );
  expect(text).not.toContain(secret);
  expect(text).toContain(
    'propose project.member.add {"user": {"from":"user"}, "project": a fixed value, "role": {"name": {"from":"user"}, "id": a fixed value}}',
  );
});
