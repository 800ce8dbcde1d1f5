import { describe, expect, it } from 'vitest';
import { explainAction, explainPlan } from './explain.ts';
import { BASELINE_INPUT, inputOfCase } from './policy-cases.ts';
import { testCatalogue } from './testing/entries.ts';

/** The facts of one rule in the explanation of an input that differs from the baseline in `over`. */
function factsOf(rule: string, over: Parameters<typeof inputOfCase>[0]['input'] = {}): unknown {
  const { rules } = explainAction(inputOfCase({ input: over }), testCatalogue);
  return rules.find((one) => one.rule === rule)?.facts;
}

describe('an explanation', () => {
  it.each([
    {
      rule: 'R001',
      facts: {
        type: 'project.member.add',
        connection: 'forge',
        connections: ['forge', 'oauth'],
        touchesKraken: false,
      },
    },
    {
      rule: 'R101',
      facts: {
        defaultClass: 'auto-execute',
        level: 'standard',
        isGlobal: false,
        schemes: 0,
        screens: 0,
      },
    },
    { rule: 'R102', facts: { reversibility: 'complete', hasCompleteInverse: true } },
    {
      rule: 'R104',
      facts: {
        access: { projectId: '10001', permissions: ['BROWSE_PROJECTS', 'CREATE_ISSUES'] },
        standings: [
          {
            projectId: '10001',
            canBrowse: true,
            isProjectAdmin: false,
            heldPermissions: ['BROWSE_PROJECTS', 'CREATE_ISSUES'],
          },
        ],
      },
    },
    {
      rule: 'R106',
      facts: {
        counts: { users: 1, issues: 0, projects: 1, boards: 0 },
        actionsOfThisKind: 1,
        touched: [
          { what: 'users', count: 1, limit: 5 },
          { what: 'issues', count: 0, limit: 10 },
          { what: 'projects', count: 1, limit: 1 },
        ],
      },
    },
    {
      rule: 'R111',
      facts: {
        mode: 'default',
        autoOff: false,
        isSiteAdmin: false,
        isProjectAdmin: [{ projectId: '10001', isProjectAdmin: false }],
        openFreezeWindows: 0,
      },
    },
    {
      rule: 'R113',
      facts: { people: [{ accountId: 'person-1', kind: 'licensed', isActive: true }] },
    },
  ])('of $rule shows the facts it rests on', ({ rule, facts }) => {
    expect(factsOf(rule)).toEqual(facts);
  });

  it('shows what is not known as null', () => {
    expect(factsOf('R104', { facts: null })).toEqual({ access: null, standings: [] });
    expect(factsOf('R104', { facts: { access: null } })).toMatchObject({ access: null });
    expect(factsOf('R113', { facts: null })).toEqual({ people: null });
    const nothing = { isGlobal: null, schemes: null, screens: null };
    expect(factsOf('R101', { facts: null })).toMatchObject(nothing);
  });

  it('counts schemes, screens and open windows', () => {
    const scheme = { kind: 'scheme', id: '7', name: 'Default' };
    expect(factsOf('R101', { facts: { targets: [scheme] } })).toMatchObject({ schemes: 1 });
    const screen = { kind: 'screen', id: '8', name: 'ABC Screen' };
    expect(factsOf('R101', { facts: { targets: [screen] } })).toMatchObject({
      schemes: 0,
      screens: 1,
    });
    const open = { fromMs: 0, untilMs: BASELINE_INPUT.nowMs + 1, reason: 'Frozen' };
    const over = { fromMs: 0, untilMs: 1, reason: 'Over' };
    expect(factsOf('R111', { site: { freezeWindows: [open, over] } })).toMatchObject({
      openFreezeWindows: 1,
    });
  });

  it('of a plan counts the whole plan', () => {
    const plan = [0, 1].map((index) => ({ index, dependsOn: [], input: BASELINE_INPUT }));
    const facts = explainPlan(plan, testCatalogue)[1]?.rules.find(
      ({ rule }) => rule === 'R107',
    )?.facts;
    expect(facts).toMatchObject({ autoActionsOfPlan: 2, sameTypeOnTargetInPlan: 2 });
  });
});
