/**
 * Looks at the service's jobs from outside, read only, so that a test can tell whether anything is still to happen. Leases a
 * killed process left behind count as waiting, not as running.
 */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { WorkStatus } from './service-messages.ts';

/** Counts jobs. */
export interface JobWatch {
  status(nowMs: number): WorkStatus;
  close(): void;
}

interface JobRow {
  job_id: string;
  fence: number;
  run_at_ms: number;
  lease_until_ms: number;
}

const leaseOf = ({ job_id, fence }: JobRow): string => `${job_id}/${fence}`;

/** Opens the data folder's database; call it before the worker starts. */
export function watchJobs(dataDir: string): JobWatch {
  const database = new DatabaseSync(join(dataDir, 'kraken.db'), { readOnly: true });
  const ready = database.prepare(
    "SELECT job_id, fence, run_at_ms, lease_until_ms FROM jobs WHERE state = 'ready'",
  );
  const dead = database.prepare("SELECT count(*) AS n FROM jobs WHERE state = 'dead'");
  const readReady = (): JobRow[] => ready.all() as unknown as JobRow[];
  const orphans = new Set(
    readReady()
      .filter(({ lease_until_ms }) => lease_until_ms > 0)
      .map(leaseOf),
  );
  return {
    status(nowMs) {
      const rows = readReady();
      const isRunning = (row: JobRow): boolean =>
        row.lease_until_ms > nowMs && !orphans.has(leaseOf(row));
      const waiting = rows
        .filter((row) => !isRunning(row))
        .map((row) => Math.max(row.run_at_ms, row.lease_until_ms));
      const later = waiting.filter((atMs) => atMs > nowMs);
      return {
        nowMs,
        running: rows.filter(isRunning).length,
        due: waiting.length - later.length,
        nextJobAtMs: later.length === 0 ? null : Math.min(...later),
        dead: Number((dead.get() as { n: number }).n),
      };
    },
    close: () => database.close(),
  };
}
