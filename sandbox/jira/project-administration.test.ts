/** Refusals and quirks of the operations that make and change projects, issue types, statuses and workflows. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DATA_FOLDER, DOCUMENTS, type Loose, testSite } from './testing/test-site.ts';

const idOf = (site: ReturnType<typeof testSite>, key: string): string =>
  site.site.state().projects[key]?.id ?? '';

describe('projects', () => {
  test('a project administrator changes details, but not the key', async () => {
    const { ask, asUser } = testSite();
    const dan = asUser('dan@corp.example');
    const renamed = await ask('PUT', '/rest/api/3/project/ABC', { name: 'Corner Shop' }, dan);
    expect(renamed).toMatchObject({ status: 200, body: { name: 'Corner Shop' } });
    const moved = await ask('PUT', '/rest/api/3/project/ABC', { key: 'SHOP' }, dan);
    expect(moved.status).toBe(403);
    const other = await ask('PUT', '/rest/api/3/project/PAY', { name: 'Mine' }, dan);
    expect(other.status).toBe(403);
    const hidden = await ask('PUT', '/rest/api/3/project/SEC', { name: 'Mine' }, dan);
    expect(hidden.status).toBe(404);
  });

  test('a new key renames the issues, and the old one still leads to them', async () => {
    const { ask } = testSite();
    await ask('PUT', '/rest/api/3/project/OPS', { key: 'RUN' });
    const old = await ask('GET', '/rest/api/3/issue/OPS-15');
    expect(old).toMatchObject({ status: 200, body: { key: 'RUN-15' } });
    expect(await ask('GET', '/rest/api/3/project/OPS')).toMatchObject({ body: { key: 'RUN' } });
    const taken = await ask('PUT', '/rest/api/3/project/WEB', { key: 'OPS' });
    expect(taken).toMatchObject({
      status: 400,
      body: { errors: { projectKey: expect.any(String) } },
    });
  });

  test.each([
    ['a key in use', { key: 'ABC' }, 'projectKey'],
    ['a key of a deleted project', { key: 'RND' }, 'projectKey'],
    ['a key in small letters', { key: 'mkt' }, 'projectKey'],
    ['a name in use', { name: 'website' }, 'projectName'],
    [
      'a template of another type',
      { projectTemplateKey: 'com.atlassian.servicedesk:general' },
      'projectTemplateKey',
    ],
    ['a lead who has left', { leadAccountId: 'greta' }, 'projectLead'],
    ['a link that is none', { url: 'javascript:alert(1)' }, 'projectUrl'],
    ['an unknown category', { categoryId: 4 }, 'categoryId'],
    ['an unknown permission scheme', { permissionScheme: 99_999 }, 'permissionScheme'],
    ['an unknown notification scheme', { notificationScheme: 99_999 }, 'notificationScheme'],
  ])('%s is refused for a new project', async (_, change, field) => {
    const site = testSite({ documentsFolder: undefined });
    const lead = { greta: site.accountId('Greta Lind') };
    const given = {
      key: 'MKT',
      name: 'Marketing',
      projectTypeKey: 'software',
      leadAccountId: site.accountId('Kim Park'),
      ...change,
    };
    if (given.leadAccountId === 'greta') given.leadAccountId = lead.greta;
    const answer = await site.ask('POST', '/rest/api/3/project', given);
    expect(answer).toMatchObject({
      status: 400,
      body: { errors: { [field]: expect.any(String) } },
    });
  });

  test.each([
    ['an unknown permission scheme', { permissionScheme: 99_999 }],
    ['an unknown notification scheme', { notificationScheme: 99_999 }],
    ['a name in use', { name: 'website' }],
  ])('with %s nothing of a project is changed', async (_, wrong) => {
    const site = testSite();
    const before = site.site.exportWorld();
    const wish = { key: 'ABX', description: 'Other', ...wrong };
    expect(await site.ask('PUT', '/rest/api/3/project/ABC', wish)).toMatchObject({ status: 400 });
    expect(site.site.exportWorld()).toEqual(before);
  });

  test('a service project needs the product for it', async () => {
    const site = testSite();
    site.site.edit((world) => {
      world.applicationRoles = world.applicationRoles.filter(
        ({ key }) => key !== 'jira-servicedesk',
      );
    });
    const answer = await site.ask('POST', '/rest/api/3/project', {
      key: 'MKT',
      name: 'Marketing',
      projectTypeKey: 'service_desk',
      leadAccountId: site.accountId('Kim Park'),
    });
    expect(answer).toMatchObject({
      status: 400,
      body: { errors: { projectTypeKey: expect.any(String) } },
    });
  });

  test('a new project has the schemes it was asked with, a team-managed one its own', async () => {
    const site = testSite();
    const world = site.site.exportWorld();
    const notificationScheme = Object.values(world.notificationSchemes)[0]?.id;
    const lead = { projectTypeKey: 'software', leadAccountId: site.accountId('Kim Park') };
    const make = (given: object) => site.ask('POST', '/rest/api/3/project', { ...lead, ...given });
    const [classic, team] = [
      await make({ key: 'MKT', name: 'Marketing', notificationScheme }),
      await make({
        key: 'TM',
        name: 'Team',
        projectTemplateKey: 'com.pyxis.greenhopper.jira:gh-simplified-agility-kanban',
      }),
    ];
    const { projects } = site.site.exportWorld();
    expect(projects[String(classic.body.id)]?.notificationSchemeId).toBe(notificationScheme);
    const own = projects[String(team.body.id)]?.permissionSchemeId;
    const sharers = Object.values(projects).filter((each) => each.permissionSchemeId === own);
    expect(sharers.map(({ key }) => key)).toEqual(['TM']);
  });

  test('only Jira administrators make projects and categories', async () => {
    const { ask, asUser, accountId } = testSite();
    const ben = asUser('ben@corp.example');
    const body = {
      key: 'MKT',
      name: 'Marketing',
      projectTypeKey: 'software',
      leadAccountId: accountId('Kim Park'),
    };
    expect((await ask('POST', '/rest/api/3/project', body, ben)).status).toBe(403);
    expect((await ask('POST', '/rest/api/3/projectCategory', { name: 'X' }, ben)).status).toBe(403);
    const twice = await ask('POST', '/rest/api/3/projectCategory', { name: 'products' });
    expect(twice.status).toBe(409);
  });
});

describe('issue types', () => {
  test('a new one enters the default scheme, and no other', async () => {
    const { ask } = testSite();
    const made = await ask('POST', '/rest/api/3/issuetype', {
      name: 'Incident',
      hierarchyLevel: 0,
    });
    expect(made.status).toBe(201);
    const items = await ask('GET', '/rest/api/3/issuetypescheme/mapping?maxResults=100');
    const held = items.body.values.filter((item: Loose) => item.issueTypeId === made.body.id);
    expect(held).toEqual([{ issueTypeSchemeId: '10000', issueTypeId: made.body.id }]);
    const again = await ask('POST', '/rest/api/3/issuetype', { name: 'incident' });
    expect(again.status).toBe(409);
    const long = await ask('POST', '/rest/api/3/issuetype', { name: 'x'.repeat(61) });
    expect(long.status).toBe(400);
  });

  test.each([
    ['without another in its place', '', 404],
    ['with itself in its place', '?alternativeIssueTypeId=10004', 409],
    ['with a sub-task type in its place', '?alternativeIssueTypeId=10003', 409],
    ['with an unknown one in its place', '?alternativeIssueTypeId=4', 404],
  ])('one in use is not deleted %s', async (_, query, status) => {
    const { ask } = testSite();
    expect((await ask('DELETE', `/rest/api/3/issuetype/10004${query}`)).status).toBe(status);
  });

  test('a scheme keeps types in use, and the default scheme keeps all', async () => {
    const { site, ask } = testSite();
    const schemes = Object.values(site.exportWorld().administration.issueTypeSchemes);
    const own = schemes.find(({ name }) => name === 'ABC: Issue Type Scheme')?.id ?? '';
    const path = (scheme: string, type: string) =>
      `/rest/api/3/issuetypescheme/${scheme}/issuetype/${type}`;
    expect((await ask('DELETE', path(own, '10004'))).status).toBe(400);
    expect((await ask('DELETE', path(own, '10005'))).status).toBe(404);
    expect((await ask('DELETE', path('10000', '10000'))).status).toBe(400);
    const twice = await ask('PUT', `/rest/api/3/issuetypescheme/${own}/issuetype`, {
      issueTypeIds: ['10005', '10004'],
    });
    expect(twice.status).toBe(400);
    expect(site.effects()).toEqual([]);
  });
});

describe('workflows', () => {
  async function softwareWorkflow(site: ReturnType<typeof testSite>): Promise<Loose> {
    const body = { workflowNames: ['Software workflow'] };
    return (await site.ask('POST', '/rest/api/3/workflows', body)).body;
  }

  function updateOf({ statuses, workflows: [workflow] }: Loose): Loose {
    const { id, version, transitions } = workflow;
    const places = workflow.statuses.map(({ statusReference, layout, properties }: Loose) => ({
      statusReference,
      layout,
      properties,
    }));
    return {
      statuses: statuses.map(({ scope: _, ...rest }: Loose) => rest),
      workflows: [{ id, version, transitions, statuses: places }],
    };
  }

  test('a payload of an older version is a conflict', async () => {
    const site = testSite();
    const payload = updateOf(await softwareWorkflow(site));
    expect((await site.ask('POST', '/rest/api/3/workflows/update', payload)).status).toBe(200);
    expect((await site.ask('POST', '/rest/api/3/workflows/update', payload)).status).toBe(409);
  });

  test('what is not listed is gone, and faults are told by the validation first', async () => {
    const site = testSite();
    const payload = updateOf(await softwareWorkflow(site));
    payload.workflows[0].statuses.pop();
    const checked = await site.ask('POST', '/rest/api/3/workflows/update/validation', { payload });
    expect(checked.status).toBe(200);
    const codes = checked.body.errors.map(({ code }: Loose) => code);
    expect(codes).toEqual(expect.arrayContaining(['STATUS_NOT_IN_WORKFLOW', 'MISSING_MAPPING']));
    expect((await site.ask('POST', '/rest/api/3/workflows/update', payload)).status).toBe(400);
    expect(site.site.effects()).toEqual([]);
  });

  test('whoever does not administer Jira is 401, and workflows in use stay', async () => {
    const site = testSite();
    const body = { workflowNames: ['Software workflow'] };
    const ben = site.asUser('ben@corp.example');
    expect((await site.ask('POST', '/rest/api/3/workflows', body, ben)).status).toBe(401);
    const { id } = (await softwareWorkflow(site)).workflows[0];
    expect((await site.ask('DELETE', `/rest/api/3/workflow/${id}`)).status).toBe(400);
    expect((await site.ask('DELETE', '/rest/api/3/statuses?id=10000')).status).toBe(400);
  });

  test('a switch needs every missing status mapped, and is told by 303 and a task', async () => {
    const site = testSite();
    const schemes = Object.values(site.site.exportWorld().administration.workflowSchemes);
    const target = schemes.find(({ name }) => name === 'Operations workflow scheme')?.id ?? '';
    const body = { projectId: idOf(site, 'FIN'), targetSchemeId: target };
    const path = '/rest/api/3/workflowscheme/project/switch';
    expect((await site.ask('POST', path, body)).status).toBe(400);
    const same = { projectId: idOf(site, 'OPS'), targetSchemeId: target };
    expect((await site.ask('POST', path, same)).status).toBe(400);
    const unmapped = schemes.find(({ name }) => name === 'Shared workflow scheme')?.id ?? '';
    const done = await site.ask('POST', path, { ...body, targetSchemeId: unmapped });
    expect(done.status).toBe(303);
    expect(done.headers['location']).toMatch(/\/rest\/api\/3\/task\/\d+$/);
  });
});

describe.skipIf(DOCUMENTS === undefined)('beside a recorded answer of a real site', () => {
  test('statuses are searched with the same frame and fields', async () => {
    const file = join(DATA_FOLDER, 'jira-fixtures/recorded/exchanges.json');
    const exchanges: Loose[] = JSON.parse(readFileSync(file, 'utf8'));
    const real = exchanges.find(({ path }) => path === '/rest/api/3/statuses/search').responseBody;
    const { body } = await testSite().ask('GET', '/rest/api/3/statuses/search');
    for (const key of Object.keys(real).filter((each) => !/self|nextPage/.test(each))) {
      expect(body, key).toHaveProperty(key);
    }
    const fields = Object.keys(real.values[0]).filter((key) => key !== 'usages');
    expect(Object.keys(body.values[0])).toEqual(expect.arrayContaining(fields));
  });
});
