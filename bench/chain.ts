/** Decision log: appending to the chain and verifying it. */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../approval-service/src/adapters/store/open-store.ts';
import { systemRandom } from '../approval-service/src/adapters/system/random.ts';
import type { StoredEntry, TenantStore } from '../approval-service/src/ports.ts';
import { verifyLog } from '../approval-service/src/record/verify-log.ts';
import { printRow, type Row } from './row.ts';

const ROUNDS = 3;
const ENTRIES = 20_000;

const perSecond = async (count: number, work: () => Promise<unknown>): Promise<number> => {
  const started = performance.now();
  await work();
  return count / ((performance.now() - started) / 1_000);
};

/** Prints `chain/append` (entries that share commits) and `chain/verify`. */
export async function benchChain(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'kraken-bench-'));
  const store = await openStore({ file: join(folder, 'data', 'kraken.db'), random: systemRandom });
  const userId = systemRandom.id('UserId');
  await store.system.insertTenant(userId, 0);
  const tenant = store.forTenant(userId);
  const appends: number[] = [];
  const jobs: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    appends.push(await perSecond(ENTRIES, () => appendAll(tenant)));
    jobs.push(await perSecond(ENTRIES, () => insertPlainRows(tenant)));
  }
  const verifies: number[] = [];
  const scans: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    verifies.push(await perSecond(ENTRIES * ROUNDS, () => mustBeSound(tenant, userId)));
    scans.push(await perSecond(ENTRIES * ROUNDS, () => scan(tenant)));
  }
  await store.close();
  rmSync(folder, { recursive: true, force: true });
  return [
    printRow(
      { name: 'chain/append', unit: 'entries/s', baseline: 'insert of a plain row' },
      appends,
      jobs,
    ),
    printRow(
      {
        name: 'chain/verify',
        unit: 'entries/s',
        baseline: 'scan with SHA-256 over the same bytes',
      },
      verifies,
      scans,
    ),
  ];
}

async function appendAll(tenant: TenantStore): Promise<void> {
  await Promise.all(
    Array.from({ length: ENTRIES }, (_, index) =>
      tenant.transact((tx) =>
        tx.log.append({
          atMs: index,
          event: 'delivery.accepted',
          decisionId: null,
          actor: { kind: 'jira' },
          detail: {
            deliveryId: `dlv_${index}`,
            issueKey: `HELP-${index}`,
            contentHash: 'a'.repeat(64),
          },
        }),
      ),
    ),
  );
}

async function insertPlainRows(tenant: TenantStore): Promise<void> {
  await Promise.all(
    Array.from({ length: ENTRIES }, (_, index) =>
      tenant.transact((tx) =>
        tx.jobs.insert({ kind: 'settle-actions', subjectId: `dec_${index}`, runAtMs: 0 }),
      ),
    ),
  );
}

async function mustBeSound(
  tenant: TenantStore,
  userId: Parameters<typeof verifyLog>[1],
): Promise<void> {
  const verdict = await verifyLog(tenant, userId);
  if (!verdict.ok) throw new Error(`the chain does not verify: ${verdict.reason}`);
}

async function scan(tenant: TenantStore): Promise<void> {
  let seq = 0;
  for (;;) {
    const page: StoredEntry[] = await tenant.read((tx) => tx.log.list(seq, 1_000));
    for (const entry of page) createHash('sha256').update(JSON.stringify(entry)).digest('hex');
    seq = page.at(-1)?.seq ?? seq;
    if (page.length < 1_000) return;
  }
}
