/** Plays the story through the real interfaces: each step in order, the first that does not hold ends it. */
import type { Sandbox } from '../start-sandbox.ts';
import type { Breakage } from './break.ts';
import type { Step, StepOutcome, Story } from './step.ts';
import { LAST_ACT } from './steps-after.ts';
import { LINK_ACT } from './steps-link.ts';
import { LOG_ACT } from './steps-log.ts';
import { PANEL_ACT } from './steps-panel.ts';

/** The whole story. */
export const STORY: readonly Step[] = [...PANEL_ACT, ...LINK_ACT, ...LAST_ACT, ...LOG_ACT];

/** How the story went. */
export interface StoryOutcome {
  ok: boolean;
  steps: StepOutcome[];
}

export interface PlayOptions {
  /** Moves the clock to whatever the system leaves for later, as it does after crashes and faults. */
  isPatient?: boolean | undefined;
  /** Leaves out the steps that only look and try what is refused. */
  skipsAsides?: boolean | undefined;
  /** Told about each step as it ends. */
  onStep?: ((outcome: StepOutcome) => void) | undefined;
  /** What to break on purpose. */
  breakage?: Breakage | undefined;
}

/** Plays every step; those after a failure are reported as not played. */
export async function playStory(
  sandbox: Sandbox,
  options: PlayOptions = {},
): Promise<StoryOutcome> {
  const story: Story = {
    sandbox,
    found: {},
    rest: () => (options.isPatient ? sandbox.catchUp() : sandbox.settled()),
  };
  const steps: StepOutcome[] = [];
  for (const step of STORY) {
    if (options.skipsAsides && step.isAside) continue;
    const outcome = steps.some(({ ok }) => !ok)
      ? { name: step.name, ok: false, detail: 'not played' }
      : await playStep(step, story, options.breakage);
    steps.push(outcome);
    options.onStep?.(outcome);
  }
  return { ok: steps.every(({ ok }) => ok), steps };
}

async function playStep(
  step: Step,
  story: Story,
  breakage: Breakage | undefined,
): Promise<StepOutcome> {
  try {
    if (breakage?.before === step.id) await breakage.apply(story);
    return { name: step.name, ok: true, detail: await step.play(story) };
  } catch (error) {
    const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return { name: step.name, ok: false, detail };
  }
}
