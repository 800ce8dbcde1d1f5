/** A tenant's playbook: its versions, which are only ever added to, and changes that wait for a second administrator. */
import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

const STATEMENTS = [
  `CREATE TABLE playbook_versions (
    user_id TEXT NOT NULL REFERENCES tenants(user_id),
    version INTEGER NOT NULL,
    rules TEXT NOT NULL,
    change TEXT NOT NULL,
    made_at_ms INTEGER NOT NULL,
    made_by TEXT NOT NULL,
    confirmed_by TEXT,
    why TEXT NOT NULL,
    PRIMARY KEY (user_id, version)
  ) STRICT`,
  `CREATE TRIGGER playbook_versions_no_update BEFORE UPDATE ON playbook_versions
      BEGIN SELECT RAISE(ABORT, 'playbook_versions is append-only'); END`,
  `CREATE TRIGGER playbook_versions_no_delete BEFORE DELETE ON playbook_versions
      BEGIN SELECT RAISE(ABORT, 'playbook_versions is append-only'); END`,
  `CREATE TABLE playbook_proposals (
    proposal_id TEXT PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES tenants(user_id),
    base_version INTEGER NOT NULL,
    rules TEXT NOT NULL,
    change TEXT NOT NULL,
    replay TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('proposed', 'confirmed', 'cancelled')),
    proposed_at_ms INTEGER NOT NULL,
    proposed_by TEXT NOT NULL,
    why TEXT NOT NULL,
    decided_at_ms INTEGER,
    decided_by TEXT
  ) STRICT`,
  "CREATE INDEX playbook_proposals_open ON playbook_proposals (user_id, proposal_id) WHERE state = 'proposed'",
];

export const playbook: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
