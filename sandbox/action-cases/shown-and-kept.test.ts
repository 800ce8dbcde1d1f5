/** What an approver was shown and may have changed since, and what no approval takes: Kraken's rights, its ticket, the last administrator. */
import { ALL_OPERATIONS, type Json } from '@kraken/shared';
import { describe, expect, test } from 'vitest';
import { type TestSite, testSite } from '../jira/testing/test-site.ts';
import type { World } from '../jira/world/world-types.ts';
import { executeOn, resolvedOn, resolveOn } from './act-on-site.ts';
import type { Change } from './action-case.ts';
import { accountIn, childOf, issueIn, projectIn, roleIn, schemeIn } from './in-world.ts';
import { entryOf } from './on-site.ts';

const SCOPES = [...new Set(ALL_OPERATIONS.flatMap(({ scopes }) => scopes))];

function siteWith(change: Change = () => undefined): TestSite {
  const site = testSite({ scopes: SCOPES });
  site.site.edit((world) => change(world, site));
  return site;
}

function groupIn(world: World, name: string) {
  const group = Object.values(world.groups).find((each) => each.name === name);
  if (group === undefined) throw new Error(`the site has no group ${name}`);
  return group;
}

const asSiteAdmin: Change = (world) => {
  groupIn(world, 'site-admins').members.push(world.appAccountId);
  world.people.organisationAdmins.push(world.appAccountId);
};

function join(world: World, key: string, role: string, ref: string, kind: 'user' | 'group') {
  const { actors } = projectIn(world, key);
  const id = String(roleIn(world, role).id);
  actors[id] = [...(actors[id] ?? []), { id: 99_002, kind, ref }];
}

const grant = (world: World, scheme: string, permission: string, holder: Json) => {
  schemeIn(world, scheme).grants.push({ id: 99_003, permission, holder: holder as never });
};

describe('changed since it was shown', () => {
  test.each<[string, string, Json, Change, Change]>([
    [
      'somebody joined the role that goes',
      'role.delete',
      { role: 'Viewers', swap: 'Member' },
      (world) => join(world, 'ABC', 'Viewers', accountIn(world, 'Lena Fischer'), 'user'),
      (world) => join(world, 'ABC', 'Viewers', accountIn(world, 'Dana Weber'), 'user'),
    ],
    [
      'a scheme that names the role gives it more',
      'role.delete',
      { role: 'Viewers', swap: 'Member' },
      () => undefined,
      (world) => {
        const parameter = String(roleIn(world, 'Viewers').id);
        const holder = { type: 'projectRole', parameter, value: parameter };
        grant(world, 'HR scheme', 'DELETE_ISSUES', holder);
      },
    ],
    [
      'somebody joined the group that goes',
      'group.delete',
      { group: 'auditors', swapGroup: 'qa-leads' },
      asSiteAdmin,
      (world) => {
        groupIn(world, 'auditors').members.push(accountIn(world, 'Lena Fischer'));
      },
    ],
    [
      'the person who goes administers Jira by now',
      'user.delete',
      { user: 'Lena Fischer' },
      asSiteAdmin,
      (world) => {
        groupIn(world, 'site-admins').members.push(accountIn(world, 'Lena Fischer'));
      },
    ],
    [
      'an issue that is archived has a sub-task by now',
      'issue.archive',
      { issues: ['LEGACY-1'] },
      (world) => {
        world.plan = 'premium';
      },
      (world) => {
        childOf(world, 'LEGACY-1');
      },
    ],
    [
      'the transition of a bulk change leads elsewhere by now',
      'issue.bulk_transition',
      { issues: ['ABC-5'], toStatus: 'In Review' },
      () => undefined,
      (world) => {
        const review = Object.values(world.statuses).find(({ name }) => name === 'In Review')?.id;
        const done = Object.values(world.statuses).find(({ name }) => name === 'Done')?.id ?? '';
        for (const workflow of Object.values(world.workflows)) {
          for (const each of workflow.transitions) if (each.to === review) each.to = done;
        }
      },
    ],
  ])('%s: nothing is sent', async (_, type, args, prepare, change) => {
    const site = siteWith(prepare);
    const action = await resolvedOn(site, type, args);
    site.site.edit((world) => change(world, site));
    expect(await executeOn(site, action)).toMatchObject({ outcome: 'drifted' });
    expect(site.site.effects()).toEqual([]);
  });
});

describe('Kraken’s own rights', () => {
  const holderOf = (site: TestSite, by: 'user' | 'group') => {
    const id = groupIn(site.site.exportWorld(), 'qa-leads').id;
    return by === 'user'
      ? { type: 'user', parameter: site.site.appAccountId, value: site.site.appAccountId }
      : { type: 'group', parameter: 'qa-leads', value: id };
  };

  test.each(['user', 'group'] as const)('a grant it holds as a %s is not taken', async (by) => {
    const site = siteWith((world) => {
      groupIn(world, 'qa-leads').members.push(world.appAccountId);
    });
    const holder = holderOf(site, by);
    site.site.edit((world) => grant(world, 'Shared scheme', 'DELETE_ISSUES', holder));
    const wish = { permission: 'Delete Issues', holder: 'all holders' };
    const taken = await resolvedOn(site, 'permission_scheme.grant.remove', {
      ...wish,
      scheme: 'Shared scheme',
    });
    expect(taken.facts.touchesKraken).toBe(true);
    const copied = await resolvedOn(site, 'permission_scheme.copy_and_assign', {
      project: 'TEST',
      changes: [{ ...wish, change: 'revoke' }],
    });
    expect(copied.facts.touchesKraken).toBe(true);
  });

  test('what others hold is', async () => {
    const args = { scheme: 'Shared scheme', permission: 'Create Issues', holder: 'all holders' };
    const action = await resolvedOn(siteWith(), 'permission_scheme.grant.remove', args);
    expect(action.facts.touchesKraken).toBe(false);
  });

  test.each([true, false])('a group of a project that it is in (%s)', async (isIn) => {
    const site = siteWith((world) => {
      const group = groupIn(world, 'qa-leads');
      if (isIn) group.members.push(world.appAccountId);
      join(world, 'ABC', 'Member', group.id, 'group');
    });
    const args = { project: 'ABC', group: 'qa-leads', role: 'Member' };
    const action = await resolvedOn(site, 'project.member.remove_group', args);
    expect(action.facts.touchesKraken).toBe(isIn);
  });
});

describe('the ticket itself', () => {
  test.each([
    ['issue.delete', { issue: 'ABC-12', withSubtasks: true }],
    ['issue.bulk_delete', { issues: ['ABC-12'] }],
    ['issue.archive', { issues: ['ABC-12'] }],
  ])('%s leaves an issue whose sub-task it is', async (type, args) => {
    const site = siteWith((world) => {
      world.plan = 'premium';
      issueIn(world, 'HELP-1').parentId = issueIn(world, 'ABC-12').id;
    });
    expect(await resolveOn(site, type, args)).toMatchObject({
      outcome: 'unsupported',
      sentence: expect.stringMatching(/HELP-1 is this ticket/),
    });
  });
});

test('archiving lists and counts the sub-tasks, and is not done where the issues are gone', async () => {
  let child = '';
  const site = siteWith((world) => {
    world.plan = 'premium';
    child = childOf(world, 'LEGACY-1').key;
  });
  const action = await resolvedOn(site, 'issue.archive', { issues: ['LEGACY-1', 'LEGACY-2'] });
  expect(action.facts.counts?.issues).toBe(3);
  expect(action.radius).toContain(`1 sub-task goes with them: ${child}`);
  const { judge } = entryOf('issue.archive').check(action.target);
  const answer = (...ids: string[]) => ({
    status: 200,
    body: { issues: ids.map((id) => ({ id })) },
  });
  const [first = '', second = ''] = ['LEGACY-1', 'LEGACY-2'].map(
    (key) => issueIn(site.site.exportWorld(), key).id,
  );
  expect(judge([answer(), answer(first, second)])).toBe('done');
  expect(judge([answer(), answer(first)])).toBe('differs');
  expect(judge([answer(), { status: 500, body: null }])).toBe('unknown');
  expect(judge([answer(first, second), answer(first, second)])).toBe('not-done');
});

describe('a role that administers by what the scheme gives it', () => {
  const ruling: Change = (world) => {
    const { permissionSchemeId } = projectIn(world, 'LEGACY');
    const parameter = String(roleIn(world, 'Viewers').id);
    const holder = { type: 'projectRole', parameter, value: parameter } as never;
    world.schemes[permissionSchemeId]?.grants.push({
      id: 99_004,
      permission: 'ADMINISTER_PROJECTS',
      holder,
    });
    projectIn(world, 'LEGACY').actors[parameter] = [];
  };
  const alone: Change = (world, site) => {
    ruling(world, site);
    join(world, 'LEGACY', 'Viewers', accountIn(world, 'Jonas Keller'), 'user');
  };

  test.each<[string, Json, Change]>([
    ['project.member.remove', { project: 'LEGACY', user: 'Jonas Keller', role: 'Viewers' }, alone],
    ['user.offboard', { user: 'Jonas Keller' }, alone],
    ['project.role.set_actors', { project: 'LEGACY', role: 'Viewers', users: [] }, alone],
    [
      'project.member.remove_group',
      { project: 'LEGACY', group: 'qa-leads', role: 'Viewers' },
      (world, site) => {
        ruling(world, site);
        join(world, 'LEGACY', 'Viewers', groupIn(world, 'qa-leads').id, 'group');
      },
    ],
  ])('%s leaves the last one in it', async (type, args, change) => {
    expect(await resolveOn(siteWith(change), type, args)).toMatchObject({
      outcome: 'unsupported',
      sentence: expect.stringMatching(/Viewers.* administers LEGACY|role that administers LEGACY/),
    });
  });

  test('who else is in it is compared before one of them goes', async () => {
    const site = siteWith((world, own) => {
      alone(world, own);
      join(world, 'LEGACY', 'Viewers', accountIn(world, 'Lena Fischer'), 'user');
    });
    const args = { project: 'LEGACY', user: 'Jonas Keller', role: 'Viewers' };
    const action = await resolvedOn(site, 'project.member.remove', args);
    site.site.edit((world) => {
      const { actors } = projectIn(world, 'LEGACY');
      const id = String(roleIn(world, 'Viewers').id);
      actors[id] = (actors[id] ?? []).filter(({ ref }) => ref !== accountIn(world, 'Lena Fischer'));
    });
    expect(await executeOn(site, action)).toMatchObject({ outcome: 'drifted' });
  });
});

test('a customer whose whole name is the first word of another is asked', async () => {
  const site = siteWith((world) => {
    const carl = world.users[accountIn(world, 'Carl Acme')];
    const bruno = world.users[accountIn(world, 'Tom Becker')];
    if (carl !== undefined) carl.displayName = 'Tom';
    if (bruno !== undefined) bruno.displayName = 'Tom Becker';
  });
  const args = { issue: 'SUP-1', users: ['Tom'] };
  expect(await resolveOn(site, 'jsm.participant.add', args)).toMatchObject({
    outcome: 'ask',
    question: { thing: 'person' },
  });
});
