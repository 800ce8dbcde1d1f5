/** Which requests to the model go wrong, and how: an exact script first, then a share of the others by a seed. */
import { seededRandom } from '../jira/world/make-ids.ts';

/** Ways in which the model's API fails. `timeout` never answers, `cut` breaks off in the middle of the answer. */
export const CLAUDE_FAULTS = [
  'timeout',
  '429',
  '429-no-retry-after',
  '500',
  '529',
  'cut',
  'refusal',
  'max-tokens',
  'html',
  'slow',
] as const;

export type ClaudeFault = (typeof CLAUDE_FAULTS)[number];

/** What goes wrong. A line of `script` meets one request, or `times`; `none` lets one through. */
export interface ClaudeFaultSettings {
  /** Share of requests, 0 to 1. */
  rate?: number | undefined;
  /** Kinds of the share; all but `timeout` when absent. */
  kinds?: readonly ClaudeFault[] | undefined;
  seed?: number | undefined;
  script?: ReadonlyArray<ClaudeFault | 'none' | ScriptedClaudeFault> | undefined;
  /** What a 429 says to wait, seconds. Default 20. */
  retryAfterSeconds?: number | undefined;
}

/** One line of a script. */
export interface ScriptedClaudeFault {
  fault: ClaudeFault | 'none';
  times?: number | undefined;
}

/** Draws faults; `next` is asked once for each request that is in order. */
export interface ClaudeFaultSource {
  readonly retryAfterSeconds: number;
  next(): ClaudeFault | undefined;
}

const RETRY_AFTER_SECONDS = 20;

/** A source of faults for these settings. */
export function claudeFaults(
  settings: ClaudeFaultSettings,
  defaultSeed: number,
): ClaudeFaultSource {
  const { rate = 0, seed = defaultSeed, retryAfterSeconds = RETRY_AFTER_SECONDS } = settings;
  const random = seededRandom(seed);
  const kinds = settings.kinds ?? CLAUDE_FAULTS.filter((kind) => kind !== 'timeout');
  const script = (settings.script ?? []).map((line) =>
    typeof line === 'string'
      ? { fault: line, left: 1 }
      : { fault: line.fault, left: line.times ?? 1 },
  );
  return {
    retryAfterSeconds,
    next() {
      const roll = random();
      const pick = random();
      const line = script.find(({ left }) => left > 0);
      if (line) {
        line.left -= 1;
        return line.fault === 'none' ? undefined : line.fault;
      }
      return roll < rate ? kinds[Math.floor(pick * kinds.length)] : undefined;
    },
  };
}
