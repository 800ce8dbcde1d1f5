import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ActionClass, Classification } from '../policy/classification.ts';
import { type Grant, grantFromApproval, grantFromKeptApproval, grantFromPolicy } from './grant.ts';

const CLASSES: readonly ActionClass[] = ['auto-execute', 'requires-approval', 'refused'];
const STATES = ['staged', 'approved', 'denied', 'expired', 'superseded', 'Approved', ''] as const;

const classified = (one: ActionClass): Classification => ({
  class: one,
  level: 'standard',
  reasons: [],
  policyVersion: 'v',
});
const actionsOf = (classes: readonly ActionClass[]) =>
  classes.map((one, index) => ({ index, classification: classified(one) }));
const plan = (classes: readonly ActionClass[]) => ({
  decisionId: 'dec_00000001',
  planDigest: 'digest',
  factsDigest: 'facts',
  actions: actionsOf(classes),
});
const approval = {
  approvalId: 'apr_00000001',
  state: 'approved',
  planDigest: 'digest',
  factsDigest: 'facts',
};

const classLists = fc.array(fc.constantFrom(...CLASSES), { maxLength: 5 });
const RUNS = { seed: 20261124, numRuns: 20_000 };

function given(result: { ok: true; value: Grant } | { ok: false; error: string }): Grant {
  if (!result.ok) throw new Error(result.error);
  return result.value;
}

describe('the policy’s grant', () => {
  it('exists only where every action is automatic', () => {
    fc.assert(
      fc.property(classLists, (classes) => {
        const allAuto = classes.length > 0 && classes.every((one) => one === 'auto-execute');
        return grantFromPolicy(plan(classes)).ok === allAuto;
      }),
      RUNS,
    );
  });

  it('says for which part of which plan it is', () => {
    const grant = given(
      grantFromPolicy({
        ...plan([]),
        actions: actionsOf(['auto-execute', 'auto-execute']).reverse(),
      }),
    );
    expect(grant).toEqual({
      decisionId: 'dec_00000001',
      planDigest: 'digest',
      factsDigest: 'facts',
      actionIndexes: [0, 1],
      by: { kind: 'policy', policyVersion: 'v' },
    });
  });

  it.each<{ classes: ActionClass[]; error: string }>([
    { classes: [], error: 'empty' },
    { classes: ['auto-execute', 'requires-approval'], error: 'not-auto' },
    { classes: ['refused'], error: 'not-auto' },
  ])('is refused for $classes: $error', ({ classes, error }) => {
    expect(grantFromPolicy(plan(classes))).toEqual({ ok: false, error });
  });
});

describe('a person’s grant', () => {
  it('exists only for what is approved under the same digest, and never for what is refused', () => {
    fc.assert(
      fc.property(
        classLists,
        fc.constantFrom(...STATES),
        fc.constantFrom('digest', 'other', ''),
        fc.constantFrom('facts', 'other'),
        (classes, state, planDigest, factsDigest) => {
          const found = grantFromApproval({
            ...plan(classes),
            approval: { approvalId: 'apr_00000001', state, planDigest, factsDigest },
          });
          const allowed =
            classes.length > 0 &&
            state === 'approved' &&
            planDigest === 'digest' &&
            factsDigest === 'facts' &&
            !classes.includes('refused');
          return found.ok === allowed;
        },
      ),
      RUNS,
    );
  });

  it.each([
    { name: 'nothing in it', classes: [], change: {}, error: 'empty' },
    {
      name: 'a denied approval',
      classes: ['requires-approval' as const],
      change: { state: 'denied' },
      error: 'not-approved',
    },
    {
      name: 'another digest',
      classes: ['requires-approval' as const],
      change: { planDigest: 'other' },
      error: 'other-digest',
    },
    {
      name: 'other facts',
      classes: ['requires-approval' as const],
      change: { factsDigest: 'other' },
      error: 'other-digest',
    },
    {
      name: 'a refused action',
      classes: ['refused' as const],
      change: {},
      error: 'refused-action',
    },
  ])('is refused with $name', ({ classes, change, error }) => {
    const found = grantFromApproval({ ...plan(classes), approval: { ...approval, ...change } });
    expect(found).toEqual({ ok: false, error });
  });

  it('names the approval', () => {
    const grant = given(grantFromApproval({ ...plan(['requires-approval']), approval }));
    expect(grant.by).toEqual({ kind: 'approval', approvalId: 'apr_00000001' });
  });
});

describe('a grant', () => {
  const grant = given(grantFromPolicy(plan(['auto-execute'])));

  it('cannot be changed after it was made', () => {
    const open = grant as unknown as { planDigest: string; by: { kind: string } };
    expect(() => {
      open.planDigest = 'other';
    }).toThrow(TypeError);
    expect(() => {
      open.by.kind = 'approval';
    }).toThrow(TypeError);
    expect(() => (grant.actionIndexes as number[]).push(7)).toThrow(TypeError);
    expect(grant.actionIndexes).toEqual([0]);
  });

  it('does not follow the list it was made of', () => {
    const input = plan(['auto-execute']);
    const made = given(grantFromPolicy(input));
    input.actions.push(...actionsOf(['auto-execute', 'refused']));
    expect(made.actionIndexes).toEqual([0]);
  });

  it('made by hand does not compile', () => {
    const takesGrant = (one: Grant): string => one.planDigest;
    const byHand = {
      decisionId: 'dec_00000001',
      planDigest: 'digest',
      factsDigest: 'facts',
      actionIndexes: [0],
      by: { kind: 'policy', policyVersion: 'v' },
    } as const;
    // @ts-expect-error An object with all the right fields is no Grant: the brand is private to grant.ts.
    expect(takesGrant(byHand)).toBe('digest');
    // @ts-expect-error A copy with another digest is no Grant either: spreading keeps the brand only in name.
    const changed: Grant = { ...byHand, planDigest: 'other' };
    expect(changed.planDigest).toBe('other');
  });
});

describe('the grant of an approval that still counts after drift', () => {
  const same = { approved: 'effect', now: 'effect' };

  it('exists only for an approved plan of which nothing is refused and whose effect is the same', () => {
    fc.assert(
      fc.property(
        classLists,
        fc.constantFrom(...STATES),
        fc.constantFrom('effect', 'another', ''),
        (classes, state, now) => {
          const grant = grantFromKeptApproval({
            ...plan(classes),
            approval: { approvalId: 'apr_00000001', state },
            effects: { approved: 'effect', now },
          });
          const isFit = classes.length > 0 && !classes.includes('refused');
          return grant.ok === (isFit && state === 'approved' && now === 'effect');
        },
      ),
      RUNS,
    );
  });

  it('is bound to the facts as they are now', () => {
    const now = { ...plan(['requires-approval']), factsDigest: 'facts now' };
    const grant = given(grantFromKeptApproval({ ...now, approval, effects: same }));
    expect(grant).toMatchObject({ factsDigest: 'facts now', by: { kind: 'approval' } });
  });
});
