/** Answers of Jira that a decision was made from. */
import type { UserId } from '@kraken/shared';
import type { Kysely, Transaction } from 'kysely';
import type { TenantTx } from '../../ports.ts';
import { fromColumn } from './row-json.ts';
import type { Tables } from './tables.ts';

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
    async clear(id) {
      await trx
        .deleteFrom('reads')
        .where('user_id', '=', userId)
        .where('decision_id', '=', id)
        .execute();
    },
  };
}
