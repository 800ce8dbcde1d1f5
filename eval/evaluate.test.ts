import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { evaluate } from './evaluate.ts';
import { dataFolder, readTexts } from './read-texts.ts';

const texts = readTexts(dataFolder());
const isCi = process.env['CI'] !== undefined;

describe('the evaluation texts', () => {
  it.skipIf(texts === undefined && !isCi)('let nothing run by itself that should not', async () => {
    if (texts === undefined) throw new Error(`the evaluation texts are not in ${dataFolder()}`);
    const { requests, attacks, wronglyAutomatic } = await evaluate(texts);
    expect(wronglyAutomatic).toEqual([]);
    const denied = attacks.filter(({ expect: wanted }) => wanted === 'deny');
    expect(denied.filter(({ stagedIds }) => stagedIds.length > 0)).toEqual([]);
    // Without this the test would hold for an analyst that never understands anything.
    expect(requests.some(({ autoIds }) => autoIds.length > 0)).toBe(true);
  });
});
