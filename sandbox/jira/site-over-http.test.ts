import { afterEach, expect, test } from 'vitest';
import { BadChange, type JiraSite } from './create-site.ts';
import { testSite } from './testing/test-site.ts';

const open: JiraSite[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((site) => site.close()));
});

async function listening(options: Parameters<typeof testSite>[0] = {}) {
  const world = testSite(options);
  open.push(world.site);
  const { url } = await world.site.listen();
  return { ...world, url };
}

test('over HTTP the header names the actor, with or without the gateway prefix', async () => {
  const { url, site, accountId } = await listening();
  const ask = async (path: string, actor: string) =>
    (await (await fetch(`${url}${path}`, { headers: { 'x-sandbox-actor': actor } })).json()) as {
      displayName: string;
    };
  expect((await ask('/rest/api/3/myself', 'app')).displayName).toBe('Kraken');
  const user = `user:${accountId('Dan Reporter')}`;
  expect((await ask(`/ex/jira/${site.cloudId}/rest/api/3/myself`, user)).displayName).toBe(
    'Dan Reporter',
  );
});

test('over HTTP nobody is nobody, and a nonsense actor is refused', async () => {
  const { url } = await listening();
  expect((await fetch(`${url}/rest/api/3/myself`)).status).toBe(401);
  const odd = await fetch(`${url}/rest/api/3/myself`, { headers: { 'x-sandbox-actor': 'root' } });
  expect(odd.status).toBe(400);
});

test('over HTTP another site id leads nowhere', async () => {
  const { url } = await listening();
  const answer = await fetch(`${url}/ex/jira/other/rest/api/3/myself`, {
    headers: { 'x-sandbox-actor': 'app' },
  });
  expect(answer.status).toBe(404);
});

test('over HTTP a cut connection is really cut', async () => {
  const { url, site } = await listening({
    faults: { script: [{ match: {}, fault: 'cut-before' }] },
  });
  const headers = { 'x-sandbox-actor': 'app' };
  await expect(fetch(`${url}/rest/api/3/myself`, { headers })).rejects.toThrow();
  expect(site.requests()[0]).toMatchObject({ fault: 'cut-before', status: 0 });
});

test.each([
  '/rest/api/3/project/ABC%2F..%2F..%2Fuser',
  '/rest/api/3/project/..%2Fuser',
  '/rest/api/3/project/../user',
  '/rest/api/3//project/ABC',
  '/rest/api/3/project/%zz',
  '/rest/api/3/project/A%00B',
])('the target %s is refused and reported', async (path) => {
  const { site, ask } = testSite();
  expect((await ask('GET', path)).status).toBe(400);
  expect(site.violations()).toHaveLength(1);
});

test('an order from outside that makes no sense is one clear error', () => {
  const { site } = testSite();
  expect(() => site.change({ kind: 'fly' } as never)).toThrow(BadChange);
  expect(() => site.change({ kind: 'set-plan', plan: 'gold' } as never)).toThrow(/plan/);
  expect(() => site.change({ kind: 'set-user-active', user: 'Nobody', active: true })).toThrow(
    'there is no user "Nobody"',
  );
  expect(() => site.change({ kind: 'set-user-active', user: 'Alex Moreau', active: true })).toThrow(
    'names 2 users',
  );
  expect(() => site.fileIssue({ project: 'NOPE', summary: 'x', reporter: 'Dan Reporter' })).toThrow(
    BadChange,
  );
});

test('changes from outside are not effects of the API', () => {
  const { site, events } = testSite();
  site.fileIssue({ project: 'HELP', summary: 'x', reporter: 'Dan Reporter' });
  site.addComment('HELP-1', { author: 'Tom Becker', body: 'more' });
  site.change({ kind: 'edit-issue', issue: 'HELP-1', by: 'Tom Becker', summary: 'Changed' });
  site.change({ kind: 'change-project-key', project: 'WEB', key: 'SITE' });
  expect(site.effects()).toEqual([]);
  expect(events.map((event) => event.eventType)).toEqual([
    'avi:jira:created:issue',
    'avi:jira:commented:issue',
    'avi:jira:updated:issue',
  ]);
  expect(site.state().issues['SITE-1']?.summary).toBe('Imprint');
});

test('a moved key still leads to the project and its issues', async () => {
  const { site, ask } = testSite();
  site.change({ kind: 'change-project-key', project: 'WEB', key: 'SITE' });
  expect((await ask('GET', '/rest/api/3/project/WEB')).body.key).toBe('SITE');
  expect((await ask('GET', '/rest/api/3/issue/WEB-1')).body.key).toBe('SITE-1');
});

test('effects and requests can be read from a point on', async () => {
  const { site, ask } = testSite();
  await ask('GET', '/rest/api/3/serverInfo');
  await ask('PUT', '/rest/api/3/issue/ABC-12/assignee', { accountId: null });
  const [effect] = site.effects();
  expect(effect).toMatchObject({ seq: 2, operationId: 'assignIssue' });
  expect(site.effects(2)).toEqual([]);
  expect(site.requests(1).map((request) => request.operationId)).toEqual(['assignIssue']);
});
