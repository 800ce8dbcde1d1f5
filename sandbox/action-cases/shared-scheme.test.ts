/**
 * The real case (jenkins-infra/helpdesk 4005): to close an unused project TEST its administrators took Create away in
 * its permission scheme; the main product shared that scheme, and nobody could file issues there any more.
 */
import { expect, test } from 'vitest';
import { testSite } from '../jira/testing/test-site.ts';
import { executeOn, resolvedOn, resolveOn } from './act-on-site.ts';
import { entryOf } from './on-site.ts';

const TAKE_CREATE = { project: 'TEST', permission: 'Create Issues', holder: 'all holders' };

test('taking Create away in TEST shows, before anybody approves, that MAIN loses it too', async () => {
  const site = testSite();
  const action = await resolvedOn(site, 'permission_scheme.grant.remove', TAKE_CREATE);
  expect(action.facts.sharedWith).toEqual([expect.objectContaining({ name: 'MAIN' })]);
  expect(action.facts.targets.map(({ name }) => name)).toEqual(['Shared scheme', 'MAIN', 'TEST']);
  expect(action.facts.projectIds).toHaveLength(2);
  expect(action.radius).toEqual([
    '2 projects use this scheme: MAIN and TEST',
    'A copy of the scheme would change only TEST; ask for one if that is meant',
    'In MAIN 20 people lose Create Issues',
    'Nobody holds Create Issues in MAIN afterwards',
    'In TEST 3 people lose Create Issues',
    'Nobody holds Create Issues in TEST afterwards',
  ]);
  expect(entryOf(action.type)).toMatchObject({
    defaultClass: 'requires-approval',
    level: 'critical',
  });
  expect(site.site.effects()).toEqual([]);
});

test('a project that starts to share the scheme while the approval waits stops it', async () => {
  const site = testSite();
  const action = await resolvedOn(site, 'permission_scheme.grant.remove', TAKE_CREATE);
  site.site.edit((world) => {
    const web = Object.values(world.projects).find(({ key }) => key === 'WEB');
    const scheme = Object.values(world.schemes).find(({ name }) => name === 'Shared scheme');
    if (web !== undefined && scheme !== undefined) web.permissionSchemeId = scheme.id;
  });
  expect(await executeOn(site, action)).toMatchObject({ outcome: 'drifted' });
  expect(site.site.effects()).toEqual([]);
});

test('a copy takes Create away in TEST and leaves MAIN as it was', async () => {
  const site = testSite();
  const before = site.site.state().schemes['Shared scheme'];
  const action = await resolvedOn(site, 'permission_scheme.copy_and_assign', {
    project: 'TEST',
    changes: [{ change: 'revoke', permission: 'Create Issues', holder: 'all holders' }],
  });
  expect(action.facts.sharedWith).toEqual([]);
  expect(action.radius).toEqual([
    '1 other project keeps "Shared scheme" as it is: MAIN',
    'In TEST 3 people lose Create Issues',
    'Nobody holds Create Issues in TEST afterwards',
  ]);
  expect(await executeOn(site, action)).toMatchObject({ outcome: 'succeeded' });
  const { schemes } = site.site.state();
  expect(schemes['Shared scheme']).toEqual({ ...before, projects: ['MAIN'] });
  expect(schemes['Shared scheme for TEST']?.projects).toEqual(['TEST']);
});

test('taking the last administrators away counts them and says that nobody is left', async () => {
  const action = await resolvedOn(testSite(), 'permission_scheme.grant.remove', {
    scheme: 'Finance scheme',
    permission: 'Administer Projects',
    holder: 'role Administrators',
  });
  expect(action.facts).toMatchObject({ grantsAdministration: true, counts: { users: 1 } });
  expect(action.radius).toEqual([
    '1 project uses this scheme: FIN',
    'In FIN 1 person loses Administer Projects',
    'Nobody administers FIN afterwards but administrators of Jira',
  ]);
});

test('a scheme nobody shares is changed itself, and a scheme in use is not deleted', async () => {
  const site = testSite();
  const copy = await resolveOn(site, 'permission_scheme.copy_and_assign', {
    project: 'OPS',
    changes: [{ change: 'revoke', permission: 'Create Issues', holder: 'role Member' }],
  });
  expect(copy).toEqual({
    outcome: 'unsupported',
    sentence:
      'Only OPS uses the permission scheme "Operations scheme"; it can be changed itself, without a copy.',
  });
  const gone = await resolveOn(site, 'permission_scheme.delete', { scheme: 'Shared scheme' });
  expect(gone).toEqual({
    outcome: 'unsupported',
    sentence: '2 projects use the permission scheme "Shared scheme"; give them another one first.',
  });
});
