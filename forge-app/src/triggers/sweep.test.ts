import { beforeEach, describe, expect, it } from 'vitest';
import {
  type FakePorts,
  fakeInvocation,
  fakePorts,
  json,
  MemorySecrets,
  makeOrder,
  NOW_MS,
} from '../testing/fakes';
import { register } from './register';
import { sweepOnce } from './sweep';

const SITE = {
  cloudId: '4c822e2f-510f-48b9-b8d0-8419d0932949',
  webTriggerUrl: 'https://door.example/x',
};
const CLAIM = 'POST /forge/v1/work-orders/claim';
const LIFECYCLE = 'POST /forge/v1/lifecycle';
const ME = 'GET /rest/api/3/myself';

let ports: FakePorts;
beforeEach(() => {
  ports = fakePorts();
  ports.jira
    .on(ME, json(200, { accountId: 'kraken' }))
    .on('GET /rest/api/3/serverInfo', json(200, { baseUrl: 'https://site.example' }));
  ports.service.on(CLAIM, 200, { orders: [] }).on(LIFECYCLE, 200, { instanceId: 'ins_1' });
});

const sweep = () => sweepOnce(ports, fakeInvocation(), async () => SITE);
const calls = (line: string) => ports.service.calls.filter((call) => call.line === line);

describe('registration', () => {
  it('makes the key once, keeps it and tells it with address and account', async () => {
    ports.secrets = new MemorySecrets();
    ports.secrets.values.clear();
    await register(ports, fakeInvocation(), SITE, 'installed');
    const key = ports.secrets.values.get('installation-key');
    expect(calls(LIFECYCLE)[0]?.body).toEqual({
      event: 'installed',
      cloudId: SITE.cloudId,
      siteUrl: 'https://site.example',
      appAccountId: 'kraken',
      webTrigger: { url: SITE.webTriggerUrl, key },
    });
    expect(atob(key ?? '')).toHaveLength(32);
    await register(ports, fakeInvocation(), SITE, 'upgraded');
    expect(ports.secrets.values.get('installation-key')).toBe(key);
  });

  it('goes on without the account while Jira refuses the app, and is repaired by the sweep', async () => {
    ports.jira.on(ME, json(403, {}));
    expect(await register(ports, fakeInvocation(), SITE, 'installed')).toBe(true);
    expect(calls(LIFECYCLE)[0]?.body).toMatchObject({ appAccountId: null });
    ports.jira.on(ME, json(200, { accountId: 'kraken' }));
    await sweep();
    expect(calls(LIFECYCLE)[1]?.body).toMatchObject({
      event: 'registered',
      appAccountId: 'kraken',
    });
    await sweep();
    expect(calls(LIFECYCLE)).toHaveLength(2);
  });

  it('is repeated when the service has forgotten the installation', async () => {
    await sweep();
    ports.service.on(CLAIM, 404);
    await sweep();
    expect(calls(LIFECYCLE)).toHaveLength(2);
  });
});

describe('the sweep', () => {
  const order = makeOrder({ kind: 'resolve' });
  const RESULTS = `POST /forge/v1/work-orders/${order.orderId}/results`;

  it('runs what is claimed and reports it', async () => {
    ports.service.on(CLAIM, 200, { orders: [JSON.parse(JSON.stringify(order))] });
    ports.service.on(RESULTS, 200, { state: 'recorded' });
    await sweep();
    expect(calls(RESULTS)).toHaveLength(1);
  });

  it('reports a refused order instead of running it', async () => {
    ports.service.on(CLAIM, 200, { orders: [{ ...order, issueId: '666' }] as never });
    ports.service.on(RESULTS, 200);
    await sweep();
    expect(calls(RESULTS)[0]?.body).toMatchObject({ state: 'refused', refusal: 'bad-signature' });
  });

  it('sends a report again until the service has taken it', async () => {
    const claimed = makeOrder({ steps: [] });
    ports.service.on(CLAIM, 200, { orders: [JSON.parse(JSON.stringify(claimed))] });
    ports.service.on(RESULTS, 503);
    await sweep();
    expect(ports.kvs.values.has(`report:${order.orderId}`)).toBe(true);
    ports.service.on(CLAIM, 200, { orders: [] }).on(RESULTS, 200);
    await sweep();
    expect(ports.kvs.values.has(`report:${order.orderId}`)).toBe(false);
    expect(calls(RESULTS)).toHaveLength(2);
  });

  it('leaves an order for later when the app’s storage fails, and goes on', async () => {
    ports.kvs.setNew = () => Promise.reject(new Error('storage down'));
    const step = {
      index: 0,
      dependsOn: [],
      preconditions: [],
      checks: [],
      requests: [
        {
          operationId: 'archiveProject',
          method: 'POST' as const,
          template: '/rest/api/3/project/{projectIdOrKey}/archive',
          path: { projectIdOrKey: 'OLD' },
          query: [],
        },
      ],
    };
    const orders = [
      makeOrder({ steps: [step] }),
      makeOrder({ orderId: 'ord_00000002', kind: 'resolve' }),
    ];
    ports.service.on(CLAIM, 200, JSON.parse(JSON.stringify({ orders })));
    ports.service.on('POST /forge/v1/work-orders/ord_00000002/results', 200);
    await sweep();
    expect(ports.jira.writes()).toEqual([]);
    expect(calls('POST /forge/v1/work-orders/ord_00000002/results')).toHaveLength(1);
  });

  it('claims although neither the site nor the kept reports can be read', async () => {
    ports.kvs.list = () => Promise.reject(new Error('no query'));
    const noSite = () => Promise.reject(new Error('no site'));
    await sweepOnce(ports, fakeInvocation(), noSite);
    expect(calls(CLAIM)).toHaveLength(1);
  });

  it('starts no order after its time', async () => {
    ports.service.on(CLAIM, 200, { orders: [JSON.parse(JSON.stringify(order))] });
    await sweepOnce(ports, { ...fakeInvocation(), deadlineMs: NOW_MS }, async () => SITE);
    expect(calls(RESULTS)).toEqual([]);
  });
});
