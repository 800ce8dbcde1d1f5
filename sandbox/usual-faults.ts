/**
 * What goes wrong with Jira unless a start says otherwise: one request in twenty, by the start's seed, in ways that do not change
 * how a story ends. Whoever waits then waits with `catchUp`, as faults leave work for later.
 */
import type { ClaudeFault, ClaudeFaultSettings } from './claude/choose-claude-fault.ts';
import type { FaultKind, FaultSettings } from './jira/create-site.ts';
import type { SandboxOptions } from './sandbox-types.ts';

const USUAL_RATE = 0.05;

/** Under faults, what the platform and the app wait for is a hundred times shorter. */
const FAULTY_DELAY_SCALE = 0.01;

/**
 * What can go wrong without changing how a story ends. The other kinds end a wish as failed, because Kraken never repeats a
 * write by itself; they are for `npm run sandbox` and the long runs.
 */
const BEARABLE_FAULTS: readonly FaultKind[] = [
  '429-burst',
  '429-per-issue',
  '429-unknown-reason',
  '429-no-retry-after',
  '502-after-effect',
  'cut-after-effect',
  'slow',
  'stale-read',
];

/** Faults that do not change how a story ends, at this rate (0 to 1). */
export const bearableFaults = (rate: number, seed: number | undefined): FaultSettings => ({
  rate,
  kinds: BEARABLE_FAULTS,
  seed,
});

/** The faults of a start: a rate goes over all kinds, nothing said means the usual ones. */
export function faultsOf(faults: SandboxOptions['faults'], seed: number): FaultSettings {
  if (faults === undefined) return bearableFaults(USUAL_RATE, seed);
  return typeof faults === 'number' ? { rate: faults, seed } : faults;
}

/** What the service sits out by asking again later. The others count as answers, and a person is asked after a few. */
const BEARABLE_CLAUDE_FAULTS: readonly ClaudeFault[] = [
  '429',
  '429-no-retry-after',
  '500',
  '529',
  'cut',
  'slow',
];

/** The faults of the model at a start: those given, else bearable ones at the rate of Jira's. */
export function claudeFaultsOf(
  { claudeFaults, faults }: Pick<SandboxOptions, 'claudeFaults' | 'faults'>,
  seed: number,
): ClaudeFaultSettings {
  if (claudeFaults !== undefined) return claudeFaults;
  const rate = typeof faults === 'number' ? faults : (faults?.rate ?? USUAL_RATE);
  return { rate, kinds: BEARABLE_CLAUDE_FAULTS, seed };
}

/** The factor on the platform's delays that goes with these faults. */
export const delayScaleOf = ({ faults, delayScale }: SandboxOptions): number =>
  delayScale ?? (faults === 0 ? 1 : FAULTY_DELAY_SCALE);
