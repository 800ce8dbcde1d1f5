/**
 * Which projects show a screen: from the screen to the screen schemes that use it, to the issue type screen schemes that
 * use those, to the projects. A walk that cannot be finished is null, which the policy treats as shared with everybody.
 * Screens of workflow transitions are not on this way.
 */
import type { Json } from '../../json.ts';
import type { Precondition } from '../../requests/jira-request.ts';
import { fieldAt } from '../../requests/pick-fields.ts';
import type { Reading } from '../../requests/reading.ts';
import type { Target } from '../action.ts';
import { readOf } from '../operations.ts';
import { inChunks } from './in-chunks.ts';
import { readPinned } from './pin-reads.ts';
import { entriesOf, idAt, itemsAt } from './read-answer.ts';
import type { PagedList } from './read-pages.ts';
import { readTogether } from './read-together.ts';
import { projectsWith, walkProjects } from './walk-projects.ts';

/** The projects that show a screen, and the facts to read again. */
export interface ScreenReach {
  projects: Target[];
  /** Screen schemes that use it. */
  schemes: number;
  preconditions: Precondition[];
}

/** Operations a resolution with `findScreenReach` needs. */
export const REACH_READS = [
  'getScreenSchemes',
  'getIssueTypeScreenSchemeMappings',
  'getIssueTypeScreenSchemeProjectAssociations',
  'searchProjects',
] as const;

const PAGE = 50;
const START = (startAt: number): Array<[string, string]> => [
  ['startAt', String(startAt)],
  ['maxResults', String(PAGE)],
];

const schemesList: PagedList = {
  read: (startAt) =>
    readOf('getScreenSchemes', {
      query: START(startAt),
      pick: ['values[].id', 'values[].screens', 'isLast', 'total'],
    }),
  items: 'values',
  pageSize: PAGE,
};

const mappingsList: PagedList = {
  read: (startAt) =>
    readOf('getIssueTypeScreenSchemeMappings', {
      query: START(startAt),
      pick: ['values[].issueTypeScreenSchemeId', 'values[].screenSchemeId', 'isLast', 'total'],
    }),
  items: 'values',
  pageSize: PAGE,
};

function projectsList(projects: readonly Target[]): PagedList {
  return {
    read: (startAt) =>
      readOf('getIssueTypeScreenSchemeProjectAssociations', {
        query: [
          ...START(startAt),
          ...projects.map(({ id }): [string, string] => ['projectId', id]),
        ],
        pick: ['values[].issueTypeScreenScheme.id', 'values[].projectIds', 'isLast', 'total'],
      }),
    items: 'values',
    pageSize: PAGE,
  };
}

/** Walks from a screen to its projects; null when the walk cannot be finished. */
export function* findScreenReach(screenId: string): Reading<ScreenReach | null> {
  const [schemes, mappings, site] = yield* readTogether(
    readPinned('Screen schemes', schemesList),
    readPinned('Issue type screen schemes', mappingsList),
    walkProjects(),
  );
  if (schemes === null || mappings === null || site === null) return null;
  const projects = site.companyManaged;
  const own = schemeIds(schemes.found, screenId);
  const typeSchemes = new Set(
    mappings.found
      .filter((item) => own.has(idAt(item, 'screenSchemeId')))
      .map((item) => idAt(item, 'issueTypeScreenSchemeId')),
  );
  const uses = yield* readTogether(
    ...inChunks(projects, PAGE).map((chunk) =>
      readPinned('Issue type screen schemes of the projects', projectsList(chunk)),
    ),
  );
  if (uses.some((each) => each === null)) return null;
  const rows = uses.flatMap((each) => each?.found ?? []);
  const known = new Set(rows.flatMap((row) => itemsAt(row, 'projectIds').map(String)));
  if (projects.some(({ id }) => !known.has(id))) return null;
  const ids = new Set(
    rows
      .filter((row) => typeSchemes.has(idAt(row, 'issueTypeScreenScheme.id')))
      .flatMap((row) => itemsAt(row, 'projectIds').map(String)),
  );
  return {
    projects: projectsWith(projects, [...ids]),
    schemes: own.size,
    preconditions: [
      ...schemes.preconditions,
      ...mappings.preconditions,
      ...site.preconditions,
      ...uses.flatMap((each) => each?.preconditions ?? []),
    ],
  };
}

function schemeIds(schemes: readonly Json[], screenId: string): Set<string | undefined> {
  const using = schemes.filter((scheme) =>
    entriesOf(fieldAt(scheme, 'screens')).some(([, id]) => String(id) === screenId),
  );
  return new Set(using.map((scheme) => idAt(scheme, 'id')));
}
