/** Opens the database and gives the ports their implementation. The store of a tenant is only reachable by its id. */
import type { UserId } from '@kraken/shared';
import type { Kysely, Transaction } from 'kysely';
import type { Random, Store, SystemStore, TenantStore, TenantTx } from '../../ports.ts';
import {
  findAccountByEmail,
  findAccountById,
  findSession,
  insertAccount,
  insertSession,
  revokeSession,
} from './account-store.ts';
import { actionStore } from './action-store.ts';
import { approvalStore, findApprovalOwner } from './approval-store.ts';
import { decisionStatements, decisionStore } from './decision-store.ts';
import { deliveryStatements, deliveryStore } from './delivery-store.ts';
import { claimForgeToken, forgeTokenStatements } from './forge-token-store.ts';
import { findByInstallation, instanceStore, upsertInstallation } from './instance-store.ts';
import {
  jobStatements,
  jobStore,
  leaseJobs,
  nextJobAt,
  postponeJob,
  releaseJob,
} from './job-store.ts';
import { logStatements, logStore } from './log-store.ts';
import { modelCallStore } from './model-call-store.ts';
import { orderStore } from './order-store.ts';
import { playbookStore } from './playbook-store.ts';
import { readStore } from './read-store.ts';
import { migrate, openSqlite } from './sqlite.ts';
import type { Tables } from './tables.ts';
import { wishStore } from './wish-store.ts';
import { createWriteQueue } from './write-queue.ts';

export interface StoreOptions {
  /** Path of the SQLite file, or `:memory:`. */
  file: string;
  random: Random;
  /** Writes that may share one commit; 1 for the benchmark's baseline. */
  maxBatch?: number | undefined;
  /** Called after the commit of a transaction that made jobs. */
  onJobs?: (() => void) | undefined;
}

type Db = Kysely<Tables> | Transaction<Tables>;

/** Opens, migrates and checks the database. */
export async function openStore({ file, random, maxBatch, onJobs }: StoreOptions): Promise<Store> {
  const { raw, db } = openSqlite(file);
  await migrate(db);
  const write = createWriteQueue(db, maxBatch);
  const hot = {
    deliveries: deliveryStatements(db),
    decisions: decisionStatements(db),
    jobs: jobStatements(db),
    log: logStatements(db),
    tokens: forgeTokenStatements(db),
  };
  const tenantTx = (trx: Db, userId: UserId): TenantTx => ({
    userId,
    instances: instanceStore(trx, userId),
    deliveries: deliveryStore(trx, userId, hot.deliveries),
    decisions: decisionStore(trx, userId, hot.decisions),
    wishes: wishStore(trx, userId),
    actions: actionStore(trx, userId),
    reads: readStore(trx, userId),
    approvals: approvalStore(trx, userId),
    orders: orderStore(trx, userId),
    modelCalls: modelCallStore(trx, userId),
    forgeTokens: {
      claim: (tokenId, expiresAtMs, nowMs) =>
        claimForgeToken(trx, hot.tokens, { tokenId, expiresAtMs, nowMs }),
    },
    jobs: jobStore(trx, userId, hot.jobs, random),
    log: logStore(trx, userId, hot.log),
    playbook: playbookStore(trx, userId),
  });
  const forTenant = (userId: UserId): TenantStore => ({
    transact: async (work) => {
      let madeJobs = false;
      const value = await write((trx) => {
        const tx = tenantTx(trx, userId);
        const insert: TenantTx['jobs']['insert'] = (job) => {
          madeJobs = true;
          return tx.jobs.insert(job);
        };
        return work({ ...tx, jobs: { ...tx.jobs, insert } });
      });
      if (madeJobs) onJobs?.();
      return value;
    },
    read: (work) => work(tenantTx(db, userId)),
  });
  const system: SystemStore = {
    instanceByInstallation: (id) => findByInstallation(db, id),
    saveInstallation: (installationId, build, nowMs) =>
      write(async (trx) => {
        const { instance, entry } = build(await findByInstallation(trx, installationId));
        const saved = await upsertInstallation(trx, instance, nowMs);
        if (entry) await tenantTx(trx, saved.userId).log.append(entry);
        return saved;
      }),
    approvalOwner: (id) => findApprovalOwner(db, id),
    claimForgeToken: (tokenId, expiresAtMs, nowMs) =>
      write((trx) => claimForgeToken(trx, hot.tokens, { tokenId, expiresAtMs, nowMs })),
    accountByEmail: (email) => findAccountByEmail(db, email),
    accountById: (id) => findAccountById(db, id),
    insertAccount: (account, nowMs) => write((trx) => insertAccount(trx, account, nowMs)),
    insertTenant: (userId, nowMs) =>
      write(async (trx) => {
        await trx
          .insertInto('tenants')
          .values({ user_id: userId, created_at_ms: nowMs })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      }),
    listTenants: async () =>
      (await db.selectFrom('tenants').select('user_id').orderBy('user_id').execute()).map(
        (row) => row.user_id as UserId,
      ),
    insertSession: (session) => write((trx) => insertSession(trx, session)),
    sessionById: (id) => findSession(db, id),
    revokeSession: (id, nowMs) => write((trx) => revokeSession(trx, id, nowMs)),
    leaseJobs: (nowMs, untilMs, max) => write((trx) => leaseJobs(trx, nowMs, untilMs, max)),
    postponeJob: (job, runAtMs) => write((trx) => postponeJob(trx, job, runAtMs)),
    retryJob: (job, runAtMs, error) => write((trx) => releaseJob(trx, job, runAtMs, error)),
    buryJob: (job, error) => write((trx) => releaseJob(trx, job, undefined, error)),
    nextJobAtMs: () => nextJobAt(db),
    probe: () =>
      write(async (trx) => {
        await trx.selectFrom('chain_heads').select('seq').limit(1).execute();
      }),
  };
  return {
    forTenant,
    system,
    close: async () => {
      raw.pragma('wal_checkpoint(TRUNCATE)');
      await db.destroy();
    },
  };
}
