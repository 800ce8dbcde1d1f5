/** A fingerprint of everything the service has stored, to prove that something changed nothing. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Sessions come and go with signing in; the limits of signing in lie in a file of their own. */
const LEFT_OUT = new Set(['sessions']);

/** SHA-256 over every row of every table but sessions, whatever their order. */
export function hashTables(dataDir: string): string {
  const database = new DatabaseSync(join(dataDir, 'kraken.db'), { readOnly: true });
  try {
    const tables = database
      .prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
      .all() as Array<{ name: string }>;
    const hash = createHash('sha256');
    for (const { name } of tables) {
      if (LEFT_OUT.has(name)) continue;
      hash.update(`${name}\n`);
      const rows = database
        .prepare(`SELECT * FROM "${name}"`)
        .all()
        .map((row) => JSON.stringify(row));
      for (const row of rows.sort()) hash.update(`${row}\n`);
    }
    return hash.digest('hex');
  } finally {
    database.close();
  }
}
