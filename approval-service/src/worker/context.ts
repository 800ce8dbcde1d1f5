/** What every job handler needs. */

import { ServiceError } from '../errors.ts';
import type { IssueDeps } from '../execute/issue-order.ts';
import type { TenantRulesCache } from '../playbook/load-rules.ts';
import type {
  Analyst,
  Checkpoint,
  Clock,
  Keys,
  LeasedJob,
  Log,
  Random,
  Store,
  TenantTx,
  WebTrigger,
} from '../ports.ts';

export interface WorkerContext {
  store: Store;
  clock: Clock;
  random: Random;
  keys: Keys;
  log: Log;
  analyst: Analyst;
  tenantRules: TenantRulesCache;
  webTrigger: WebTrigger;
  issue: IssueDeps;
  checkpoint: Checkpoint;
}

/** Runs the durable part of a job: work and completion commit together, or not at all when the lease was lost. */
export function finishJob<T>(
  context: WorkerContext,
  job: LeasedJob,
  work: (tx: TenantTx) => Promise<T>,
): Promise<T> {
  return context.store.forTenant(job.userId).transact(async (tx) => {
    const value = await work(tx);
    if (!(await tx.jobs.complete(job.jobId, job.fence)))
      throw new ServiceError('conflict', 'the lease of the job was lost');
    return value;
  });
}
