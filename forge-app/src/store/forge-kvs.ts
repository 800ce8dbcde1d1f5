/** Binds the storage ports to Forge's hosted KVS. `FAIL_IF_EXISTS` is atomic there, which is what runs orders once. */
import { ForgeKvsAPIError, kvs, type PolicySetOptions, WhereConditions } from '@forge/kvs';
import type { Json } from '@kraken/shared';
import type { KvsPort, SecretPort } from '../ports';

/** Plain values. */
export function forgeKvs(): KvsPort {
  return {
    get: (key) => kvs.get<Json>(key),
    set: (key, value, ttlDays) => kvs.set(key, value, lifetime(ttlDays)),
    setNew: (key, value, ttlDays) =>
      isNew(kvs.set(key, value, { ...lifetime(ttlDays), keyPolicy: 'FAIL_IF_EXISTS' })),
    remove: (key) => kvs.delete(key),
    list: async (prefix, limit) => {
      const query = kvs.query().where('key', WhereConditions.beginsWith(prefix)).limit(limit);
      const { results } = await query.getMany<Json>();
      return results.map(({ key, value }) => ({ key, value }));
    },
  };
}

/** Encrypted values. */
export function forgeSecrets(): SecretPort {
  return {
    getSecret: (key) => kvs.getSecret<string>(key),
    setNewSecret: (key, value) => isNew(kvs.setSecret(key, value, { keyPolicy: 'FAIL_IF_EXISTS' })),
  };
}

function lifetime(ttlDays: number | undefined): Pick<PolicySetOptions, 'ttl'> {
  return ttlDays === undefined ? {} : { ttl: { value: ttlDays, unit: 'DAYS' } };
}

async function isNew(write: Promise<void>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (error instanceof ForgeKvsAPIError && error.code === 'KEY_CONFLICT') return false;
    throw error;
  }
}
