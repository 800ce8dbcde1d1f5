import { expect, test } from 'vitest';
import { NotSettled } from './sandbox-types.ts';
import { type Settling, settle } from './settle.ts';

const PATIENCE_MS = 40;
const WORK_MS = 5 * PATIENCE_MS;
const STATUS = { nowMs: 0, running: 0, due: 0, nextJobAtMs: null, dead: 0 };

/** An app whose function takes longer than anybody is patient, and which does something meanwhile or not. */
function busy(progress: () => number): Settling {
  const work = new Promise<void>((resolve) => setTimeout(resolve, WORK_MS));
  return {
    host: { settled: () => work, runScheduled: async () => undefined },
    service: { status: async () => STATUS, isGone: false },
    advance: async () => undefined,
    progress,
  };
}

test('what moves is waited for however long it takes', async () => {
  let steps = 0;
  const moving = busy(() => {
    steps += 1;
    return steps;
  });
  expect(await settle(moving, PATIENCE_MS)).toEqual(STATUS);
});

test('what stands still is given up, and it is said what was waited for', async () => {
  const standing = settle(
    busy(() => 7),
    PATIENCE_MS,
  );
  await expect(standing).rejects.toThrow(NotSettled);
  await expect(standing).rejects.toThrow('a function of the app has not ended');
});
