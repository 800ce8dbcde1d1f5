import { type RenderedRequest, renderRequest } from '@kraken/shared';
import { describe, expect, it } from 'vitest';
import { runOrder } from '../orders/run-order';
import { fakeInvocation, fakePorts, json, makeOrder } from '../testing/fakes';
import { isQuotaSpent, obeyQuota } from './obey-quota';

const READ: RenderedRequest = { method: 'GET', path: '/rest/api/3/myself', body: undefined };
const LINE = 'GET /rest/api/3/myself';
const SPENT = {
  status: 429,
  retryAfterSeconds: 100,
  limitReason: 'jira-quota-tenant-based',
} as const;

function spentSite(answer: Parameters<ReturnType<typeof fakePorts>['jira']['on']>[1]) {
  const ports = fakePorts();
  ports.jira.on(LINE, answer, json(200, {}));
  return { ports, jira: obeyQuota(ports.jira, ports.kvs, ports.clock) };
}

describe('a 429 that names a spent quota', () => {
  it.each(['jira-quota-tenant-based', 'jira-quota-global-based'])(
    '(%s) stops everything until the time it names, and not a millisecond longer',
    async (limitReason) => {
      const { ports, jira } = spentSite({ ...SPENT, limitReason });
      await jira.send(READ, 1_000);
      ports.clock.ms += 99_999;
      expect(await jira.send(READ, 1_000)).toMatchObject({ status: 429, retryAfterSeconds: 0.001 });
      expect(await isQuotaSpent(ports.kvs, ports.clock)).toBe(true);
      expect(ports.jira.sent).toHaveLength(1);
      ports.clock.ms += 1;
      expect((await jira.send(READ, 1_000)).status).toBe(200);
      expect(await isQuotaSpent(ports.kvs, ports.clock)).toBe(false);
    },
  );

  it('keeps later invocations from beginning an order, which comes again', async () => {
    const { ports, jira } = spentSite(SPENT);
    await jira.send(READ, 1_000);
    const request = {
      operationId: 'addActorUsers',
      method: 'POST' as const,
      template: '/rest/api/3/project/{projectIdOrKey}/role/{id}',
      path: { projectIdOrKey: 'ABC', id: '10002' },
      query: [],
      body: {},
    };
    if (!renderRequest(request).ok) throw new Error('the request of the test must render');
    const step = { index: 0, dependsOn: [], preconditions: [], requests: [request], checks: [] };
    const order = makeOrder({ steps: [step] });
    ports.jira.on('POST /rest/api/3/project/ABC/role/10002', json(200, {}));
    expect(await runOrder(ports, order, fakeInvocation())).toEqual({ state: 'not-now' });
    expect(ports.jira.sent).toHaveLength(1);
    ports.clock.ms += 100_000;
    expect(await runOrder(ports, order, fakeInvocation(200_000))).toMatchObject({
      report: { steps: [{ outcome: 'succeeded' }] },
    });
  });

  it('is believed for an hour at most', async () => {
    const { ports, jira } = spentSite({ ...SPENT, retryAfterSeconds: 1e9 });
    await jira.send(READ, 1_000);
    ports.clock.ms += 3_600_000;
    expect((await jira.send(READ, 1_000)).status).toBe(200);
  });
});

describe('any other 429', () => {
  it.each(['jira-burst-based', 'jira-per-issue-on-write', 'jira-cost-based', undefined])(
    '(%s) concerns that request only',
    async (limitReason) => {
      const { ports, jira } = spentSite({ ...SPENT, limitReason });
      await jira.send(READ, 1_000);
      expect((await jira.send(READ, 1_000)).status).toBe(200);
      expect(await isQuotaSpent(ports.kvs, ports.clock)).toBe(false);
    },
  );
});
