import { expect, test } from 'vitest';
import { testSite } from './testing/test-site.ts';

test('adding a user to a role shows in the state and is recorded as one effect', async () => {
  const { site, ask, accountId, roleId } = testSite();
  const dana = accountId('dana@corp.example');
  const answer = await ask('POST', `/rest/api/3/project/ABC/role/${roleId('Member')}`, {
    user: [dana],
  });
  expect(answer.status).toBe(200);
  expect(answer.body.actors.map((actor: { displayName: string }) => actor.displayName)).toContain(
    'Dana Weber',
  );
  expect(site.state().projects['ABC']?.roles['Member']?.users).toContain(dana);
  expect(site.effects()).toEqual([
    expect.objectContaining({
      operationId: 'addActorUsers',
      status: 200,
      actor: { kind: 'app' },
      method: 'POST',
    }),
  ]);
});

test('PUT role actors replaces everybody', async () => {
  const { site, ask, accountId, roleId } = testSite();
  const kim = accountId('Kim Park');
  await ask('PUT', `/rest/api/3/project/ABC/role/${roleId('Developers')}`, {
    categorisedActors: { 'atlassian-user-role-actor': [kim] },
  });
  expect(site.state().projects['ABC']?.roles['Developers']).toMatchObject({
    users: [kim],
    groups: [],
  });
});

test('taking an absent actor out of a role is a silent 204', async () => {
  const { ask, accountId, roleId } = testSite();
  const ines = encodeURIComponent(accountId('Ines Duarte'));
  const answer = await ask(
    'DELETE',
    `/rest/api/3/project/ABC/role/${roleId('Member')}?user=${ines}`,
  );
  expect(answer).toMatchObject({ status: 204, body: '' });
});

test.each(['POST', 'PUT', 'DELETE'])(
  'on the Free plan %s of role actors is refused and changes nothing',
  async (method) => {
    const { site, ask, accountId, roleId } = testSite({ plan: 'free' });
    const before = site.state().projects['ABC'];
    const dana = accountId('dana@corp.example');
    const query = method === 'DELETE' ? `?user=${encodeURIComponent(dana)}` : '';
    const bodies: Record<string, unknown> = {
      POST: { user: [dana] },
      PUT: { categorisedActors: { 'atlassian-user-role-actor': [dana] } },
    };
    const answer = await ask(
      method,
      `/rest/api/3/project/ABC/role/${roleId('Member')}${query}`,
      bodies[method],
    );
    expect(answer.status).toBe(400);
    expect(answer.body.errorMessages[0]).toMatch(/Free plan\b/);
    expect(site.state().projects['ABC']).toEqual(before);
    expect(site.effects()).toEqual([]);
  },
);

test('an inactive user cannot be added to a role', async () => {
  const { ask, accountId, roleId } = testSite();
  const answer = await ask('POST', `/rest/api/3/project/ABC/role/${roleId('Member')}`, {
    user: [accountId('Greta Lind')],
  });
  expect(answer.status).toBe(404);
});

test('adding somebody who is in the role already is refused', async () => {
  const { ask, accountId, roleId } = testSite();
  const body = { user: [accountId('Bea Novak')] };
  const answer = await ask('POST', `/rest/api/3/project/ABC/role/${roleId('Member')}`, body);
  expect(answer.status).toBe(400);
});

test('an unknown role is 404 in the words of Jira', async () => {
  const { ask } = testSite();
  const answer = await ask('GET', '/rest/api/3/project/ABC/role/424242');
  expect(answer).toMatchObject({
    status: 404,
    body: { errorMessages: ['Role with given id not found.'], errors: {} },
  });
});

test('the role list of a project is a map from name to address', async () => {
  const { ask } = testSite();
  const { body } = await ask('GET', '/rest/api/3/project/ABC/role');
  expect(body['Member']).toMatch(/\/rest\/api\/3\/project\/\d+\/role\/\d+$/);
});

test('a project that is invisible and one that does not exist look alike', async () => {
  const { ask, asUser } = testSite();
  const dan = asUser('Dan Reporter');
  const hidden = await ask('GET', '/rest/api/3/project/SEC', undefined, dan);
  const absent = await ask('GET', '/rest/api/3/project/NOPE', undefined, dan);
  expect(hidden.status).toBe(404);
  expect(JSON.stringify(hidden.body).replace('SEC', 'NOPE')).toBe(JSON.stringify(absent.body));
});

test('project keys are case sensitive', async () => {
  const { ask } = testSite();
  expect((await ask('GET', '/rest/api/3/project/abc')).status).toBe(404);
});

test('deleting puts a project into the bin by default, and restoring brings it back with its issues', async () => {
  const { site, ask } = testSite();
  expect((await ask('DELETE', '/rest/api/3/project/OLD')).status).toBe(204);
  expect(site.state().projects['OLD']?.deleted).toBe(true);
  expect((await ask('GET', '/rest/api/3/issue/OLD-1')).status).toBe(404);
  const bin = await ask('GET', '/rest/api/3/project/search?status=deleted');
  expect(bin.body.values.map((project: { key: string }) => project.key).sort()).toEqual([
    'OLD',
    'RND',
  ]);
  expect((await ask('POST', '/rest/api/3/project/OLD/restore')).status).toBe(200);
  expect((await ask('GET', '/rest/api/3/issue/OLD-1')).status).toBe(200);
});

test('deleting with enableUndo=false removes the project for good', async () => {
  const { site, ask } = testSite();
  expect((await ask('DELETE', '/rest/api/3/project/OLD?enableUndo=false')).status).toBe(204);
  expect(site.state().projects['OLD']).toBeUndefined();
  expect(Object.keys(site.state().issues).filter((key) => key.startsWith('OLD-'))).toEqual([]);
  expect((await ask('POST', '/rest/api/3/project/OLD/restore')).status).toBe(404);
});

test('an archived project cannot be deleted, is not searched and takes no changes', async () => {
  const { ask } = testSite();
  expect((await ask('POST', '/rest/api/3/project/OLD/archive')).status).toBe(204);
  expect((await ask('DELETE', '/rest/api/3/project/OLD')).status).toBe(400);
  expect(
    (await ask('POST', '/rest/api/3/search/approximate-count', { jql: 'project = OLD' })).body,
  ).toEqual({ count: 0 });
  expect((await ask('PUT', '/rest/api/3/issue/OLD-1/assignee', { accountId: null })).status).toBe(
    403,
  );
});

test('archiving needs the Premium plan', async () => {
  const { ask } = testSite({ plan: 'standard' });
  expect((await ask('POST', '/rest/api/3/project/OLD/archive')).status).toBe(403);
});

test('a project administrator who does not administer Jira cannot delete his project', async () => {
  const { site, ask, asUser } = testSite();
  const answer = await ask('DELETE', '/rest/api/3/project/ABC', undefined, asUser('Dan Reporter'));
  expect(answer.status).toBe(403);
  expect(site.state().projects['ABC']?.deleted).toBe(false);
});

test('the same POST twice does it twice: there is no idempotency', async () => {
  const { site, ask } = testSite();
  const body = {
    name: 'Twin',
    type: 'com.atlassian.jira.plugin.system.customfieldtypes:textfield',
  };
  const first = await ask('POST', '/rest/api/3/field', body);
  const second = await ask('POST', '/rest/api/3/field', body);
  expect([first.status, second.status]).toEqual([201, 201]);
  expect(site.state().fields.filter((field) => field.name === 'Twin')).toHaveLength(2);
});
