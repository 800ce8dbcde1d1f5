/** The host lets the app do what Forge lets it do, and refuses the rest: functions, queues, storage, Jira, egress, limits. */
import { afterEach, beforeAll, expect, test } from 'vitest';
import type { ForgeHostOptions } from './create-host.ts';
import type { Answerer } from './testing/record-server.ts';
import {
  bundleFixture,
  createManualTimers,
  type Fixture,
  startFixture,
} from './testing/start-fixture.ts';

const EVENT = 'avi:jira:created:issue';
let fixture: Fixture;

beforeAll(() => bundleFixture(), 120_000);
afterEach(() => fixture.stop());

async function installed(
  options: Partial<ForgeHostOptions> = {},
  service?: Answerer,
): Promise<Fixture> {
  fixture = await startFixture(options, service);
  await fixture.host.install();
  await fixture.host.settled();
  return fixture;
}

/** Delivers one event and waits for everything it leads to; what the app told the service. */
async function deliver(
  work: Record<string, unknown>,
  options?: Partial<ForgeHostOptions>,
): Promise<unknown[]> {
  const { host, told } = await installed(options);
  host.deliver({ eventType: EVENT, ...work });
  await host.settled();
  return told();
}

test('an installation is told to the app, which gets one stable address for its web trigger', async () => {
  const { service, host } = await installed();
  const url = host.webTriggerUrl('door');
  expect(service.bodiesOf('/installed')).toEqual([{ url, again: url }]);
});

test('an event the app caused itself does not come back to it', async () => {
  const { host, told } = await installed();
  host.deliver({ eventType: EVENT, kind: 'tell', selfGenerated: true });
  host.deliver({ eventType: 'avi:jira:deleted:issue', kind: 'tell' });
  host.deliver({ eventType: EVENT, kind: 'tell', selfGenerated: false });
  await host.settled();
  expect(told()).toHaveLength(1);
});

test('what a function pushes reaches the consumer of the queue', async () => {
  expect(await deliver({ kind: 'push', value: 'x' })).toEqual([{ kind: 'tell', value: 'x' }]);
});

test('more than 50 events in one push are refused', async () => {
  expect(await deliver({ kind: 'pushTooMany' })).toEqual([
    { failed: 'This push contains more than the 50 events allowed.' },
  ]);
});

test('a returned InvocationError is retried and told why', async () => {
  const reason = [{ count: 0 }, { count: 1, data: { seen: 0 } }, { count: 2, data: { seen: 1 } }];
  expect(await deliver({ kind: 'retry' })).toEqual(reason);
});

test('a trigger is retried four times and no more', async () => {
  expect(await deliver({ kind: 'alwaysRetry' })).toHaveLength(5);
});

test('a thrown error is final', async () => {
  expect(await deliver({ kind: 'throw' })).toHaveLength(1);
});

test('FAIL_IF_EXISTS lets exactly one of many writers through', async () => {
  const { host, told } = await installed();
  for (let n = 0; n < 8; n += 1) host.deliver({ eventType: EVENT, kind: 'once', key: 'order:1' });
  await host.settled();
  const outcomes = told().map((t) => (t as { once: string }).once);
  expect(outcomes.filter((o) => o === 'written')).toHaveLength(1);
  expect(outcomes.filter((o) => o === 'KEY_CONFLICT')).toHaveLength(7);
});

test.each([
  ['a value over 240 KiB', { key: 'big', value: 'x'.repeat(241 * 1024) }, 'MAX_SIZE'],
  ['a key with a character that is not allowed', { key: 'a/b', value: 'x' }, 'INVALID_KEY'],
  ['a key over 500 characters', { key: 'k'.repeat(501), value: 'x' }, 'KEY_TOO_LONG'],
])('storage refuses %s', async (_name, work, code) => {
  expect(await deliver({ kind: 'keep', ...work })).toEqual([{ done: code, found: null }]);
});

test('a stored value is read back', async () => {
  expect(await deliver({ kind: 'keep', key: 'k', value: 'v' })).toEqual([
    { done: 'kept', found: 'v' },
  ]);
});

test('asUser without a user is refused', async () => {
  expect(await deliver({ kind: 'asUser' })).toEqual([{ refused: 'NEEDS_AUTHENTICATION_ERR' }]);
});

test('fetch to a host the manifest does not declare is refused', async () => {
  const told = await deliver({ kind: 'egress' });
  expect(told).toEqual([
    { refused: 'egress to elsewhere.example.com is not declared in the manifest' },
  ]);
  expect(fixture.host.log.some((e) => e.kind === 'refused')).toBe(true);
});

test('outside an invocation fetch works and the runtime does not exist', async () => {
  const { jira } = await installed();
  expect((await fetch(`${jira.url}/rest/api/3/myself`)).status).toBe(200);
  expect(Reflect.get(globalThis, '__forge_runtime__')).toBeUndefined();
});

test('Jira learns who acts from the host and not from the app, and gets the path as escaped', async () => {
  const { host, jira } = await installed();
  host.deliver({ eventType: EVENT, kind: 'comment' });
  await host.settled();
  const [request] = jira.requests;
  expect(request?.headers['x-sandbox-actor']).toBe('app');
  expect(request?.path).toBe('/rest/api/3/issue/A%2FB/comment');
  expect(JSON.parse(request?.body ?? '')).toEqual({ body: 'hello' });
});

test('a redirect of the service is an error, not an address to follow', async () => {
  const redirect: Answerer = ({ path }) =>
    path === '/told' ? { status: 302, headers: { location: '/elsewhere' } } : { status: 200 };
  const { host, service } = await installed({}, redirect);
  host.deliver({ eventType: EVENT, kind: 'tell' });
  await host.settled();
  expect(service.requests.map((r) => r.path)).not.toContain('/elsewhere');
  expect(host.log.filter((e) => e.kind === 'outcome').at(-1)?.text).toContain('threw');
});

test('a function over its time is cut off, and its queue item comes again', async () => {
  const timers = createManualTimers();
  const { host, jira, told } = await installed({ timers });
  host.deliver({ eventType: EVENT, kind: 'pushLate' });
  await expect.poll(() => jira.requests.length).toBe(1);
  timers.fire(120_000);
  await host.settled();
  expect(host.log.some((e) => e.kind === 'outcome' && e.text === 'timed-out')).toBe(true);
  expect(told()).toEqual([{ before: true }, { before: true }, { after: 1 }]);
});

test('a trigger over its time is cut off and not repeated', async () => {
  const timers = createManualTimers();
  const { host, told } = await installed({ timers });
  host.deliver({ eventType: EVENT, kind: 'hang' });
  await expect.poll(() => told().length).toBe(1);
  timers.fire(25_000);
  await host.settled();
  expect(told()).toEqual([{ hang: true }]);
});

test('work left running after the return has no effect', async () => {
  const told = await deliver({ kind: 'leftover' });
  await new Promise((resolve) => setImmediate(resolve));
  expect(told).toEqual([]);
});

test('a process that dies after an effect is started again for its queue item', async () => {
  const { host, told } = await installed();
  let deaths = 0;
  host.setFaults({
    onCall: ({ type, moduleKey }) => {
      if (type !== 'kvs' || moduleKey !== 'consumer' || deaths > 0) return 'pass';
      deaths += 1;
      return 'kill-after';
    },
  });
  host.deliver({ eventType: EVENT, kind: 'pushOnce', key: 'order:2' });
  await host.settled();
  expect(told()).toEqual([{ once: 'KEY_CONFLICT' }]);
});

test('the platform may deliver twice and out of order when told to', async () => {
  const { host, told } = await installed({ faults: { duplicateRate: 1, reorderRate: 1 } });
  host.deliver({ eventType: EVENT, kind: 'tell', value: 'a' });
  host.deliver({ eventType: EVENT, kind: 'tell', value: 'b' });
  await host.settled();
  expect(told()).toHaveLength(4);
});

test('the sweep runs every five minutes of the clock', async () => {
  let now = 1_000_000;
  const { host, service } = await installed({ clock: () => now });
  host.startTimers();
  now += 299_000;
  await host.settled();
  expect(service.bodiesOf('/swept')).toHaveLength(0);
  now += 2_000;
  await expect.poll(() => service.bodiesOf('/swept').length).toBe(1);
});

test('after the uninstallation the app is told once and then never again', async () => {
  const { host, service, told } = await installed();
  await host.uninstall();
  host.deliver({ eventType: EVENT, kind: 'tell' });
  await host.runScheduled();
  await host.settled();
  expect(service.bodiesOf('/gone')).toHaveLength(1);
  expect(told()).toEqual([]);
  expect(
    (await fetch(host.webTriggerUrl('door'), { method: 'POST', body: 'accepted' })).status,
  ).toBe(404);
  await expect(host.panel('KRK-1', 'ana')).rejects.toThrow('not installed');
});
