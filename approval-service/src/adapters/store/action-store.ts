/** Actions of decisions, with state and result. */
import type { ActionState, DecisionId, InstanceId, PlannedAction, UserId } from '@kraken/shared';
import type { Kysely, Selectable, Transaction } from 'kysely';
import type { ActionRow, TenantTx } from '../../ports.ts';
import { fromColumn, fromNullable, toNullable } from './row-json.ts';
import type { ActionsTable, Tables } from './tables.ts';

type Db = Kysely<Tables> | Transaction<Tables>;

function toAction(row: Selectable<ActionsTable>): ActionRow {
  return {
    decisionId: row.decision_id as DecisionId,
    index: row.idx,
    instanceId: row.instance_id as InstanceId,
    state: row.state as ActionState,
    targetKey: row.target_key,
    requesterAccountId: row.requester_account_id,
    planned: fromColumn<PlannedAction>(row.body),
    result: fromNullable(row.result),
    updatedAtMs: row.updated_at_ms,
  };
}

/** Actions of one tenant. */
export function actionStore(trx: Db, userId: UserId): TenantTx['actions'] {
  const change = (id: DecisionId, index: number) =>
    trx
      .updateTable('actions')
      .where('user_id', '=', userId)
      .where('decision_id', '=', id)
      .where('idx', '=', index);
  const countAuto = (instanceId: InstanceId, sinceMs: number) =>
    trx
      .selectFrom('actions')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('user_id', '=', userId)
      .where('instance_id', '=', instanceId)
      .where('class', '=', 'auto-execute')
      .where('created_at_ms', '>=', sinceMs);
  return {
    async insert(rows, atMs) {
      if (rows.length === 0) return;
      await trx
        .insertInto('actions')
        .values(
          rows.map((row) => ({
            decision_id: row.decisionId,
            idx: row.index,
            user_id: userId,
            instance_id: row.instanceId,
            type: row.planned.type,
            class: row.planned.classification.class,
            level: row.planned.classification.level,
            state: row.state,
            target_key: row.targetKey,
            requester_account_id: row.requesterAccountId,
            body: JSON.stringify(row.planned),
            result: toNullable(row.result),
            created_at_ms: atMs,
            updated_at_ms: atMs,
          })),
        )
        .execute();
    },
    async list(id) {
      const rows = await trx
        .selectFrom('actions')
        .selectAll()
        .where('user_id', '=', userId)
        .where('decision_id', '=', id)
        .orderBy('idx')
        .execute();
      return rows.map(toAction);
    },
    async move(id, index, from, to, atMs, result) {
      const { numUpdatedRows } = await change(id, index)
        .set({
          state: to,
          updated_at_ms: atMs,
          ...(result === undefined ? {} : { result: JSON.stringify(result) }),
        })
        .where('state', '=', from)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
    async savePlanned(id, planned) {
      await change(id, planned.index)
        .set({
          body: JSON.stringify(planned),
          class: planned.classification.class,
          level: planned.classification.level,
        })
        .execute();
    },
    async countAutoOfRequester(instanceId, accountId, sinceMs) {
      const row = await countAuto(instanceId, sinceMs)
        .where('requester_account_id', '=', accountId)
        .executeTakeFirstOrThrow();
      return Number(row.count);
    },
    async countOnTarget(instanceId, type, targetKey, sinceMs) {
      const row = await countAuto(instanceId, sinceMs)
        .where('type', '=', type)
        .where('target_key', '=', targetKey)
        .executeTakeFirstOrThrow();
      return Number(row.count);
    },
  };
}
