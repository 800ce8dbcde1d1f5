/** Service desks: who may do what, what is refused, and what is silently nothing. */
import { expect, test } from 'vitest';
import { loadDocuments } from './openapi/load-documents.ts';
import { OPERATIONS } from './operations/all-operations.ts';
import { ALL_SCOPES, DOCUMENTS, type Loose, type TestSite, testSite } from './testing/test-site.ts';

const DESK = '/rest/servicedeskapi';
const SCOPES = [
  ...ALL_SCOPES,
  'manage:servicedesk-customer',
  'read:requesttype:jira-service-management',
  'write:requesttype:jira-service-management',
];
const OPT_IN = { 'X-ExperimentalApi': 'opt-in' };

const deskSite = (): TestSite => testSite({ scopes: SCOPES });

async function deskId(site: TestSite): Promise<string> {
  const { body } = await site.ask('GET', `${DESK}/servicedesk`);
  return body.values[0].id;
}

const names = (body: Loose): string[] =>
  body.values.map((each: Loose) => each.displayName ?? each.name);

async function customers(site: TestSite, query = ''): Promise<string[]> {
  const path = `${DESK}/servicedesk/${await deskId(site)}/customer?query=${query}`;
  const { body } = await site.ask('GET', path, undefined, undefined, OPT_IN);
  return names(body);
}

async function organizationId(site: TestSite, name: string): Promise<string> {
  const { body } = await site.ask('GET', `${DESK}/organization`);
  return body.values.find((each: Loose) => each.name === name).id;
}

test('a desk has an id of its own, another than its project', async () => {
  const site = deskSite();
  const { body } = await site.ask('GET', `${DESK}/servicedesk`);
  expect(body).toMatchObject({ start: 0, isLastPage: true, size: 1 });
  expect(body.values[0]).toMatchObject({ projectKey: 'SUP', projectTypeKey: 'service_desk' });
  expect(body.values[0].id).not.toBe(body.values[0].projectId);
  const wrong = await site.ask('POST', `${DESK}/servicedesk/${body.values[0].projectId}/customer`, {
    accountIds: [],
  });
  expect(wrong.status).toBe(404);
});

test.skipIf(DOCUMENTS === undefined)('experimental is what the document says is', () => {
  const { operations } = loadDocuments(DOCUMENTS ?? '');
  const marked = new Set(
    operations
      .filter(({ isExperimental }) => isExperimental)
      .map(({ template, method }) => `${method} ${template}`),
  );
  const desk = OPERATIONS.filter(({ path }) => path.startsWith(DESK));
  for (const { method, path, isExperimental = false } of desk) {
    expect(isExperimental, `${method} ${path}`).toBe(marked.has(`${method} ${path}`));
  }
});

test('an experimental operation is refused to whoever does not opt in, and nothing is changed', async () => {
  const site = deskSite();
  const path = `${DESK}/servicedesk/${await deskId(site)}/customer`;
  const body = { accountIds: [site.accountId('Anna Acme')] };
  const refused = await site.ask('DELETE', path, body);
  expect(refused.status).toBe(412);
  expect(refused.body.errorMessage).toContain('experimental');
  expect(await customers(site)).toContain('Anna Acme');
  expect((await site.ask('DELETE', path, body, undefined, OPT_IN)).status).toBe(204);
  expect(await customers(site)).not.toContain('Anna Acme');
});

test('customers are searched by the start of a word or of the address, and include organisations', async () => {
  const site = deskSite();
  expect((await customers(site)).sort()).toEqual(['Anna Acme', 'Bruno Acme', 'Carl Acme']);
  expect(await customers(site, 'carl%40')).toEqual(['Carl Acme']);
  expect(await customers(site, 'cme')).toEqual([]);
});

test('of a list with an unknown account the others are added all the same', async () => {
  const site = deskSite();
  const path = `${DESK}/servicedesk/${await deskId(site)}/customer`;
  const answer = await site.ask('POST', path, {
    accountIds: [site.accountId('Cleo Berg'), 'qm:nobody'],
  });
  expect(answer.status).toBe(400);
  expect(await customers(site)).toContain('Cleo Berg');
  const again = await site.ask('POST', path, { accountIds: [site.accountId('Cleo Berg')] });
  expect(again.status).toBe(204);
});

test('who is not there is removed without a word, and an open desk lets nobody be removed', async () => {
  const site = deskSite();
  const path = `${DESK}/servicedesk/${await deskId(site)}/customer`;
  const body = { accountIds: [site.accountId('Cleo Berg')] };
  expect((await site.ask('DELETE', path, body, undefined, OPT_IN)).status).toBe(204);
  site.site.edit((world) => {
    for (const desk of Object.values(world.serviceDesk.desks)) desk.access = 'open';
  });
  expect((await site.ask('DELETE', path, body, undefined, OPT_IN)).status).toBe(400);
});

test('customers of a desk are the business of its administrators', async () => {
  const site = deskSite();
  const path = `${DESK}/servicedesk/${await deskId(site)}/customer`;
  const body = { accountIds: [site.accountId('Cleo Berg')] };
  expect((await site.ask('POST', path, body, site.asUser('Dan Reporter'))).status).toBe(403);
  expect((await site.ask('POST', path, body, site.asUser('Tom Becker'))).status).toBe(404);
  expect((await site.ask('POST', path, body, { kind: 'anonymous' })).status).toBe(401);
  expect((await site.ask('POST', path, body, site.asUser('Uma Patel'))).status).toBe(204);
  const narrow = testSite();
  expect((await narrow.ask('POST', path, body)).status).toBe(401);
});

test('an invitation makes an account once', async () => {
  const site = deskSite();
  const path = `${DESK}/servicedesk/${await deskId(site)}/customer/invite`;
  const invite = (body: unknown, strict = '', actor?: Parameters<TestSite['ask']>[3]) =>
    site.ask('POST', `${path}${strict}`, body, actor, OPT_IN);
  const dora = { email: 'dora@berg.example', displayName: 'Dora' };
  expect((await invite({ ...dora, displayName: ' ' })).status).toBe(400);
  expect((await invite({ ...dora, email: 'dora' })).status).toBe(400);
  expect((await invite(dora, '', site.asUser('Uma Patel'))).status).toBe(403);
  const made = await invite(dora);
  expect(made.status).toBe(201);
  expect(made.body).toMatchObject({ displayName: 'Dora', active: true });
  expect((await invite(dora)).status).toBe(400);
  expect((await invite(dora, '?strictConflictStatusCode=true')).status).toBe(409);
});

test('an organisation of a name that is there is that one', async () => {
  const site = deskSite();
  const made = await site.ask('POST', `${DESK}/organization`, { name: 'Acme' });
  expect(made.status).toBe(201);
  expect(made.body.id).toBe(await organizationId(site, 'Acme'));
  for (const name of ['', ' ', 'x'.repeat(201)]) {
    expect((await site.ask('POST', `${DESK}/organization`, { name })).status).toBe(400);
  }
  const dan = site.asUser('Dan Reporter');
  expect((await site.ask('POST', `${DESK}/organization`, { name: 'Own' }, dan)).status).toBe(403);
});

test('organisations of an account are told to agents only, and customers see their own', async () => {
  const site = deskSite();
  const path = `${DESK}/organization?accountId=${encodeURIComponent(site.accountId('Bruno Acme'))}`;
  expect(names((await site.ask('GET', path)).body)).toEqual(['Acme']);
  expect((await site.ask('GET', path, undefined, site.asUser('Dan Reporter'))).status).toBe(403);
  const own = await site.ask('GET', `${DESK}/organization`, undefined, site.asUser('Cleo Berg'));
  expect(names(own.body)).toEqual(['Berg']);
  const nobody = await site.ask('GET', `${DESK}/organization?accountId=qm:nobody`);
  expect(nobody.status).toBe(404);
});

test('a deleted organisation is gone from every desk', async () => {
  const site = deskSite();
  const id = await organizationId(site, 'Acme');
  const ofDesk = `${DESK}/servicedesk/${await deskId(site)}/organization`;
  expect(names((await site.ask('GET', ofDesk)).body)).toEqual(['Acme']);
  const path = `${DESK}/organization/${id}`;
  const uma = site.asUser('Uma Patel');
  expect((await site.ask('DELETE', path, undefined, uma)).status).toBe(403);
  expect((await site.ask('DELETE', path)).status).toBe(204);
  expect((await site.ask('GET', path)).status).toBe(404);
  expect((await site.ask('GET', ofDesk)).body.values).toEqual([]);
  expect(await customers(site)).not.toContain('Bruno Acme');
  const attach = await site.ask('POST', ofDesk, { organizationId: Number(id) });
  expect(attach.status).toBe(404);
});

test('members of an organisation enter together or not at all', async () => {
  const site = deskSite();
  const path = `${DESK}/organization/${await organizationId(site, 'Berg')}/user`;
  const accountIds = [site.accountId('Anna Acme'), 'qm:nobody'];
  expect((await site.ask('POST', path, { accountIds })).status).toBe(400);
  expect(names((await site.ask('GET', path)).body)).not.toContain('Anna Acme');
  expect((await site.ask('POST', path, { usernames: ['anna'] })).status).toBe(400);
});

test('a new request type is hidden from customers, and one that is deleted leaves its requests', async () => {
  const site = deskSite();
  const path = `${DESK}/servicedesk/${await deskId(site)}/requesttype`;
  const post = (body: unknown) => site.ask('POST', path, body, undefined, OPT_IN);
  expect((await post({ issueTypeId: '10005' })).status).toBe(400);
  expect((await post({ name: 'Laptop', issueTypeId: '10000' })).status).toBe(404);
  const made = await post({ name: 'Laptop', issueTypeId: '10005' });
  expect(made).toMatchObject({ status: 200, body: { groupIds: [] } });
  const anna = await site.ask('GET', path, undefined, site.asUser('Anna Acme'));
  expect(names(anna.body)).toEqual(['Report a problem', 'Ask a question']);
  const all = await site.ask('GET', path);
  expect(names(all.body)).toContain('Laptop');

  const used = all.body.values[0].id;
  const jql = { jql: '"Request Type" = "Report a problem (SUP)"' };
  const count = () => site.ask('POST', '/rest/api/3/search/approximate-count', jql);
  expect((await count()).body).toEqual({ count: 1 });
  const gone = await site.ask('DELETE', `${path}/${used}`, undefined, undefined, OPT_IN);
  expect(gone.status).toBe(204);
  const request = await site.ask('GET', `${DESK}/request/SUP-1`);
  expect(request.body.requestTypeId).toBe('');
  const twice = await site.ask('DELETE', `${path}/${used}`, undefined, undefined, OPT_IN);
  expect(twice.status).toBe(404);
});

test('participants are named by agents and by the reporter', async () => {
  const site = deskSite();
  const path = `${DESK}/request/SUP-1/participant`;
  const carl = { accountIds: [site.accountId('Carl Acme')] };
  expect((await site.ask('POST', path, carl, site.asUser('Dan Reporter'))).status).toBe(403);
  expect((await site.ask('POST', path, carl, site.asUser('Anna Acme'))).status).toBe(200);
  expect(names((await site.ask('GET', path)).body)).toEqual(['Bruno Acme', 'Carl Acme']);
  const unknown = await site.ask('POST', path, { accountIds: ['qm:nobody'] });
  expect(unknown.status).toBe(400);
  const stranger = { accountIds: [site.accountId('Cleo Berg')] };
  expect((await site.ask('DELETE', path, stranger)).status).toBe(400);
  expect(names((await site.ask('DELETE', path, carl)).body)).toEqual(['Bruno Acme']);
  expect((await site.ask('GET', `${DESK}/request/ABC-1/participant`)).status).toBe(404);
});
