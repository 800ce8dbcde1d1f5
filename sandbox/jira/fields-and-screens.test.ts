import { expect, test } from 'vitest';
import { testSite } from './testing/test-site.ts';

const API = '/rest/api/3';
const OFFICE = 'customfield_10002';
const OLD_ESTIMATE = 'customfield_10003';
const SPRINT = 'customfield_10000';

function siteWithIds() {
  const made = testSite();
  const world = made.site.exportWorld();
  const screenId = (name: string) =>
    Object.values(world.fieldSetup.screens).find((screen) => screen.name === name)?.id;
  const options = `${API}/field/${OFFICE}/context/${world.fields[OFFICE]?.contexts[0]?.id}/option`;
  const optionId = (value: string) =>
    world.fields[OFFICE]?.contexts[0]?.options.find((option) => option.value === value)?.id;
  const projectId = (key: string) => made.site.state().projects[key]?.id ?? '';
  return { ...made, world, screenId, options, optionId, projectId };
}

test('deleting a field is a long task: 303, a task at work, and the field is gone when it is over', async () => {
  const { site, ask } = siteWithIds();
  const started = await ask('DELETE', `${API}/field/${OLD_ESTIMATE}`);
  expect(started.status).toBe(303);
  expect(started.headers['location']).toMatch(/\/rest\/api\/3\/task\/\d+$/);
  expect((await ask('DELETE', `${API}/field/${OLD_ESTIMATE}`)).status).toBe(409);
  const path = `${API}/task/${started.body.id}`;
  expect((await ask('GET', path)).body.status).toBe('RUNNING');
  expect((await ask('GET', path)).body.status).toBe('COMPLETE');
  expect(site.exportWorld().fields[OLD_ESTIMATE]).toBeUndefined();
  expect(site.violations()).toEqual([]);
});

test('a long task ends without anybody looking', async () => {
  const { site, ask, advance } = siteWithIds();
  await ask('DELETE', `${API}/field/${OLD_ESTIMATE}`);
  advance(90_000);
  expect((await ask('GET', `${API}/field/search?id=${OLD_ESTIMATE}`)).body.total).toBe(0);
  expect(site.exportWorld().fields[OLD_ESTIMATE]).toBeUndefined();
});

test.each([
  ['renamed', 'PUT', `${API}/field/${SPRINT}`, { name: 'Iteration' }],
  ['trashed', 'POST', `${API}/field/${SPRINT}/trash`, undefined],
  ['deleted', 'DELETE', `${API}/field/${SPRINT}`, undefined],
])('a locked field is not %s', async (_what, method, path, body) => {
  const { site, ask } = siteWithIds();
  const answer = await ask(method, path, body);
  expect(answer).toMatchObject({
    status: 400,
    body: { errorMessages: ['The custom field is locked.'] },
  });
  expect(site.effects()).toEqual([]);
});

test('a field without name, a searcher of another type and a system field are refused', async () => {
  const { ask } = siteWithIds();
  expect((await ask('PUT', `${API}/field/${OFFICE}`, { name: ' ' })).status).toBe(400);
  const searcherKey = 'com.atlassian.jira.plugin.system.customfieldtypes:daterange';
  expect((await ask('PUT', `${API}/field/${OFFICE}`, { searcherKey })).body.errorMessages).toEqual([
    'searcherKey is invalid for the field type.',
  ]);
  expect((await ask('PUT', `${API}/field/summary`, { name: 'Title' })).status).toBe(404);
  expect((await ask('DELETE', `${API}/field/summary`)).status).toBe(400);
});

test('the trash lists what is in it, to administrators only', async () => {
  const { ask, asUser } = siteWithIds();
  await ask('POST', `${API}/field/${OLD_ESTIMATE}/trash`);
  const listed = await ask('GET', `${API}/field/search/trashed?query=estimate`);
  expect(listed.body.values).toEqual([
    expect.objectContaining({ id: OLD_ESTIMATE, name: 'Old Estimate' }),
  ]);
  const dan = asUser('Dan Reporter');
  expect((await ask('GET', `${API}/field/search/trashed`, undefined, dan)).status).toBe(403);
});

test('options: two of one value, an unknown one and both kinds of place are refused', async () => {
  const { ask, options, optionId } = siteWithIds();
  const change = (id: string | undefined, value: string) =>
    ask('PUT', options, { options: [{ id, value }] });
  expect((await change(optionId('Lisbon'), 'Prague')).status).toBe(400);
  expect((await change('99999', 'Rome')).status).toBe(404);
  const order = { customFieldOptionIds: [optionId('Lisbon')], position: 'First' };
  const both = await ask('PUT', `${options}/move`, { ...order, after: optionId('Prague') });
  expect(both.status).toBe(400);
  expect((await ask('PUT', `${options}/move`, order)).status).toBe(204);
  const listed = await ask('GET', options);
  expect(listed.body.values.map((one: { value: string }) => one.value)).toEqual([
    'Lisbon',
    'Amsterdam',
    'Prague',
  ]);
});

test('a deleted option is taken off issues without a word; a replaced one gives way to the other', async () => {
  const { site, ask, options, optionId } = siteWithIds();
  site.edit((world) => {
    for (const issue of Object.values(world.issues)) {
      if (issue.key === 'ABC-1') issue.customFields[OFFICE] = 'Lisbon';
      if (issue.key === 'ABC-2') issue.customFields[OFFICE] = { id: optionId('Prague') ?? '' };
    }
  });
  const valueOn = (key: string) =>
    Object.values(site.exportWorld().issues).find((issue) => issue.key === key)?.customFields[
      OFFICE
    ];
  const count = (id: string | undefined) =>
    ask('POST', `${API}/search/approximate-count`, { jql: `cf[10002] = ${id}` });
  expect((await count(optionId('Prague'))).body.count).toBe(1);
  const task = await ask(
    'DELETE',
    `${options}/${optionId('Prague')}/issue?replaceWith=${optionId('Amsterdam')}`,
  );
  expect(task.status).toBe(303);
  await ask('GET', `${API}/task/${task.body.id}`);
  expect(valueOn('ABC-2')).toBe('Amsterdam');
  expect((await ask('DELETE', `${options}/${optionId('Lisbon')}`)).status).toBe(204);
  expect(valueOn('ABC-1')).toBeNull();
  expect(site.violations()).toEqual([]);
});

test('a field stands on a screen once, and is given to the projects that show it unless told otherwise', async () => {
  const { site, ask, screenId, world } = siteWithIds();
  const tab = world.fieldSetup.screens[String(screenId('ABC Screen'))]?.tabs[0];
  const path = `${API}/screens/${screenId('ABC Screen')}/tabs/${tab?.id}/fields`;
  expect((await ask('POST', path, { fieldId: OFFICE })).status).toBe(400);
  expect((await ask('POST', path, { fieldId: 'customfield_99999' })).status).toBe(404);
  const has = async () =>
    (await ask('GET', `${API}/field/${OLD_ESTIMATE}/association/project`)).body.total;
  await ask('POST', `${path}?skipFieldAssociation=true`, { fieldId: OLD_ESTIMATE });
  expect(await has()).toBe(0);
  expect((await ask('DELETE', `${path}/${OLD_ESTIMATE}`)).status).toBe(204);
  await ask('POST', path, { fieldId: OLD_ESTIMATE });
  expect(await has()).toBe(1);
  expect((await ask('DELETE', `${path}/priority`)).status).toBe(404);
  expect(site.violations()).toEqual([]);
});

test('a screen in use stays, and the last tab of a screen too', async () => {
  const { ask, screenId, world } = siteWithIds();
  expect(await ask('DELETE', `${API}/screens/${screenId('Shop Screen')}`)).toMatchObject({
    status: 400,
    body: { errorMessages: ['The screen is used in a screen scheme.'] },
  });
  const spare = screenId('Spare Screen');
  const tab = world.fieldSetup.screens[String(spare)]?.tabs[0]?.id;
  expect((await ask('DELETE', `${API}/screens/${spare}/tabs/${tab}`)).status).toBe(400);
  expect((await ask('DELETE', `${API}/screens/${spare}`)).status).toBe(204);
  expect((await ask('POST', `${API}/screens`, { name: 'Shop Screen' })).status).toBe(400);
});

test('from a screen to its projects: screen scheme, issue type screen scheme, projects', async () => {
  const { ask, screenId, projectId } = siteWithIds();
  const schemes = (await ask('GET', `${API}/screenscheme`)).body.values;
  const own = schemes.find(
    (scheme: { screens: { default: number } }) =>
      scheme.screens.default === screenId('Shop Screen'),
  );
  const mappings = (await ask('GET', `${API}/issuetypescreenscheme/mapping`)).body.values;
  const mapping = mappings.find(
    (item: { screenSchemeId: string }) => item.screenSchemeId === String(own.id),
  );
  const ids = ['ABC', 'OLD', 'NEW', 'OPS'].map((key) => `projectId=${projectId(key)}`).join('&');
  const uses = (await ask('GET', `${API}/issuetypescreenscheme/project?${ids}`)).body.values;
  const use = uses.find(
    (item: { issueTypeScreenScheme: { id: string } }) =>
      item.issueTypeScreenScheme.id === mapping.issueTypeScreenSchemeId,
  );
  expect(use.projectIds.sort()).toEqual([projectId('OLD'), projectId('NEW')].sort());
});

test('fields are given to every project of the same field scheme, and taken from all of them', async () => {
  const { site, ask, projectId } = siteWithIds();
  const body = {
    fields: [{ type: 'FIELD_ID', identifier: OLD_ESTIMATE }],
    associationContexts: [{ type: 'PROJECT_ID', identifier: Number(projectId('OLD')) }],
  };
  const listed = async () =>
    (await ask('GET', `${API}/field/${OLD_ESTIMATE}/association/project`)).body.values.map(
      (row: { projectId: string }) => row.projectId,
    );
  expect((await ask('PUT', `${API}/field/association`, body)).status).toBe(204);
  expect(await listed()).toEqual([projectId('OLD'), projectId('NEW')]);
  expect((await ask('DELETE', `${API}/field/association`, body)).status).toBe(204);
  expect(await listed()).toEqual([]);
  const none = { ...body, associationContexts: [] };
  expect((await ask('PUT', `${API}/field/association`, none)).status).toBe(400);
  expect(site.violations()).toEqual([]);
});

test('field schemes answer item by item: partly done is 207, wholly wrong is 400', async () => {
  const { site, ask, projectId, world } = siteWithIds();
  const shop = Object.values(world.fieldSetup.fieldSchemes).find(
    ({ name }) => name === 'Shop Field Scheme',
  );
  const path = `${API}/config/fieldschemes/projects`;
  const move = (...projectIds: number[]) =>
    ask('PUT', path, { [String(shop?.id)]: { projectIds } });
  expect((await move(Number(projectId('ABC')), 999_999)).status).toBe(207);
  expect((await move(999_999)).status).toBe(400);
  const set = (schemeIds: number[]) =>
    ask('PUT', `${API}/config/fieldschemes/fields/parameters`, {
      [OFFICE]: [{ schemeIds, parameters: { isRequired: true } }],
    });
  expect((await set([shop?.id ?? 0, 999_999])).status).toBe(207);
  expect((await set([999_999])).status).toBe(400);
  expect(site.violations()).toEqual([]);
});

test('only a Jira administrator reads or changes screens, options and field schemes', async () => {
  const { site, ask, asUser, screenId, options, optionId } = siteWithIds();
  const dan = asUser('Dan Reporter');
  for (const [method, path, body] of [
    ['GET', `${API}/screens`, undefined],
    ['POST', `${API}/screens`, { name: 'Mine' }],
    ['DELETE', `${API}/screens/${screenId('Spare Screen')}`, undefined],
    ['GET', `${API}/screenscheme`, undefined],
    ['GET', `${API}/config/fieldschemes`, undefined],
    ['PUT', options, { options: [{ id: optionId('Lisbon'), value: 'Porto' }] }],
    ['DELETE', `${options}/${optionId('Lisbon')}`, undefined],
    ['PUT', `${API}/field/${OFFICE}`, { name: 'Mine' }],
    ['DELETE', `${API}/field/${OFFICE}`, undefined],
  ] as const) {
    expect((await ask(method, path, body, dan)).status, `${method} ${path}`).toBe(403);
  }
  expect(site.effects()).toEqual([]);
});
