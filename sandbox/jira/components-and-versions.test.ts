import { expect, test } from 'vitest';
import { testSite } from './testing/test-site.ts';
import type { World } from './world/world-types.ts';

const API = '/rest/api/3';
const componentId = (world: World, name: string): string =>
  Object.values(world.components).find((each) => each.name === name)?.id ?? '';
const versionId = (world: World, name: string): string =>
  Object.values(world.versions).find((each) => each.name === name)?.id ?? '';

test('an issue shows its components and versions, and JQL finds it by them', async () => {
  const { ask } = testSite();
  const { body } = await ask('GET', `${API}/issue/ABC-3`);
  expect(body.fields.components).toMatchObject([{ name: 'Search' }]);
  expect(body.fields.fixVersions).toMatchObject([{ name: '1.1', released: false }]);
  const count = (jql: string) => ask('POST', `${API}/search/approximate-count`, { jql });
  expect((await count('component = Search AND project = ABC')).body).toEqual({ count: 3 });
  expect((await count('fixVersion = 1.1')).body).toEqual({ count: 3 });
  expect((await count('affectedVersion = 1.1')).body).toEqual({ count: 1 });
  expect((await count('component = Nowhere')).status).toBe(400);
});

test('a component name is taken whatever its case, and nothing else of the request is done', async () => {
  const { site, ask } = testSite();
  const id = componentId(site.exportWorld(), 'Payment');
  const body = { name: 'SEARCH', description: 'new' };
  const answer = await ask('PUT', `${API}/component/${id}`, body);
  expect(answer).toMatchObject({ status: 400, body: { errors: { name: expect.any(String) } } });
  expect(site.exportWorld().components[id]?.description).toBe('Not in use yet');
});

test('an empty lead removes the lead; a component that needs one says that it is not valid', async () => {
  const { site, ask } = testSite();
  const id = componentId(site.exportWorld(), 'Search');
  const { body } = await ask('PUT', `${API}/component/${id}`, { leadAccountId: '' });
  expect(body).toMatchObject({ assigneeType: 'COMPONENT_LEAD', isAssigneeTypeValid: false });
  expect(body.lead).toBeUndefined();
});

test('a lead who has left is refused', async () => {
  const { site, ask, accountId } = testSite();
  const id = componentId(site.exportWorld(), 'Search');
  const body = { leadAccountId: accountId('Greta Lind') };
  expect((await ask('PUT', `${API}/component/${id}`, body)).status).toBe(400);
});

test('deleting a component takes it off its issues, with a line in their histories', async () => {
  const { site, ask, events } = testSite();
  const id = componentId(site.exportWorld(), 'Search');
  expect((await ask('DELETE', `${API}/component/${id}`)).status).toBe(204);
  expect((await ask('GET', `${API}/component/${id}`)).status).toBe(404);
  const issues = Object.values(site.exportWorld().issues);
  expect(issues.filter((issue) => issue.componentIds.includes(id))).toEqual([]);
  expect(events).toHaveLength(3);
  expect(events[0]?.changelog?.items).toMatchObject([{ field: 'Component', toString: null }]);
});

test('issues cannot go to a component of another project', async () => {
  const { site, ask } = testSite();
  const world = site.exportWorld();
  const foreign = Object.values(world.components).find(({ projectId }) => {
    return world.projects[projectId]?.key === 'OLD';
  });
  const id = componentId(world, 'Search');
  const answer = await ask('DELETE', `${API}/component/${id}?moveIssuesTo=${foreign?.id}`);
  expect(answer.status).toBe(404);
  expect(site.exportWorld()).toEqual(world);
});

test('who does not administer the project is refused in the way of each operation', async () => {
  const { site, ask, asUser } = testSite();
  const bea = asUser('Bea Novak');
  const world = site.exportWorld();
  const component = componentId(world, 'Search');
  const version = versionId(world, '1.1');
  const as = async (method: string, path: string, body?: unknown) =>
    (await ask(method, `${API}${path}`, body, bea)).status;
  expect(await as('GET', `/component/${component}`)).toBe(200);
  expect(await as('POST', '/component', { project: 'ABC', name: 'X' })).toBe(403);
  expect(await as('PUT', `/component/${component}`, { name: 'X' })).toBe(403);
  expect(await as('DELETE', `/component/${component}`)).toBe(403);
  const projectId = Number(world.versions[version]?.projectId);
  expect(await as('POST', '/version', { projectId, name: 'X' })).toBe(404);
  expect(await as('PUT', `/version/${version}`, { name: 'X' })).toBe(400);
  expect(await as('POST', `/version/${version}/removeAndSwap`, {})).toBe(404);
  const vic = asUser('Vic Stone');
  expect((await ask('GET', `${API}/component/${component}`, undefined, vic)).status).toBe(404);
  expect(site.exportWorld()).toEqual(world);
});

test.each([
  ['a name that is taken', { name: '1.0' }],
  ['a release before the start', { startDate: '2026-12-24', releaseDate: '2026-12-01' }],
  [
    'an address of another site',
    { released: true, moveUnfixedIssuesTo: 'https://evil.example/rest/api/3/version/10002' },
  ],
])('a version with %s is refused whole', async (_, body) => {
  const { site, ask } = testSite();
  const world = site.exportWorld();
  const answer = await ask('PUT', `${API}/version/${versionId(world, '1.1')}`, body);
  expect(answer.status).toBe(400);
  expect(site.exportWorld()).toEqual(world);
});

test('releasing moves unresolved issues only', async () => {
  const { site, ask } = testSite();
  const world = site.exportWorld();
  const next = await ask('GET', `${API}/version/${versionId(world, '1.2')}`);
  const id = versionId(world, '1.1');
  expect((await ask('GET', `${API}/version/${id}/unresolvedIssueCount`)).body).toMatchObject({
    issuesUnresolvedCount: 2,
    issuesCount: 3,
  });
  const body = { released: true, moveUnfixedIssuesTo: next.body.self };
  expect((await ask('PUT', `${API}/version/${id}`, body)).body).toMatchObject({ released: true });
  expect((await ask('GET', `${API}/version/${id}/unresolvedIssueCount`)).body).toMatchObject({
    issuesUnresolvedCount: 0,
    issuesCount: 1,
  });
});

test('a version cannot be replaced by itself', async () => {
  const { site, ask } = testSite();
  const world = site.exportWorld();
  const id = versionId(world, '1.1');
  const body = { moveFixIssuesTo: Number(id) };
  expect((await ask('POST', `${API}/version/${id}/removeAndSwap`, body)).status).toBe(400);
  expect(site.exportWorld()).toEqual(world);
});
