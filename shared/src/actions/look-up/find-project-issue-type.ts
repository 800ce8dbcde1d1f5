/** Finds an issue type among those a project takes, as Jira's create metadata lists them. */
import type { JiraRead } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import { readOf } from '../operations.ts';
import { bareWords, namedExactly } from './match-name.ts';
import { namedIdIn } from './named-id.ts';
import { ask, type Obstacle, refusedRead, unsupported } from './obstacle.ts';
import { idAt, isTrueAt, textAt } from './read-answer.ts';
import { readPages } from './read-pages.ts';

/** An issue type of a project. */
export type ProjectIssueType = { id: string; name: string; isSubtask: boolean };

/** Reads one page of the types a project takes. */
export function projectIssueTypesRead(projectId: string, startAt: number): JiraRead {
  return readOf('getCreateIssueMetaIssueTypes', {
    path: { projectIdOrKey: projectId },
    query: [
      ['startAt', String(startAt)],
      ['maxResults', '50'],
    ],
    pick: ['total', 'issueTypes[].id', 'issueTypes[].name', 'issueTypes[].subtask'],
  });
}

/** All types a project takes. */
export function* readProjectIssueTypes(project: {
  id: string;
  key: string;
}): Reading<Result<ProjectIssueType[], Obstacle>> {
  const whole = yield* readPages({
    items: 'issueTypes',
    pageSize: 50,
    read: (startAt) => projectIssueTypesRead(project.id, startAt),
  });
  if (whole.state === 'refused') {
    return refusedRead(`the issue types of ${project.key}`, whole.answer);
  }
  const types = whole.items.flatMap((item) => {
    const [id, name] = [idAt(item, 'id'), textAt(item, 'name')];
    if (id === undefined || name === undefined || !/^\d{1,20}$/.test(id)) return [];
    return [{ id, name, isSubtask: isTrueAt(item, 'subtask') }];
  });
  return types.length === 0
    ? unsupported(`Jira does not let Kraken make issues in ${project.key}.`)
    : ok(types);
}

/** The type the words name; without words the only one that fits, else it is asked. */
export function chooseProjectIssueType(
  words: string | undefined,
  types: readonly ProjectIssueType[],
  project: { key: string },
  isSubtask?: boolean,
): Result<ProjectIssueType, Obstacle> {
  const wanted = bareWords(words ?? '');
  const id = namedIdIn(wanted);
  const named =
    id === undefined ? namedExactly(wanted, types) : types.filter((type) => type.id === id);
  const fits =
    words === undefined ? types.filter((type) => type.isSubtask === (isSubtask ?? false)) : named;
  const [only] = fits;
  if (only !== undefined && fits.length === 1) return ok(only);
  const choices = (words === undefined ? fits : types).map(({ name }) => name);
  const sentence = `Which type of issue shall it be in ${project.key}?`;
  return ask('issue type', wanted, choices, sentence);
}

/** Finds the type of a new issue. */
export function* findProjectIssueType(
  words: string | undefined,
  project: { id: string; key: string },
  isSubtask: boolean,
): Reading<Result<ProjectIssueType, Obstacle>> {
  const types = yield* readProjectIssueTypes(project);
  return types.ok ? chooseProjectIssueType(words, types.value, project, isSubtask) : types;
}
