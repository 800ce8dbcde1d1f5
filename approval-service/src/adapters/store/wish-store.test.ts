import type { DecisionId, InstanceId, UserId } from '@kraken/shared';
import { expect, it } from 'vitest';
import { migrate, openSqlite } from './sqlite.ts';
import { wishStore } from './wish-store.ts';

const INSTANCE = 'ins_1' as InstanceId;
const id = (name: string) => name as DecisionId;

it('what was taken up last is told by when it was, not by which decision was made first', async () => {
  const { db, raw } = openSqlite(':memory:');
  await migrate(db);
  raw.pragma('foreign_keys = OFF');
  const wishes = wishStore(db, 'usr_1' as UserId);
  const takeUp = (decisionId: DecisionId) =>
    wishes.insert([
      { decisionId, index: 0, instanceId: INSTANCE, issueId: '1', wishKey: 'k', deedKey: null },
    ]);
  await takeUp(id('dec_1'));
  await takeUp(id('dec_3')); // a second try, pressed and ended
  await takeUp(id('dec_2')); // a reply that had come before it and was read after it

  expect(await wishes.laterOf(id('dec_3'))).toEqual([{ index: 0, by: 'dec_2' }]);
  expect(await wishes.laterOf(id('dec_2'))).toEqual([]);
  expect(await wishes.latestOf(INSTANCE, '1', id('dec_9'))).toMatchObject([
    { decisionId: 'dec_2' },
  ]);
  await db.destroy();
});
