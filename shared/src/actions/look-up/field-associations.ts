/**
 * Which projects have a custom field, and which projects share their fields. Jira gives a field to every project of the
 * same field scheme, or takes it from all of them.
 */
import type { JiraRead, Precondition } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import type { Target } from '../action.ts';
import { readOf } from '../operations.ts';
import { quoted } from '../sentence-words.ts';
import { inChunks } from './in-chunks.ts';
import { readPinned } from './pin-reads.ts';
import { idAt } from './read-answer.ts';
import type { PagedList } from './read-pages.ts';
import { readTogether } from './read-together.ts';
import { walkProjects } from './walk-projects.ts';

/** Operations a resolution with these look-ups needs. */
export const ASSOCIATION_READS = [
  'getFieldProjectAssociations',
  'getProjectsWithFieldSchemes',
  'searchProjects',
] as const;

const PAGE = 50;
/** Asked for where one answer has to show everything; what Jira does not give at once is then not known. */
const WHOLE = 1_000;
const CHUNK = 100;

/** Reads the projects that have a field. */
export function associationsRead(fieldId: string, startAt = 0, size = WHOLE): JiraRead {
  return readOf('getFieldProjectAssociations', {
    path: { fieldId },
    query: [
      ['startAt', String(startAt)],
      ['maxResults', String(size)],
    ],
    pick: ['values[].projectId', 'isLast', 'total'],
  });
}

/** Who has a field, and the facts to read again. */
export interface Associations {
  ids: ReadonlySet<string>;
  preconditions: Precondition[];
}

/** The projects that have a field; null where Jira does not tell them all. */
export function* readAssociations(field: {
  id: string;
  name: string;
}): Reading<Associations | null> {
  const list = yield* readPinned(`Projects that have ${quoted(field.name)}`, {
    read: (startAt) => associationsRead(field.id, startAt, PAGE),
    items: 'values',
    pageSize: PAGE,
  });
  if (list === null) return null;
  return {
    ids: new Set(list.found.flatMap((item) => idAt(item, 'projectId') ?? [])),
    preconditions: list.preconditions,
  };
}

/** Projects that share their fields with others, and the facts to read again. */
export interface Sharing {
  projects: Target[];
  preconditions: Precondition[];
}

function schemesList(projects: readonly Target[]): PagedList {
  return {
    read: (startAt) =>
      readOf('getProjectsWithFieldSchemes', {
        query: [
          ['startAt', String(startAt)],
          ['maxResults', String(CHUNK)],
          ...projects.map(({ id }): [string, string] => ['projectId', id]),
        ],
        pick: ['values[].projectId', 'values[].schemeId', 'isLast', 'total'],
      }),
    items: 'values',
    pageSize: CHUNK,
  };
}

/** Other projects with the same field schemes as these; null where that cannot be found out. */
export function* projectsSharingFields(projectIds: readonly string[]): Reading<Sharing | null> {
  const site = yield* walkProjects();
  if (site === null) return null;
  const projects = site.companyManaged;
  const lists = yield* readTogether(
    ...inChunks(projects, CHUNK).map((chunk) => readSchemes(schemesList(chunk))),
  );
  const known = lists.filter((list) => list !== null);
  const schemeOf = new Map(known.flatMap(({ pairs }) => pairs));
  const isWhole = known.length === lists.length && projects.every(({ id }) => schemeOf.has(id));
  if (!isWhole) return null;
  const schemes = new Set(projectIds.map((id) => schemeOf.get(id)));
  return {
    projects: projects.filter(
      ({ id }) => !projectIds.includes(id) && schemes.has(schemeOf.get(id)),
    ),
    preconditions: [...site.preconditions, ...known.flatMap(({ preconditions }) => preconditions)],
  };
}

interface SchemePairs {
  /** Project id and scheme id. */
  pairs: Array<[string, string]>;
  preconditions: Precondition[];
}

/** Reads which scheme each project of a list uses; null where Jira does not tell. */
function* readSchemes(list: PagedList): Reading<SchemePairs | null> {
  const whole = yield* readPinned('Field schemes of the projects', list);
  if (whole === null) return null;
  return {
    pairs: whole.found.flatMap((row): Array<[string, string]> => {
      const [project, scheme] = [idAt(row, 'projectId'), idAt(row, 'schemeId')];
      return project === undefined || scheme === undefined ? [] : [[project, scheme]];
    }),
    preconditions: whole.preconditions,
  };
}
