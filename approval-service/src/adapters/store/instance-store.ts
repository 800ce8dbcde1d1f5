/** Jira sites. */
import type { InstanceId, UserId } from '@kraken/shared';
import type { Kysely, Selectable, Transaction } from 'kysely';
import type { Instance, NewInstance, TenantTx } from '../../ports.ts';
import { fromColumn, fromNullable, toNullable } from './row-json.ts';
import type { InstancesTable, Tables } from './tables.ts';

type Db = Kysely<Tables> | Transaction<Tables>;

function toInstance(row: Selectable<InstancesTable>): Instance {
  return {
    instanceId: row.instance_id as InstanceId,
    userId: row.user_id as UserId,
    kind: row.kind as Instance['kind'],
    installationId: row.installation_id,
    cloudId: row.cloud_id,
    siteUrl: row.site_url,
    appAccountId: row.app_account_id,
    webTriggerUrl: row.web_trigger_url,
    keySealed: row.key_sealed,
    settings: fromColumn(row.settings),
    paused: fromNullable(row.paused),
    state: row.state as Instance['state'],
    lastSeenAtMs: row.last_seen_at_ms,
  };
}

/** Sites of one tenant. */
export function instanceStore(trx: Db, userId: UserId): TenantTx['instances'] {
  const own = () => trx.selectFrom('instances').selectAll().where('user_id', '=', userId);
  const change = (id: InstanceId) =>
    trx.updateTable('instances').where('user_id', '=', userId).where('instance_id', '=', id);
  return {
    async get(id) {
      const row = await own().where('instance_id', '=', id).executeTakeFirst();
      return row && toInstance(row);
    },
    async list() {
      return (await own().orderBy('instance_id').execute()).map(toInstance);
    },
    async saveSettings(id, settings) {
      await change(id)
        .set({ settings: JSON.stringify(settings) })
        .execute();
    },
    async savePaused(id, paused) {
      await change(id)
        .set({ paused: toNullable(paused) })
        .execute();
    },
    async markSeen(id, atMs) {
      await change(id).set({ last_seen_at_ms: atMs }).execute();
    },
    async remove(id) {
      await change(id).set({ state: 'removed', key_sealed: '', web_trigger_url: '' }).execute();
    },
  };
}

/** Finds a site by what its token says. */
export async function findByInstallation(
  db: Db,
  installationId: string,
): Promise<Instance | undefined> {
  const row = await db
    .selectFrom('instances')
    .selectAll()
    .where('installation_id', '=', installationId)
    .executeTakeFirst();
  return row && toInstance(row);
}

/** Inserts a site (and its tenant), or renews address, key and names of a known one. */
export async function upsertInstallation(
  trx: Transaction<Tables>,
  instance: NewInstance,
  nowMs: number,
): Promise<Instance> {
  await trx
    .insertInto('tenants')
    .values({ user_id: instance.userId, created_at_ms: nowMs })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const changing = {
    cloud_id: instance.cloudId,
    site_url: instance.siteUrl,
    app_account_id: instance.appAccountId,
    web_trigger_url: instance.webTriggerUrl,
    key_sealed: instance.keySealed,
    state: 'active',
    last_seen_at_ms: nowMs,
  };
  await trx
    .insertInto('instances')
    .values({
      instance_id: instance.instanceId,
      user_id: instance.userId,
      kind: instance.kind,
      installation_id: instance.installationId,
      settings: JSON.stringify(instance.settings),
      paused: null,
      created_at_ms: nowMs,
      ...changing,
    })
    .onConflict((conflict) => conflict.column('installation_id').doUpdateSet(changing))
    .execute();
  const saved = await findByInstallation(trx, instance.installationId);
  if (!saved) throw new Error('an installation vanished inside its own transaction');
  return saved;
}
