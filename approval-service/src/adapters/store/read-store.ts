/** Answers of Jira that a decision was made from. */
import type { UserId } from '@kraken/shared';
import type { Kysely, Transaction } from 'kysely';
import type { TenantTx } from '../../ports.ts';
import { fromColumn } from './row-json.ts';
import type { Tables } from './tables.ts';

/** Reads asked for by key in one statement. */
const MAX_KEYS = 500;

/** Reads of one tenant. */
export function readStore(
  trx: Kysely<Tables> | Transaction<Tables>,
  userId: UserId,
): TenantTx['reads'] {
  return {
    async save(id, key, result, atMs) {
      const columns = { result: JSON.stringify(result), read_at_ms: atMs };
      await trx
        .insertInto('reads')
        .values({ decision_id: id, user_id: userId, read_key: key, ...columns })
        .onConflict((conflict) =>
          conflict.columns(['decision_id', 'read_key']).doUpdateSet(columns),
        )
        .execute();
    },
    async all(id) {
      const rows = await trx
        .selectFrom('reads')
        .selectAll()
        .where('user_id', '=', userId)
        .where('decision_id', '=', id)
        .execute();
      return rows.map((row) => ({
        key: row.read_key,
        result: fromColumn(row.result),
        readAtMs: row.read_at_ms,
      }));
    },
    async shared(instanceId, keys, sinceMs) {
      const newest = new Map<string, Awaited<ReturnType<TenantTx['reads']['shared']>>[number]>();
      for (let at = 0; at < keys.length; at += MAX_KEYS) {
        const rows = await trx
          .selectFrom('reads')
          .innerJoin('decisions', 'decisions.decision_id', 'reads.decision_id')
          .select(['reads.read_key', 'reads.result', 'reads.read_at_ms'])
          .where('reads.user_id', '=', userId)
          .where('decisions.user_id', '=', userId)
          .where('decisions.instance_id', '=', instanceId)
          .where('reads.read_key', 'in', keys.slice(at, at + MAX_KEYS))
          .where('reads.read_at_ms', '>=', sinceMs)
          .orderBy('reads.read_at_ms')
          .execute();
        for (const { read_key: key, result, read_at_ms: readAtMs } of rows) {
          newest.set(key, { key, result: fromColumn(result), readAtMs });
        }
      }
      return [...newest.values()];
    },
    async clear(id) {
      await trx
        .deleteFrom('reads')
        .where('user_id', '=', userId)
        .where('decision_id', '=', id)
        .execute();
    },
  };
}
