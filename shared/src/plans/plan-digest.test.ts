import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ResolvedAction } from '../actions/action.ts';
import type { JiraRequest } from '../requests/jira-request.ts';
import { type DigestedAction, factsDigest, planDigest } from './plan-digest.ts';

const add: JiraRequest = {
  operationId: 'addActorUsers',
  method: 'POST',
  template: '/rest/api/3/project/{projectIdOrKey}/role/{id}',
  path: { projectIdOrKey: '10001', id: '10101' },
  query: [
    ['a', '1'],
    ['b', '2'],
  ],
  body: { user: ['person-1', 'person-2'], deep: [{ n: 12, yes: true, none: null }] },
  capture: { roleId: 'id' },
  poll: { field: 'status', until: ['COMPLETE', 'FAILED'] },
};

const actions: DigestedAction[] = [
  { index: 0, type: 'project.member.add', dependsOn: [], requests: [add] },
  {
    index: 1,
    type: 'project.member.remove',
    dependsOn: [0],
    requests: [{ ...add, method: 'DELETE' }],
  },
];

const withFirst = (change: Partial<JiraRequest>): DigestedAction[] => [
  { index: 0, type: 'project.member.add', dependsOn: [], requests: [{ ...add, ...change }] },
  ...actions.slice(1),
];

describe('the digest of a plan', () => {
  const original = planDigest(actions);

  it('changes with every byte of the plan that changes its meaning', () => {
    const text = JSON.stringify(actions);
    let meant = 0;
    fc.assert(
      fc.property(
        fc.nat({ max: text.length - 1 }),
        fc.integer({ min: 32, max: 126 }),
        (at, code) => {
          const changed = text.slice(0, at) + String.fromCharCode(code) + text.slice(at + 1);
          let parsed: unknown;
          try {
            parsed = JSON.parse(changed);
          } catch {
            return true; // no JSON any more
          }
          if (isDeepStrictEqual(parsed, actions)) return true;
          // A key that is no part of an action is no part of the plan: strict schemas refuse it at every door.
          if (!isAction(parsed)) return true;
          meant += 1;
          return planDigest(parsed) !== original;
        },
      ),
      { seed: 20261124, numRuns: 20_000 },
    );
    expect(meant).toBeGreaterThan(5_000);
  });

  it.each([
    {
      name: 'the order of the query',
      change: {
        query: [
          ['b', '2'],
          ['a', '1'],
        ] as Array<[string, string]>,
      },
    },
    {
      name: 'a query value moved into the key',
      change: {
        query: [
          ['a1', ''],
          ['b', '2'],
        ] as Array<[string, string]>,
      },
    },
    {
      name: 'the order of a list in the body',
      change: {
        body: { user: ['person-2', 'person-1'], deep: [{ n: 12, yes: true, none: null }] },
      },
    },
    {
      name: 'a number that became text',
      change: {
        body: { user: ['person-1', 'person-2'], deep: [{ n: '12', yes: true, none: null }] },
      },
    },
    { name: 'no body', change: { body: undefined } },
    {
      name: 'a captured value',
      change: { path: { projectIdOrKey: '10001', id: { captured: 'roleId' } } },
    },
    { name: 'another capture', change: { capture: { roleId: 'values[0].id' } } },
  ])('changes with $name', ({ change }) => {
    expect(planDigest(withFirst(change))).not.toBe(original);
  });

  it('changes when actions change places, are left out, doubled or depend otherwise', () => {
    const [first, second] = actions;
    if (first === undefined || second === undefined) throw new Error('the plan has two actions');
    const digests = [
      actions,
      [second, first],
      [first],
      [first, second, second],
      [first, { ...second, dependsOn: [] }],
      [first, { ...second, index: 2 }],
      [{ ...first, requests: [add, add] }, second],
      [],
    ].map(planDigest);
    expect(new Set(digests).size).toBe(digests.length);
  });

  it('is the same for the same plan with its keys in another order', () => {
    const turned = actions.map(({ requests, dependsOn, type, index }) => ({
      requests: requests.map((one) => Object.fromEntries(Object.entries(one).reverse())),
      dependsOn,
      type,
      index,
    })) as unknown as DigestedAction[];
    expect(planDigest(turned)).toBe(original);
  });

  it('leaves out what is not sent', () => {
    const more = actions.map((action) => ({ ...action, sentence: 'Words of a model' }));
    expect(planDigest(more)).toBe(original);
  });
});

describe('the digest of the facts', () => {
  const resolved: ResolvedAction = {
    type: 'project.member.add',
    args: {},
    target: {},
    facts: {
      targets: [{ kind: 'project', id: '10001', name: 'ABC' }],
      projectIds: ['10001'],
      people: [],
      counts: { users: 1, issues: 0, projects: 1, boards: 0 },
      sharedWith: [],
      grantsAdministration: false,
      access: null,
      touchesKraken: false,
      hasCompleteInverse: true,
      isGlobal: false,
    },
    rows: [{ label: 'Members', before: 'none', after: 'Dana' }],
    preconditions: [],
    radius: ['4 issues go with it'],
  };
  const digest = (change: Partial<ResolvedAction>): string =>
    factsDigest([{ index: 0, resolved: { ...resolved, ...change } }]);

  it('changes with every fact, row, radius and precondition', () => {
    const changes: Array<Partial<ResolvedAction>> = [
      {},
      { facts: { ...resolved.facts, counts: { users: 2, issues: 0, projects: 1, boards: 0 } } },
      { facts: { ...resolved.facts, grantsAdministration: true } },
      { facts: { ...resolved.facts, grantsAdministration: null } },
      { rows: [{ label: 'Members', before: 'none', after: 'Ben' }] },
      { radius: [] },
      {
        preconditions: [
          { label: 'x', read: { request: add, pick: [] }, expected: { status: 200, body: 1 } },
        ],
      },
    ];
    expect(new Set(changes.map(digest)).size).toBe(changes.length);
  });

  it('leaves out arguments and targets, which the digest of the plan covers', () => {
    expect(digest({ args: { user: 'dana' }, target: { userId: '1' } })).toBe(digest({}));
  });
});

const ACTION_KEYS = ['dependsOn', 'index', 'requests', 'type'];

/** True when a value has the keys of a plan's actions, so that the digest reads all of it. */
function isAction(value: unknown): value is DigestedAction[] {
  return (
    Array.isArray(value) &&
    value.every((one) => isDeepStrictEqual(Object.keys(one as object).sort(), ACTION_KEYS))
  );
}
