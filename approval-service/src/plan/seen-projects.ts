/** Projects in what was read: those a request names, and those an answer is about. */
import { isJsonObject, type Json } from '@kraken/shared';
import { issueWordsOf, projectOfIssue } from './seen-issues.ts';
import type { SeenRead } from './seen-reads.ts';

/** A project by id or key. `isGiven`: out of an answer. */
export interface Ref {
  words: string;
  isGiven: boolean;
}

const NUMBER = /^\d{1,15}$/;
const KEY = /^[A-Z][A-Z0-9_]{1,9}$/;

const PLACES = new Set([
  'projectIdOrKey',
  'projectKeyOrId',
  'projectId',
  'projectIds',
  'projectKey',
  'projectKeys',
  'project',
]);

/** Projects that a request names. */
export function refsOfRequest({ read: { request } }: SeenRead): Ref[] {
  const pairs = [...Object.entries(request.path), ...request.query];
  const found = pairs.flatMap(([name, value]) =>
    PLACES.has(name) && typeof value === 'string' ? value.split(',') : [],
  );
  const ofIssues = issueWordsOf(request).flatMap(projectOfIssue);
  return [...found, ...ofIssues, ...projectsOfJql(request.body)]
    .map((words) => words.trim())
    .filter((words) => words !== '' && words !== '-1')
    .map((words) => ({ words, isGiven: false }));
}

/** Projects a query names; Kraken writes these queries, `project = 1`, `project IN (1, 2)`. */
function projectsOfJql(body: Json | undefined): string[] {
  const jql = isJsonObject(body) ? body['jql'] : undefined;
  if (typeof jql !== 'string') return [];
  return [...jql.matchAll(/\bproject\s*(?:=|in)\s*(\([^)]*\)|"?[\w-]+"?)/giu)].flatMap(
    ([, list = '']) => list.replace(/[()"]/g, '').split(','),
  );
}

/** Projects that an answer is about. */
export function refsOfAnswer({ read, answer }: SeenRead): Ref[] {
  if (answer.status !== 200) return [];
  const isProject = read.request.operationId === 'getProject';
  const own = isProject && isJsonObject(answer.body) ? refsIn([answer.body['id']]) : [];
  return [...own, ...objectsIn(answer.body).flatMap(refsOfObject)];
}

function refsOfObject(object: Record<string, Json>): Ref[] {
  const { project, projectId, projectIds, key } = object;
  const place = isJsonObject(project) ? (project['id'] ?? project['key']) : project;
  const ofIssue = typeof key === 'string' ? projectOfIssue(key) : [];
  const several = Array.isArray(projectIds) ? projectIds : [];
  return refsIn([place, projectId, ...several, ...ofIssue]);
}

/** The project of an entry in a list. */
export function refsOfEntry({ id, key, projectId }: Record<string, Json>): Ref[] {
  if (projectId !== undefined) return refsIn([projectId]);
  return typeof key === 'string' && KEY.test(key) ? refsIn([id]) : [];
}

function refsIn(values: ReadonlyArray<Json | undefined>): Ref[] {
  return values.flatMap((value) => {
    const words = typeof value === 'number' || typeof value === 'string' ? String(value) : '';
    return NUMBER.test(words) || KEY.test(words) ? [{ words, isGiven: true }] : [];
  });
}

/** Every object of an answer, the outermost first. */
export function objectsIn(body: Json): Array<Record<string, Json>> {
  if (Array.isArray(body)) return body.flatMap(objectsIn);
  if (!isJsonObject(body)) return [];
  return [body, ...Object.values(body).flatMap(objectsIn)];
}

/** Their ids; and the keys, and ids out of the wish, of those whose id no answer gave. */
export function projectsOf(
  refs: readonly Ref[],
  seen: readonly SeenRead[],
): { projectIds: string[]; unresolved: string[] } {
  const names = projectNames(seen);
  const idOf = ({ words, isGiven }: Ref): string | undefined =>
    names.get(words) ?? (isGiven && NUMBER.test(words) ? words : undefined);
  const open = refs.filter((ref) => idOf(ref) === undefined);
  return {
    projectIds: [...new Set(refs.flatMap((ref) => idOf(ref) ?? []))].sort(),
    unresolved: [...new Set(open.map(({ words }) => words))].sort(),
  };
}

/** Key -> id, and id -> id, of the projects Jira showed; also under the former key they were asked by. */
function projectNames(seen: readonly SeenRead[]): Map<string, string> {
  const shown = seen.filter(({ answer }) => answer.status === 200);
  return new Map(shown.flatMap((one) => [...askedNames(one), ...shownNames(one)]));
}

function askedNames({ read: { request }, answer: { body } }: SeenRead): Array<[string, string]> {
  const asked = request.path['projectIdOrKey'];
  if (request.operationId !== 'getProject' || typeof asked !== 'string') return [];
  return isJsonObject(body) ? pairOf(body['id'], asked) : [];
}

function shownNames({ answer }: SeenRead): Array<[string, string]> {
  return objectsIn(answer.body).flatMap(({ id, key, projectId, projectKey }) => {
    const isProject = typeof key === 'string' && KEY.test(key);
    const own = isProject ? [...pairOf(id, key), ...pairOf(id, String(id))] : [];
    return typeof projectKey === 'string' ? [...own, ...pairOf(projectId, projectKey)] : own;
  });
}

function pairOf(id: Json | undefined, name: string): Array<[string, string]> {
  const text = typeof id === 'number' || typeof id === 'string' ? String(id) : '';
  return NUMBER.test(text) ? [[name, text]] : [];
}
