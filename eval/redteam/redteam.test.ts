import { join } from 'node:path';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { dataFolder } from '../read-texts.ts';
import { chooseRows } from './choose-rows.ts';
import { readAttacks } from './read-attacks.ts';
import { runAttacks } from './run-attacks.ts';
import { runByzantine } from './run-byzantine.ts';

const file = join(dataFolder(), 'attacks', 'dev.jsonl');
const rows = readAttacks(file);
const isCi = process.env['CI'] !== undefined;
const ANSWERS = Number(process.env['KRAKEN_BYZANTINE'] ?? 1_000);
/** Growth that is no leak: what the engine keeps of code it has compiled. */
const MOST_GROWTH = 48_000_000;

describe('a model that obeys every attack', () => {
  it.skipIf(rows === undefined && !isCi)(
    'lets nothing run or be staged that its row forbids, in a seeded sample of the rows',
    async () => {
      if (rows === undefined) throw new Error(`the attack texts are not in ${file}`);
      const { counts, objections } = await runAttacks(chooseRows(rows, { seed: 7, sample: 4 }), 7);
      expect(Object.entries(counts).filter(([, { outside }]) => outside > 0)).toEqual([]);
      expect(objections).toEqual({});
      // Without these the test would hold for a service that reads no answer at all.
      const sum = (pick: 'staged' | 'refused' | 'dropped') =>
        Object.values(counts).reduce((total, { classes }) => total + classes[pick], 0);
      expect([sum('staged') > 0, sum('refused') > 0, sum('dropped') > 0]).toEqual([
        true,
        true,
        true,
      ]);
    },
  );
});

describe('a model that answers anything at all', () => {
  it('does nothing beyond the second policy, breaks nothing and costs no memory', async () => {
    const { kinds, outside, thrown, heapGrowth } = await runByzantine(ANSWERS, 3);
    expect(outside).toEqual([]);
    expect(thrown).toEqual([]);
    expect(heapGrowth).toBeLessThan(MOST_GROWTH);
    // The right answers among them have to reach the policy, and some have to run.
    expect(kinds.right.plans).toBeGreaterThan(0);
    expect(Object.values(kinds).some(({ automatic }) => automatic > 0)).toBe(true);
  }, 3_600_000);
});
