/** Sign-ins are limited by the machine's time: where the system's time has passed, the service has to forget its count. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** The window in which attempts are counted. */
const WINDOW_MS = 15 * 60_000;
const BUSY_MS = 5_000;

/** Told of every move of the clock; forgets the attempts when a window has passed. */
export function forgettingSignIns(dataDir: string): (ms: number) => void {
  const file = join(dataDir, 'limits.db');
  let passedMs = 0;
  return (ms) => {
    passedMs += ms;
    if (passedMs < WINDOW_MS || !existsSync(file)) return;
    passedMs = 0;
    const database = new DatabaseSync(file);
    try {
      database.exec(`PRAGMA busy_timeout = ${BUSY_MS}; DELETE FROM sign_in_attempts`);
    } finally {
      database.close();
    }
  };
}
