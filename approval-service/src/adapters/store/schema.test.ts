import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { expect, it } from 'vitest';
import { migrate, openSqlite } from './sqlite.ts';

const FILE = join(import.meta.dirname, 'schema.sqlite.sql');

it('the schema that the migrations make is the one that was reviewed (KRAKEN_WRITE_SCHEMA=1 writes it anew)', async () => {
  const { db, raw } = openSqlite(':memory:');
  await migrate(db);
  const rows = raw
    .prepare<[], { sql: string }>(
      "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'kysely%' ORDER BY type DESC, name",
    )
    .all();
  await db.destroy();
  const found = `${rows.map(({ sql }) => `${sql.replace(/\n {4}/g, '\n  ').replace(/\n {2}\)/g, '\n)')};`).join('\n\n')}\n`;
  if (process.env['KRAKEN_WRITE_SCHEMA'] === '1') writeFileSync(FILE, found);
  expect(found).toBe(readFileSync(FILE, 'utf8'));
});
