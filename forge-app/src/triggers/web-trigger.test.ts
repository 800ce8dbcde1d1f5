import { signWebTriggerCall } from '@kraken/shared/crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  type FakePorts,
  fakeInvocation,
  fakePorts,
  json,
  KEY,
  MemorySecrets,
  makeOrder,
  NOW_MS,
} from '../testing/fakes';
import { openDoor, type WebTriggerCall } from './web-trigger';

const ORDER = makeOrder({
  kind: 'resolve',
  reads: [
    {
      request: {
        operationId: 'getIssue',
        method: 'GET',
        template: '/rest/api/3/issue/{issueIdOrKey}',
        path: { issueIdOrKey: '10001' },
        query: [],
      },
      pick: ['id'],
    },
  ],
});
const BODY = JSON.stringify(ORDER);

function signed(body: string, atMs = NOW_MS, key = KEY): WebTriggerCall {
  const headers = signWebTriggerCall(key, new Date(atMs).toISOString(), body);
  const lists = Object.entries(headers).map(([name, value]) => [name.toUpperCase(), [value]]);
  return { method: 'POST', body, headers: Object.fromEntries(lists) };
}

let ports: FakePorts;
beforeEach(() => {
  ports = fakePorts();
  ports.jira.on('GET /rest/api/3/issue/10001', json(200, { id: '10001', key: 'hidden' }));
  ports.service.on('POST /forge/v1/work-orders/ord_00000001/results', 200, { state: 'recorded' });
});

const open = async (call: WebTriggerCall): Promise<string> =>
  (await openDoor(ports, call, fakeInvocation())).outputKey;

describe('the web trigger', () => {
  it('runs a signed order and reports picked fields only', async () => {
    expect(await open(signed(BODY))).toBe('accepted');
    expect(ports.service.calls[0]?.body).toEqual({
      orderId: 'ord_00000001',
      state: 'ran',
      reads: [{ status: 200, body: { id: '10001' } }],
      steps: [],
    });
  });

  it.each<[string, WebTriggerCall]>([
    ['no signature', { method: 'POST', body: BODY, headers: {} }],
    ['a changed body', { ...signed(BODY), body: `${BODY} ` }],
    ['another key', signed(BODY, NOW_MS, new Uint8Array(32))],
    ['a recording of six minutes ago', signed(BODY, NOW_MS - 360_000)],
    ['a date six minutes ahead', signed(BODY, NOW_MS + 360_000)],
    ['GET', { ...signed(BODY), method: 'GET' }],
    [
      'two signatures',
      {
        ...signed(BODY),
        headers: { ...signed(BODY).headers, 'x-webtrigger-signature': ['sha256=00'] },
      },
    ],
  ])('answers `unauthorized` and does nothing: %s', async (_name, call) => {
    expect(await open(call)).toBe('unauthorized');
    expect([ports.jira.sent, ports.service.calls]).toEqual([[], []]);
  });

  it('is shut while the installation has no key', async () => {
    ports.secrets = new MemorySecrets();
    ports.secrets.values.clear();
    expect(await open(signed(BODY))).toBe('unauthorized');
  });

  it.each([
    ['no JSON', 'hello'],
    ['an order of another installation', JSON.stringify(makeOrder({ installationId: 'other' }))],
    ['an order signed by somebody else', JSON.stringify(makeOrder({}, new Uint8Array(32)))],
    ['a changed request list', JSON.stringify({ ...ORDER, reads: [] })],
  ])(
    'answers `invalid` to %s under a good signature, and sends nothing to Jira',
    async (_n, body) => {
      expect(await open(signed(body))).toBe('invalid');
      expect(ports.jira.sent).toEqual([]);
    },
  );
});
