/**
 * What every part of the host shares: options, manifest, log, seeded chance, waiting, and the count of unfinished work.
 * It guarantees that `idle()` resolves only when nothing is running, queued or waiting for a retry.
 */
import type {
  ForgeHostOptions,
  HostFaults,
  HostLogEntry,
  HostTimers,
  JiraEvent,
} from './host-types.ts';
import type { HostManifest } from './read-manifest.ts';

const POLL_MS = 20;
const QUIET_TURNS = 3;

/** State and services common to all parts of one host. */
export interface Platform {
  readonly options: ForgeHostOptions;
  readonly manifest: HostManifest;
  readonly appUuid: string;
  readonly installationUuid: string;
  readonly environmentId: string;
  readonly environment: string;
  readonly contextAri: string;
  readonly log: HostLogEntry[];
  readonly remotes: Map<string, string>;
  readonly accountStatus: Map<string, 'closed' | 'updated'>;
  readonly timers: HostTimers;
  /** Panels that people added to single issues. */
  readonly addedPanels: Set<string>;
  readonly state: { installed: boolean; faults: HostFaults; closed: boolean };
  note(kind: HostLogEntry['kind'], moduleKey: string, text: string): void;
  /** True with probability `rate`, from the seeded generator. */
  chance(rate: number | undefined): boolean;
  /** Counts `work` as unfinished until it settles. */
  track<T>(work: Promise<T>): Promise<T>;
  /** Resolves after `ms` by the host's clock times `delayScale`; a jump of the clock shortens it. Counted as unfinished. */
  wait(ms: number): Promise<void>;
  idle(): Promise<void>;
}

/** An event with everything the platform adds. */
export type DeliveredEvent = JiraEvent & { context: Record<string, unknown> };

const realTimers: HostTimers = {
  after: (ms, run) => {
    const handle = setTimeout(run, ms);
    handle.unref();
    return () => clearTimeout(handle);
  },
};

/** Mulberry32: small, seeded, good enough to draw faults from. */
function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const lastPart = (ari: string): string => ari.split('/').at(-1) ?? ari;

/** A turn of the event loop, so that work started by what just finished is counted before anybody looks. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Makes the shared state; `installationUuid` names the installation. */
export function createPlatform(
  options: ForgeHostOptions,
  manifest: HostManifest,
  ids: { installationUuid: string; environmentId: string },
): Platform {
  const log: HostLogEntry[] = [];
  const random = createRandom(options.seed ?? 1);
  const timers = options.timers ?? realTimers;
  const state = { installed: false, faults: options.faults ?? {}, closed: false };
  let unfinished = 0;

  const track = async <T>(work: Promise<T>): Promise<T> => {
    unfinished += 1;
    try {
      return await work;
    } finally {
      unfinished -= 1;
    }
  };
  const waitUntil = (dueAt: number): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (state.closed || options.clock() >= dueAt) resolve();
        else timers.after(POLL_MS, look);
      };
      look();
    });
  const idle = async (): Promise<void> => {
    for (let quiet = 0; quiet < QUIET_TURNS; quiet += 1) {
      await turn();
      while (unfinished > 0) {
        quiet = 0;
        await new Promise<void>((resolve) => setTimeout(resolve, 2));
      }
    }
  };

  return {
    options,
    manifest,
    ...ids,
    appUuid: lastPart(manifest.app.id),
    environment: options.environment ?? 'DEVELOPMENT',
    contextAri: `ari:cloud:jira::site/${options.cloudId}`,
    log,
    remotes: new Map(Object.entries(options.remotes)),
    accountStatus: new Map(),
    addedPanels: new Set(),
    timers,
    state,
    note: (kind, moduleKey, text) => {
      log.push({ at: options.clock(), kind, moduleKey, text });
      options.notice?.(`${kind} ${moduleKey} ${text}`);
    },
    chance: (rate) => rate !== undefined && rate > 0 && random() < rate,
    track,
    wait: (ms) => track(waitUntil(options.clock() + ms * (options.delayScale ?? 1))),
    idle,
  };
}
