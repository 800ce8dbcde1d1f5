/** The queue service keeps its limits by itself, whatever the SDK in the app checks. */
import { expect, test } from 'vitest';
import type { ForgeHostOptions } from './host-types.ts';
import type { InvokeRequest, Outcome } from './invoke-function.ts';
import { createPlatform } from './platform.ts';
import type { HostManifest } from './read-manifest.ts';
import { createQueues } from './run-queues.ts';

const CONSUMER = { key: 'c', queue: 'work', function: 'f' };
const manifest = {
  app: { id: 'ari:cloud:ecosystem::app/1' },
  modules: { consumer: [CONSUMER] },
} as HostManifest;

function start(outcomes: Outcome[]) {
  const options = { clock: () => 0, delayScale: 0, remotes: {} } as unknown as ForgeHostOptions;
  const platform = createPlatform(options, manifest, { installationUuid: 'i', environmentId: 'e' });
  platform.state.installed = true;
  const seen: InvokeRequest[] = [];
  const invoke = (request: InvokeRequest): Promise<Outcome> => {
    seen.push(request);
    return Promise.resolve(outcomes.shift() ?? { kind: 'returned', value: undefined });
  };
  return { platform, seen, queues: createQueues(platform, { invoke }) };
}
const push = (events: number, body: Record<string, unknown> = {}) => ({
  queueName: 'work',
  jobId: 'j',
  payload: Array.from({ length: events }, () => ({ body })),
});

test.each([
  ['51 events', push(51), 413],
  ['more than 200 KB', push(1, { text: 'x'.repeat(201 * 1024) }), 413],
  ['a queue nobody reads', { ...push(1), queueName: 'other' }, 404],
])('%s in one push are refused', (_name, request, status) => {
  expect(start([]).queues.answer('publish', request).status).toBe(status);
});

test('an item whose invocation timed out or lost its result comes again, a thrown error does not', async () => {
  const lost: Outcome[] = [
    { kind: 'timed-out' },
    { kind: 'result-lost' },
    { kind: 'threw', error: new Error('x') },
  ];
  const { platform, seen, queues } = start(lost);
  queues.answer('publish', push(1));
  await platform.idle();
  const retries = seen.map(
    (r) => (r.args[0] as { retryContext?: { retryReason: string } }).retryContext?.retryReason,
  );
  expect(retries).toEqual([undefined, 'FUNCTION_TIME_OUT', 'FUNCTION_PLATFORM_UNKNOWN_ERROR']);
  expect(queues.answer('stats', { jobId: 'j' }).body).toEqual({
    success: 0,
    inProgress: 0,
    failed: 1,
  });
});

test('an item that asks for ever is given up after a day of waiting', async () => {
  const again: Outcome = {
    kind: 'returned',
    value: { _retry: true, retryOptions: { retryAfter: 900 } },
  };
  const { platform, seen, queues } = start(Array.from({ length: 500 }, () => again));
  queues.answer('publish', push(1));
  await platform.idle();
  expect(seen.length).toBe(97);
});
