/**
 * Finds one dashboard by `id:…` or by its whole name, among those Kraken owns or that are shared with it: Jira shows an
 * administrator no others.
 */
import type { Json } from '../../json.ts';
import type { JiraRead } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { ResolveContext, Target } from '../action.ts';
import { readOf } from '../operations.ts';
import { isAccountId } from './account-id.ts';
import { findNamed, type NamedThing } from './find-named.ts';
import { bareWords } from './match-name.ts';
import { ask, type Obstacle } from './obstacle.ts';
import { isTrueAt, textAt } from './read-answer.ts';
import { SHARE_FIELDS, type Share, sharesIn } from './shares.ts';

/** A dashboard as far as resolution needs it. */
export interface Dashboard {
  id: string;
  name: string;
  owner: { accountId: string; name: string; isActive: boolean } | null;
  shares: Share[];
}

const PAGE = 100;
const FIELDS = [
  'id',
  'name',
  'owner.accountId',
  'owner.displayName',
  'owner.active',
  ...SHARE_FIELDS,
];

/** Reads the dashboards Kraken sees, all or those whose name holds the words. */
export function dashboardsRead(
  name: string | null,
  fields: readonly string[] = FIELDS,
  startAt = 0,
): JiraRead {
  return readOf('getDashboardsPaginated', {
    query: [
      ...(name === null ? [] : [['dashboardName', name] as [string, string]]),
      ['startAt', String(startAt)],
      ['maxResults', String(PAGE)],
      ['expand', 'owner,sharePermissions'],
    ],
    pick: [...fields.map((field) => `values[].${field}`), 'isLast'],
  });
}

/** The dashboard in an item of a list. */
export function toDashboard(item: Json): Omit<Dashboard, 'id' | 'name'> {
  const accountId = textAt(item, 'owner.accountId') ?? '';
  const owner = {
    accountId,
    name: textAt(item, 'owner.displayName') ?? accountId,
    isActive: isTrueAt(item, 'owner.active'),
  };
  return { owner: isAccountId(accountId) ? owner : null, shares: sharesIn(item) };
}

/** Finds the one dashboard the words mean. */
export function* findDashboard(
  words: string,
  context: ResolveContext,
): Reading<Result<Dashboard, Obstacle>> {
  const name = bareWords(bareWords(words).replace(/^the\s+|^dashboard\s+/giu, ''));
  const ownerOf = ({ body }: NamedThing): string => textAt(body, 'owner.displayName') ?? 'nobody';
  const found = yield* findNamed(
    name,
    {
      thing: 'dashboard',
      listName: 'the dashboards',
      list: {
        items: 'values',
        pageSize: PAGE,
        read: (startAt) => dashboardsRead(null, FIELDS, startAt),
      },
      guard: { global: 'ADMINISTER' },
      choiceOf: (thing) => `${thing.name} of ${ownerOf(thing)} (id:${thing.id})`,
    },
    context,
  );
  if (!found.ok) return found;
  const { id, body } = found.value;
  if (!/^\d{1,15}$/.test(id)) return ask('dashboard', words);
  return ok({ id, name: found.value.name, ...toDashboard(body) });
}

/** A dashboard as a target of an action. */
export function dashboardTarget({ id, name }: { id: string; name: string }): Target {
  return { kind: 'dashboard', id, name };
}
