import { expect, test } from 'vitest';
import { BadChange, ConnectionCut, type FaultKind, parseFaultSettings } from './create-site.ts';
import { adf, type TestSite, testSite } from './testing/test-site.ts';

const PATH = '/rest/api/3/issue/ABC-1/comment';
const comment = (world: TestSite) => world.ask('POST', PATH, { body: adf('once') });
const comments = (world: TestSite) => world.site.state().issues['ABC-1']?.comments.length;

test.each([
  ['429-quota-global', 429, 'jira-quota-global-based'],
  ['429-quota-tenant', 429, 'jira-quota-tenant-based'],
  ['429-burst', 429, 'jira-burst-based'],
  ['429-per-issue', 429, 'jira-per-issue-on-write'],
  ['429-unknown-reason', 429, 'jira-cost-based'],
] as const)(
  '%s answers with its reason and a time to wait, without effect',
  async (fault, status, reason) => {
    const world = testSite({ faults: { script: [{ match: {}, fault }] } });
    const answer = await comment(world);
    expect(answer.status).toBe(status);
    expect(answer.headers['ratelimit-reason']).toBe(reason);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    expect(comments(world)).toBe(0);
    expect(world.site.effects()).toEqual([]);
  },
);

test('a gateway 429 has neither Retry-After nor a reason', async () => {
  const world = testSite({ faults: { script: [{ match: {}, fault: '429-no-retry-after' }] } });
  const answer = await comment(world);
  expect(answer.status).toBe(429);
  expect(answer.headers).not.toHaveProperty('retry-after');
  expect(answer.headers).not.toHaveProperty('ratelimit-reason');
  expect(comments(world)).toBe(0);
});

test.each([
  ['500-before', 500],
  ['502-before', 502],
  ['503-before', 503],
  ['504-before', 504],
  ['scope-lost', 401],
  ['right-lost', 403],
  ['html-200', 200],
] as const)('%s answers %i and has no effect', async (fault, status) => {
  const world = testSite({ faults: { script: [{ match: { method: 'POST' }, fault }] } });
  const answer = await comment(world);
  expect(answer.status).toBe(status);
  expect(comments(world)).toBe(0);
  expect((await comment(world)).status).toBe(201);
});

test('a lost scope looks exactly like a scope that was never granted', async () => {
  const faulty = testSite({ faults: { script: [{ match: {}, fault: 'scope-lost' }] } });
  const narrow = testSite({ scopes: ['read:jira-work'] });
  const expected = {
    status: 401,
    body: { code: 401, message: 'Unauthorized; scope does not match' },
  };
  expect(await comment(faulty)).toMatchObject(expected);
  expect(await comment(narrow)).toMatchObject(expected);
  expect(comments(narrow)).toBe(0);
});

test('html instead of JSON is really html', async () => {
  const world = testSite({ faults: { script: [{ match: {}, fault: 'html-200' }] } });
  const answer = await comment(world);
  expect(answer.headers['content-type']).toContain('text/html');
  expect(answer.body).toMatch(/^<!DOCTYPE html>/);
});

test('502 after the effect: the answer is lost, the effect is there and recorded', async () => {
  const world = testSite({ faults: { script: [{ match: {}, fault: '502-after-effect' }] } });
  expect((await comment(world)).status).toBe(502);
  expect(comments(world)).toBe(1);
  expect(world.site.effects()).toHaveLength(1);
  expect(world.events).toHaveLength(1);
});

test('a cut after the effect rejects, and the effect is there', async () => {
  const world = testSite({ faults: { script: [{ match: {}, fault: 'cut-after-effect' }] } });
  await expect(comment(world)).rejects.toBeInstanceOf(ConnectionCut);
  expect(comments(world)).toBe(1);
  expect(world.site.requests().at(-1)).toMatchObject({ status: 0, fault: 'cut-after-effect' });
});

test('a cut before the effect rejects, and nothing happened', async () => {
  const world = testSite({ faults: { script: [{ match: {}, fault: 'cut-before' }] } });
  await expect(comment(world)).rejects.toBeInstanceOf(ConnectionCut);
  expect(comments(world)).toBe(0);
});

test('a hanging answer has its effect at once and comes only when the site closes', async () => {
  const world = testSite({ faults: { script: [{ match: {}, fault: 'hang-after-effect' }] } });
  let answered = false;
  const pending = comment(world).then((answer) => {
    answered = true;
    return answer;
  });
  await new Promise((resolve) => setImmediate(resolve));
  expect(comments(world)).toBe(1);
  expect(answered).toBe(false);
  await world.site.close();
  expect((await pending).status).toBe(201);
});

test('a slow answer comes late and is right', async () => {
  const world = testSite({ slowMs: 5, faults: { script: [{ match: {}, fault: 'slow' }] } });
  expect((await comment(world)).status).toBe(201);
});

test('a stale read shows the state before the latest change, and the next read the new one', async () => {
  const world = testSite({
    faults: { script: [{ match: { method: 'GET' }, fault: 'stale-read' }] },
  });
  await comment(world);
  expect((await world.ask('GET', PATH)).body.total).toBe(0);
  expect((await world.ask('GET', PATH)).body.total).toBe(1);
});

test('the free-plan fault refuses a role write as a Free site would', async () => {
  const world = testSite({
    faults: { script: [{ match: { operationId: 'addActorUsers' }, fault: 'free-plan' }] },
  });
  const body = { user: [world.accountId('dana@corp.example')] };
  const answer = await world.ask(
    'POST',
    `/rest/api/3/project/ABC/role/${world.roleId('Member')}`,
    body,
  );
  expect(answer.status).toBe(400);
  expect(answer.body.errorMessages[0]).toMatch(/project ABC.*Free plan/);
  expect(world.site.effects()).toEqual([]);
});

test('a script line fires as often as it says, and only for what it matches', async () => {
  const world = testSite({
    faults: {
      script: [{ match: { path: /\/comment$/, method: 'POST' }, fault: '503-before', times: 2 }],
    },
  });
  expect((await world.ask('GET', PATH)).status).toBe(200);
  const statuses = [await comment(world), await comment(world), await comment(world)].map(
    (one) => one.status,
  );
  expect(statuses).toEqual([503, 503, 201]);
});

test('the same seed gives the same faults, another seed others', async () => {
  const kinds: FaultKind[] = ['429', '500-before', '502-after-effect', 'html-200'];
  const run = async (seed: number): Promise<number[]> => {
    const world = testSite({ faults: { rate: 0.4, seed, kinds } });
    const statuses: number[] = [];
    for (let index = 0; index < 30; index += 1) {
      statuses.push((await world.ask('GET', '/rest/api/3/issue/ABC-1')).status);
    }
    return statuses;
  };
  const first = await run(5);
  expect(await run(5)).toEqual(first);
  expect(await run(6)).not.toEqual(first);
  expect(new Set(first).size).toBeGreaterThan(2);
});

test('faults for writes leave reads alone', async () => {
  const world = testSite({ faults: { rate: 1, kinds: ['500-before'], only: 'writes' } });
  expect((await world.ask('GET', PATH)).status).toBe(200);
  expect((await comment(world)).status).toBe(500);
  world.site.setFaults({});
  expect((await comment(world)).status).toBe(201);
});

test('one issue takes 20 writes in 2 seconds and no more, until time passes', async () => {
  const world = testSite();
  for (let index = 0; index < 20; index += 1) expect((await comment(world)).status).toBe(201);
  const refused = await comment(world);
  expect(refused.status).toBe(429);
  expect(refused.headers['ratelimit-reason']).toBe('jira-per-issue-on-write');
  expect(comments(world)).toBe(20);
  world.advance(2_000);
  expect((await comment(world)).status).toBe(201);
});

test('an endpoint takes 100 reads in a second and no more', async () => {
  const world = testSite();
  for (let index = 0; index < 100; index += 1) await world.ask('GET', '/rest/api/3/serverInfo');
  const refused = await world.ask('GET', '/rest/api/3/serverInfo');
  expect(refused.headers['ratelimit-reason']).toBe('jira-burst-based');
  expect((await world.ask('GET', '/rest/api/3/myself')).status).toBe(200);
  world.advance(1_001);
  expect((await world.ask('GET', '/rest/api/3/serverInfo')).status).toBe(200);
});

test('points run out at the hourly wall and come back at the top of the hour', async () => {
  const world = testSite({ limits: { pointsPerHour: 30 } });
  expect((await world.ask('GET', '/rest/api/3/users/search')).status).toBe(200);
  const refused = await world.ask('GET', '/rest/api/3/serverInfo');
  expect(refused.headers['ratelimit-reason']).toBe('jira-quota-global-based');
  world.advance(3_600_000);
  expect((await world.ask('GET', '/rest/api/3/serverInfo')).status).toBe(200);
});

test('faults that come as JSON are read, and nonsense is one clear error', () => {
  const script = [{ match: { path: '/comment' }, fault: '502-after-effect', times: 2 }];
  expect(parseFaultSettings({ rate: 0.1, seed: 3, script })).toEqual({
    rate: 0.1,
    seed: 3,
    script,
  });
  expect(() => parseFaultSettings({ kinds: ['earthquake'] })).toThrow(BadChange);
  expect(() => parseFaultSettings({ rates: 1 })).toThrow(/not understood/);
});
