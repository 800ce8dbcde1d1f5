/**
 * Which projects use a permission scheme. Jira has no operation for it (JIRA.md, section 8): every project is asked.
 * A walk that cannot be finished is null, which the policy treats as shared with everybody.
 */
import type { JiraReadResult, Precondition } from '../../requests/jira-request.ts';
import { type Reading, walked } from '../../requests/reading.ts';
import type { Target } from '../action.ts';
import { readOf } from '../operations.ts';
import { assignedSchemeIdRead } from './permission-scheme.ts';
import { countAt, idAt, isTrueAt, itemsAt, textAt } from './read-answer.ts';
import { readAll } from './read-together.ts';

/** Every project of the site with the id of the scheme it uses, and the facts to read again. */
export interface SchemeUsers {
  projects: Target[];
  schemeIdOf: ReadonlyMap<string, string>;
  preconditions: Precondition[];
}

const PAGE = 100;
const MAX_PROJECTS = 2_000;
/** Reads in one batch; a work order carries at most 500. */
const BATCH = 400;
/** Up to this many projects are all read again before execution, else only those that use the scheme. */
const MAX_READ_AGAIN = 100;

function pageRead(startAt: number) {
  return readOf('searchProjects', {
    query: [
      ['startAt', String(startAt)],
      ['maxResults', String(PAGE)],
      ['orderBy', 'key'],
      ['status', 'live'],
      ['status', 'archived'],
    ],
    pick: ['values[].id', 'values[].key', 'isLast', 'total'],
  });
}

/** Walks all projects and finds those that use the scheme; null when the walk cannot be finished. */
export function* findSchemeUsers(schemeId: string): Reading<SchemeUsers | null> {
  const pages = yield* readPages();
  if (pages === null) return null;
  const projects = pages.flatMap((page) => projectsIn(page));
  const answers: JiraReadResult[] = [];
  for (let at = 0; at < projects.length; at += BATCH) {
    const batch = projects.slice(at, at + BATCH);
    answers.push(
      ...(yield* readAll(batch.map((project) => walked(assignedSchemeIdRead(project.id))))),
    );
  }
  const schemeIdOf = new Map<string, string>();
  for (const [index, project] of projects.entries()) {
    const answer = answers[index];
    const id = answer?.status === 200 ? idAt(answer.body, 'id') : undefined;
    if (id === undefined) return null;
    schemeIdOf.set(project.id, id);
  }
  return {
    projects: projects.filter((project) => schemeIdOf.get(project.id) === schemeId),
    schemeIdOf,
    preconditions: [...pagePreconditions(pages), ...usePreconditions(projects, answers, schemeId)],
  };
}

function* readPages(): Reading<JiraReadResult[] | null> {
  const [first] = yield* readAll([walked(pageRead(0))]);
  const total = countAt(first.body, 'total');
  if (first.status !== 200 || total === undefined || total > MAX_PROJECTS) return null;
  const starts = Array.from(
    { length: Math.ceil(total / PAGE) - 1 },
    (_, index) => (index + 1) * PAGE,
  );
  const rest = yield* readAll(starts.map((start) => walked(pageRead(start))));
  const pages: JiraReadResult[] = [first, ...rest];
  const isWhole =
    pages.every((page) => page.status === 200) &&
    pages.flatMap(projectsIn).length === total &&
    isTrueAt(pages.at(-1)?.body ?? null, 'isLast');
  return isWhole ? pages : null;
}

function projectsIn(page: JiraReadResult): Target[] {
  return itemsAt(page.body, 'values').flatMap((item) => {
    const id = idAt(item, 'id');
    const key = textAt(item, 'key');
    return id === undefined || key === undefined ? [] : [{ kind: 'project', id, name: key }];
  });
}

function pagePreconditions(pages: readonly JiraReadResult[]): Precondition[] {
  return pages.map((expected, index) => ({
    label: 'Projects of the site',
    read: pageRead(index * PAGE),
    expected,
  }));
}

function usePreconditions(
  projects: readonly Target[],
  answers: readonly JiraReadResult[],
  schemeId: string,
): Precondition[] {
  return projects.flatMap((project, index) => {
    const expected = answers[index];
    const isNeeded =
      projects.length <= MAX_READ_AGAIN ||
      (expected !== undefined && idAt(expected.body, 'id') === schemeId);
    if (expected === undefined || !isNeeded) return [];
    return [
      {
        label: `Permission scheme of ${project.name}`,
        read: assignedSchemeIdRead(project.id),
        expected,
      },
    ];
  });
}
