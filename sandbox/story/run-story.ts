/** The story from nothing: starts a sandbox of its own, plays, and stops it again. */
import type { SandboxOptions } from '../sandbox-types.ts';
import { startSandbox } from '../start-sandbox.ts';
import { bearableFaults } from '../usual-faults.ts';
import { findBreakage } from './break.ts';
import { playStory, type StoryOutcome } from './play-story.ts';
import type { StepOutcome } from './step.ts';

export interface RunStoryOptions extends SandboxOptions {
  /** Name of a breakage, see `break.ts`; the story must then fail. */
  breakName?: string | undefined;
  onStep?: ((outcome: StepOutcome) => void) | undefined;
}

/** Plays; throws when the sandbox does not start or there is no such breakage. */
export async function runStory(options: RunStoryOptions = {}): Promise<StoryOutcome> {
  const { breakName, onStep, ...given } = options;
  const breakage = breakName === undefined ? undefined : findBreakage(breakName);
  const { faults } = given;
  const sandbox = await startSandbox({
    ...given,
    ...(faults
      ? { faults: typeof faults === 'number' ? bearableFaults(faults, given.seed) : faults }
      : {}),
    ...breakage?.options,
  });
  try {
    return await playStory(sandbox, { onStep, breakage, isPatient: faults !== 0 });
  } finally {
    await sandbox.close();
  }
}
