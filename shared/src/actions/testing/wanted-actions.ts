/** The file that lists the actions Kraken is to have, for tests; where it is absent they are skipped, in CI they fail. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DATA_FOLDER } from './openapi.ts';

/** An action as the list names it. */
export interface WantedAction {
  id: string;
  tier: number;
  default_category: 'auto' | 'approval' | 'refuse';
  forge: 'yes' | 'partly' | 'no';
}

const FILE = join(DATA_FOLDER, 'action-catalogue.json');

/** False where the list is absent. */
export const HAS_CATALOGUE_FILE = existsSync(FILE);

/** All actions of the list. */
export function wantedActions(): WantedAction[] {
  const { actions } = JSON.parse(readFileSync(FILE, 'utf8')) as { actions: WantedAction[] };
  return actions;
}
