/** Finds an issue type of the site by name. Types of a single team-managed project are that project's own. */
import type { Json } from '../../json.ts';
import type { JiraRead } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { ResolveContext, Target } from '../action.ts';
import { readOf } from '../operations.ts';
import { findNamed, type NamedSearch } from './find-named.ts';
import { bareWords } from './match-name.ts';
import type { Obstacle } from './obstacle.ts';
import { isTrueAt, textAt } from './read-answer.ts';

/** An issue type. */
export interface IssueType {
  id: string;
  name: string;
  description: string;
  isSubtask: boolean;
}

/** Reads all issue types. */
export function issueTypesRead(): JiraRead {
  const fields = ['id', 'name', 'description', 'subtask', 'scope.type'];
  return readOf('getIssueAllTypes', { pick: fields.map((field) => `[].${field}`) });
}

/** Reads one issue type. */
export function issueTypeRead(id: string, pick: string[]): JiraRead {
  return readOf('getIssueType', { path: { id }, pick });
}

/** How an issue type is searched for. */
export const ISSUE_TYPE_SEARCH: NamedSearch = {
  thing: 'issue type',
  listName: 'the issue types',
  list: { read: issueTypesRead, items: '', pageSize: 0 },
  guard: { global: 'ADMINISTER' },
  isCandidate: ({ id, body }) => /^\d+$/.test(id) && isOfSite(body),
};

/** True for a type that any project may offer. */
export function isOfSite(type: Json): boolean {
  return textAt(type, 'scope.type') !== 'PROJECT';
}

/** Finds the one type the words name. */
export function* findIssueType(
  words: string,
  context: ResolveContext,
): Reading<Result<IssueType, Obstacle>> {
  const bare = bareWords(words).replace(
    /^(?:the\s+)?(?:issue\s+)?type\s+|\s+(?:issue\s+)?type$/gi,
    '',
  );
  const found = yield* findNamed(bare, ISSUE_TYPE_SEARCH, context);
  if (!found.ok) return found;
  const { id, name, body } = found.value;
  return ok({
    id,
    name,
    description: textAt(body, 'description') ?? '',
    isSubtask: isTrueAt(body, 'subtask'),
  });
}

/** Every type the words name, each once. */
export function* findIssueTypes(
  words: readonly string[],
  context: ResolveContext,
): Reading<Result<Array<{ id: string; name: string }>, Obstacle>> {
  const types = new Map<string, { id: string; name: string }>();
  for (const each of words) {
    const type = yield* findIssueType(each, context);
    if (!type.ok) return type;
    const { id, name } = type.value;
    types.set(id, { id, name });
  }
  return ok([...types.values()]);
}

/** An issue type as a target of an action. */
export function issueTypeTarget({ id, name }: Pick<IssueType, 'id' | 'name'>): Target {
  return { kind: 'issue-type', id, name };
}
