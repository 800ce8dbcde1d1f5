/** Who may come in at all, how much they may bring, and what is handed out through which door. */
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { installationKey, issueOrder } from '../../src/execute/issue-order.ts';
import { OTHER_INSTALLATION, register } from '../../src/testing/harness.ts';
import { hashOfTables } from '../../src/testing/hash-tables.ts';
import { type PlayedApp, startPlayedApp } from '../../src/testing/played-app.ts';
import { newTicket, onlyWaiting, waiting } from '../../src/testing/played-people.ts';

let app: PlayedApp;
beforeEach(async () => {
  app = await startPlayedApp();
});
afterEach(() => app.close());

const BY = { accountId: 'ana', displayName: 'Ana', isSiteAdmin: true };
const FIRST = {
  cloudId: '4c822e2f-510f-48b9-b8d0-8419d0932949',
  siteUrl: 'https://example.atlassian.net',
  appAccountId: 'kraken',
  webTrigger: {
    url: 'https://trigger.example.com/x',
    key: Buffer.alloc(32, 5).toString('base64'),
  },
};

describe('a token of a front end', () => {
  it('opens no route of the app, whatever authority its body claims', async () => {
    await app.deliver(newTicket('Please archive project PAY.'));
    await app.drain();
    const { approvalId, decisionId, planDigest } = await onlyWaiting(app);
    const decision = {
      approvalId,
      planDigest,
      accountId: 'ana',
      displayName: 'Ana',
      authority: { isSiteAdmin: true, administeredProjectIds: [] },
      reason: 'mine',
    };
    const before = hashOfTables(app.harness);
    const calls: Array<[method: string, path: string, body?: unknown]> = [
      ['POST', `decisions/${decisionId}/approve`, decision],
      ['POST', `decisions/${decisionId}/deny`, decision],
      ['POST', 'pause', { by: BY, paused: true, reason: '' }],
      ['PUT', 'settings', { by: BY, settings: {} }],
      ['GET', 'settings'],
      ['GET', 'approvals'],
      ['GET', 'issues/10001/decisions'],
      ['POST', 'deliveries', newTicket('Please delete project PAY.')],
      ['POST', 'work-orders/claim', { max: 20 }],
      ['POST', `work-orders/ord_${randomUUID()}/results`, {}],
      ['POST', 'lifecycle', { event: 'uninstalled' }],
    ];
    for (const [method, path, body] of calls) {
      const claims = { principal: 'mallory' };
      const answer = await app.harness.asApp(method, `/forge/v1/${path}`, body, { claims });
      expect({ path, status: answer.status }).toEqual({ path, status: 401 });
    }
    expect(hashOfTables(app.harness)).toEqual(before);
  });
});

describe('first registrations that come at the same time', () => {
  it('end in one tenant whose key can be read', async () => {
    const { store, context } = app.harness.service;
    const before = (await store.system.listTenants()).length;
    const given = { installationId: OTHER_INSTALLATION };
    const answers = await Promise.all(
      ['installed', 'registered', 'installed', 'registered'].map((event) =>
        app.harness.asApp('POST', '/forge/v1/lifecycle', { event, ...FIRST }, given),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const ids = await Promise.all(answers.map((answer) => answer.text()));
    expect(new Set(ids).size).toBe(1);
    const instance = await store.system.instanceByInstallation(OTHER_INSTALLATION);
    if (!instance) throw new Error('not registered');
    expect(installationKey(context.keys, instance)).toEqual(new Uint8Array(32).fill(5));
    expect(await store.system.listTenants()).toHaveLength(before + 1);
  });
});

describe('a body without an end', () => {
  it.each([
    ['/api/auth/login', 'application/json', 64 * 1024],
    ['/auth/login', 'application/x-www-form-urlencoded', 64 * 1024],
    ['/approve/v1.x', 'application/x-www-form-urlencoded', 64 * 1024],
    ['/forge/v1/pause', 'application/json', 64 * 1024],
    ['/forge/v1/deliveries', 'application/json', 5 * 1024 * 1024],
    ['/no/such/route', 'text/plain', 64 * 1024],
  ])('is stopped while it streams in: %s', async (path, contentType, limit) => {
    const chunk = new Uint8Array(256 * 1024).fill(32);
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (sent > 50 * 1024 * 1024) return controller.close();
        sent += chunk.length;
        controller.enqueue(chunk);
      },
    });
    const authorization = `Bearer ${await app.harness.mintToken()}`;
    const answer = await app.harness.service.app.request(path, {
      method: 'POST',
      headers: { 'content-type': contentType, authorization },
      body,
      duplex: 'half',
    } as RequestInit);
    expect(answer.status).not.toBe(200);
    expect(sent).toBeLessThanOrEqual(limit + 3 * chunk.length);
  });

  it('is answered with 413 where it would have been read', async () => {
    const body = new Blob([new Uint8Array(65 * 1024)]).stream();
    const answer = await app.harness.service.app.request('/api/auth/login', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      duplex: 'half',
    } as RequestInit);
    expect(answer.status).toBe(413);
  });
});

describe('an order', () => {
  async function openOrder() {
    app.fateOf = () => 'never';
    await app.deliver(newTicket('Please archive project PAY.'));
    await app.drain();
    const [order] = app.orders;
    if (!order) throw new Error('no order was handed out');
    return order;
  }
  const ran = { state: 'ran' as const, reads: [], steps: [] };

  it('of another installation does not exist for this one', async () => {
    await register(app.harness, OTHER_INSTALLATION);
    const { orderId } = await openOrder();
    const report = { orderId, ...ran };
    const path = `/forge/v1/work-orders/${orderId}/results`;
    const given = { installationId: OTHER_INSTALLATION };
    expect((await app.harness.asApp('POST', path, report, given)).status).toBe(404);
    const claim = { max: 20 };
    const answer = await app.harness.asApp('POST', '/forge/v1/work-orders/claim', claim, given);
    expect(await answer.json()).toEqual({ orders: [] });
  });

  it('takes no report that does not fit it', async () => {
    const { orderId } = await openOrder();
    expect((await app.report({ orderId, ...ran })).status).toBe(422);
    const other = `ord_${randomUUID().replaceAll('-', '')}`;
    const path = `/forge/v1/work-orders/${other}/results`;
    expect((await app.harness.asApp('POST', path, { orderId, ...ran })).status).toBe(404);
  });

  it('is not issued in a transaction that sees the site removed', async () => {
    const { orderId } = await openOrder();
    const { issue } = app.harness.service.context;
    app.harness.clock.advance(100_000);
    const nowMs = app.harness.clock.nowMs();
    const { instanceId } = await app.instance();
    const issued = await app.transact(async (tx) => {
      await tx.instances.remove(instanceId);
      return issueOrder(tx, issue, orderId as Parameters<typeof issueOrder>[2], nowMs);
    });
    expect(issued).toBeUndefined();
    expect(await waiting(app)).toEqual([]);
  });
});
