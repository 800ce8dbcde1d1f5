/** The account that makes things for Kraken on this site, and whether Jira lets it share them. */
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import { readOf } from '../operations.ts';
import { isAccountId } from './account-id.ts';
import { type Obstacle, refusedRead, unsupported } from './obstacle.ts';
import { isTrueAt, textAt } from './read-answer.ts';
import { readAll } from './read-together.ts';

/** Whoever owns what Kraken makes. */
export interface Maker {
  accountId: string;
  mayShare: boolean;
}

/** Reads who Kraken is in Jira: the app's user, or the person whose connection it uses. */
export function* findMaker(): Reading<Result<Maker, Obstacle>> {
  const [me, permissions] = yield* readAll([
    readOf('getCurrentUser', { pick: ['accountId'] }),
    readOf('getMyPermissions', {
      query: [['permissions', 'CREATE_SHARED_OBJECTS']],
      pick: ['permissions.CREATE_SHARED_OBJECTS.havePermission'],
    }),
  ]);
  const accountId = textAt(me.body, 'accountId') ?? '';
  if (me.status !== 200 || !isAccountId(accountId)) return refusedRead('its own account', me);
  const path = 'permissions.CREATE_SHARED_OBJECTS.havePermission';
  const mayShare = permissions.status === 200 && isTrueAt(permissions.body, path);
  return ok({ accountId, mayShare });
}

/** Said where Kraken may not share what it makes. */
export function noSharing() {
  return unsupported(
    'Jira does not let Kraken share filters and boards: its account lacks the global permission "Share dashboards and filters", which a Jira administrator can give.',
  );
}
