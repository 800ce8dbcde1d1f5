/**
 * Issue type schemes: which project uses which, and what they hold. A walk that cannot be finished is null, which the
 * policy treats as shared with everybody. Team-managed projects have none.
 */
import type { JiraRead, JiraReadResult, Precondition } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import type { Target } from '../action.ts';
import { readOf } from '../operations.ts';
import { quoted } from '../sentence-words.ts';
import { inChunks } from './in-chunks.ts';
import { pinAnswers, pinReads, readPinned } from './pin-reads.ts';
import { idAt, isTrueAt, itemsAt, textAt } from './read-answer.ts';
import { readAll } from './read-together.ts';
import { projectsWith, walkProjects } from './walk-projects.ts';

/** A scheme with the projects that use it. */
export interface TypeScheme {
  id: string;
  name: string;
  isDefault: boolean;
  /** The type a new issue has where nobody chooses; null: the first one. */
  defaultTypeId: string | null;
  projects: Target[];
}

/** All schemes in use. */
export interface TypeSchemes {
  schemes: TypeScheme[];
  all: Target[];
  /** The projects of the site are still these. */
  preconditions: Precondition[];
  /** Every project still uses its scheme. */
  uses: Precondition[];
}

/** Projects named in one request. */
const BATCH = 100;
const PAGE = 100;

function usesRead(projectIds: readonly string[], pick: string[]): JiraRead {
  return readOf('getIssueTypeSchemeForProjects', {
    query: [
      ...projectIds.map((id): [string, string] => ['projectId', id]),
      ['maxResults', String(BATCH)],
    ],
    pick,
  });
}

const USE_FIELDS = [
  'values[].issueTypeScheme.id',
  'values[].issueTypeScheme.name',
  'values[].issueTypeScheme.isDefault',
  'values[].issueTypeScheme.defaultIssueTypeId',
  'values[].projectIds',
  'isLast',
];

function batchesOf(projects: readonly Target[]): string[][] {
  return inChunks(
    projects.map(({ id }) => id),
    BATCH,
  );
}

/** Finds every scheme that a project uses; null when the walk cannot be finished. */
export function* findTypeSchemes(): Reading<TypeSchemes | null> {
  const walk = yield* walkProjects();
  if (walk === null) return null;
  const reads = batchesOf(walk.projects).map((ids) => usesRead(ids, USE_FIELDS));
  const answers: readonly JiraReadResult[] = yield* readAll(reads);
  if (answers.some(({ status, body }) => status !== 200 || !isTrueAt(body, 'isLast'))) return null;
  const schemes = new Map<string, TypeScheme>();
  for (const item of answers.flatMap(({ body }) => itemsAt(body, 'values'))) {
    const id = idAt(item, 'issueTypeScheme.id');
    if (id === undefined) continue;
    const users = projectsWith(walk.projects, itemsAt(item, 'projectIds').map(String));
    const known = schemes.get(id);
    schemes.set(id, {
      id,
      name: textAt(item, 'issueTypeScheme.name') ?? id,
      isDefault: isTrueAt(item, 'issueTypeScheme.isDefault'),
      defaultTypeId: idAt(item, 'issueTypeScheme.defaultIssueTypeId') ?? null,
      projects: [...(known?.projects ?? []), ...users],
    });
  }
  const label = 'Issue type schemes of the projects';
  return {
    schemes: [...schemes.values()],
    all: walk.projects,
    preconditions: walk.preconditions,
    uses: pinAnswers(
      reads.map((read) => ({ label, read })),
      answers,
    ),
  };
}

/** Reads that the scheme is used by exactly these projects. */
export function* pinTypeScheme(
  scheme: TypeScheme,
  { all, preconditions }: TypeSchemes,
): Reading<Precondition[]> {
  const others = all.filter(({ id }) => !scheme.projects.some((one) => one.id === id));
  const pick = ['values[].issueTypeScheme.id', 'values[].projectIds'];
  const users = batchesOf(scheme.projects).map((ids) => usesRead(ids, pick));
  const rest = batchesOf(others).map((ids) => usesRead(ids, pick));
  const label = `Projects that use the issue type scheme ${quoted(scheme.name)}`;
  const holds = { list: 'values[].issueTypeScheme.id', value: scheme.id, isIn: false };
  const pins = yield* pinReads([
    ...users.map((read) => ({ label, read })),
    ...rest.map((read) => ({ label, read, holds })),
  ]);
  return [...preconditions, ...pins];
}

/** Reads which types a scheme holds; one page holds more than any scheme has. */
export function schemeTypesRead(schemeId: string): JiraRead {
  return readOf('getIssueTypeSchemesMapping', {
    query: [
      ['issueTypeSchemeId', schemeId],
      ['maxResults', String(PAGE)],
    ],
    pick: ['values[].issueTypeId', 'isLast'],
  });
}

/** Ids of the types in the answer; null where it is cut short or refused. */
export function schemeTypesIn(answer: JiraReadResult): string[] | null {
  if (answer.status !== 200 || !isTrueAt(answer.body, 'isLast')) return null;
  return itemsAt(answer.body, 'values').flatMap((item) => idAt(item, 'issueTypeId') ?? []);
}

function mappingRead(startAt: number): JiraRead {
  return readOf('getIssueTypeSchemesMapping', {
    query: [
      ['startAt', String(startAt)],
      ['maxResults', String(PAGE)],
    ],
    pick: ['values[].issueTypeSchemeId', 'values[].issueTypeId', 'isLast'],
  });
}

/** Schemes that hold the type; null when the list cannot be read whole. */
function* schemesWithType(
  typeId: string,
): Reading<{ ids: string[]; preconditions: Precondition[] } | null> {
  const list = { read: mappingRead, items: 'values', pageSize: PAGE };
  const whole = yield* readPinned('Issue types of the schemes', list);
  if (whole === null) return null;
  return {
    ids: whole.found.flatMap((item) =>
      idAt(item, 'issueTypeId') === typeId ? (idAt(item, 'issueTypeSchemeId') ?? []) : [],
    ),
    preconditions: whole.preconditions,
  };
}

/** Projects that offer a type, and the facts to read again. */
export interface Offering {
  projects: Target[];
  preconditions: Precondition[];
}

/** Projects that offer the type; null when not known. */
export function* projectsOffering(typeId: string): Reading<Offering | null> {
  const found = yield* findTypeSchemes();
  const holding = yield* schemesWithType(typeId);
  if (found === null || holding === null) return null;
  return {
    projects: found.schemes
      .filter(({ id }) => holding.ids.includes(id))
      .flatMap(({ projects }) => projects),
    preconditions: [...found.preconditions, ...found.uses, ...holding.preconditions],
  };
}
