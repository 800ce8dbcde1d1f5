/** Decisions: the whole story of one delivery. */
import type {
  ActionClass,
  DecisionId,
  DecisionState,
  DeliveryId,
  InstanceId,
  UserId,
} from '@kraken/shared';
import {
  type Kysely,
  type Selectable,
  type SelectQueryBuilder,
  sql,
  type Transaction,
} from 'kysely';
import type { DecisionFilter, DecisionRow, DecisionStage, TenantTx } from '../../ports.ts';
import { hotStatement } from './hot-statement.ts';
import { fromNullable, toNullable } from './row-json.ts';
import type { DecisionsTable, Tables } from './tables.ts';

type Db = Kysely<Tables> | Transaction<Tables>;

function toDecision(row: Selectable<DecisionsTable>): DecisionRow {
  return {
    decisionId: row.decision_id as DecisionId,
    instanceId: row.instance_id as InstanceId,
    deliveryId: row.delivery_id as DeliveryId,
    origin: fromNullable(row.origin),
    issueId: row.issue_id,
    issueKey: row.issue_key,
    stage: row.stage as DecisionStage,
    state: row.state as DecisionState,
    requesterAccountId: row.requester_account_id,
    analysis: fromNullable(row.analysis),
    notes: fromNullable(row.notes) ?? [],
    class: row.class as ActionClass | null,
    confidence: row.confidence,
    readRounds: row.read_rounds,
    createdAtMs: row.created_at_ms,
    updatedAtMs: row.updated_at_ms,
  };
}

function toColumns(patch: Partial<Omit<DecisionRow, 'decisionId'>>): Partial<DecisionsTable> {
  const columns: Partial<DecisionsTable> = {};
  if (patch.stage !== undefined) columns.stage = patch.stage;
  if (patch.state !== undefined) columns.state = patch.state;
  if (patch.deliveryId !== undefined) columns.delivery_id = patch.deliveryId;
  if (patch.analysis !== undefined) columns.analysis = toNullable(patch.analysis);
  if (patch.notes !== undefined) columns.notes = JSON.stringify(patch.notes);
  if (patch.class !== undefined) columns.class = patch.class;
  if (patch.confidence !== undefined) columns.confidence = patch.confidence;
  if (patch.readRounds !== undefined) columns.read_rounds = patch.readRounds;
  if (patch.updatedAtMs !== undefined) columns.updated_at_ms = patch.updatedAtMs;
  return columns;
}

type DecisionQuery = SelectQueryBuilder<Tables, 'decisions', DecisionsTable>;

/** Adds the filters that are given; every value is a parameter. */
function filtered(query: DecisionQuery, filter: DecisionFilter): DecisionQuery {
  const conditions: Array<[unknown, (narrowed: DecisionQuery) => DecisionQuery]> = [
    [filter.state, (q) => q.where('state', '=', filter.state ?? '')],
    [filter.class, (q) => q.where('class', '=', filter.class ?? '')],
    [filter.instanceId, (q) => q.where('instance_id', '=', filter.instanceId ?? '')],
    [filter.issueId, (q) => q.where('issue_id', '=', filter.issueId ?? '')],
    [filter.fromMs, (q) => q.where('created_at_ms', '>=', filter.fromMs ?? 0)],
    [filter.toMs, (q) => q.where('created_at_ms', '<', filter.toMs ?? 0)],
    [filter.hasRequest, (q) => q.where('state', '!=', 'ignored')],
    [filter.before, (q) => q.where('decision_id', '<', filter.before ?? '')],
    [filter.text, (q) => q.where(contains(filter.text ?? ''))],
  ];
  return conditions.reduce((q, [given, narrow]) => (given === undefined ? q : narrow(q)), query);
}

function contains(text: string) {
  const pattern = `%${text.replace(/[\\%_]/g, (char) => `\\${char}`)}%`;
  return sql<boolean>`(issue_key LIKE ${pattern} ESCAPE '\\' OR analysis LIKE ${pattern} ESCAPE '\\')`;
}

/** Statements of this table, compiled once per database. */
export function decisionStatements(db: Kysely<Tables>) {
  return {
    insert: hotStatement<never>(() =>
      db.insertInto('decisions').values({
        decision_id: '',
        user_id: '',
        instance_id: '',
        delivery_id: '',
        issue_id: '',
        issue_key: '',
        stage: '',
        state: '',
        requester_account_id: '',
        read_rounds: 0,
        created_at_ms: 0,
        updated_at_ms: 0,
        analysis: '',
        confidence: 0,
        origin_kind: '',
        origin_of: '',
        origin_round: 0,
        origin: '',
      }),
    ),
  };
}

/** Decisions of one tenant. */
export function decisionStore(
  trx: Db,
  userId: UserId,
  hot: ReturnType<typeof decisionStatements>,
): TenantTx['decisions'] {
  return {
    async insert(row) {
      await hot.insert(trx, [
        row.decisionId,
        userId,
        row.instanceId,
        row.deliveryId,
        row.issueId,
        row.issueKey,
        row.stage,
        row.state,
        row.requesterAccountId,
        row.readRounds,
        row.createdAtMs,
        row.updatedAtMs,
        toNullable(row.analysis),
        row.confidence,
        row.origin?.kind ?? null,
        row.origin?.of ?? null,
        row.origin?.round ?? null,
        toNullable(row.origin),
      ]);
    },
    async get(id) {
      const row = await trx
        .selectFrom('decisions')
        .selectAll()
        .where('user_id', '=', userId)
        .where('decision_id', '=', id)
        .executeTakeFirst();
      return row && toDecision(row);
    },
    async list(filter) {
      const rows = await filtered(
        trx.selectFrom('decisions').selectAll().where('user_id', '=', userId),
        filter,
      )
        .orderBy('decision_id', 'desc')
        .limit(filter.limit)
        .execute();
      return rows.map(toDecision);
    },
    async listFollowUps(id) {
      const rows = await trx
        .selectFrom('decisions')
        .selectAll()
        .where('user_id', '=', userId)
        .where('origin_of', '=', id)
        .orderBy('decision_id')
        .execute();
      return rows.map(toDecision);
    },
    async listOpen(instanceId, issueId) {
      const rows = await trx
        .selectFrom('decisions')
        .selectAll()
        .where('user_id', '=', userId)
        .where('instance_id', '=', instanceId)
        .where('stage', 'in', ['received', 'resolving'])
        .$if(issueId !== undefined, (query) => query.where('issue_id', '=', issueId ?? ''))
        .execute();
      return rows.map(toDecision);
    },
    async advance(id, from, patch) {
      const { numUpdatedRows } = await trx
        .updateTable('decisions')
        .set(toColumns(patch))
        .where('user_id', '=', userId)
        .where('decision_id', '=', id)
        .where('stage', '=', from)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
    async saveState(id, state, atMs) {
      await trx
        .updateTable('decisions')
        .set({ state, updated_at_ms: atMs })
        .where('user_id', '=', userId)
        .where('decision_id', '=', id)
        .execute();
    },
  };
}
