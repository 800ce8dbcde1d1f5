import type { Json, RuleId, UserId } from '@kraken/shared';
import { describe, expect, it } from 'vitest';
import { applyTenantPlaybook } from '../analyse/tenant-rules/apply-tenant-playbook.ts';
import type { TenantRulePatch } from '../analyse/tenant-rules/tenant-rule.ts';
import type { TenantTx } from '../ports.ts';
import { KNOWN_FACTS, type RuleParts, rulesOf, ticketOf } from '../testing/tenant-rules.ts';
import { editRules } from './edit-rules.ts';
import { createTenantRulesCache, parseStored } from './load-rules.ts';

const VPN: RuleParts = {
  conditions: { phrases: ['vpn'] },
  effect: { kind: 'route', to: 'the network team' },
};

const HOLD: RuleParts['effect'] = { kind: 'tighten', types: 'all', sentence: 'by hand' };

/** A transaction of a tenant whose playbook is the first version given; counts how often it is read in full. */
function tenantWith(userId: string, stored: unknown): { tx: TenantTx; reads: () => number } {
  let reads = 0;
  const playbook = {
    version: () => Promise.resolve(1),
    current: () => {
      reads += 1;
      return Promise.resolve({ version: 1, rules: stored as Json });
    },
  };
  const tx = { userId: userId as UserId, playbook } as unknown as TenantTx;
  return { tx, reads: () => reads };
}

describe('the cache of compiled rules', () => {
  it('drops the tenant that was not asked for longest when the instructions of all are too many', async () => {
    const tenants = ['usr_a', 'usr_b', 'usr_c'].map((id) => tenantWith(id, rulesOf(VPN)));
    const probe = await createTenantRulesCache().get(tenantWith('usr_p', rulesOf(VPN)).tx);
    const cache = createTenantRulesCache({ tenants: 50, instructions: 2 * probe.instructions });
    const [a, b, c] = tenants;
    if (!a || !b || !c) throw new Error('three tenants');
    for (const { tx } of [a, b, a, c, a, c, b]) await cache.get(tx);
    expect([a, b, c].map(({ reads }) => reads())).toEqual([1, 2, 1]);
  });

  it('keeps no set that is too large for it, and still answers', async () => {
    const cache = createTenantRulesCache({ tenants: 50, instructions: 0 });
    const { tx, reads } = tenantWith('usr_a', rulesOf(VPN));
    for (const _ of [1, 2]) expect((await cache.get(tx)).rules).toHaveLength(1);
    expect(reads()).toBe(2);
  });
});

/** As an older release stored it: a kind of action that is gone, a condition nobody knows, a phrase that is broken. */
const GONE = [
  { effect: { kind: 'propose', type: 'project.gone', args: {}, needs: [] } },
  { conditions: { moods: ['bad'] } },
  { conditions: { phrases: ['add {nobody-knows}'] } },
];

describe('a stored rule that cannot be read any more', () => {
  const stored = (over: object): Json[] => {
    const [vpn, second] = rulesOf(VPN, { ...VPN, name: 'Second' }) as unknown as [Json, object];
    return [vpn, { ...second, ...over } as Json];
  };

  it.each(GONE)(
    'makes every action wait, says why, and leaves the others as they are: %j',
    (over) => {
      const { rules, unreadable, compiled } = parseStored(3, stored(over));
      const verdict = applyTenantPlaybook({
        rules: compiled,
        snapshot: ticketOf('My vpn is slow'),
        voiceOf: () => 'reporter',
        facts: KNOWN_FACTS,
      });
      expect(verdict.decided?.outcome).toBe('unsupported');
      expect(verdict.tightens).toEqual([
        {
          ruleId: 'rul_00000002',
          types: 'all',
          sentence: 'a rule of the playbook cannot be read any more',
        },
      ]);
      expect(verdict.explanation[1]?.sentence).toContain('cannot be read any more');
      expect(rules.map(({ name, effect }) => [name, effect.kind])).toEqual([
        ['Rule 1', 'route'],
        ['Second', 'tighten'],
      ]);
      expect([...unreadable]).toMatchObject([['rul_00000002', { stored: over }]]);
      expect(unreadable.get(rules[1]?.ruleId as RuleId)?.why).not.toBe('');
    },
  );

  it.each(GONE)('is removed like any other, and kept as it was by other changes: %j', (over) => {
    const set = parseStored(3, stored(over));
    const ruleId = set.rules[1]?.ruleId as RuleId;
    const removed = editRules(set, { kind: 'remove', ruleId });
    expect(removed).toMatchObject({ value: { stored: [{ name: 'Rule 1' }] } });
    const first = set.rules[0]?.ruleId as RuleId;
    const other = editRules(set, { kind: 'remove', ruleId: first });
    expect(other).toMatchObject({ value: { stored: [{ ...over, name: 'Second', position: 1 }] } });
  });

  it('is replaced as a whole, and never in part', () => {
    const set = parseStored(3, stored(GONE[0] ?? {}));
    const ruleId = set.rules[1]?.ruleId as RuleId;
    const change = (patch: TenantRulePatch) => editRules(set, { kind: 'change', ruleId, patch });
    const off = change({ isEnabled: false });
    expect(off.ok ? '' : JSON.stringify(off.error)).toContain('send its conditions and its effect');
    const whole = change({ conditions: { labels: ['x'] }, effect: { kind: 'ignore' } });
    expect(whole).toMatchObject({ value: { stored: [{}, { effect: { kind: 'ignore' } }] } });
  });

  it.each([null, 'x', 7, {}, [null], [[[]]], [{ ruleId: 'x', name: '\u2028' }]])(
    'may be anything: %j',
    (value) => {
      const { rules, compiled } = parseStored(1, value as Json);
      expect(rules).toHaveLength(1);
      expect(compiled.rules[0]?.rule.effect).toMatchObject({ kind: 'tighten', types: 'all' });
      const ruleId = rules[0]?.ruleId as RuleId;
      const set = parseStored(1, value as Json);
      expect(editRules(set, { kind: 'remove', ruleId })).toMatchObject({ value: { stored: [] } });
    },
  );

  it('that only no longer fits stands there too, whatever stands behind it', () => {
    const phrases = Array.from({ length: 20 }, (_, at) => `w${at} ${'{users} '.repeat(5)}`);
    const wide = { conditions: { phrases }, effect: { kind: 'ignore' } } as RuleParts;
    const many = rulesOf(...Array.from({ length: 60 }, () => wide), { effect: HOLD });
    const { unreadable, compiled } = parseStored(1, many as unknown as Json);
    expect(compiled.instructions).toBeLessThan(700_000);
    expect(unreadable.size).toBeGreaterThan(0);
    const kinds = compiled.rules.map(({ rule }) => rule.effect.kind);
    expect(kinds.filter((kind) => kind === 'tighten')).toHaveLength(unreadable.size + 1);
  });

  it('and was switched off stays switched off', () => {
    const { compiled } = parseStored(3, stored({ ...GONE[0], isEnabled: false }));
    expect(compiled.rules[1]?.rule.isEnabled).toBe(false);
  });
});
