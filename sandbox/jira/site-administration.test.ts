import { expect, test } from 'vitest';
import { testSite } from './testing/test-site.ts';

const API = '/rest/api/3';
const one = (jqlFilter: string, events = ['sprint_started']) => ({ events, jqlFilter });

test('the banner changes in the parts that are given, and its hash with it', async () => {
  const { ask } = testSite();
  const before = (await ask('GET', `${API}/announcementBanner`)).body;
  expect((await ask('PUT', `${API}/announcementBanner`, { isEnabled: true })).status).toBe(204);
  const after = (await ask('GET', `${API}/announcementBanner`)).body;
  expect(after).toMatchObject({ message: before.message, isEnabled: true });
  expect(after.hashId).not.toBe(before.hashId);
  expect((await ask('PUT', `${API}/announcementBanner`, { visibility: 'some' })).status).toBe(400);
});

test('banner and settings are for Jira administrators', async () => {
  const { site, ask, asUser } = testSite();
  const ben = asUser('Ben Carter');
  const world = site.exportWorld();
  const key = 'jira.clone.prefix';
  const path = `${API}/application-properties`;
  expect((await ask('GET', `${API}/announcementBanner`, undefined, ben)).status).toBe(403);
  expect((await ask('PUT', `${API}/announcementBanner`, { message: 'x' }, ben)).status).toBe(403);
  expect((await ask('GET', `${path}/advanced-settings`, undefined, ben)).status).toBe(403);
  expect((await ask('PUT', `${path}/${key}`, { id: key, value: 'x' }, ben)).status).toBe(403);
  expect(site.exportWorld()).toEqual(world);
});

test('a setting takes values of its kind only, and an unknown one is 404', async () => {
  const { site, ask } = testSite();
  const world = site.exportWorld();
  const put = async (key: string, value: string) =>
    (await ask('PUT', `${API}/application-properties/${key}`, { id: key, value })).status;
  expect(await put('jira.comment.collapsing.minimum.hidden', 'many')).toBe(400);
  expect(await put('jira.issue.actions.order', 'up')).toBe(400);
  expect(await put('jira.no.such.key', '1')).toBe(404);
  expect(site.exportWorld()).toEqual(world);
});

test('webhooks are for the app, not for people', async () => {
  const { ask, asUser } = testSite();
  const ana = asUser('Ana Admin');
  const body = { url: 'https://kraken-app.com/x', webhooks: [one('project = ABC')] };
  for (const [method, given] of [
    ['GET', undefined],
    ['POST', body],
    ['DELETE', { webhookIds: [1] }],
  ] as const) {
    const answer = await ask(method, `${API}/webhook`, given, ana);
    expect(answer).toMatchObject({
      status: 403,
      body: { errorMessages: ['Only Connect and OAuth 2.0 apps can use this operation.'] },
    });
  }
});

test('what is wrong with one webhook is told inside a 200, and the others are made', async () => {
  const { ask } = testSite();
  const url = 'https://kraken-app.com/x';
  const webhooks = [one('project = ABC'), one('summary ~ secret'), one('project = ABC', [])];
  const { status, body } = await ask('POST', `${API}/webhook`, { url, webhooks });
  expect(status).toBe(200);
  expect(body.webhookRegistrationResult).toEqual([
    { createdWebhookId: expect.any(Number) },
    { errors: [expect.stringContaining('not supported')] },
    { errors: [expect.stringContaining('event')] },
  ]);
  expect((await ask('GET', `${API}/webhook`)).body.total).toBe(1);
});

test('one address per app, five webhooks, and each ends after 30 days', async () => {
  const { ask, advance } = testSite();
  const register = (url: string, count: number) =>
    ask('POST', `${API}/webhook`, {
      url,
      webhooks: Array.from({ length: count }, () => one('project = ABC')),
    });
  expect((await register('https://kraken-app.com/x', 6)).body.webhookRegistrationResult[5]).toEqual(
    { errors: [expect.stringContaining('maximum')] },
  );
  expect((await register('https://other.com/x', 1)).status).toBe(400);
  advance(31 * 86_400_000);
  expect((await ask('GET', `${API}/webhook`)).body.total).toBe(0);
});

test('deleting ignores webhooks that are not there', async () => {
  const { ask } = testSite();
  expect((await ask('DELETE', `${API}/webhook`, { webhookIds: [424242] })).status).toBe(202);
});
