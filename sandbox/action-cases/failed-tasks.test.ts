/** What Jira refuses late or leaves half done is told so: a task that fails on its way, a use nobody could count. */
import { expect, test } from 'vitest';
import { testSite } from '../jira/testing/test-site.ts';
import { executeOn, judgeOn, resolvedOn } from './act-on-site.ts';
import { fieldIn, issueIn } from './in-world.ts';
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
  ['custom_field.delete', 'deleteCustomField', { field: 'customfield_10003' }],
  [
    'custom_field.option.delete',
    'replaceCustomFieldOption',
    { field: 'Region', option: 'Asia', replaceWith: 'Europe' },
  ],
])('%s', async (type, operationId, args) => {
  const site = testSite();
  site.site.edit((world) => {
    for (const key of ['WEB-1', 'WEB-2', 'WEB-3']) issueIn(world, key).priorityId = '1';
    const { id } = fieldIn(world, 'Region');
    for (const key of ['ABC-3', 'ABC-4']) issueIn(world, key).customFields[id] = 'Asia';
  });
  const action = await resolvedOn(site, type, args);
  site.site.setFaults({ script: [{ match: { operationId }, fault: 'bulk-partial' }] });
  const result = await executeOn(site, action);
  expect(result).toMatchObject({
    outcome: 'failed',
    reason: expect.stringContaining('A part of it may be done'),
  });
  expect(['differs', 'unknown']).toContain(entryOf(type).check(action.target).judge(result.checks));
  expect(['differs', 'pending']).toContain(await judgeOn(site, action));
});

test('a role in use where Kraken cannot see it stays, and the approver was told of that', async () => {
  const site = testSite();
  const made = (await site.ask('POST', '/rest/api/3/role', { name: 'Reviewers' })).body.id;
  const args = { role: 'Reviewers' };
  const action = await resolvedOn(site, 'role.delete', args);
  expect(action.radius.join()).toContain('Jira deletes nothing where one does');
  site.site.edit((world) => {
    const [scheme] = Object.values(world.notificationSchemes);
    const notifications = [{ id: 1, type: 'ProjectRole' as const, ref: String(made) }];
    if (scheme !== undefined) scheme.events['1'] = { notifications };
  });
  expect(await executeOn(site, action)).toMatchObject({ outcome: 'failed', statuses: [409] });
  expect(site.site.exportWorld().roles[String(made)]).toBeDefined();
});

test('that another role takes over what Kraken does not count is said', async () => {
  const action = await resolvedOn(testSite(), 'role.delete', { role: 'Viewers', swap: 'Member' });
  expect(action.radius).toContain(
    'Notification schemes, security levels, workflows, comments and work logs may name the role too; Kraken does not count them, and "Member" takes its place there as well',
  );
});
