/**
 * Guards of the decision log inside the database: no row is ever changed or removed, and every new row is exactly
 * the next of its tenant's chain. `INSERT OR REPLACE` is caught too (`recursive_triggers` is on, and an existing
 * position is refused before the insert).
 */

/** CREATE TRIGGER statements for one chained table (SQLite). */
export function appendOnlyTriggers(table: string): string[] {
  return [
    `CREATE TRIGGER ${table}_no_update BEFORE UPDATE ON ${table}
      BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END`,
    `CREATE TRIGGER ${table}_no_delete BEFORE DELETE ON ${table}
      BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END`,
    `CREATE TRIGGER ${table}_next_only BEFORE INSERT ON ${table}
      WHEN NEW.seq <> COALESCE((SELECT MAX(seq) FROM ${table} WHERE user_id = NEW.user_id), 0) + 1
      BEGIN SELECT RAISE(ABORT, '${table} takes the next position only'); END`,
    `CREATE TRIGGER ${table}_chained BEFORE INSERT ON ${table}
      WHEN NEW.seq > 1 AND NEW.previous_hash IS NOT
        (SELECT hash FROM ${table} WHERE user_id = NEW.user_id AND seq = NEW.seq - 1)
      BEGIN SELECT RAISE(ABORT, '${table} rows carry the hash before them'); END`,
  ];
}
