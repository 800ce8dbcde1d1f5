/** P47, A28: the decision log is append-only in the store itself, and every tampering is found. */
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyLog } from '../../src/record/verify-log.ts';
import {
  delivery,
  type Harness,
  INSTALLATION,
  register,
  startHarness,
} from '../../src/testing/harness.ts';

let harness: Harness;
beforeEach(async () => {
  harness = await startHarness();
  await register(harness);
});
afterEach(() => harness.close());

async function tenant() {
  const instance = await harness.service.store.system.instanceByInstallation(INSTALLATION);
  if (!instance) throw new Error('not registered');
  return { userId: instance.userId, store: harness.service.store.forTenant(instance.userId) };
}

async function fill(entries: number): Promise<void> {
  for (let index = 0; index < entries; index += 1) {
    const answer = await harness.asApp(
      'POST',
      '/forge/v1/deliveries',
      delivery(`text ${index}`, { key: `delivery-key-${index}`, issueId: String(20_000 + index) }),
    );
    expect(answer.status).toBe(202);
  }
}

const open = () => new SqliteDatabase(join(harness.folder, 'data', 'kraken.db'));

describe('the decision log', () => {
  it('verifies after a thousand parallel writes', async () => {
    const { userId, store } = await tenant();
    await Promise.all(
      Array.from({ length: 1_000 }, (_, index) =>
        store.transact((tx) =>
          tx.log.append({
            atMs: 1,
            event: 'delivery.accepted',
            decisionId: null,
            actor: { kind: 'system' },
            detail: { index },
          }),
        ),
      ),
    );
    expect(await verifyLog(store, userId)).toMatchObject({ ok: true, entries: 1_001 });
  });

  it.each([
    ['UPDATE', "UPDATE log_entries SET detail = '{}' WHERE seq = 2"],
    ['DELETE', 'DELETE FROM log_entries WHERE seq = 2'],
    [
      'INSERT OR REPLACE',
      'INSERT OR REPLACE INTO log_entries SELECT user_id, seq, at_ms, event, decision_id, actor, \'{"x":1}\', previous_hash, hash FROM log_entries WHERE seq = 2',
    ],
    [
      'a gap',
      "INSERT INTO log_entries SELECT user_id, seq + 100, at_ms, event, decision_id, actor, detail, hash, 'x' FROM log_entries WHERE seq = 2",
    ],
    [
      'a wrong link',
      "INSERT INTO log_entries SELECT user_id, (SELECT MAX(seq) + 1 FROM log_entries), at_ms, event, decision_id, actor, detail, 'nothing', 'x' FROM log_entries WHERE seq = 2",
    ],
  ])('refuses %s inside the database', async (_name, statement) => {
    await fill(3);
    const db = open();
    db.pragma('recursive_triggers = ON');
    expect(() => db.exec(statement)).toThrow(/append-only|next position|hash before/);
    db.close();
  });

  it.each([
    [
      'edited',
      (db: SqliteDatabase.Database) =>
        db.exec('UPDATE log_entries SET detail = \'{"edited":true}\' WHERE seq = 4'),
      4,
    ],
    [
      'deleted',
      (db: SqliteDatabase.Database) => db.exec('DELETE FROM log_entries WHERE seq = 4'),
      4,
    ],
    [
      'moved',
      (db: SqliteDatabase.Database) =>
        db.exec(
          'UPDATE log_entries SET seq = -1 WHERE seq = 3; UPDATE log_entries SET seq = 3 WHERE seq = 4; UPDATE log_entries SET seq = 4 WHERE seq = -1',
        ),
      3,
    ],
    [
      'cut off',
      (db: SqliteDatabase.Database) => db.exec('DELETE FROM log_entries WHERE seq > 4'),
      5,
    ],
    [
      're-dated',
      (db: SqliteDatabase.Database) =>
        db.exec('UPDATE log_entries SET at_ms = at_ms + 1 WHERE seq = 2'),
      2,
    ],
  ])(
    'names the first bad entry when one was %s by somebody who removed the guards',
    async (_name, tamper, seq) => {
      await fill(5);
      const db = open();
      for (const trigger of ['no_update', 'no_delete', 'next_only', 'chained'])
        db.exec(`DROP TRIGGER log_entries_${trigger}`);
      tamper(db);
      db.close();
      const { userId, store } = await tenant();
      expect(await verifyLog(store, userId)).toMatchObject({ ok: false, seq });
    },
  );
});
