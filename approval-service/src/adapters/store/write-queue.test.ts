import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrate, openSqlite, type SqliteHandle } from './sqlite.ts';
import { createWriteQueue } from './write-queue.ts';

let handle: SqliteHandle;
beforeEach(async () => {
  handle = openSqlite(':memory:');
  await migrate(handle.db);
});
afterEach(() => handle.db.destroy());

const tenants = async () =>
  (await handle.db.selectFrom('tenants').select('user_id').orderBy('user_id').execute()).map(
    ({ user_id }) => user_id,
  );

describe('group commit', () => {
  it('keeps the neighbours of a write that fails, and tells each writer the truth', async () => {
    const write = createWriteQueue(handle.db);
    const insert = (id: string) =>
      write(async (trx) => {
        await trx.insertInto('tenants').values({ user_id: id, created_at_ms: 0 }).execute();
        return id;
      });
    const results = await Promise.allSettled([
      insert('usr_a'),
      insert('usr_b'),
      insert('usr_a'),
      insert('usr_c'),
      write(() => Promise.reject(new Error('no'))),
    ]);
    expect(results.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
      'rejected',
    ]);
    expect(await tenants()).toEqual(['usr_a', 'usr_b', 'usr_c']);
  });

  it('shares commits between writes that wait together', async () => {
    let commits = 0;
    handle.raw.function('noop', () => null);
    const write = createWriteQueue({
      ...handle.db,
      transaction: () => {
        commits += 1;
        return handle.db.transaction();
      },
    } as unknown as SqliteHandle['db']);
    await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        write((trx) =>
          trx
            .insertInto('tenants')
            .values({ user_id: `usr_${index}`, created_at_ms: 0 })
            .execute(),
        ),
      ),
    );
    expect(await tenants()).toHaveLength(100);
    expect(commits).toBeLessThan(10);
  });
});

describe('the database', () => {
  it('keeps every promise of durability and guard after it is opened again', () => {
    const pragma = (name: string) => handle.raw.pragma(name, { simple: true });
    expect([
      pragma('synchronous'),
      pragma('foreign_keys'),
      pragma('recursive_triggers'),
      pragma('secure_delete'),
      pragma('trusted_schema'),
    ]).toEqual([2, 1, 1, 1, 0]);
  });

  it('has user_id on every table but those on this reviewed list', () => {
    const withoutTenant = ['forge_tokens', 'kysely_migration', 'kysely_migration_lock'];
    const tables = handle.raw
      .prepare<[], { name: string }>("SELECT name FROM sqlite_master WHERE type = 'table'")
      .all();
    for (const { name } of tables) {
      const columns = handle.raw.pragma(`table_info("${name}")`) as Array<{
        name: string;
        notnull: number;
        pk: number;
      }>;
      const tenant = columns.find((column) => column.name === 'user_id');
      expect([name, tenant !== undefined && (tenant.notnull === 1 || tenant.pk > 0)]).toEqual([
        name,
        !withoutTenant.includes(name),
      ]);
    }
  });
});
