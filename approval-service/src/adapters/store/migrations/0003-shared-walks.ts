/** Answers of a walk are looked up by what was asked, over the decisions of a tenant. */
import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const sharedWalks: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql.raw('CREATE INDEX reads_by_key ON reads (user_id, read_key, read_at_ms)').execute(db);
  },
};
