/**
 * Runs due jobs in a few lanes. Woken by every write that made a job; polling is only the safety net. A failed job is
 * tried again with growing pauses and ends in the dead letters, visible to people.
 */
import type { LeasedJob } from '../ports.ts';
import type { WorkerContext } from './context.ts';
import { handleJob } from './handle-job.ts';

const LANES = 8;
/** How long a job is one worker's own. */
export const JOB_LEASE_MS = 120_000;
const MAX_ATTEMPTS = 200;
const POLL_MS = 1_000;

export interface Worker {
  /** Look for work now. */
  wake(): void;
  /** Stops taking jobs and waits for those under way. */
  stop(): Promise<void>;
}

/** Starts the worker. */
export function startWorker(context: WorkerContext): Worker {
  let isStopping = false;
  let isLeasing = false;
  let isAskedAgain = false;
  const running = new Set<Promise<void>>();

  const lease = async (): Promise<void> => {
    const free = LANES - running.size;
    if (free <= 0 || isStopping) return;
    const nowMs = context.clock.nowMs();
    const jobs = await context.store.system.leaseJobs(nowMs, nowMs + JOB_LEASE_MS, free);
    for (const job of jobs) {
      const done: Promise<void> = runJob(context, job).finally(() => {
        running.delete(done);
        wake();
      });
      running.add(done);
    }
  };

  const wake = (): void => {
    if (isStopping) return;
    if (isLeasing) {
      isAskedAgain = true;
      return;
    }
    isLeasing = true;
    isAskedAgain = false;
    lease()
      .catch((error: unknown) => context.log.error('worker.lease-failed', error))
      .finally(() => {
        isLeasing = false;
        if (isAskedAgain) wake();
      });
  };

  const timer = setInterval(wake, POLL_MS);
  wake();
  return {
    wake,
    stop: async () => {
      isStopping = true;
      clearInterval(timer);
      await Promise.allSettled(running);
    },
  };
}

/** Runs one leased job; a failure gives it back for later and never throws. */
export async function runJob(context: WorkerContext, job: LeasedJob): Promise<void> {
  try {
    context.checkpoint('job.leased');
    await handleJob(context, job);
  } catch (error) {
    await recover(context, job, error);
  }
}

async function recover(context: WorkerContext, job: LeasedJob, error: unknown): Promise<void> {
  context.log.error('job.failed', error, {
    jobId: job.jobId,
    kind: job.kind,
    attempts: job.attempts,
  });
  const reason = error instanceof Error ? error.name : 'unknown';
  try {
    if (job.attempts >= MAX_ATTEMPTS) await context.store.system.buryJob(job, reason);
    else
      await context.store.system.retryJob(
        job,
        context.clock.nowMs() + Math.min(300_000, 250 * 2 ** Math.min(job.attempts, 11)),
        reason,
      );
  } catch (failure) {
    context.log.error('job.not-released', failure, { jobId: job.jobId });
  }
}
