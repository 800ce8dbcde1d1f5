/** Decisions that undo or retry an earlier one: where they come from, and one per press. */
import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

const STATEMENTS = [
  "ALTER TABLE decisions ADD COLUMN origin_kind TEXT CHECK (origin_kind IN ('undo', 'retry'))",
  'ALTER TABLE decisions ADD COLUMN origin_of TEXT REFERENCES decisions(decision_id)',
  'ALTER TABLE decisions ADD COLUMN origin_round INTEGER',
  'ALTER TABLE decisions ADD COLUMN origin TEXT',
  'CREATE UNIQUE INDEX decisions_follow_up ON decisions (user_id, origin_of, origin_kind, origin_round) WHERE origin_of IS NOT NULL',
];

export const followUps: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
