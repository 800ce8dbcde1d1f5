/** The decision log: appended in the transaction of the change it records, one hash chain per tenant. */
import type { DecisionId, Json, UserId } from '@kraken/shared';
import { CHAIN_START, entryHash, type LogActor, type LogEvent } from '@kraken/shared/crypto';
import type { Kysely, Selectable, Transaction } from 'kysely';
import type { NewEntry, StoredEntry, TenantTx } from '../../ports.ts';
import { hotStatement } from './hot-statement.ts';
import { fromColumn } from './row-json.ts';
import type { LogEntriesTable, Tables } from './tables.ts';

type Db = Kysely<Tables> | Transaction<Tables>;

/** Statements of these tables, compiled once per database. */
export function logStatements(db: Kysely<Tables>) {
  return {
    head: hotStatement<{ seq: number; at_ms: number; hash: string }>(() =>
      db.selectFrom('chain_heads').select(['seq', 'at_ms', 'hash']).where('user_id', '=', ''),
    ),
    insert: hotStatement<never>(() =>
      db.insertInto('log_entries').values({
        user_id: '',
        seq: 0,
        at_ms: 0,
        event: '',
        decision_id: '',
        actor: '',
        detail: '',
        previous_hash: '',
        hash: '',
      }),
    ),
    moveHead: hotStatement<never>(() =>
      db
        .insertInto('chain_heads')
        .values({ user_id: '', seq: 0, at_ms: 0, hash: '' })
        .onConflict((conflict) =>
          conflict.column('user_id').doUpdateSet((eb) => ({
            seq: eb.ref('excluded.seq'),
            at_ms: eb.ref('excluded.at_ms'),
            hash: eb.ref('excluded.hash'),
          })),
        ),
    ),
  };
}

type Head = { seq: number; at_ms: number; hash: string };

/** Heads that a running transaction has moved: read once, gone with the transaction whether it commits or not. */
const movedHeads = new WeakMap<Db, Map<UserId, Head>>();

function headsOf(trx: Db): Map<UserId, Head> {
  const known = movedHeads.get(trx);
  if (known) return known;
  const made = new Map<UserId, Head>();
  movedHeads.set(trx, made);
  return made;
}

function toEntry(row: Selectable<LogEntriesTable>): StoredEntry {
  return {
    seq: row.seq,
    atMs: row.at_ms,
    event: row.event as LogEvent,
    decisionId: row.decision_id,
    actor: fromColumn<LogActor>(row.actor),
    detail: fromColumn<Json>(row.detail),
    previousHash: row.previous_hash,
    hash: row.hash,
  };
}

/** Log of one tenant. */
export function logStore(
  trx: Db,
  userId: UserId,
  hot: ReturnType<typeof logStatements>,
): TenantTx['log'] {
  const own = () => trx.selectFrom('log_entries').selectAll().where('user_id', '=', userId);
  const head = async () => (await hot.head(trx, [userId])).rows[0];
  return {
    async append(entry: NewEntry) {
      const last = headsOf(trx).get(userId) ?? (await head());
      const seq = (last?.seq ?? 0) + 1;
      const atMs = Math.max(entry.atMs, last?.at_ms ?? 0);
      const previous = last?.hash ?? CHAIN_START;
      const hash = entryHash(userId, previous, { ...entry, seq, atMs });
      await hot.insert(trx, [
        userId,
        seq,
        atMs,
        entry.event,
        entry.decisionId,
        JSON.stringify(entry.actor),
        JSON.stringify(entry.detail),
        previous,
        hash,
      ]);
      await hot.moveHead(trx, [userId, seq, atMs, hash]);
      headsOf(trx).set(userId, { seq, at_ms: atMs, hash });
    },
    async list(afterSeq, limit) {
      const rows = await own().where('seq', '>', afterSeq).orderBy('seq').limit(limit).execute();
      return rows.map(toEntry);
    },
    async listOf(id: DecisionId) {
      return (await own().where('decision_id', '=', id).orderBy('seq').execute()).map(toEntry);
    },
    async head() {
      const last = await head();
      return { seq: last?.seq ?? 0, hash: last?.hash ?? CHAIN_START };
    },
  };
}
