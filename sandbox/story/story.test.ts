/** The story holds through the real interfaces; broken in any of the listed ways, it does not. */
import { describe, expect, it } from 'vitest';
import { BREAKAGES } from './break.ts';
import { STORY } from './play-story.ts';
import { runStory } from './run-story.ts';

const SEED = 20_261_124;

describe('the story', () => {
  it('holds from the first ticket to the verified log', async () => {
    const { ok, steps } = await runStory({ seed: SEED });
    expect(steps.filter((step) => !step.ok)).toEqual([]);
    expect([ok, steps.length]).toEqual([true, STORY.length]);
  });

  it.each(BREAKAGES.map(({ name, noticedBy }) => ({ name, noticedBy })))(
    'fails at “$noticedBy” when broken by $name',
    async ({ name, noticedBy }) => {
      const { ok, steps } = await runStory({ seed: SEED, breakName: name });
      const failed = STORY[steps.findIndex((step) => !step.ok)];
      expect([ok, failed?.id]).toEqual([false, noticedBy]);
    },
  );
});
