import { expect, test } from 'vitest';
import { testSite } from './testing/test-site.ts';

const TEXT = 'com.atlassian.jira.plugin.system.customfieldtypes:textfield';

test('a permission scheme is shared: taking a grant away takes it from every project that uses it', async () => {
  const { site, ask } = testSite();
  const shared = site.state().schemes['Shared scheme'];
  expect(shared?.projects).toEqual(['TEST', 'MAIN']);
  for (const grant of shared?.grants ?? []) {
    if (grant.permission !== 'CREATE_ISSUES') continue;
    const answer = await ask(
      'DELETE',
      `/rest/api/3/permissionscheme/${shared?.id}/permission/${grant.id}`,
    );
    expect(answer.status).toBe(204);
  }
  const create = await ask('POST', '/rest/api/3/issue', {
    fields: { project: { key: 'MAIN' }, issuetype: { name: 'Task' }, summary: 'Blocked' },
  });
  expect(create).toMatchObject({
    status: 400,
    body: { errors: { project: 'valid project is required' } },
  });
});

test('assigning a scheme changes who sees the project at once', async () => {
  const { site, ask, asUser } = testSite();
  const dan = asUser('Dan Reporter');
  expect((await ask('GET', '/rest/api/3/project/HR', undefined, dan)).status).toBe(200);
  const id = site.state().schemes['Confidential']?.id;
  const answer = await ask('PUT', '/rest/api/3/project/HR/permissionscheme', { id });
  expect(answer).toMatchObject({ status: 200, body: { name: 'Confidential' } });
  expect((await ask('GET', '/rest/api/3/project/HR', undefined, dan)).status).toBe(404);
});

test('an unknown scheme is 404 in the words of Jira', async () => {
  const { ask } = testSite();
  const answer = await ask('GET', '/rest/api/3/permissionscheme/101001/permission');
  expect(answer).toMatchObject({
    status: 404,
    body: { errorMessages: ['Permission scheme 101001 does not exist'] },
  });
});

test('a grant can be added once, and a second time is refused', async () => {
  const { site, ask } = testSite();
  const scheme = site.state().schemes['Finance scheme']?.id;
  const group = site.state().groups['auditors']?.id;
  const grant = { permission: 'BROWSE_PROJECTS', holder: { type: 'group', value: group } };
  const path = `/rest/api/3/permissionscheme/${scheme}/permission`;
  expect((await ask('POST', path, grant)).status).toBe(201);
  expect((await ask('POST', path, grant)).status).toBe(400);
  expect((await ask('POST', path, { ...grant, permission: 'FLY' })).status).toBe(400);
});

test('the Free plan refuses to assign a scheme', async () => {
  const { site, ask } = testSite({ plan: 'free' });
  const id = site.state().schemes['Confidential']?.id;
  expect((await ask('PUT', '/rest/api/3/project/HR/permissionscheme', { id })).status).toBe(403);
});

test('creating a field creates a default context for all projects', async () => {
  const { site, ask } = testSite();
  const { body } = await ask('POST', '/rest/api/3/field', { name: 'Cost centre', type: TEXT });
  const contexts = await ask('GET', `/rest/api/3/field/${body.id}/context`);
  expect(contexts.body.values).toEqual([expect.objectContaining({ isGlobalContext: true })]);
  expect(site.state().fields.find((field) => field.id === body.id)?.contexts).toHaveLength(1);
});

test('a site of before April 2026: the default context goes, a project context comes', async () => {
  const { site, ask } = testSite({ globalContextRemoval: 'allowed' });
  const { body } = await ask('POST', '/rest/api/3/field', { name: 'Cost centre', type: TEXT });
  const [context] = (await ask('GET', `/rest/api/3/field/${body.id}/context`)).body.values;
  expect((await ask('DELETE', `/rest/api/3/field/${body.id}/context/${context.id}`)).status).toBe(
    204,
  );
  const projectId = site.state().projects['OPS']?.id;
  const created = await ask('POST', `/rest/api/3/field/${body.id}/context`, {
    name: 'OPS',
    projectIds: [projectId],
    issueTypeIds: [],
  });
  expect(created.status).toBe(201);
  const field = site.state().fields.find((one) => one.id === body.id);
  expect(field?.contexts.map((one) => one.projects)).toEqual([['OPS']]);
});

test('removing or narrowing the global context is refused', async () => {
  const { site, ask } = testSite();
  const { body } = await ask('POST', '/rest/api/3/field', { name: 'Cost centre', type: TEXT });
  const [context] = (await ask('GET', `/rest/api/3/field/${body.id}/context`)).body.values;
  const path = `/rest/api/3/field/${body.id}/context/${context.id}`;
  expect((await ask('DELETE', path)).status).toBe(400);
  const projectIds = [site.state().projects['OPS']?.id];
  expect((await ask('PUT', `${path}/project`, { projectIds })).status).toBe(400);
});

test('a context without projects is global, and so is one whose last project was removed', async () => {
  const { site, ask } = testSite();
  const field = site.state().fields.find((one) => one.name === 'Invoice number');
  const [context] = field?.contexts ?? [];
  expect(context?.projects).toEqual(['PAY']);
  const projectIds = [site.state().projects['PAY']?.id];
  const path = `/rest/api/3/field/${field?.id}/context/${context?.id}/project/remove`;
  expect((await ask('POST', path, { projectIds })).status).toBe(204);
  const list = await ask('GET', `/rest/api/3/field/${field?.id}/context`);
  expect(list.body.values[0].isGlobalContext).toBe(true);
  const second = await ask('POST', `/rest/api/3/field/${field?.id}/context`, {
    name: 'Second',
    projectIds: [],
  });
  expect(second.status).toBe(400);
});

test('a trashed field is found no more, and restoring it brings it back', async () => {
  const { site, ask } = testSite();
  const id = site.state().fields.find((field) => field.name === 'Old Estimate')?.id;
  const search = async () =>
    (await ask('GET', '/rest/api/3/field/search?query=old%20est')).body.total;
  expect(await search()).toBe(1);
  expect((await ask('POST', `/rest/api/3/field/${id}/trash`)).status).toBe(200);
  expect(await search()).toBe(0);
  expect((await ask('POST', `/rest/api/3/field/${id}/trash`)).status).toBe(400);
  expect((await ask('POST', `/rest/api/3/field/${id}/restore`)).status).toBe(200);
  expect(await search()).toBe(1);
});

test('two fields may have the same name', async () => {
  const { ask } = testSite();
  const { body } = await ask('GET', '/rest/api/3/field/search?query=severity&type=custom');
  expect(body.values.map((field: { name: string }) => field.name)).toEqual([
    'Severity',
    'Severity',
  ]);
});

test('a searcher that does not fit the field type is refused', async () => {
  const { ask } = testSite();
  const answer = await ask('POST', '/rest/api/3/field', {
    name: 'Wrong',
    type: TEXT,
    searcherKey: 'com.atlassian.jira.plugin.system.customfieldtypes:daterange',
  });
  expect(answer).toMatchObject({
    status: 400,
    body: { errors: { searcherKey: expect.any(String) } },
  });
});

test('options are added to fields that have options, and to no others', async () => {
  const { site, ask } = testSite();
  const add = (name: string, value: string) => {
    const field = site.state().fields.find((one) => one.name === name);
    const path = `/rest/api/3/field/${field?.id}/context/${field?.contexts[0]?.id}/option`;
    return ask('POST', path, { options: [{ value }] });
  };
  expect((await add('Office', 'Berlin')).status).toBe(200);
  expect((await add('Office', 'Berlin')).status).toBe(400);
  expect((await add('Invoice number', 'Berlin')).body.errorMessages).toEqual([
    "The custom field doesn't support options.",
  ]);
});

test('only a Jira administrator manages fields and schemes', async () => {
  const { site, ask, asUser } = testSite();
  const ben = asUser('Ben Carter');
  expect((await ask('POST', '/rest/api/3/field', { name: 'No', type: TEXT }, ben)).status).toBe(
    403,
  );
  const scheme = site.state().schemes['OLD scheme'];
  const grant = `/rest/api/3/permissionscheme/${scheme?.id}/permission/${scheme?.grants[0]?.id}`;
  expect((await ask('DELETE', grant, undefined, ben)).status).toBe(403);
  expect(site.effects()).toEqual([]);
});
