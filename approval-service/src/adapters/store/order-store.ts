/** Work orders. (decision, kind, purpose) is unique: the same thing is never ordered twice. */
import type { DecisionId, InstanceId, OrderId, OrderKind, UserId } from '@kraken/shared';
import type { Kysely, Selectable, Transaction } from 'kysely';
import type { OrderRow, TenantTx } from '../../ports.ts';
import { fromColumn, fromNullable, toNullable } from './row-json.ts';
import type { OrdersTable, Tables } from './tables.ts';

type Db = Kysely<Tables> | Transaction<Tables>;

function toOrder(row: Selectable<OrdersTable>): OrderRow {
  return {
    orderId: row.order_id as OrderId,
    instanceId: row.instance_id as InstanceId,
    decisionId: row.decision_id as DecisionId,
    kind: row.kind as OrderKind,
    purpose: row.purpose,
    state: row.state as OrderRow['state'],
    payload: fromColumn(row.payload),
    grant: fromNullable(row.grant_body),
    leaseUntilMs: row.lease_until_ms,
    lastExpiryMs: row.last_expiry_ms,
    attempts: row.attempts,
    createdAtMs: row.created_at_ms,
    report: fromNullable(row.report),
  };
}

/** Orders of one tenant. */
export function orderStore(trx: Db, userId: UserId): TenantTx['orders'] {
  const own = () => trx.selectFrom('orders').selectAll().where('user_id', '=', userId);
  const change = (id: OrderId) =>
    trx
      .updateTable('orders')
      .where('user_id', '=', userId)
      .where('order_id', '=', id)
      .where('state', '=', 'ready');
  return {
    async insert(row) {
      const { numInsertedOrUpdatedRows } = await trx
        .insertInto('orders')
        .values({
          order_id: row.orderId,
          user_id: userId,
          instance_id: row.instanceId,
          decision_id: row.decisionId,
          kind: row.kind,
          purpose: row.purpose,
          state: row.state,
          payload: JSON.stringify(row.payload),
          grant_body: toNullable(row.grant),
          lease_until_ms: row.leaseUntilMs,
          last_expiry_ms: row.lastExpiryMs,
          attempts: row.attempts,
          created_at_ms: row.createdAtMs,
          report: null,
        })
        .onConflict((conflict) => conflict.columns(['decision_id', 'kind', 'purpose']).doNothing())
        .executeTakeFirst();
      return numInsertedOrUpdatedRows === 1n;
    },
    async get(id) {
      const row = await own().where('order_id', '=', id).executeTakeFirst();
      return row && toOrder(row);
    },
    async find(id, kind, purpose) {
      const row = await own()
        .where('decision_id', '=', id)
        .where('kind', '=', kind)
        .where('purpose', '=', purpose)
        .executeTakeFirst();
      return row && toOrder(row);
    },
    async list(id) {
      const rows = await own().where('decision_id', '=', id).orderBy('order_id').execute();
      return rows.map(toOrder);
    },
    async lease(id, nowMs, untilMs, expiryMs) {
      const { numUpdatedRows } = await change(id)
        .set((eb) => ({
          lease_until_ms: untilMs,
          last_expiry_ms: expiryMs,
          attempts: eb('attempts', '+', 1),
        }))
        .where('lease_until_ms', '<=', nowMs)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
    async hold(id, untilMs) {
      await change(id).set({ lease_until_ms: untilMs }).execute();
    },
    async listOpen(instanceId) {
      const rows = await own()
        .where('instance_id', '=', instanceId)
        .where('state', '=', 'ready')
        .execute();
      return rows.map(toOrder);
    },
    async listReady(instanceId, nowMs, max) {
      const rows = await own()
        .where('instance_id', '=', instanceId)
        .where('state', '=', 'ready')
        .where('lease_until_ms', '<=', nowMs)
        .orderBy('created_at_ms')
        .limit(max)
        .execute();
      return rows.map(toOrder);
    },
    async finish(id, state, report) {
      const { numUpdatedRows } = await change(id)
        .set({ state, report: toNullable(report) })
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
  };
}
