/**
 * The one walk over all projects of the site, archived ones too: where Jira has no look-up from a thing to the projects
 * that use it, every project is asked. Null where the list cannot be read whole or there are more than Kraken reads.
 */
import type { Json } from '../../json.ts';
import type { JiraRead, JiraReadResult, Precondition } from '../../requests/jira-request.ts';
import { type Reading, walked } from '../../requests/reading.ts';
import type { Target } from '../action.ts';
import { readOf } from '../operations.ts';
import { pinPages } from './pin-reads.ts';
import { countAt, idAt, isTrueAt, itemsAt, textAt } from './read-answer.ts';
import { MAX_READS, readAll } from './read-together.ts';

/** Projects that are shown, and the reads that find one more. */
export interface PinnedProjects {
  projects: Target[];
  preconditions: Precondition[];
}

/** All projects of the site. */
export interface AllProjects extends PinnedProjects {
  /** Those that use schemes of the site; team-managed ones keep their own. */
  companyManaged: Target[];
}

/** A project with whoever leads it. */
export interface LedProject {
  project: Target;
  leadAccountId: string | null;
}

type PageRead = (startAt: number) => JiraRead;

const PAGE = 100;
const ID = /^\d{1,20}$/;
const WINDOW = (startAt: number): Array<[string, string]> => [
  ['startAt', String(startAt)],
  ['maxResults', String(PAGE)],
  ['orderBy', 'key'],
];

/** Jira lists live projects only, unless it is asked for the others too. */
const LIVE: Array<[string, string]> = [['status', 'live']];
const LIVE_AND_ARCHIVED: Array<[string, string]> = [...LIVE, ['status', 'archived']];

const pageRead: PageRead = (startAt) =>
  readOf('searchProjects', {
    query: [...WINDOW(startAt), ...LIVE_AND_ARCHIVED],
    pick: [
      ...['id', 'key', 'simplified', 'style'].map((field) => `values[].${field}`),
      'isLast',
      'total',
    ],
  });

const leadsReadOf =
  (statuses: Array<[string, string]>): PageRead =>
  (startAt) =>
    readOf('searchProjects', {
      query: [...WINDOW(startAt), ...statuses, ['expand', 'lead']],
      pick: ['values[].id', 'values[].key', 'values[].lead.accountId', 'isLast', 'total'],
    });

const leadsRead = leadsReadOf(LIVE_AND_ARCHIVED);

/** Walks all projects. */
export function* walkProjects(): Reading<AllProjects | null> {
  const pages = yield* readWhole((startAt) => walked(pageRead(startAt)));
  const rows = pages === null ? null : rowsIn(pages);
  if (pages === null || rows === null) return null;
  return {
    projects: rows.map(({ project }) => project),
    companyManaged: rows.flatMap(({ project, item }) => (isTeamManaged(item) ? [] : [project])),
    preconditions: pinPages('Projects of the site', { read: pageRead, pageSize: PAGE }, pages),
  };
}

/** Walks all projects with their leads, or only those in which something can be changed. */
export function* walkLeads(which: 'all' | 'live'): Reading<LedProject[] | null> {
  const pages = yield* readWhole(which === 'all' ? leadsRead : leadsReadOf(LIVE));
  const rows = pages === null ? null : rowsIn(pages);
  return (
    rows?.map(({ project, item }) => ({
      project,
      leadAccountId: idAt(item, 'lead.accountId') ?? null,
    })) ?? null
  );
}

/** Walks to the projects a person leads. On pages where the person leads none, who leads the projects may change. */
export function* walkLedBy(accountId: string): Reading<PinnedProjects | null> {
  const pages = yield* readWhole(leadsRead);
  const rows = pages === null ? null : rowsIn(pages);
  if (pages === null || rows === null) return null;
  const leads = (item: Json): boolean => idAt(item, 'lead.accountId') === accountId;
  return {
    projects: rows.flatMap(({ project, item }) => (leads(item) ? [project] : [])),
    preconditions: pages.map((expected, page): Precondition => {
      const isIn = itemsAt(expected.body, 'values').some(leads);
      const holds = { list: 'values[].lead.accountId', value: accountId, isIn };
      const read = leadsRead(page * PAGE);
      return { label: 'Projects the person leads', read, expected, ...(!isIn && { holds }) };
    }),
  };
}

const isTeamManaged = (item: Json): boolean =>
  isTrueAt(item, 'simplified') || textAt(item, 'style') === 'next-gen';

/** The first page says how many there are; the others come in one round. */
function* readWhole(page: PageRead): Reading<JiraReadResult[] | null> {
  const [first] = yield* readAll([page(0)]);
  const total = countAt(first.body, 'total');
  if (first.status !== 200 || total === undefined || total > MAX_READS) return null;
  const count = Math.max(0, Math.ceil(total / PAGE) - 1);
  const rest = yield* readAll(Array.from({ length: count }, (_, at) => page((at + 1) * PAGE)));
  const pages: JiraReadResult[] = [first, ...rest];
  const found = pages.flatMap(({ body }) => itemsAt(body, 'values')).length;
  const isWhole =
    pages.every(({ status }) => status === 200) &&
    found === total &&
    isTrueAt(pages.at(-1)?.body ?? null, 'isLast');
  return isWhole ? pages : null;
}

/** Null where a project has no id or no key to call it by. */
function rowsIn(pages: readonly JiraReadResult[]): Array<{ project: Target; item: Json }> | null {
  const items = pages.flatMap(({ body }) => itemsAt(body, 'values'));
  const rows = items.flatMap((item): Array<{ project: Target; item: Json }> => {
    const [id, key] = [idAt(item, 'id'), textAt(item, 'key')];
    if (id === undefined || key === undefined || !ID.test(id)) return [];
    return [{ project: { kind: 'project', id, name: key }, item }];
  });
  return rows.length === items.length ? rows : null;
}

/** Projects whose ids are in the list. */
export function projectsWith(all: readonly Target[], ids: readonly string[]): Target[] {
  return all.filter(({ id }) => ids.includes(id));
}
