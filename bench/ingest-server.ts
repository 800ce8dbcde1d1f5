/**
 * The service under load, as a process of its own. `store`: the real thing; `per-request`: one commit per request;
 * `none`: the same server that verifies, parses and hashes but stores nothing. The worker does not run: this measures
 * accepting.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { serve } from '@hono/node-server';
import { compose } from '../approval-service/src/compose.ts';
import { SecretBytes } from '../approval-service/src/config/secrets.ts';
import { createApp } from '../approval-service/src/http/app.ts';
import { registerInstallation } from '../approval-service/src/instances/register-installation.ts';
import type { Store, TenantStore, TenantTx } from '../approval-service/src/ports.ts';
import { APP_ID, FIXED_MS, INSTALLATION } from './forge-platform.ts';

const [mode, jwksUrl] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'kraken-bench-'));
const clock = { nowMs: () => FIXED_MS };
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

const service = await compose(
  {
    publicUrl: new URL('http://127.0.0.1:3000'),
    host: '127.0.0.1',
    port: 0,
    dataDir: join(folder, 'data'),
    masterKey: new SecretBytes(
      new Uint8Array(Array.from({ length: 32 }, (_, index) => index * 7 + 3)),
    ),
    forge: { appId: APP_ID, jwksUrl: jwksUrl ?? '', environments: ['DEVELOPMENT'] },
    model: undefined,
    trustedProxies: [],
    logLevel: 'silent',
  },
  { clock, log: quiet, maxBatch: mode === 'per-request' ? 1 : undefined },
);
const instance = await registerInstallation(
  service.context,
  { installationId: INSTALLATION },
  {
    event: 'installed',
    cloudId: '4c822e2f-510f-48b9-b8d0-8419d0932949',
    siteUrl: 'https://example.atlassian.net',
    appAccountId: 'app',
    webTrigger: {
      url: 'https://trigger.example.com/x',
      key: Buffer.alloc(32, 9).toString('base64'),
    },
  },
);

/** A store that forgets: every write answers at once and nothing is kept. */
function forgetfulStore(real: Store): Store {
  const nothing = async (): Promise<void> => undefined;
  const tx = {
    forgeTokens: { claim: async () => true },
    deliveries: {
      insertOrFind: async (row: { deliveryId: string; decisionId: string }) => ({
        ...row,
        isNew: true,
      }),
    },
    decisions: { insert: nothing },
    log: { append: nothing },
    jobs: { insert: nothing },
  } as unknown as TenantTx;
  const tenant: TenantStore = { transact: (work) => work(tx), read: (work) => work(tx) };
  return {
    ...real,
    forTenant: () => tenant,
    system: { ...real.system, instanceByInstallation: async () => instance },
  };
}

const app =
  mode === 'none'
    ? createApp({ ...service.context, store: forgetfulStore(service.store) })
    : service.app;
const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, () => {
  process.send?.({
    port: (server.address() as AddressInfo).port,
    rssBytes: process.memoryUsage().rss,
  });
});
process.once('message', () => {
  rmSync(folder, { recursive: true, force: true });
  process.exit(0);
});
