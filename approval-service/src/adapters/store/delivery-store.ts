/** Inbound events. The same event with the same content arrives once, and so does content that is the ticket's present one. */
import type { DecisionId, DeliveryId, InstanceId, UserId } from '@kraken/shared';
import type { Kysely, Transaction } from 'kysely';
import type { TenantTx } from '../../ports.ts';
import { hotStatement } from './hot-statement.ts';
import { fromColumn } from './row-json.ts';
import type { Tables } from './tables.ts';

type Db = Kysely<Tables> | Transaction<Tables>;

/** Statements of this table, compiled once per database. */
export function deliveryStatements(db: Kysely<Tables>) {
  return {
    findRepeated: hotStatement<{ delivery_id: string; decision_id: string }>(() =>
      db
        .selectFrom('deliveries')
        .select(['delivery_id', 'decision_id'])
        .where('user_id', '=', 'u')
        .where('instance_id', '=', 'i')
        .where('delivery_key', '=', 'k')
        .where('content_hash', '=', 'h'),
    ),
    findNewest: hotStatement<{ delivery_id: string; decision_id: string; content_hash: string }>(
      () =>
        db
          .selectFrom('deliveries')
          .select(['delivery_id', 'decision_id', 'content_hash'])
          .where('user_id', '=', 'u')
          .where('instance_id', '=', 'i')
          .where('issue_id', '=', 'n')
          .orderBy('read_at_ms', 'desc')
          .orderBy('delivery_id', 'desc')
          .limit(1),
    ),
    insert: hotStatement<never>(() =>
      db
        .insertInto('deliveries')
        .values({
          delivery_id: '',
          user_id: '',
          instance_id: '',
          delivery_key: '',
          issue_id: '',
          content_hash: '',
          decision_id: '',
          read_at_ms: 0,
          received_at_ms: 0,
          body: '',
        })
        .onConflict((conflict) => conflict.doNothing()),
    ),
  };
}

/** Deliveries of one tenant. */
export function deliveryStore(
  trx: Db,
  userId: UserId,
  hot: ReturnType<typeof deliveryStatements>,
): TenantTx['deliveries'] {
  return {
    async insertOrFind(row) {
      const { routing, deliveryKey, event } = row.body;
      const found = (known: { delivery_id: string; decision_id: string }) => ({
        isNew: false,
        deliveryId: known.delivery_id as DeliveryId,
        decisionId: known.decision_id as DecisionId,
      });
      const [newest] = (await hot.findNewest(trx, [userId, row.instanceId, routing.issueId, 1]))
        .rows;
      if (newest?.content_hash === row.contentHash) return found(newest);
      const { numAffectedRows } = await hot.insert(trx, [
        row.deliveryId,
        userId,
        row.instanceId,
        deliveryKey,
        routing.issueId,
        row.contentHash,
        row.decisionId,
        event.readAtMs,
        row.receivedAtMs,
        JSON.stringify(row.body),
      ]);
      if (numAffectedRows === 1n) {
        return { isNew: true, deliveryId: row.deliveryId, decisionId: row.decisionId };
      }
      const same = [userId, row.instanceId, deliveryKey, row.contentHash];
      const [repeated] = (await hot.findRepeated(trx, same)).rows;
      if (!repeated) throw new Error('a delivery was neither new nor known');
      return found(repeated);
    },
    async newestOf(instanceId, issueId) {
      const [newest] = (await hot.findNewest(trx, [userId, instanceId, issueId, 1])).rows;
      return newest && this.get(newest.delivery_id as DeliveryId);
    },
    async get(id) {
      const row = await trx
        .selectFrom('deliveries')
        .selectAll()
        .where('user_id', '=', userId)
        .where('delivery_id', '=', id)
        .executeTakeFirst();
      return (
        row && {
          deliveryId: row.delivery_id as DeliveryId,
          instanceId: row.instance_id as InstanceId,
          contentHash: row.content_hash,
          decisionId: row.decision_id as DecisionId,
          receivedAtMs: row.received_at_ms,
          body: fromColumn(row.body),
        }
      );
    },
  };
}
