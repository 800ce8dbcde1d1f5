import { expect, it } from 'vitest';
import { type RuleParts, rulesOf } from '../../testing/tenant-rules.ts';
import { compileTenantRules, MAX_SET_INSTRUCTIONS } from './compile-tenant-rules.ts';
import { newTenantRuleSchema } from './tenant-rule.ts';

const wide = (at: number): RuleParts => ({
  name: `Wide ${at}`,
  conditions: {
    phrases: Array.from({ length: 20 }, (_, nth) => `w${at}x${nth} ${'{users} '.repeat(5)}`),
  },
  effect: { kind: 'route', to: 'somebody' },
});

it('a set of few bytes whose phrases have too many variants is refused, and the sentence names the rule', () => {
  const rules = rulesOf(...Array.from({ length: 50 }, (_, at) => wide(at)));
  expect(JSON.stringify(rules).length).toBeLessThan(64 * 1024);
  const compiled = compileTenantRules(rules, 1);
  if (compiled.ok) throw new Error(`compiled to ${compiled.value.instructions} instructions`);
  expect(compiled.error).toHaveLength(1);
  expect(compiled.error[0]).toMatchObject({ reason: 'rules-too-large' });
  const named = rules.find(({ ruleId }) => ruleId === compiled.error[0]?.ruleId);
  expect(compiled.error[0]?.sentence).toContain(`With the rule “${named?.name}”`);
  expect(compiled.error[0]?.sentence).toContain('remove another rule');
});

it('a set says how many instructions it has, and a thousand plain rules fit', () => {
  const plain = Array.from({ length: 1_000 }, (_, at): RuleParts => {
    return {
      conditions: { phrases: [`zork${at} {user} to {project:projectKey}`] },
      effect: { kind: 'route', to: 'somebody' },
    };
  });
  const compiled = compileTenantRules(rulesOf(...plain), 1);
  if (!compiled.ok) throw new Error(compiled.error[0]?.sentence);
  const counted = [...compiled.value.index.byWord.values()]
    .flat()
    .reduce((sum, { program }) => sum + program.code.length, 0);
  expect(compiled.value.instructions).toBe(counted);
  expect(counted).toBeLessThan(MAX_SET_INSTRUCTIONS);
});

it('a case nested however deep is refused with a sentence, and nothing throws', () => {
  const nested = (depth: number): unknown => JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`);
  const parse = (depth: number) =>
    newTenantRuleSchema.safeParse({
      name: 'Deep',
      conditions: { phrases: ['let {user} in'] },
      effect: { kind: 'propose', type: 'project.member.add', args: {}, needs: [] },
      cases: [
        {
          text: 'x',
          expect: { proposes: [{ type: 'project.member.add', args: { a: nested(depth) } }] },
        },
      ],
    });
  expect(parse(3).success).toBe(true);
  expect(JSON.stringify(parse(30_000).error?.issues)).toContain('nested deeper than 10');
});
