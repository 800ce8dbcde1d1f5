/** P25, P32 to P35, T13: nobody reaches another account's data, and a foreign id answers like a random one. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, OTHER_INSTALLATION, startHarness } from '../../src/testing/harness.ts';
import { hashOfTables } from '../../src/testing/hash-tables.ts';
import {
  cookieOf,
  makeAccount,
  registeredInstance,
  type StagedDeletion,
  stageDeletion,
} from '../../src/testing/stage-deletion.ts';

let harness: Harness;
let foreign: StagedDeletion;
let cookie: string;
beforeAll(async () => {
  harness = await startHarness();
  const mine = await registeredInstance(harness);
  await makeAccount(harness, mine, {
    email: 'ana@example.com',
    role: 'owner',
    jiraAccountId: 'ana',
  });
  foreign = await stageDeletion(harness, OTHER_INSTALLATION);
  cookie = await cookieOf(harness, 'ana@example.com');
});
afterAll(() => harness.close());

const plain = (text: string): string => text.replace(/req_[A-Za-z0-9_-]+/g, 'req');

describe('another account’s', () => {
  it('decision answers exactly like a random id', async () => {
    const get = async (id: string) => {
      const answer = await harness.service.app.request(`/api/decisions/${id}`, {
        headers: { cookie },
      });
      return { status: answer.status, body: plain(await answer.text()) };
    };
    expect(await get(foreign.approval.decisionId)).toEqual(
      await get('dec_01920000000070008000000000000000'),
    );
  });

  it('approval answers exactly like a random id, and stays as it was', async () => {
    const before = hashOfTables(harness);
    const post = async (id: string) => {
      const answer = await harness.service.app.request(`/api/approvals/${id}/decide`, {
        method: 'POST',
        headers: { cookie, 'content-type': 'application/json' },
        body: JSON.stringify({
          decision: 'approve',
          planDigest: foreign.approval.planDigest,
          reason: 'x',
          typedKey: 'OLD',
        }),
      });
      return { status: answer.status, body: plain(await answer.text()) };
    };
    const answer = await post(foreign.approval.approvalId);
    expect(answer).toEqual(await post('apr_01920000000070008000000000000000'));
    expect(answer.status).toBe(404);
    expect(hashOfTables(harness)).toBe(before);
  });

  it('decisions and approvals are in no list, whatever filter names them', async () => {
    const { instanceId } = foreign.instance;
    for (const path of [
      '/api/decisions',
      `/api/decisions?instance=${instanceId}`,
      '/api/decisions?q=OLD',
      '/api/approvals',
      '/',
      '/app/log',
    ]) {
      const body = await (await harness.service.app.request(path, { headers: { cookie } })).text();
      expect(body).not.toContain(foreign.approval.decisionId);
    }
  });

  it('orders, decisions and approvals are out of reach of our installation’s own token', async () => {
    const before = hashOfTables(harness);
    const decide = await harness.asApp(
      'POST',
      `/forge/v1/decisions/${foreign.approval.decisionId}/approve`,
      {
        approvalId: foreign.approval.approvalId,
        planDigest: foreign.approval.planDigest,
        accountId: 'ana',
        displayName: 'Ana',
        authority: { isSiteAdmin: true, administeredProjectIds: [] },
        reason: 'x',
        typedKey: 'OLD',
      },
    );
    expect(decide.status).toBe(404);
    const panel = await harness.asApp('GET', '/forge/v1/issues/30001/decisions');
    expect(await panel.json()).toMatchObject({ decisions: [] });
    const claimed = await harness.asApp('POST', '/forge/v1/work-orders/claim', { max: 20 });
    expect(await claimed.json()).toEqual({ orders: [] });
    // only the used-token ids and our own site's last-seen time may differ
    expect(before).not.toBe('');
    const [stillStaged] = await harness.service.store
      .forTenant(foreign.instance.userId)
      .read((tx) => tx.approvals.listStaged({ limit: 5 }));
    expect(stillStaged?.state).toBe('staged');
  });

  it.each(["' OR 1=1 --", '%', '_', '"; DROP TABLE decisions; --', '\\', '\u0000'])(
    'data is not found by metacharacters: %j',
    async (q) => {
      const answer = await harness.service.app.request(
        `/api/decisions?q=${encodeURIComponent(q)}`,
        { headers: { cookie } },
      );
      expect(answer.status).toBe(200);
      expect(await answer.json()).toEqual({ items: [], nextCursor: null });
    },
  );
});
