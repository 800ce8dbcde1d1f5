/** All migrations in order; forward only. */
import type { Migration } from 'kysely/migration';
import { init } from './0001-init.ts';
import { followUps } from './0002-follow-ups.ts';
import { sharedWalks } from './0003-shared-walks.ts';
import { modelCalls } from './0004-model-calls.ts';
import { playbook } from './0005-playbook.ts';

export const MIGRATIONS: Record<string, Migration> = {
  '0001-init': init,
  '0002-follow-ups': followUps,
  '0003-shared-walks': sharedWalks,
  '0004-model-calls': modelCalls,
  '0005-playbook': playbook,
};
