/**
 * Finds one filter by `id:…` or by its whole name, among all filters of the site (Kraken reads them as an
 * administrator). Two of a name are asked back with their owners, shown to Jira administrators only.
 */
import type { Json } from '../../json.ts';
import type { JiraRead } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { ResolveContext, Target } from '../action.ts';
import { readOf } from '../operations.ts';
import { isAccountId } from './account-id.ts';
import { chooseNamed } from './find-named.ts';
import { bareWords, looksLikeName } from './match-name.ts';
import { namedIdIn } from './named-id.ts';
import { ask, type Obstacle, refusedRead } from './obstacle.ts';
import { idAt, isTrueAt, itemsAt, textAt } from './read-answer.ts';
import { readPages } from './read-pages.ts';
import { SHARE_FIELDS, type Share, sharesIn } from './shares.ts';

/** A filter as far as resolution needs it. */
export interface Filter {
  id: string;
  name: string;
  jql: string;
  owner: { accountId: string; name: string; isActive: boolean } | null;
  shares: Share[];
  editors: number;
  subscribers: number;
}

const PAGE = 100;
const NUMBER = /^\d{1,18}$/;

const FIELDS = [
  'id',
  'name',
  'jql',
  'owner.accountId',
  'owner.displayName',
  'owner.active',
  'editPermissions[].id',
  'subscriptions[].id',
  ...SHARE_FIELDS,
];

const EXPAND = 'owner,jql,sharePermissions,editPermissions,subscriptions';

/** Reads filters of the whole site by id or by a part of their name. */
export function filtersRead(
  query: ReadonlyArray<[string, string]>,
  fields: readonly string[] = FIELDS,
  startAt = 0,
): JiraRead {
  return readOf('getFiltersPaginated', {
    query: [
      ...query,
      ['overrideSharePermissions', 'true'],
      ['expand', EXPAND],
      ['startAt', String(startAt)],
      ['maxResults', String(PAGE)],
    ],
    pick: [...fields.map((field) => `values[].${field}`), 'isLast'],
  });
}

/** Reads one filter; an empty list where there is none. */
export function filterRead(id: string, fields?: readonly string[]): JiraRead {
  return filtersRead([['id', id]], fields);
}

/** Query for the filters whose name holds these words, of one owner where one is given. */
export function namedFilters(name: string, accountId?: string): Array<[string, string]> {
  const owned: Array<[string, string]> = accountId === undefined ? [] : [['accountId', accountId]];
  return [['filterName', name], ['isSubstringMatch', 'true'], ...owned];
}

/** The filters in an answer. */
export function filtersIn(items: readonly Json[]): Filter[] {
  return items.flatMap((item) => {
    const [id, name] = [idAt(item, 'id'), textAt(item, 'name')];
    if (id === undefined || name === undefined || !NUMBER.test(id)) return [];
    const accountId = textAt(item, 'owner.accountId') ?? '';
    const owner = {
      accountId,
      name: textAt(item, 'owner.displayName') ?? accountId,
      isActive: isTrueAt(item, 'owner.active'),
    };
    return [
      {
        id,
        name,
        jql: textAt(item, 'jql') ?? '',
        owner: isAccountId(accountId) ? owner : null,
        shares: sharesIn(item),
        editors: itemsAt(item, 'editPermissions').length,
        subscribers: itemsAt(item, 'subscriptions').length,
      },
    ];
  });
}

/** Finds the one filter the words mean. */
export function* findFilter(
  words: string,
  context: ResolveContext,
): Reading<Result<Filter, Obstacle>> {
  const wanted = bareWords(words);
  const id = namedIdIn(wanted);
  const name = bareWords(wanted.replace(/^the\s+|^filter\s+/giu, ''));
  if (id === undefined ? !looksLikeName(name) : !NUMBER.test(id)) return ask('filter', words);
  const query: Array<[string, string]> = id === undefined ? namedFilters(name) : [['id', id]];
  const whole = yield* readPages({
    items: 'values',
    pageSize: PAGE,
    read: (startAt) => filtersRead(query, FIELDS, startAt),
  });
  if (whole.state === 'refused') return refusedRead('the filters', whole.answer);
  const filters = filtersIn(whole.items);
  const things = filters.map((filter) => ({ id: filter.id, name: filter.name, body: null }));
  const ownerOf = (thing: { id: string }) =>
    filters.find((one) => one.id === thing.id)?.owner?.name;
  const search = {
    thing: 'filter',
    guard: { global: 'ADMINISTER' },
    choiceOf: (thing: { id: string; name: string }) =>
      `${thing.name} of ${ownerOf(thing) ?? 'nobody'} (id:${thing.id})`,
  } as const;
  const chosen = yield* chooseNamed(
    id === undefined ? name : wanted,
    things,
    whole.isWhole,
    search,
    context,
  );
  if (!chosen.ok) return chosen;
  const found = filters.find((filter) => filter.id === chosen.value.id);
  return found === undefined ? ask('filter', words) : ok(found);
}

/** A filter as a target of an action. */
export function filterTarget({ id, name }: { id: string; name: string }): Target {
  return { kind: 'filter', id, name };
}
