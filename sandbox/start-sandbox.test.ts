/** The sandbox as one system: same seed same world, one address across deaths, and a first run that survives its own races. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect, it } from 'vitest';
import { NotSettled, type Sandbox, startSandbox } from './start-sandbox.ts';

const SEED = 9;
const INSTALLATION = 'ari:cloud:ecosystem::installation/0d1c2b3a-4e5f-4a6b-8c7d-9e0f1a2b3c4d';

let sandbox: Sandbox | undefined;
afterEach(async () => {
  await sandbox?.close();
  sandbox = undefined;
});

const health = async (url: string): Promise<number> => (await fetch(`${url}/readyz`)).status;

function countRows(dataDir: string, table: 'tenants' | 'instances'): number {
  const database = new DatabaseSync(join(dataDir, 'kraken.db'), { readOnly: true });
  try {
    return (database.prepare(`SELECT count(*) AS n FROM ${table}`).get() as { n: number }).n;
  } finally {
    database.close();
  }
}

/** Registers an installation as the app would; answers the status. */
async function register({ host, service, jira }: Sandbox): Promise<number> {
  const token = await host.mintFit({ installationId: INSTALLATION });
  const answer = await fetch(`${service.url}/forge/v1/lifecycle`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      event: 'installed',
      cloudId: jira.cloudId,
      siteUrl: jira.siteUrl,
      appAccountId: null,
      webTrigger: {
        url: host.webTriggerUrl('work-order-door'),
        key: Buffer.alloc(32, 7).toString('base64'),
      },
    }),
  });
  return answer.status;
}

describe('a sandbox', () => {
  it('keeps its address when the service dies, and the service knows everything it knew', async () => {
    sandbox = await startSandbox({ seed: SEED });
    const { url } = sandbox.service;
    const { key } = sandbox.file({
      project: 'HELP',
      summary: 'Delete OLD',
      description: 'Please delete project OLD.',
      reporter: 'Dan Reporter',
    });
    await sandbox.catchUp();
    await sandbox.restartService();
    expect([sandbox.service.url, await health(url)]).toEqual([url, 200]);
    expect((await sandbox.decision(key))?.state).toBe('staged');
  });

  it('starts the service again when it is killed from outside', async () => {
    sandbox = await startSandbox({ seed: SEED });
    await sandbox.service.setCrashes([{ point: 'delivery.before-commit', nth: 1 }]);
    sandbox.file({ project: 'HELP', summary: 'Hello', reporter: 'Dan Reporter' });
    await expect.poll(() => sandbox?.service.deaths, { timeout: 20_000 }).toBe(1);
    await sandbox.service.up();
    expect(await health(sandbox.service.url)).toBe(200);
  });

  it('says so at once when the service is gone for good, instead of waiting', async () => {
    sandbox = await startSandbox({ seed: SEED, restartOnCrash: false });
    await sandbox.killService();
    await expect(sandbox.settled()).rejects.toThrow(NotSettled);
  });

  it('registers an installation once, however many registrations arrive at the same time', async () => {
    const running = await startSandbox({ seed: SEED });
    sandbox = running;
    const before = [countRows(running.dataDir, 'tenants'), countRows(running.dataDir, 'instances')];
    const statuses = await Promise.all(Array.from({ length: 8 }, () => register(running)));
    expect(new Set(statuses)).toEqual(new Set([200]));
    const after = [countRows(running.dataDir, 'tenants'), countRows(running.dataDir, 'instances')];
    expect(after).toEqual(before.map((count) => count + 1));
  });

  it('has the same people, passwords and tickets for the same seed', async () => {
    sandbox = await startSandbox({ seed: SEED });
    const other = await startSandbox({ seed: SEED });
    try {
      expect(other.accounts).toEqual(sandbox.accounts);
      const [{ users, issues }, others] = [sandbox.jira.state(), other.jira.state()];
      expect({ users: others.users, issues: others.issues }).toEqual({ users, issues });
      expect(other.service.url).not.toBe(sandbox.service.url);
    } finally {
      await other.close();
    }
  });

  it('makes passwords that the service would accept from anybody, different for each seed', async () => {
    sandbox = await startSandbox({ seed: SEED });
    const other = await startSandbox({ seed: SEED + 1 });
    try {
      const passwords = [...sandbox.accounts, ...other.accounts].map(({ password }) => password);
      expect(new Set(passwords).size).toBe(passwords.length);
      expect(Math.min(...passwords.map((password) => password.length))).toBeGreaterThanOrEqual(15);
    } finally {
      await other.close();
    }
  });
});
