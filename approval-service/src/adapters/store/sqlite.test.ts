import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqlite } from './sqlite.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kraken-sqlite-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the database file', () => {
  it('can be read by its owner only', async () => {
    const file = join(folder, 'data', 'kraken.db');
    const { db, raw } = openSqlite(file);
    raw.exec('CREATE TABLE t (x); INSERT INTO t VALUES (1)');
    for (const path of [join(folder, 'data'), file, `${file}-wal`, `${file}-shm`]) {
      expect([path, statSync(path).mode & 0o077]).toEqual([path, 0]);
    }
    await db.destroy();
  });

  it('is refused when others may read it, with the command that mends it', async () => {
    const file = join(folder, 'data', 'kraken.db');
    await openSqlite(file).db.destroy();
    chmodSync(file, 0o644);
    expect(() => openSqlite(file)).toThrow(/chmod 600/);
    chmodSync(file, 0o600);
    chmodSync(join(folder, 'data'), 0o755);
    expect(() => openSqlite(file)).toThrow(/chmod 700/);
  });
});
