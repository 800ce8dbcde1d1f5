/** An update replaces the whole workflow: what it repeats is kept to the letter, what it leaves out is gone. */
import { expect, test } from 'vitest';
import { type Loose, testSite } from './testing/test-site.ts';

const NAMES = { workflowNames: ['Operations workflow'] };

async function rewritten(change: (transition: Loose) => void) {
  const { ask } = testSite();
  const before = (await ask('POST', '/rest/api/3/workflows', NAMES)).body;
  const [{ id, version, description, startPointLayout, ...rest }] =
    structuredClone(before).workflows;
  for (const transition of rest.transitions) change(transition);
  const statuses = rest.statuses.map(({ deprecated: _, ...place }: Loose) => place);
  const { transitions } = rest;
  const answer = await ask('POST', '/rest/api/3/workflows/update', {
    statuses: before.statuses.map(({ scope: _, ...status }: Loose) => status),
    workflows: [{ id, version, description, startPointLayout, transitions, statuses }],
  });
  expect(answer.status).toBe(200);
  const after = (await ask('POST', '/rest/api/3/workflows', NAMES)).body;
  return { before: before.workflows[0], after: after.workflows[0] };
}

test('an update that repeats everything changes nothing but the version', async () => {
  const { before, after } = await rewritten(() => undefined);
  expect(after).toEqual({ ...before, version: after.version });
  expect(after.version.versionNumber).toBe(before.version.versionNumber + 1);
});

test.each([
  ['post functions', 'actions', 'Start work'],
  ['properties', 'properties', 'Start work'],
  ['validators', 'validators', 'Close'],
  ['validators of the creation of issues', 'validators', 'Create'],
  ['the screen', 'transitionScreen', 'Close'],
])('%s that are left out are gone', async (_, part, name) => {
  const { before, after } = await rewritten((transition) => {
    if (transition.name === name) delete transition[part];
  });
  const partOf = (workflow: Loose) =>
    workflow.transitions.find((one: Loose) => one.name === name)[part];
  expect(partOf(before)).toBeDefined();
  expect(Object.values(partOf(before))).not.toEqual([]);
  expect(Object.values(partOf(after) ?? {})).toEqual([]);
});
