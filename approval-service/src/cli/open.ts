/** Opens the store of the configured data folder for a CLI verb. */
import { join, resolve } from 'node:path';
import { openStore } from '../adapters/store/open-store.ts';
import { systemRandom } from '../adapters/system/random.ts';
import type { Store } from '../ports.ts';

/** Path of the database under an environment's DATA_DIR. */
export function databaseFile(env: Readonly<Record<string, string | undefined>>): string {
  return join(resolve(env['DATA_DIR'] ?? './.data'), 'kraken.db');
}

/** Opens the store; the service may be running on the same file. */
export function openCliStore(env: Readonly<Record<string, string | undefined>>): Promise<Store> {
  return openStore({ file: databaseFile(env), random: systemRandom });
}
