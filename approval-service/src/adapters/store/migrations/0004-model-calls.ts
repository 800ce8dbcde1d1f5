/** Calls of the model with what they cost, and whose place in a ticket a wish of the model has taken. */
import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

const STATEMENTS = [
  `CREATE TABLE model_calls (
  call_id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES tenants(user_id),
  decision_id TEXT NOT NULL REFERENCES decisions(decision_id),
  model_id TEXT NOT NULL,
  begun_at_ms INTEGER NOT NULL,
  cost_micro_usd INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  input_tokens INTEGER,
  output_tokens INTEGER,
  cache_read_tokens INTEGER,
  cache_write_tokens INTEGER
) STRICT`,
  'CREATE INDEX model_calls_by_time ON model_calls (user_id, begun_at_ms, cost_micro_usd)',
  'ALTER TABLE wishes ADD COLUMN deed_key TEXT',
];

export const modelCalls: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
