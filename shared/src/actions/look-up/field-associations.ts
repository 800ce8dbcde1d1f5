/**
 * Which projects have a custom field, and which projects share their fields. Jira gives a field to every project of the
 * same field scheme, or takes it from all of them.
 */
import type { JiraRead } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import type { Target } from '../action.ts';
import { readOf } from '../operations.ts';
import { allProjects } from './all-projects.ts';
import { idAt } from './read-answer.ts';
import { readPages } from './read-pages.ts';
import { readTogether } from './read-together.ts';
import { inChunks } from './search-issues.ts';

/** Operations a resolution with these look-ups needs. */
export const ASSOCIATION_READS = [
  'getFieldProjectAssociations',
  'getProjectsWithFieldSchemes',
  'searchProjects',
] as const;

const PAGE = 50;
const CHUNK = 100;

/** Reads the projects that have a field. */
export function associationsRead(fieldId: string, startAt = 0): JiraRead {
  return readOf('getFieldProjectAssociations', {
    path: { fieldId },
    query: [
      ['startAt', String(startAt)],
      ['maxResults', String(PAGE)],
    ],
    pick: ['values[].projectId', 'isLast', 'total'],
  });
}

/** Ids of the projects that have a field; null where Jira does not tell them all. */
export function* readAssociations(fieldId: string): Reading<Set<string> | null> {
  const whole = yield* readPages({
    read: (startAt) => associationsRead(fieldId, startAt),
    items: 'values',
    pageSize: PAGE,
  });
  if (whole.state !== 'read' || !whole.isWhole) return null;
  return new Set(whole.items.flatMap((item) => idAt(item, 'projectId') ?? []));
}

/** Other projects with the same field schemes as these; null where that cannot be found out. */
export function* projectsSharingFields(projectIds: readonly string[]): Reading<Target[] | null> {
  const projects = yield* allProjects();
  if (projects === null) return null;
  const lists = yield* readTogether(
    ...inChunks(projects, CHUNK).map((chunk) =>
      readPages({
        read: (startAt) =>
          readOf('getProjectsWithFieldSchemes', {
            query: [
              ['startAt', String(startAt)],
              ['maxResults', String(CHUNK)],
              ...chunk.map(({ id }): [string, string] => ['projectId', id]),
            ],
            pick: ['values[].projectId', 'values[].schemeId', 'isLast', 'total'],
          }),
        items: 'values',
        pageSize: CHUNK,
      }),
    ),
  );
  const schemeOf = new Map<string, string>();
  for (const list of lists) {
    if (list.state !== 'read' || !list.isWhole) return null;
    for (const row of list.items) {
      const [project, scheme] = [idAt(row, 'projectId'), idAt(row, 'schemeId')];
      if (project !== undefined && scheme !== undefined) schemeOf.set(project, scheme);
    }
  }
  if (projects.some(({ id }) => !schemeOf.has(id))) return null;
  const schemes = new Set(projectIds.map((id) => schemeOf.get(id)));
  return projects.filter(({ id }) => !projectIds.includes(id) && schemes.has(schemeOf.get(id)));
}
