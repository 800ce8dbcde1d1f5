/** A long task that fails on its way is told as failed, with what may be done of it, and never as done or not begun. */
import { expect, test } from 'vitest';
import { testSite } from '../jira/testing/test-site.ts';
import { executeOn, judgeOn, resolvedOn } from './act-on-site.ts';
import { issueIn } from './in-world.ts';
import { entryOf } from './on-site.ts';

test.each([
  [
    'workflow_scheme.assign',
    'switchWorkflowSchemeForProject',
    {
      project: 'ABC',
      scheme: 'Operations workflow scheme',
      mappings: [
        { from: 'To Do', to: 'Open' },
        { from: 'In Progress', to: 'Working' },
        { from: 'In Review', to: 'Working' },
        { from: 'Done', to: 'Closed' },
      ],
    },
  ],
  [
    'issue_security.scheme.assign',
    'associateSchemesToProjects',
    { project: 'HRCASES', scheme: 'Board papers', levels: [{ from: 'HR only', to: 'Board' }] },
  ],
  [
    'priority_scheme.assign',
    'updatePriorityScheme',
    {
      project: 'WEB',
      scheme: 'Three priorities',
      priorities: [
        { from: 'Highest', to: 'High' },
        { from: 'Lowest', to: 'Low' },
      ],
    },
  ],
])('%s', async (type, operationId, args) => {
  const site = testSite();
  site.site.edit((world) => {
    for (const key of ['WEB-1', 'WEB-2', 'WEB-3']) issueIn(world, key).priorityId = '1';
  });
  const action = await resolvedOn(site, type, args);
  site.site.setFaults({ script: [{ match: { operationId }, fault: 'bulk-partial' }] });
  const result = await executeOn(site, action);
  expect(result).toMatchObject({
    outcome: 'failed',
    reason: expect.stringContaining('a part of it may be done'),
  });
  expect(['differs', 'unknown']).toContain(entryOf(type).check(action.target).judge(result.checks));
  expect(['differs', 'unknown']).toContain(await judgeOn(site, action));
});
