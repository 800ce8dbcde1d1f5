/** Wishes: what analyses wanted, per ticket, so that the same words are acted on once. */
import type { ActionState, DecisionId, UserId } from '@kraken/shared';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { TenantTx, WishOutcome, WishRecord } from '../../ports.ts';
import type { Tables } from './tables.ts';

/** Wishes of one tenant. What was taken up later has the higher rowid; a decision made earlier may be analysed later. */
export function wishStore(
  trx: Kysely<Tables> | Transaction<Tables>,
  userId: UserId,
): TenantTx['wishes'] {
  return {
    async clear(id) {
      await trx
        .deleteFrom('wishes')
        .where('user_id', '=', userId)
        .where('decision_id', '=', id)
        .execute();
    },
    async insert(rows) {
      if (rows.length === 0) return;
      await trx
        .insertInto('wishes')
        .values(
          rows.map((row) => ({
            decision_id: row.decisionId,
            idx: row.index,
            user_id: userId,
            instance_id: row.instanceId,
            issue_id: row.issueId,
            wish_key: row.wishKey,
            deed_key: row.deedKey,
            outcome: 'open',
          })),
        )
        .execute();
    },
    async setOutcome(id, index, outcome) {
      await trx
        .updateTable('wishes')
        .set({ outcome })
        .where('user_id', '=', userId)
        .where('decision_id', '=', id)
        .where('idx', '=', index)
        .execute();
    },
    async latestOf(instanceId, issueId, except) {
      const rows = await trx
        .selectFrom('wishes')
        .leftJoin('actions', (join) =>
          join
            .onRef('actions.decision_id', '=', 'wishes.decision_id')
            .onRef('actions.idx', '=', 'wishes.idx'),
        )
        .select([
          'wishes.decision_id',
          'wishes.wish_key',
          'wishes.deed_key',
          'wishes.outcome',
          'actions.state',
        ])
        .where('wishes.user_id', '=', userId)
        .where('wishes.instance_id', '=', instanceId)
        .where('wishes.issue_id', '=', issueId)
        .where('wishes.decision_id', '!=', except)
        .orderBy(sql`wishes.rowid`)
        .execute();
      const latest = new Map<string, WishRecord>();
      for (const row of rows) {
        latest.set(row.wish_key, {
          decisionId: row.decision_id as DecisionId,
          wishKey: row.wish_key,
          deedKey: row.deed_key,
          outcome: row.outcome as WishOutcome,
          actionState: row.state as ActionState | null,
        });
      }
      return [...latest.values()];
    },
    async laterOf(id) {
      const rows = await trx
        .selectFrom('wishes as own')
        .innerJoin('wishes as later', (join) =>
          join
            .onRef('later.user_id', '=', 'own.user_id')
            .onRef('later.instance_id', '=', 'own.instance_id')
            .onRef('later.issue_id', '=', 'own.issue_id')
            .onRef('later.wish_key', '=', 'own.wish_key')
            .onRef('later.decision_id', '!=', 'own.decision_id')
            .on(sql<boolean>`later.rowid > own.rowid`),
        )
        .select(['own.idx', 'later.decision_id'])
        .where('own.user_id', '=', userId)
        .where('own.decision_id', '=', id)
        .execute();
      return rows.map((row) => ({ index: row.idx, by: row.decision_id as DecisionId }));
    },
  };
}
