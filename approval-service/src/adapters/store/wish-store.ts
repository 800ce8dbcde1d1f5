/** Wishes: what analyses wanted, per ticket, so that the same words are acted on once. */
import type { ActionState, UserId } from '@kraken/shared';
import type { Kysely, Transaction } from 'kysely';
import type { TenantTx, WishOutcome, WishRecord } from '../../ports.ts';
import type { Tables } from './tables.ts';

/** Wishes of one tenant. */
export function wishStore(
  trx: Kysely<Tables> | Transaction<Tables>,
  userId: UserId,
): TenantTx['wishes'] {
  return {
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
        .select(['wishes.wish_key', 'wishes.outcome', 'actions.state'])
        .where('wishes.user_id', '=', userId)
        .where('wishes.instance_id', '=', instanceId)
        .where('wishes.issue_id', '=', issueId)
        .where('wishes.decision_id', '!=', except)
        .orderBy('wishes.decision_id')
        .execute();
      const latest = new Map<string, WishRecord>();
      for (const row of rows) {
        latest.set(row.wish_key, {
          wishKey: row.wish_key,
          outcome: row.outcome as WishOutcome,
          actionState: row.state as ActionState | null,
        });
      }
      return [...latest.values()];
    },
  };
}
