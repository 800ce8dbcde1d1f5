/** The story from nothing: starts a sandbox of its own, plays, and stops it again. */
import type { FaultKind } from '../jira/create-site.ts';
import type { SandboxOptions } from '../sandbox-types.ts';
import { startSandbox } from '../start-sandbox.ts';
import { findBreakage } from './break.ts';
import { playStory, type StoryOutcome } from './play-story.ts';
import type { StepOutcome } from './step.ts';

export interface RunStoryOptions extends SandboxOptions {
  /** Name of a breakage, see `break.ts`; the story must then fail. */
  breakName?: string | undefined;
  onStep?: ((outcome: StepOutcome) => void) | undefined;
}

const FAULTY_DELAY_SCALE = 0.01;

/**
 * What can go wrong without changing how the story ends. The other kinds end a wish as failed, because Kraken never repeats a
 * write by itself; they are for `npm run sandbox`.
 */
export const BEARABLE_FAULTS: readonly FaultKind[] = [
  '429-burst',
  '429-per-issue',
  '429-unknown-reason',
  '429-no-retry-after',
  '502-after-effect',
  'cut-after-effect',
  'slow',
  'stale-read',
];

/** Plays; throws when the sandbox does not start or there is no such breakage. */
export async function runStory(options: RunStoryOptions = {}): Promise<StoryOutcome> {
  const { breakName, onStep, ...given } = options;
  const breakage = breakName === undefined ? undefined : findBreakage(breakName);
  const { faults } = given;
  const isFaulty = faults !== undefined && faults !== 0;
  const sandbox = await startSandbox({
    ...(isFaulty ? { delayScale: FAULTY_DELAY_SCALE } : {}),
    ...given,
    ...(typeof faults === 'number' && isFaulty
      ? { faults: { rate: faults, kinds: BEARABLE_FAULTS, seed: given.seed } }
      : {}),
    ...breakage?.options,
  });
  try {
    return await playStory(sandbox, { onStep, breakage, isPatient: isFaulty });
  } finally {
    await sandbox.close();
  }
}
