/**
 * Field schemes: the one a wish names, the one a project uses, their fields and projects. Atlassian marks the operations
 * as experimental; a site that does not have them yet answers 404, which is told as such.
 */
import type { JiraRead } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { ResolveContext, Target } from '../action.ts';
import { readOf } from '../operations.ts';
import { findNamed } from './find-named.ts';
import type { Project } from './find-project.ts';
import { bareWords } from './match-name.ts';
import { type Obstacle, refusedRead, unsupported } from './obstacle.ts';
import { type Pinned, readPinned } from './pin-reads.ts';
import { idAt, isTrueAt, itemsAt, textAt } from './read-answer.ts';
import { readAll } from './read-together.ts';

/** A field scheme. */
export interface FieldScheme {
  id: string;
  name: string;
}

/** What a scheme says of a field. */
export interface FieldParameters {
  isRequired: boolean;
  description: string;
}

const PAGE = 100;
const pageOf = (startAt: number): Array<[string, string]> => [
  ['startAt', String(startAt)],
  ['maxResults', String(PAGE)],
];

function schemesRead(startAt: number): JiraRead {
  return readOf('getFieldAssociationSchemes', {
    query: pageOf(startAt),
    pick: ['values[].id', 'values[].name', 'isLast', 'total'],
  });
}

/** Finds the one scheme the words name. */
export function* findFieldScheme(
  words: string,
  context: ResolveContext,
): Reading<Result<FieldScheme, Obstacle>> {
  const wanted = bareWords(bareWords(words).replace(/^the\s+/i, ''));
  const found = yield* findNamed(
    wanted,
    {
      thing: 'field scheme',
      listName: 'the field schemes, which not every site has yet',
      list: {
        read: schemesRead,
        items: 'values',
        pageSize: PAGE,
      },
      guard: { global: 'ADMINISTER' },
      isCandidate: ({ id }) => /^\d+$/.test(id),
    },
    context,
  );
  return found.ok ? ok({ id: found.value.id, name: found.value.name }) : found;
}

/** Names of the first hundred schemes by id, for people; others keep their id. */
export function* schemeNames(): Reading<Map<string, string>> {
  const [answer] = yield* readAll([schemesRead(0)]);
  return new Map(
    itemsAt(answer.body, 'values').map((item) => [
      idAt(item, 'id') ?? '',
      textAt(item, 'name') ?? '',
    ]),
  );
}

/** Reads which schemes projects use. */
export function schemesOfRead(projectIds: readonly string[]): JiraRead {
  return readOf('getProjectsWithFieldSchemes', {
    query: [...pageOf(0), ...projectIds.map((id): [string, string] => ['projectId', id])],
    pick: ['values[].projectId', 'values[].schemeId', 'isLast'],
  });
}

/** The scheme each project uses, by project id. */
export function* schemesOf(
  projects: readonly Project[],
): Reading<Result<Map<string, string>, Obstacle>> {
  const [answer] = yield* readAll([schemesOfRead(projects.map(({ id }) => id))]);
  if (answer.status !== 200) return refusedRead('the field schemes of these projects', answer);
  const known = new Map<string, string>();
  for (const row of itemsAt(answer.body, 'values')) {
    const [project, scheme] = [idAt(row, 'projectId'), idAt(row, 'schemeId')];
    if (project !== undefined && scheme !== undefined) known.set(project, scheme);
  }
  const missing = projects.find(({ id }) => !known.has(id));
  return missing === undefined ? ok(known) : unsupported(`${missing.key} has no field scheme.`);
}

/** Reads what a scheme says of one field. */
export function parametersRead(schemeId: string, fieldId: string): JiraRead {
  return readOf('searchFieldAssociationSchemeFields', {
    path: { id: schemeId },
    query: [['fieldId', fieldId]],
    pick: ['values[].fieldId', 'values[].parameters'],
  });
}

/** Fields of a scheme, and whether they are required; null where Jira does not tell them all. */
export function* fieldsOfScheme(
  schemeId: string,
): Reading<Pinned<ReadonlyMap<string, boolean>> | null> {
  const list = yield* readPinned('Fields of the field scheme', {
    read: (startAt) =>
      readOf('searchFieldAssociationSchemeFields', {
        path: { id: schemeId },
        query: pageOf(startAt),
        pick: ['values[].fieldId', 'values[].parameters.isRequired', 'isLast', 'total'],
      }),
    items: 'values',
    pageSize: PAGE,
  });
  if (list === null) return null;
  const fields = list.found.flatMap((item): Array<[string, boolean]> => {
    const id = idAt(item, 'fieldId');
    return id === undefined ? [] : [[id, isTrueAt(item, 'parameters.isRequired')]];
  });
  return { ...list, found: new Map(fields) };
}

/** Projects of a scheme; null where Jira does not tell them all. */
export function* projectsOfScheme(schemeId: string): Reading<Pinned<Target[]> | null> {
  const list = yield* readPinned('Projects of the field scheme', {
    read: (startAt) =>
      readOf('searchFieldAssociationSchemeProjects', {
        path: { id: schemeId },
        query: pageOf(startAt),
        pick: ['values[].id', 'values[].key', 'isLast', 'total'],
      }),
    items: 'values',
    pageSize: PAGE,
  });
  if (list === null) return null;
  const found = list.found.flatMap((item): Target[] => {
    const [id, key] = [idAt(item, 'id'), textAt(item, 'key')];
    return id === undefined || key === undefined ? [] : [{ kind: 'project', id, name: key }];
  });
  return { ...list, found };
}
