/** One hash over every table, to show that nothing was written. Sessions and used-token ids are left out. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import type { Harness } from './harness.ts';

/** Tables that may change without anything having happened. */
const LEFT_OUT = ['sessions', 'kysely_migration', 'kysely_migration_lock'];

/** Hash over the rows of a database file, read by a connection of its own. */
export function hashOfFile(file: string, leftOut: readonly string[] = LEFT_OUT): string {
  const db = new SqliteDatabase(file, { readonly: true });
  const tables = db
    .prepare<[], { name: string }>(
      "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name",
    )
    .all()
    .map(({ name }) => name)
    .filter((name) => !leftOut.includes(name));
  const hash = createHash('sha256');
  for (const name of tables) {
    hash.update(name);
    for (const row of db.prepare(`SELECT * FROM "${name}" ORDER BY 1, 2`).iterate())
      hash.update(JSON.stringify(row));
  }
  db.close();
  return hash.digest('hex');
}

/** Hash over the database of a harness. */
export function hashOfTables({ folder }: Pick<Harness, 'folder'>): string {
  return hashOfFile(join(folder, 'data', 'kraken.db'));
}
