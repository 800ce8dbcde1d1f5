/** Several projects at once: those a wish names, and those behind ids Jira gave. */
import type { JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { ResolveContext, Target } from '../action.ts';
import { readOf } from '../operations.ts';
import { findProject, type Project } from './find-project.ts';
import { inChunks } from './in-chunks.ts';
import { type Obstacle, unsupported } from './obstacle.ts';
import { pinAnswers } from './pin-reads.ts';
import { idAt, itemsAt, textAt } from './read-answer.ts';
import { readAll, readTogether } from './read-together.ts';
import type { PinnedProjects } from './walk-projects.ts';

/** `searchProjects` takes at most this many ids. */
const MAX_IDS = 50;

/** Finds every project a wish names, each once; archived and team-managed ones are refused with `reason`. */
export function* findCompanyProjects(
  words: readonly string[],
  reason: string,
  context: ResolveContext,
): Reading<Result<Project[], Obstacle>> {
  const found = yield* readTogether(...words.map((each) => findProject(each, context)));
  const projects = new Map<string, Project>();
  for (const each of found) {
    if (!each.ok) return each;
    const { key, isArchived, isTeamManaged } = each.value;
    if (isTeamManaged) return unsupported(`${key} is team-managed; ${reason}.`);
    if (isArchived) {
      return unsupported(`The project ${key} is archived. Restore it first if it is meant.`);
    }
    projects.set(each.value.id, each.value);
  }
  return ok([...projects.values()]);
}

/** Those of these projects that Jira lists, live or archived, and the reads that find one more. */
export function* listedProjects(ids: readonly string[]): Reading<PinnedProjects | null> {
  const reads = inChunks([...new Set(ids)], MAX_IDS).map((chunk) =>
    readOf('searchProjects', {
      query: [
        ...chunk.map((id): [string, string] => ['id', id]),
        ['status', 'live'],
        ['status', 'archived'],
        ['maxResults', String(MAX_IDS)],
      ],
      pick: ['values[].id', 'values[].key'],
    }),
  );
  const answers: readonly JiraReadResult[] = yield* readAll(reads);
  if (answers.some(({ status }) => status !== 200)) return null;
  const keys = new Map(
    answers.flatMap(({ body }) =>
      itemsAt(body, 'values').map((item) => [idAt(item, 'id'), textAt(item, 'key')] as const),
    ),
  );
  return {
    projects: ids.flatMap((id): Target[] => {
      const name = keys.get(id);
      return name === undefined ? [] : [{ kind: 'project', id, name }];
    }),
    preconditions: pinAnswers(
      reads.map((read) => ({ label: 'Keys of these projects', read })),
      answers,
    ),
  };
}

/** The projects of these ids with their keys. One that Jira does not list, as in the recycle bin, keeps its id as name. */
export function* projectsOfIds(ids: readonly string[]): Reading<Target[]> {
  const known = ids.filter((id) => /^\d+$/.test(id));
  const listed = yield* listedProjects(known);
  const keys = new Map(listed?.projects.map(({ id, name }) => [id, name]));
  return known.map((id) => ({ kind: 'project', id, name: keys.get(id) ?? `project ${id}` }));
}
