import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DATA_FOLDER, DOCUMENTS, testSite } from './testing/test-site.ts';

const FILTER = '/rest/api/3/filter';
const DASHBOARD = '/rest/api/3/dashboard';

function seeded() {
  const site = testSite();
  const world = site.site.exportWorld();
  const idIn = (list: Record<string, { id: string; name: string }>, name: string): string => {
    const found = Object.values(list).find((one) => one.name === name);
    if (found === undefined) throw new Error(`nothing called ${name}`);
    return found.id;
  };
  const projectId = (key: string) =>
    Object.values(world.projects).find((one) => one.key === key)?.id ?? '';
  return {
    ...site,
    projectId,
    filter: (name: string) => `${FILTER}/${idIn(world.filters, name)}`,
    dashboard: (name: string) => idIn(world.dashboards, name),
  };
}

const names = (body: { values: Array<{ name: string }> }) => body.values.map(({ name }) => name);

test('people find their own filters and those shared with them; an administrator may ask for all', async () => {
  const { ask, asUser } = seeded();
  const own = await ask('GET', `${FILTER}/search?filterName=my`, undefined, asUser('Dan Reporter'));
  expect(names(own.body)).toEqual(['My issues']);
  const all = `${FILTER}/search?filterName=my&overrideSharePermissions=true&expand=owner`;
  expect(names((await ask('GET', all)).body)).toEqual(['My issues', 'My issues']);
  expect((await ask('GET', all, undefined, asUser('Dan Reporter'))).status).toBe(403);
});

test('expand decides what a filter shows', async () => {
  const { ask } = seeded();
  const bare = await ask('GET', `${FILTER}/search?filterName=open%20bugs`);
  expect(Object.keys(bare.body.values[0])).toEqual(['self', 'id', 'name']);
  const full = await ask(
    'GET',
    `${FILTER}/search?filterName=open%20bugs&expand=jql,sharePermissions`,
  );
  expect(full.body.values[0]).toMatchObject({ sharePermissions: [{ type: 'project' }] });
});

test.each([
  ['a name its owner has already', { name: 'release LIST', jql: 'project = ABC' }],
  ['no name', { name: ' ' }],
  ['a query that does not parse', { name: 'A', jql: 'project = ' }],
  ['a query with an unknown field', { name: 'A', jql: 'colour = red' }],
])('a filter with %s is refused', async (_, body) => {
  const { site, ask } = seeded();
  expect((await ask('POST', FILTER, body)).status).toBe(400);
  expect(site.effects()).toEqual([]);
});

test('a filter is shared with groups of its maker only, unless an administrator overrides it', async () => {
  const { ask } = seeded();
  const body = {
    name: 'A',
    jql: '',
    sharePermissions: [{ type: 'group', group: { name: 'hr-team' } }],
  };
  expect((await ask('POST', FILTER, body)).status).toBe(400);
  expect((await ask('POST', `${FILTER}?overrideSharePermissions=true`, body)).status).toBe(200);
});

test('only the owner shares a filter, also before an administrator', async () => {
  const { ask, filter, projectId } = seeded();
  const body = { type: 'project', projectId: projectId('OPS') };
  expect((await ask('POST', `${filter('Open bugs of ABC')}/permission`, body)).status).toBe(400);
  const path = `${filter('Release list')}/permission`;
  const shared = await ask('POST', path, body);
  expect(shared).toMatchObject({ status: 201 });
  expect(shared.body).toHaveLength(2);
  expect((await ask('POST', path, body)).status).toBe(400);
});

test('a share with everybody replaces all others and stands alone', async () => {
  const { ask, filter, projectId } = seeded();
  const path = `${filter('Release list')}/permission`;
  const everybody = await ask('POST', path, { type: 'authenticated' });
  expect(everybody.body).toMatchObject([{ type: 'loggedin' }]);
  const more = await ask('POST', path, { type: 'project', projectId: projectId('OPS') });
  expect(more.status).toBe(400);
  expect((await ask('DELETE', `${path}/${everybody.body[0].id}`)).status).toBe(204);
  expect((await ask('DELETE', `${path}/${everybody.body[0].id}`)).status).toBe(404);
});

test('a filter goes to an active person without one of that name', async () => {
  const { ask, filter, accountId, asUser } = seeded();
  const path = `${filter('Open bugs of ABC')}/owner`;
  const to = (name: string) => ({ accountId: accountId(name) });
  expect((await ask('PUT', path, to('Greta Lind'))).status).toBe(404);
  expect((await ask('PUT', path, to('Kim Park'), asUser('Vic Stone'))).status).toBe(404);
  expect((await ask('PUT', path, to('Kim Park'), asUser('Tom Becker'))).status).toBe(403);
  expect((await ask('PUT', path, to('Kim Park'))).status).toBe(204);
  const mine = await ask('GET', `${FILTER}/search?filterName=my&overrideSharePermissions=true`);
  const id = mine.body.values[0].id;
  expect((await ask('PUT', `${FILTER}/${id}/owner`, to('Tom Becker'))).status).toBe(400);
});

test('a filter is deleted by its owner or an administrator', async () => {
  const { ask, filter, asUser } = seeded();
  const path = filter('Open bugs of ABC');
  expect((await ask('DELETE', path, undefined, asUser('Dan Reporter'))).status).toBe(401);
  expect((await ask('DELETE', path)).status).toBe(204);
  expect((await ask('DELETE', path)).status).toBe(400);
});

test('a query is parsed into its clauses, or its errors are told', async () => {
  const { ask } = seeded();
  const path = '/rest/api/3/jql/parse?validation=strict';
  const queries = ['project = ABC AND type IN (Bug, Story)', 'project = NOPE', 'project ='];
  const { body } = await ask('POST', path, { queries });
  expect(body.queries[0].structure.where).toMatchObject({
    operator: 'and',
    clauses: [
      { field: { name: 'project' }, operand: { value: 'ABC' } },
      { operator: 'in', operand: { values: [{ value: 'Bug' }, { value: 'Story' }] } },
    ],
  });
  expect(body.queries[1].errors).toHaveLength(1);
  expect(body.queries[2]).not.toHaveProperty('structure');
  const lax = await ask('POST', path.replace('strict', 'none'), { queries: ['project = NOPE'] });
  expect(lax.body.queries[0]).toHaveProperty('structure');
});

test('a dashboard is deleted by its owner alone; changing an owner answers 200 also for what is not there', async () => {
  const { ask, dashboard, accountId } = seeded();
  expect((await ask('DELETE', `${DASHBOARD}/${dashboard('Shop figures')}`)).status).toBe(400);
  expect((await ask('DELETE', `${DASHBOARD}/${dashboard('Release figures')}`)).status).toBe(204);
  const answer = await ask('PUT', `${DASHBOARD}/bulk/edit`, {
    action: 'changeOwner',
    entityIds: [Number(dashboard('Release figures')), Number(dashboard('Shop figures'))],
    changeOwnerDetails: { newOwner: accountId('Kim Park'), autofixName: false },
  });
  expect(answer.status).toBe(200);
  expect(Object.keys(answer.body.entityErrors)).toEqual([dashboard('Release figures')]);
});

test.skipIf(DOCUMENTS === undefined).each([
  ['bodies-shortened/sprint-get.json', '/rest/agile/1.0/sprint/10000', ''],
  ['bodies-shortened/boards.json', '/rest/agile/1.0/board', 'values'],
  [
    'bodies-data-center/search_filters.json',
    '/rest/api/3/filter/search?expand=description,owner,jql,viewUrl,searchUrl,favourite,favouritedCount,sharePermissions,subscriptions',
    'values',
  ],
])('an answer has the keys of %s', async (file, path, list) => {
  const text = readFileSync(join(DATA_FOLDER, 'jira-fixtures', file), 'utf8');
  const { body } = await seeded().ask('GET', path);
  const [real, own] = [JSON.parse(text), body].map((one) => (list === '' ? one : one[list][0]));
  expect(Object.keys(real).filter((key) => !(key in own))).toEqual([]);
});
