/** A job that fails comes back later, is seen in the log, and ends where people find it; a lost lease changes nothing. */

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTenantRulesCache } from '../playbook/load-rules.ts';
import type { LeasedJob } from '../ports.ts';
import { type Harness, register, startHarness } from '../testing/harness.ts';
import { registeredInstance } from '../testing/stage-deletion.ts';
import { finishJob, type WorkerContext } from './context.ts';
import { JOB_LEASE_MS, runJob } from './worker.ts';

let harness: Harness;
let worker: WorkerContext;
beforeEach(async () => {
  harness = await startHarness();
  await register(harness);
  const instance = await registeredInstance(harness);
  await harness.service.store.forTenant(instance.userId).transact((tx) =>
    tx.jobs.insert({
      kind: 'advance-decision',
      subjectId: 'dec_of_nobody',
      runAtMs: harness.clock.nowMs(),
    }),
  );
  worker = {
    ...harness.service.context,
    analyst: { analyse: () => Promise.reject(new Error('not asked here')) },
    tenantRules: createTenantRulesCache(),
    webTrigger: { ring: () => Promise.resolve('lost') },
  };
});
afterEach(() => harness.close());

async function lease(): Promise<LeasedJob | undefined> {
  const nowMs = harness.clock.nowMs();
  const [job] = await worker.store.system.leaseJobs(nowMs, nowMs + JOB_LEASE_MS, 1);
  return job;
}

async function leased(): Promise<LeasedJob> {
  const job = await lease();
  if (!job) throw new Error('no job is due');
  return job;
}

const failing = (): WorkerContext => ({
  ...worker,
  checkpoint: () => {
    throw new Error('secret words');
  },
});

describe('a job', () => {
  it('about something that is not there ends quietly', async () => {
    await runJob(worker, await leased());
    harness.clock.advance(JOB_LEASE_MS);
    expect(await lease()).toBeUndefined();
    expect(harness.lines.join()).not.toContain('job.failed');
  });

  it('that fails comes back after a pause that grows to five minutes', async () => {
    const pauses: number[] = [];
    for (let attempt = 0; attempt < 14; attempt += 1) {
      await runJob(failing(), await leased());
      const atMs = (await worker.store.system.nextJobAtMs(0)) ?? 0;
      pauses.push(atMs - harness.clock.nowMs());
      expect(await lease()).toBeUndefined();
      harness.clock.advance(atMs - harness.clock.nowMs());
    }
    expect(pauses.slice(0, 3)).toEqual([500, 1_000, 2_000]);
    expect(pauses.slice(-3)).toEqual([300_000, 300_000, 300_000]);
    expect(harness.lines.filter((line) => line.includes('job.failed'))).toHaveLength(14);
  });

  it('that fails for ever ends among the dead, and is not tried again', async () => {
    await runJob(failing(), { ...(await leased()), attempts: 200 });
    harness.clock.advance(30 * 86_400_000);
    expect(await lease()).toBeUndefined();
    expect(await worker.store.system.nextJobAtMs(0)).toBeUndefined();
  });

  it('whose lease was taken by another worker changes nothing', async () => {
    const slow = await leased();
    harness.clock.advance(JOB_LEASE_MS);
    const second = await leased();
    expect(second.jobId).toBe(slow.jobId);
    const work = finishJob(worker, slow, (tx) =>
      tx.jobs.insert({ kind: 'advance-decision', subjectId: 'dec_of_the_slow', runAtMs: 0 }),
    );
    await expect(work).rejects.toMatchObject({ code: 'conflict' });
    await runJob(worker, second);
    expect(await lease()).toBeUndefined();
  });

  it('is nobody else’s while it is leased', async () => {
    const jobs = await Promise.all([lease(), lease(), lease()]);
    expect(jobs.filter((job) => job !== undefined)).toHaveLength(1);
  });
});
