/** What an action does not change of a workflow, its rules above all, comes out of it to the letter. */
import type { Json } from '@kraken/shared';
import { describe, expect, test } from 'vitest';
import { type TestSite, testSite } from '../jira/testing/test-site.ts';
import { executeOn, resolvedOn } from './act-on-site.ts';

const WORKFLOW = 'Operations workflow';

type Body = Record<string, unknown>;

/** Every part a workflow may have beside statuses and transitions, on a transition, the creation and a status. */
function addRules(site: TestSite): void {
  site.site.edit((world) => {
    const workflow = Object.values(world.workflows).find(({ name }) => name === WORKFLOW);
    const close = workflow?.transitions.find(({ name }) => name === 'Close');
    if (workflow === undefined || close === undefined) throw new Error('no such transition');
    const rule = (ruleKey: string, parameters: Record<string, string>) => ({
      id: `id of ${ruleKey}`,
      ruleKey,
      parameters,
    });
    close.kept = {
      description: 'Only when all is said',
      actions: [rule('system:update-field', { field: 'resolution', value: '1' })],
      conditions: {
        operation: 'ANY',
        conditions: [rule('system:restrict-from-all-users', { restrictMode: 'users' })],
        conditionGroups: [
          {
            operation: 'ALL',
            conditions: [rule('system:parent-or-child-blocking-condition', { statusIds: '10005' })],
            conditionGroups: [],
          },
        ],
      },
      properties: { 'opsbar-sequence': '10' },
      triggers: [rule('system:development-triggers', { enabledTriggers: 'pull-request-merged' })],
      customIssueEventId: '10100',
    };
    const last = workflow.statusIds.at(-1) ?? '';
    workflow.kept = {
      ...workflow.kept,
      statuses: { [last]: { properties: { 'jira.issue.editable': 'false' } } },
      rest: { description: 'As the operators want it', startPointLayout: { x: 1, y: 2 } },
    };
  });
}

async function read(site: TestSite) {
  const answer = await site.ask('POST', '/rest/api/3/workflows', { workflowNames: [WORKFLOW] });
  const { transitions, statuses, version: _, ...rest } = answer.body.workflows[0];
  return {
    rest,
    transitions: new Map<string, Body>(transitions.map((one: Body) => [one['id'], one])),
    places: new Map<string, Body>(statuses.map((one: Body) => [one['statusReference'], one])),
  };
}

describe.each<[string, Json, (site: TestSite) => void]>([
  ['a new status', { change: 'add_status', status: 'In Review' }, () => undefined],
  [
    'a status less',
    { change: 'remove_status', status: 'Blocked' },
    (site) => {
      site.site.edit((world) => {
        const id = '10900';
        world.statuses[id] = { id, name: 'Blocked', description: '', category: 'new' };
        const workflow = Object.values(world.workflows).find(({ name }) => name === WORKFLOW);
        workflow?.statusIds.push(id);
      });
    },
  ],
  [
    'a new transition',
    { change: 'add_transition', transition: 'Pause', from: 'Working', to: 'Open' },
    () => undefined,
  ],
  ['a transition less', { change: 'remove_transition', transition: 'Reopen' }, () => undefined],
  [
    'another name of a transition',
    { change: 'rename_transition', transition: 'Close', newName: 'Finish' },
    () => undefined,
  ],
])('%s', (_, change, prepare) => {
  test('leaves everything else as it was', async () => {
    const site = testSite();
    addRules(site);
    prepare(site);
    const before = await read(site);
    const args = { workflow: WORKFLOW, ...(change as { change: string }) };
    const action = await resolvedOn(site, 'workflow.update', args);
    expect(await executeOn(site, action)).toMatchObject({ outcome: 'succeeded' });
    const after = await read(site);
    expect(after).not.toEqual(before);
    expect(after.rest).toEqual(before.rest);
    expectKept(after.places, before.places);
    expectKept(after.transitions, before.transitions, ({ name }) =>
      args.change === 'rename_transition' && name === 'Close' ? 'Finish' : name,
    );
  });
});

/** Whatever is in both is the same, except for the name it was to get. */
function expectKept(
  after: ReadonlyMap<string, Body>,
  before: ReadonlyMap<string, Body>,
  nameOf = (old: Body): unknown => old['name'],
): void {
  const both = [...before].filter(([id]) => after.has(id));
  expect(both.length).toBeGreaterThan(1);
  for (const [id, old] of both)
    expect({ name: nameOf(old), ...after.get(id) }).toEqual({ ...old, name: nameOf(old) });
}
