/** A bulk change that Jira carries out in part is told as such, issue by issue, and never as done. */
import { expect, test } from 'vitest';
import { testSite } from '../jira/testing/test-site.ts';
import { executeOn, judgeOn, resolvedOn } from './act-on-site.ts';
import { issueIn } from './in-world.ts';
import { entryOf, stepOf } from './on-site.ts';

test.each([
  ['issue.bulk_delete', 'submitBulkDelete', { issues: ['LEGACY-1', 'LEGACY-2', 'LEGACY-3'] }],
  [
    'issue.bulk_edit',
    'submitBulkEdit',
    { issues: ['ABC-3', 'ABC-4', 'ABC-5'], field: 'Priority', value: 'Low' },
  ],
  ['issue.move', 'submitBulkMove', { issues: ['WEB-1', 'WEB-2', 'WEB-3'], toProject: 'NEW' }],
  [
    'issue.bulk_transition',
    'submitBulkTransition',
    { issues: ['ABC-3', 'ABC-4', 'ABC-5'], toStatus: 'Done' },
  ],
])('%s', async (type, operationId, args) => {
  const site = testSite();
  const action = await resolvedOn(site, type, args);
  site.site.setFaults({ script: [{ match: { operationId }, fault: 'bulk-partial' }] });
  const result = await executeOn(site, action);
  expect(entryOf(type).check(action.target).judge(result.checks)).toBe('differs');
  expect(await judgeOn(site, action)).toBe('differs');
});

test('a plan of 1,000 issues fits into an order and names each issue once', async () => {
  const site = testSite();
  site.site.edit((world) => {
    const model = issueIn(world, 'WEB-1');
    for (let number = 100; number < 1_097; number += 1) {
      const id = String(900_000 + number);
      world.issues[id] = { ...structuredClone(model), id, key: `WEB-${number}` };
    }
  });
  for (const [type, args] of [
    ['issue.bulk_delete', { project: 'WEB' }],
    ['issue.bulk_edit', { project: 'WEB', field: 'Priority', value: 'Low' }],
    ['issue.bulk_edit', { project: 'WEB', addLabel: 'shop' }],
    ['issue.move', { project: 'WEB', toProject: 'NEW' }],
  ] as const) {
    const action = await resolvedOn(site, type, args);
    const step = stepOf(action);
    expect(action.facts.counts?.issues).toBe(1_000);
    expect(step.preconditions.length).toBeLessThan(15);
    // A hundred issues a read, and the task.
    expect(step.checks.length).toBe(11);
    expect(JSON.stringify(step).length).toBeLessThan(400_000);
    expect(JSON.stringify(step.requests).match(/WEB-\d+/g)).toHaveLength(1_000);
  }
}, 60_000);
