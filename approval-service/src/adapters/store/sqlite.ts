/**
 * The embedded engine: one SQLite file, owned by the service. Durability and guards are set at every open and
 * asserted, since better-sqlite3 falls back to `synchronous=NORMAL` when it reopens a WAL database.
 */
import { chmodSync, existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import { ServiceError } from '../../errors.ts';
import { MIGRATIONS } from './migrations/index.ts';
import type { Tables } from './tables.ts';

const PRAGMAS: ReadonlyArray<[name: string, value: string, expected: string | number]> = [
  ['journal_mode', 'WAL', 'wal'],
  ['synchronous', 'FULL', 2],
  ['foreign_keys', 'ON', 1],
  ['recursive_triggers', 'ON', 1],
  ['secure_delete', 'ON', 1],
  ['trusted_schema', 'OFF', 0],
  ['busy_timeout', '5000', 5000],
];

/** An open database with its two faces. */
export interface SqliteHandle {
  raw: SqliteDatabase.Database;
  db: Kysely<Tables>;
}

/** Opens (and creates) the file with private permissions; refuses one that others may read. */
export function openRawSqlite(file: string): SqliteDatabase.Database {
  if (file !== ':memory:') guardPermissions(file);
  const raw = new SqliteDatabase(file);
  if (file !== ':memory:') chmodSync(file, 0o600);
  for (const [name, value, expected] of PRAGMAS) {
    raw.pragma(`${name} = ${value}`);
    const found = raw.pragma(name, { simple: true });
    const isMemoryJournal = name === 'journal_mode' && file === ':memory:';
    if (found !== expected && !isMemoryJournal) {
      throw new ServiceError('internal', `SQLite did not accept ${name} = ${value}`);
    }
  }
  return raw;
}

/** Opens the decision database. */
export function openSqlite(file: string): SqliteHandle {
  const raw = openRawSqlite(file);
  const db = new Kysely<Tables>({
    dialect: new SqliteDialect({ database: cachingStatements(raw) }),
  });
  return { raw, db };
}

function guardPermissions(file: string): void {
  const folder = dirname(file);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const path of [folder, file, `${file}-wal`, `${file}-shm`]) {
    if (existsSync(path) && (statSync(path).mode & 0o077) !== 0) {
      throw new ServiceError(
        'internal',
        `${path} can be read by other users; run: chmod ${path === folder ? '700' : '600'} ${path}`,
      );
    }
  }
}

/** Kysely prepares a statement at every execution; the same text is prepared once here. */
function cachingStatements(raw: SqliteDatabase.Database): SqliteDatabase.Database {
  const prepared = new Map<string, SqliteDatabase.Statement>();
  const prepare = (text: string): SqliteDatabase.Statement => {
    const known = prepared.get(text);
    if (known) return known;
    if (prepared.size > 500) prepared.clear();
    const statement = raw.prepare(text);
    prepared.set(text, statement);
    return statement;
  };
  return { prepare, close: () => raw.close() } as unknown as SqliteDatabase.Database;
}

/** Brings the schema up to date; each migration runs in a transaction of its own. */
export async function migrate(db: Kysely<Tables>): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve(MIGRATIONS) },
  });
  const { error } = await migrator.migrateToLatest();
  if (error)
    throw new ServiceError('internal', 'the database could not be migrated', { cause: error });
}
