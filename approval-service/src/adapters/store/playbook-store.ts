/** Versions of a tenant's playbook and changes that wait. A version is inserted once; the first one wins. */
import type { AccountId, ProposalId, UserId } from '@kraken/shared';
import type { Kysely, Selectable, Transaction } from 'kysely';
import type { ListedProposal, PlaybookProposal, PlaybookTx, PlaybookVersion } from '../../ports.ts';
import { fromColumn } from './row-json.ts';
import type { PlaybookProposalsTable, PlaybookVersionsTable, Tables } from './tables.ts';

type Db = Kysely<Tables> | Transaction<Tables>;

function toVersion(row: Selectable<PlaybookVersionsTable>): PlaybookVersion {
  return {
    version: row.version,
    rules: fromColumn(row.rules),
    change: fromColumn(row.change),
    madeAtMs: row.made_at_ms,
    madeBy: row.made_by as AccountId,
    confirmedBy: row.confirmed_by as AccountId | null,
    why: row.why,
  };
}

/** Columns of a proposal that is listed. */
const LISTED = [
  'proposal_id',
  'base_version',
  'change',
  'replay',
  'state',
  'proposed_at_ms',
  'proposed_by',
  'why',
  'decided_at_ms',
  'decided_by',
] as const;

type ListedRow = Pick<Selectable<PlaybookProposalsTable>, (typeof LISTED)[number]>;

function toListed(row: ListedRow): ListedProposal {
  return {
    proposalId: row.proposal_id as ProposalId,
    baseVersion: row.base_version,
    change: fromColumn(row.change),
    replay: fromColumn(row.replay),
    state: row.state as PlaybookProposal['state'],
    proposedAtMs: row.proposed_at_ms,
    proposedBy: row.proposed_by as AccountId,
    why: row.why,
    decidedAtMs: row.decided_at_ms,
    decidedBy: row.decided_by as AccountId | null,
  };
}

type VersionsTx = Pick<PlaybookTx, 'version' | 'current' | 'get' | 'insert'>;

function versions(trx: Db, userId: UserId): VersionsTx {
  const own = () => trx.selectFrom('playbook_versions').where('user_id', '=', userId);
  return {
    async version() {
      const row = await own()
        .select('version')
        .orderBy('version', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row?.version ?? 0;
    },
    async current() {
      const row = await own().selectAll().orderBy('version', 'desc').limit(1).executeTakeFirst();
      return row && toVersion(row);
    },
    async get(version) {
      const row = await own().selectAll().where('version', '=', version).executeTakeFirst();
      return row && toVersion(row);
    },
    async insert(row) {
      if ((await this.version()) !== row.version - 1) return false;
      const { numInsertedOrUpdatedRows } = await trx
        .insertInto('playbook_versions')
        .values({
          user_id: userId,
          version: row.version,
          rules: JSON.stringify(row.rules),
          change: JSON.stringify(row.change),
          made_at_ms: row.madeAtMs,
          made_by: row.madeBy,
          confirmed_by: row.confirmedBy,
          why: row.why,
        })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      return numInsertedOrUpdatedRows === 1n;
    },
  };
}

/** The playbook of one tenant. */
export function playbookStore(trx: Db, userId: UserId): PlaybookTx {
  const own = () => trx.selectFrom('playbook_proposals').where('user_id', '=', userId);
  return {
    ...versions(trx, userId),
    async insertProposal(row) {
      await trx
        .insertInto('playbook_proposals')
        .values({
          proposal_id: row.proposalId,
          user_id: userId,
          base_version: row.baseVersion,
          rules: JSON.stringify(row.rules),
          change: JSON.stringify(row.change),
          replay: JSON.stringify(row.replay),
          state: row.state,
          proposed_at_ms: row.proposedAtMs,
          proposed_by: row.proposedBy,
          why: row.why,
          decided_at_ms: row.decidedAtMs,
          decided_by: row.decidedBy,
        })
        .execute();
    },
    async getProposal(id) {
      const row = await own().selectAll().where('proposal_id', '=', id).executeTakeFirst();
      return row && { ...toListed(row), rules: fromColumn(row.rules) };
    },
    async listProposed(limit) {
      const rows = await own()
        .select(LISTED)
        .where('state', '=', 'proposed')
        .orderBy('proposal_id', 'desc')
        .limit(limit)
        .execute();
      return rows.map(toListed);
    },
    async countProposed(afterMs) {
      const { count } = await own()
        .select((eb) => eb.fn.countAll().as('count'))
        .where('state', '=', 'proposed')
        .where('proposed_at_ms', '>', afterMs)
        .executeTakeFirstOrThrow();
      return Number(count);
    },
    async decideProposal(id, state, by, atMs) {
      const { numUpdatedRows } = await trx
        .updateTable('playbook_proposals')
        .set({ state, decided_by: by, decided_at_ms: atMs })
        .where('user_id', '=', userId)
        .where('proposal_id', '=', id)
        .where('state', '=', 'proposed')
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
  };
}
