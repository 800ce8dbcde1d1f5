/** Approval requests. A decision is one compare-and-swap on (id, state, digest): exactly one decider wins. */
import type {
  ApprovalId,
  ApprovalLevel,
  ApprovalState,
  DecisionId,
  InstanceId,
  UserId,
} from '@kraken/shared';
import type { Kysely, Selectable, Transaction } from 'kysely';
import type { ApprovalRow, TenantTx } from '../../ports.ts';
import { fromColumn, fromNullable, toNullable } from './row-json.ts';
import type { ApprovalsTable, Tables } from './tables.ts';

type Db = Kysely<Tables> | Transaction<Tables>;

function toApproval(row: Selectable<ApprovalsTable>): ApprovalRow {
  return {
    approvalId: row.approval_id as ApprovalId,
    instanceId: row.instance_id as InstanceId,
    decisionId: row.decision_id as DecisionId,
    state: row.state as ApprovalState,
    level: row.level as ApprovalLevel,
    planDigest: row.plan_digest,
    factsDigest: row.facts_digest,
    keyId: row.key_id,
    nonce: row.nonce,
    body: fromColumn(row.body),
    createdAtMs: row.created_at_ms,
    expiresAtMs: row.expires_at_ms,
    decidedAtMs: row.decided_at_ms,
    decidedBy: fromNullable(row.decided_by),
  };
}

/** Which tenant an approval belongs to; the link itself names none. */
export async function findApprovalOwner(db: Db, id: ApprovalId): Promise<UserId | undefined> {
  const row = await db
    .selectFrom('approvals')
    .select('user_id')
    .where('approval_id', '=', id)
    .executeTakeFirst();
  return row && (row.user_id as UserId);
}

/** Approval requests of one tenant. */
export function approvalStore(trx: Db, userId: UserId): TenantTx['approvals'] {
  const own = () => trx.selectFrom('approvals').selectAll().where('user_id', '=', userId);
  return {
    async insert(row) {
      await trx
        .insertInto('approvals')
        .values({
          approval_id: row.approvalId,
          user_id: userId,
          instance_id: row.instanceId,
          decision_id: row.decisionId,
          state: row.state,
          level: row.level,
          plan_digest: row.planDigest,
          facts_digest: row.factsDigest,
          key_id: row.keyId,
          nonce: row.nonce,
          body: JSON.stringify(row.body),
          created_at_ms: row.createdAtMs,
          expires_at_ms: row.expiresAtMs,
          decided_at_ms: row.decidedAtMs,
          decided_by: toNullable(row.decidedBy),
        })
        .execute();
    },
    async get(id) {
      const row = await own().where('approval_id', '=', id).executeTakeFirst();
      return row && toApproval(row);
    },
    async latestOf(id) {
      const row = await own()
        .where('decision_id', '=', id)
        .orderBy('approval_id', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row && toApproval(row);
    },
    async listOf(id) {
      const rows = await own().where('decision_id', '=', id).orderBy('approval_id').execute();
      return rows.map(toApproval);
    },
    async listStaged({ instanceId, after, limit }) {
      const rows = await own()
        .where('state', '=', 'staged')
        .$if(instanceId !== undefined, (query) => query.where('instance_id', '=', instanceId ?? ''))
        .$if(after !== undefined, (query) => query.where('approval_id', '>', after ?? ''))
        .orderBy('approval_id')
        .limit(limit)
        .execute();
      return rows.map(toApproval);
    },
    async decide(id, from, planDigest, patch) {
      const { numUpdatedRows } = await trx
        .updateTable('approvals')
        .set({
          state: patch.state,
          decided_at_ms: patch.decidedAtMs,
          decided_by: toNullable(patch.decidedBy),
        })
        .where('user_id', '=', userId)
        .where('approval_id', '=', id)
        .where('state', '=', from)
        .where('plan_digest', '=', planDigest)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
  };
}
