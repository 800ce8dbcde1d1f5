/**
 * The inside of a site: its world, records, limits and faults, held together for the request pipeline and
 * the control interface. Each site has its own; nothing is shared but the parsed documents.
 */
import { announcer } from './announce-events.ts';
import type { Rules } from './answer-request.ts';
import { type FaultSource, faultSource } from './faults/choose-fault.ts';
import { type RateLimits, rateLimits } from './faults/rate-limits.ts';
import { type SearchIndex, searchIndex } from './jql/search-index.ts';
import { trafficChecker } from './openapi/check-traffic.ts';
import { loadDocuments } from './openapi/load-documents.ts';
import type { SiteContext } from './operations/operation.ts';
import { finishDueTasks } from './operations/run-bulk-task.ts';
import { seedWorld } from './seed-world.ts';
import type { Effect, JiraSiteOptions, SeenRequest } from './site-types.ts';
import { buildWorld } from './world/build-world.ts';
import { seededUuid } from './world/make-ids.ts';
import type { World } from './world/world-types.ts';

/** The inside of one site. */
export interface SiteCore {
  world: World;
  clock: () => number;
  rules: Rules | undefined;
  scopes: readonly string[];
  faults: FaultSource;
  limits: RateLimits;
  index: SearchIndex;
  requests: SeenRequest[];
  effects: Effect[];
  violations: string[];
  hangMs: number;
  slowMs: number;
  seed: number;
  nextSeq(): number;
  /** The site as an operation sees it; `stale` gives the state before the latest change. */
  context(stale?: boolean): SiteContext;
  /** Keeps the present state for stale reads, if any fault may want it. */
  keepHistory(): void;
  finishDueTasks(): void;
  /** Waits, but not beyond the closing of the site. */
  pause(ms: number): Promise<void>;
  /** Ends all waiting. */
  release(): void;
  globalContextRemoval: 'allowed' | 'refused';
}

/** A new site's inside. */
export function createSiteCore(options: JiraSiteOptions): SiteCore {
  const seed = options.seed ?? 1;
  const world = newWorld(options, seed);
  const index = searchIndex(world, options.searchLagMs ?? 1_000);
  const pauses = new Set<() => void>();
  let previous: World | undefined;
  let seq = 0;
  const context = (shown: World): SiteContext => ({
    world: shown,
    now: options.clock(),
    baseUrl: `https://api.atlassian.com/ex/jira/${world.cloudId}`,
    searchIndex: (ids) => index.issues(options.clock(), ids),
    announce,
    globalContextRemoval: core.globalContextRemoval,
  });
  const announce = announcer(() => context(world), index, options.onEvent);
  const core: SiteCore = {
    world,
    clock: options.clock,
    rules: rulesOf(options),
    scopes: options.scopes,
    faults: faultSource(options.faults ?? {}, seed),
    limits: rateLimits(options.clock, options.limits ?? {}),
    index,
    requests: [],
    effects: [],
    violations: [],
    hangMs: options.hangMs ?? 60_000,
    slowMs: options.slowMs ?? 3_000,
    seed,
    globalContextRemoval: options.globalContextRemoval ?? 'refused',
    nextSeq() {
      seq += 1;
      return seq;
    },
    context: (stale = false) => context(stale && previous !== undefined ? previous : world),
    keepHistory() {
      if (core.faults.needsHistory) previous = structuredClone(world);
    },
    finishDueTasks() {
      finishDueTasks(context(world), options.bulkTaskMs ?? 2_000);
    },
    pause: (ms) => pause(ms, pauses),
    release() {
      for (const end of [...pauses]) end();
    },
  };
  return core;
}

/** The seeded world made last: tests make the same one thousands of times, and copying it is cheaper. */
let made: { circumstances: string; world: World } | undefined;

function newWorld(options: JiraSiteOptions, seed: number): World {
  const circumstances = {
    seed,
    now: options.clock(),
    plan: options.plan ?? 'premium',
    cloudId: options.cloudId ?? seededUuid(seed, 'cloud'),
    siteUrl: options.siteUrl ?? 'https://example-team.atlassian.net',
  };
  if (options.world !== undefined) return buildWorld(options.world, circumstances);
  const key = JSON.stringify(circumstances);
  if (made?.circumstances !== key) {
    made = { circumstances: key, world: buildWorld(seedWorld, circumstances) };
  }
  return structuredClone(made.world);
}

function rulesOf(options: JiraSiteOptions): Rules | undefined {
  if (options.documentsFolder === undefined) {
    options.notice?.(
      "Jira stand-in: no folder with Atlassian's OpenAPI documents, so requests are not checked against them",
    );
    return undefined;
  }
  const documents = loadDocuments(options.documentsFolder);
  return { documents, checker: trafficChecker(documents) };
}

function pause(ms: number, pauses: Set<() => void>): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      pauses.delete(end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    pauses.add(end);
  });
}
