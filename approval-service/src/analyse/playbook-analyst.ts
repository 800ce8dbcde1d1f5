/** The embedded analyst: the starter playbook behind the Analyst port. */
import type { Analyst } from '../ports.ts';
import { analyseByPlaybook } from './analyse-by-playbook.ts';
import { STARTER_PLAYBOOK } from './starter-playbook.ts';

/** Makes the analyst that needs no key and no network. */
export function createPlaybookAnalyst(): Analyst {
  return {
    analyse: (input) =>
      Promise.resolve(
        analyseByPlaybook({
          snapshot: input.snapshot,
          voiceOf: (source) => input.voiceOf(source),
          rules: STARTER_PLAYBOOK,
        }),
      ),
  };
}
