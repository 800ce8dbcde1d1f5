/** Durable jobs: lease with a fencing token, so that a worker that lost its lease changes nothing. */
import type { UserId } from '@kraken/shared';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { JobKind, LeasedJob, Random, TenantTx } from '../../ports.ts';
import { hotStatement } from './hot-statement.ts';
import type { Tables } from './tables.ts';

type Db = Kysely<Tables> | Transaction<Tables>;

/** Statements of this table, compiled once per database. */
export function jobStatements(db: Kysely<Tables>) {
  return {
    insert: hotStatement<never>(() =>
      db.insertInto('jobs').values({
        job_id: '',
        user_id: '',
        kind: '',
        subject_id: '',
        run_at_ms: 0,
        state: 'ready',
      }),
    ),
  };
}

/** Jobs of one tenant. */
export function jobStore(
  trx: Db,
  userId: UserId,
  hot: ReturnType<typeof jobStatements>,
  random: Random,
): TenantTx['jobs'] {
  return {
    async insert(job) {
      await hot.insert(trx, [
        random.id('JobId'),
        userId,
        job.kind,
        job.subjectId,
        job.runAtMs,
        'ready',
      ]);
    },
    async complete(jobId, fence) {
      const { numUpdatedRows } = await trx
        .updateTable('jobs')
        .set({ state: 'done' })
        .where('user_id', '=', userId)
        .where('job_id', '=', jobId)
        .where('fence', '=', fence)
        .where('state', '=', 'ready')
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
  };
}

/** Leases due jobs, oldest first; each gets a new fence. */
export async function leaseJobs(
  trx: Transaction<Tables>,
  nowMs: number,
  untilMs: number,
  max: number,
): Promise<LeasedJob[]> {
  const due = trx
    .selectFrom('jobs')
    .select('job_id')
    .where('state', '=', 'ready')
    .where('run_at_ms', '<=', nowMs)
    .where('lease_until_ms', '<=', nowMs)
    .orderBy('run_at_ms')
    .limit(max);
  const rows = await trx
    .updateTable('jobs')
    .set({
      lease_until_ms: untilMs,
      fence: sql<number>`fence + 1`,
      attempts: sql<number>`attempts + 1`,
    })
    .where('job_id', 'in', due)
    .returningAll()
    .execute();
  return rows.map((row) => ({
    jobId: row.job_id,
    userId: row.user_id as UserId,
    kind: row.kind as JobKind,
    subjectId: row.subject_id,
    runAtMs: row.run_at_ms,
    fence: row.fence,
    attempts: row.attempts,
  }));
}

/** Gives a job back to wait for something outside: no failure, so its attempts start afresh. */
export async function postponeJob(
  trx: Transaction<Tables>,
  job: LeasedJob,
  runAtMs: number,
): Promise<void> {
  await trx
    .updateTable('jobs')
    .set({ lease_until_ms: 0, attempts: 0, run_at_ms: runAtMs })
    .where('job_id', '=', job.jobId)
    .where('fence', '=', job.fence)
    .where('state', '=', 'ready')
    .execute();
}

/** Ends a lease: back to `ready` at `runAtMs`, or `dead` when there is none. */
export async function releaseJob(
  trx: Transaction<Tables>,
  job: LeasedJob,
  runAtMs: number | undefined,
  error: string,
): Promise<void> {
  await trx
    .updateTable('jobs')
    .set({
      lease_until_ms: 0,
      last_error: error.slice(0, 500),
      ...(runAtMs === undefined ? { state: 'dead' } : { run_at_ms: runAtMs }),
    })
    .where('job_id', '=', job.jobId)
    .where('fence', '=', job.fence)
    .where('state', '=', 'ready')
    .execute();
}

/** When the worker should look again; undefined when nothing waits. */
export async function nextJobAt(db: Db): Promise<number | undefined> {
  const row = await db
    .selectFrom('jobs')
    .select(sql<number | null>`min(max(run_at_ms, lease_until_ms))`.as('at'))
    .where('state', '=', 'ready')
    .executeTakeFirst();
  return row?.at ?? undefined;
}
