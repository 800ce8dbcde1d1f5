/** Waits until the whole system has nothing left to do now, and moves the clock to what is left for later. */
import type { ForgeHost } from './forge-host/create-host.ts';
import type { ServiceRunner } from './run-service.ts';
import { NotSettled } from './sandbox-types.ts';
import type { WorkStatus } from './service-messages.ts';

const LOOK_AGAIN_MS = 8;
const QUIET_LOOKS = 2;
/** Leases and reading back take a few minutes; approval requests end after a day and are left alone. */
const HORIZON_MS = 20 * 60_000;
const MOST_MOVES = 200;

/** What is watched. */
export interface Settling {
  host: Pick<ForgeHost, 'settled' | 'runScheduled'>;
  service: Pick<ServiceRunner, 'status' | 'isGone'>;
  advance(ms: number): Promise<void>;
  /** Differs from an earlier answer when something has happened meanwhile. */
  progress(): number;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** What the service is at; a service that is down (and comes back) is never settled. */
const isQuiet = (status: WorkStatus | undefined): status is WorkStatus =>
  status !== undefined && status.running === 0 && status.due === 0;

/** Waits as long as something happens: however much there is to do, only what stands still for `ms` is given up. */
async function whileMoving<T>(
  { progress }: Pick<Settling, 'progress'>,
  work: Promise<T>,
  { ms, what }: { ms: number; what: () => string },
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const stands = new Promise<never>((_resolve, reject) => {
    const watch = (before: number): void => {
      timer = setTimeout(() => {
        const now = progress();
        if (now === before) reject(new NotSettled(what()));
        else watch(now);
      }, ms);
    };
    watch(progress());
  });
  try {
    return await Promise.race([work, stands]);
  } finally {
    clearTimeout(timer);
  }
}

/** Nothing runs in the app, nothing is due in the service, twice in a row. Answers with the last look. */
export async function settle(settling: Settling, withinMs: number): Promise<WorkStatus> {
  const watch: Watch = { isOver: false, at: '' };
  try {
    return await whileMoving(settling, untilQuiet(settling, watch), {
      ms: withinMs,
      what: () => `nothing has happened for ${withinMs} ms; ${watch.at}`,
    });
  } finally {
    watch.isOver = true;
  }
}

interface Watch {
  /** Nobody waits any more. */
  isOver: boolean;
  /** What is waited for now. */
  at: string;
}

async function untilQuiet(settling: Settling, watch: Watch): Promise<WorkStatus> {
  for (let quiet = 0; !watch.isOver; ) {
    const status = await look(settling, watch);
    quiet = isQuiet(status) ? quiet + 1 : 0;
    if (isQuiet(status) && quiet >= QUIET_LOOKS) return status;
    await pause(quiet > 0 ? 1 : LOOK_AGAIN_MS);
  }
  throw new NotSettled('nobody waits any more');
}

async function look({ host, service }: Settling, watch: Watch): Promise<WorkStatus | undefined> {
  watch.at = 'a function of the app has not ended';
  await host.settled();
  watch.at = 'the service does not say its status';
  const status = await service.status();
  watch.at = `the service: ${status ? JSON.stringify(status) : 'down'}`;
  if (status === undefined && service.isGone)
    throw new NotSettled('the service died and is not started again');
  return status;
}

/** Settles; then moves to the next job due within the horizon, or lets the app sweep once more, until neither brings work. */
export async function catchUp(
  settling: Settling,
  withinMs: number,
  horizonMs: number = HORIZON_MS,
): Promise<void> {
  let hasSwept = false;
  for (let moves = 0; moves < MOST_MOVES; moves += 1) {
    const { nextJobAtMs, nowMs } = await settle(settling, withinMs);
    const waitMs = nextJobAtMs === null ? Number.POSITIVE_INFINITY : nextJobAtMs - nowMs;
    if (waitMs <= horizonMs) {
      await settling.advance(waitMs + 1);
      hasSwept = false;
      continue;
    }
    if (hasSwept) return;
    await settling.host.runScheduled();
    hasSwept = true;
  }
  throw new NotSettled(`still at work after ${MOST_MOVES} moves of the clock`);
}
