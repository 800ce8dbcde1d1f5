/** All migrations in order; forward only. */
import type { Migration } from 'kysely/migration';
import { init } from './0001-init.ts';

export const MIGRATIONS: Record<string, Migration> = {
  '0001-init': init,
};
