import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PROJECT_PERMISSION_KEYS } from './permissions/permission-keys.ts';
import { adf, type TestSite, testSite } from './testing/test-site.ts';

/** Rights of somebody as `permissions/check` sees them, asked by the app. */
async function holds(
  test: TestSite,
  who: string,
  permission: string,
  project: string,
): Promise<boolean> {
  const id = Number(test.site.state().projects[project]?.id);
  const { body } = await test.ask('POST', '/rest/api/3/permissions/check', {
    accountId: test.accountId(who),
    projectPermissions: [{ permissions: [permission], projects: [id] }],
  });
  return body.projectPermissions[0].projects.includes(id);
}

test('the setting the attack texts assume holds for the requester', async () => {
  const world = testSite();
  const dan = 'Dan Reporter';
  expect(await holds(world, dan, 'BROWSE_PROJECTS', 'OPS')).toBe(true);
  expect(await holds(world, dan, 'BROWSE_PROJECTS', 'PAY')).toBe(true);
  expect(await holds(world, dan, 'BROWSE_PROJECTS', 'SEC')).toBe(false);
  expect(await holds(world, dan, 'BROWSE_PROJECTS', 'HRCASES')).toBe(false);
  expect(await holds(world, dan, 'ADMINISTER_PROJECTS', 'ABC')).toBe(true);
  expect(await holds(world, dan, 'ADMINISTER_PROJECTS', 'OPS')).toBe(false);
  expect(world.site.state().users.find((user) => user.displayName === dan)).toMatchObject({
    active: true,
    licensed: true,
  });
});

test('a right given through a group ends when the membership ends', async () => {
  const world = testSite();
  expect(await holds(world, 'Hanna Roth', 'EDIT_ISSUES', 'HR')).toBe(true);
  world.site.change({
    kind: 'remove-role-actor',
    project: 'HR',
    role: 'Administrators',
    user: 'Hanna Roth',
  });
  expect(await holds(world, 'Hanna Roth', 'EDIT_ISSUES', 'HR')).toBe(true);
  world.site.change({ kind: 'remove-from-group', user: 'Hanna Roth', group: 'hr-team' });
  expect(await holds(world, 'Hanna Roth', 'EDIT_ISSUES', 'HR')).toBe(false);
});

test('without a licence or when inactive a role gives nothing', async () => {
  const world = testSite();
  world.site.change({
    kind: 'add-role-actor',
    project: 'ABC',
    role: 'Member',
    user: 'rita@partner.example',
  });
  expect(await holds(world, 'rita@partner.example', 'BROWSE_PROJECTS', 'ABC')).toBe(false);
  expect(await holds(world, 'Bea Novak', 'BROWSE_PROJECTS', 'ABC')).toBe(true);
  world.site.change({ kind: 'set-user-active', user: 'Bea Novak', active: false });
  expect(await holds(world, 'Bea Novak', 'BROWSE_PROJECTS', 'ABC')).toBe(false);
});

test('administering Jira does not by itself let anybody browse a project', async () => {
  const world = testSite();
  expect(await holds(world, 'Ana Admin', 'BROWSE_PROJECTS', 'SEC')).toBe(false);
  expect(
    (await world.ask('GET', '/rest/api/3/project/SEC', undefined, world.asUser('Ana Admin')))
      .status,
  ).toBe(200);
  expect(
    (await world.ask('GET', '/rest/api/3/issue/SEC-1', undefined, world.asUser('Ana Admin')))
      .status,
  ).toBe(404);
});

test('an issue with a security level is seen by its holders only, however the project is open', async () => {
  const world = testSite();
  world.site.change({
    kind: 'add-grant',
    scheme: 'HR cases scheme',
    permission: 'BROWSE_PROJECTS',
    holder: 'licensed',
  });
  const dan = world.asUser('Dan Reporter');
  expect((await world.ask('GET', '/rest/api/3/project/HRCASES', undefined, dan)).status).toBe(200);
  expect((await world.ask('GET', '/rest/api/3/issue/HRCASES-1', undefined, dan)).status).toBe(404);
  expect(
    (await world.ask('GET', '/rest/api/3/issue/HRCASES-1', undefined, world.asUser('Hanna Roth')))
      .status,
  ).toBe(200);
});

test('a grant to reporters counts in the project and decides on the issue', async () => {
  const world = testSite();
  const mine = world.site.fileIssue({ project: 'HELP', summary: 'Mine', reporter: 'Dan Reporter' });
  const asked = async (issue: string) =>
    (
      await world.ask(
        'GET',
        `/rest/api/3/mypermissions?permissions=EDIT_ISSUES&issueKey=${issue}`,
        undefined,
        world.asUser('Dan Reporter'),
      )
    ).body.permissions.EDIT_ISSUES.havePermission;
  expect(await asked(mine.key)).toBe(true);
  expect(await asked('HELP-1')).toBe(false);
  expect(await holds(world, 'Dan Reporter', 'EDIT_ISSUES', 'HELP')).toBe(true);
});

test('mypermissions needs its list, knows its keys, and without a project asks for anywhere', async () => {
  const { ask, asUser } = testSite();
  const dan = asUser('Dan Reporter');
  expect((await ask('GET', '/rest/api/3/mypermissions', undefined, dan)).status).toBe(400);
  expect(
    (await ask('GET', '/rest/api/3/mypermissions?permissions=FLY', undefined, dan)).status,
  ).toBe(400);
  const path = '/rest/api/3/mypermissions?permissions=ADMINISTER,ADMINISTER_PROJECTS';
  const anywhere = (await ask('GET', path, undefined, dan)).body.permissions;
  expect(anywhere.ADMINISTER.havePermission).toBe(false);
  expect(anywhere.ADMINISTER_PROJECTS.havePermission).toBe(true);
  const inPay = (await ask('GET', `${path}&projectKey=PAY`, undefined, dan)).body.permissions;
  expect(inPay.ADMINISTER_PROJECTS.havePermission).toBe(false);
  expect((await ask('GET', `${path}&projectKey=SEC`, undefined, dan)).status).toBe(404);
});

test('only a Jira administrator asks about others, and ids that do not exist are left out', async () => {
  const { ask, asUser, accountId } = testSite();
  const body = {
    accountId: accountId('Ben Carter'),
    globalPermissions: ['ADMINISTER'],
    projectPermissions: [
      { permissions: ['BROWSE_PROJECTS'], projects: [999_999], issues: [999_999] },
    ],
  };
  expect(
    (await ask('POST', '/rest/api/3/permissions/check', body, asUser('Dan Reporter'))).status,
  ).toBe(403);
  expect((await ask('POST', '/rest/api/3/permissions/check', body)).body).toEqual({
    globalPermissions: [],
    projectPermissions: [{ permission: 'BROWSE_PROJECTS', projects: [], issues: [] }],
  });
});

test('mypermissions and permissions/check never disagree, whatever grants are added', async () => {
  const people = [
    'Dan Reporter',
    'Ben Carter',
    'Vic Stone',
    'Hanna Roth',
    'Rita Guest',
    'Anna Acme',
  ];
  const holders = [
    'role:Member',
    'group:hr-team',
    'licensed',
    'anyone',
    'lead',
    'reporter',
    'customers',
  ];
  const projects = ['ABC', 'OPS', 'PAY', 'SUP', 'TEST'];
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...people),
      fc.constantFrom(...projects),
      fc.constantFrom(...PROJECT_PERMISSION_KEYS),
      fc.constantFrom(...holders),
      async (who, project, permission, holder) => {
        const world = testSite({ documentsFolder: undefined });
        const scheme = world.site.state().projects[project]?.permissionScheme ?? '';
        world.site.change({ kind: 'add-grant', scheme, permission, holder });
        world.site.change({
          kind: 'add-grant',
          scheme,
          permission: 'BROWSE_PROJECTS',
          holder: 'anyone',
        });
        const path = `/rest/api/3/mypermissions?permissions=${permission}&projectKey=${project}`;
        const mine = await world.ask('GET', path, undefined, world.asUser(who));
        const own = mine.body.permissions[permission].havePermission;
        expect(own).toBe(await holds(world, who, permission, project));
      },
    ),
    { numRuns: 60, seed: 1 },
  );
});

test('what the evaluator denies, the operation refuses: comments follow ADD_COMMENTS', async () => {
  const world = testSite();
  for (const who of ['Dan Reporter', 'Lena Fischer', 'Tom Becker', 'Vic Stone']) {
    const allowed = await holds(world, who, 'ADD_COMMENTS', 'OPS');
    const answer = await world.ask(
      'POST',
      '/rest/api/3/issue/OPS-1/comment',
      { body: adf('hello') },
      world.asUser(who),
    );
    expect(answer.status === 201).toBe(allowed);
  }
});

test('nobody, an unknown account and an inactive one get nothing', async () => {
  const { ask, accountId } = testSite();
  expect(
    (await ask('GET', '/rest/api/3/issue/ABC-1', undefined, { kind: 'anonymous' })).status,
  ).toBe(404);
  expect((await ask('GET', '/rest/api/3/myself', undefined, { kind: 'anonymous' })).status).toBe(
    401,
  );
  expect(
    (await ask('GET', '/rest/api/3/myself', undefined, { kind: 'user', accountId: 'x' })).status,
  ).toBe(401);
  const greta = { kind: 'user', accountId: accountId('Greta Lind') } as const;
  expect((await ask('GET', '/rest/api/3/myself', undefined, greta)).status).toBe(401);
});

test('changing groups is site administration, which Jira does not give to an app', async () => {
  const { site, ask, accountId } = testSite();
  const groupId = site.state().groups['site-admins']?.id;
  const answer = await ask('POST', `/rest/api/3/group/user?groupId=${groupId}`, {
    accountId: accountId('Dan Reporter'),
  });
  expect(answer.status).toBe(403);
  expect(site.effects()).toEqual([]);
});
