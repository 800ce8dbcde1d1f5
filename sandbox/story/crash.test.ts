/**
 * The service killed (SIGKILL) at every named point between two durable steps and started again under the same address: the
 * story still ends right, nothing is lost and nothing is done twice. A story has several lives, each ending at the first passing
 * of another point; with KRAKEN_ALL_CRASHES=1 every point also has stories of its own: killed twice, and at the third and the
 * tenth passing.
 */
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { CHECKPOINTS, type CheckpointName } from '../../approval-service/src/checkpoints.ts';
import type { CrashPoint } from '../service-messages.ts';
import { startSandbox } from '../start-sandbox.ts';
import { playStory } from './play-story.ts';

const SEED = 77;
/** Retries of the platform wait 60 s; here 0.6 s. */
const DELAY_SCALE = 0.01;
const LATER_PASSINGS = process.env['KRAKEN_ALL_CRASHES'] === '1' ? [3, 10] : [];

/** Points that are passed before there is a story: they are killed at from the start on. */
const isAtStart = (point: CheckpointName): boolean => point.startsWith('lifecycle.');

/** Plays the whole story under these kills; answers how often the service died. */
async function playUnder(crashes: readonly CrashPoint[]): Promise<number> {
  const atStart = crashes.some(({ point }) => isAtStart(point));
  const sandbox = await startSandbox({
    seed: SEED,
    delayScale: DELAY_SCALE,
    ...(atStart ? { crashes } : {}),
  });
  try {
    if (!atStart) await sandbox.service.setCrashes(crashes);
    const { steps } = await playStory(sandbox, { isPatient: true, skipsAsides: true });
    expect(steps.filter(({ ok }) => !ok)).toEqual([]);
    return sandbox.service.deaths;
  } finally {
    await sandbox.close();
  }
}

const STORIES = 5;

/** Every point once, in the order in which a ticket passes them, spread over a few stories. */
function lives(): string[] {
  return Array.from({ length: STORIES }, (_, story) =>
    CHECKPOINTS.filter((_point, at) => at % STORIES === story).join(', '),
  );
}

describe.concurrent('a service that dies', () => {
  it.each(lives())(
    'at %s, one after the other, loses nothing and does nothing twice',
    async (points) => {
      const crashes = points
        .split(', ')
        .map((point) => ({ point: point as CheckpointName, nth: 1 }));
      expect(await playUnder(crashes)).toBe(crashes.length);
    },
  );

  it.each(LATER_PASSINGS.length > 0 ? [...CHECKPOINTS] : [])(
    'at %s, and there again in its next life, loses nothing and does nothing twice',
    async (point) => {
      const twice = [
        { point, nth: 1 },
        { point, nth: 1 },
      ];
      expect(await playUnder(twice)).toBeGreaterThanOrEqual(1);
    },
  );

  it.each(LATER_PASSINGS.flatMap((nth) => CHECKPOINTS.map((point) => ({ point, nth }))))(
    'at passing $nth of $point loses nothing and does nothing twice',
    async (crash) => {
      expect(await playUnder([crash])).toBeLessThanOrEqual(1);
    },
  );
});
