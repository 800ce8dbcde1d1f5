/**
 * Group commit: writes that arrive while a transaction runs share the next one, and each is acknowledged only after
 * its commit. One failing write never takes its neighbours along: the batch is rolled back and run one by one.
 */
import type { Kysely, Transaction } from 'kysely';
import type { Tables } from './tables.ts';

/** A write. It may run twice, so everything it does must go through `trx`, and it must not do any other I/O. */
export type Write<T> = (trx: Transaction<Tables>) => Promise<T>;

interface Pending {
  write: Write<unknown>;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/** Makes the queue. `maxBatch` 1 gives one commit per write (the baseline of the benchmark). */
export function createWriteQueue(
  db: Kysely<Tables>,
  maxBatch = 128,
): <T>(write: Write<T>) => Promise<T> {
  const pending: Pending[] = [];
  let isRunning = false;

  const runBatch = async (batch: Pending[]): Promise<void> => {
    try {
      const values = await db.transaction().execute(async (trx) => {
        const results: unknown[] = [];
        for (const { write } of batch) results.push(await write(trx));
        return results;
      });
      for (const [index, { resolve }] of batch.entries()) resolve(values[index]);
    } catch (error) {
      if (batch.length === 1) batch[0]?.reject(error);
      else for (const one of batch) await runBatch([one]);
    }
  };

  /** Between two commits the event loop gets its turn, so that whoever has arrived meanwhile shares the next one. */
  const drain = async (): Promise<void> => {
    while (pending.length > 0) {
      await runBatch(pending.splice(0, maxBatch));
      await new Promise(setImmediate);
    }
    isRunning = false;
  };

  return <T>(write: Write<T>): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      pending.push({ write, resolve: (value) => resolve(value as T), reject });
      if (isRunning) return;
      isRunning = true;
      setImmediate(() => void drain());
    });
}
