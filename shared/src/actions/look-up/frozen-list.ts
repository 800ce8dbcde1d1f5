/** A list of issues as it is shown and approved: the issues found now, frozen; and the reads that see whether they still are so. */
import type { Json } from '../../json.ts';
import type { JiraRead, Precondition } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { ResolveContext, Target } from '../action.ts';
import { listOf } from '../sentence-words.ts';
import { countRead } from './count-issues.ts';
import { fetchedIn, fetchReads } from './fetch-issues.ts';
import { findIssueScope, type IssueScope, type ScopeArguments } from './find-issue-scope.ts';
import { type Obstacle, unsupported } from './obstacle.ts';
import { pinReads } from './pin-reads.ts';
import { readAll } from './read-together.ts';
import { type ListedIssue, listIssues } from './search-issues.ts';

/** Issues of a wish, found now. */
export interface FoundList {
  scope: IssueScope;
  jql: string;
  issues: ListedIssue[];
}

/** Finds the issues a wish for many means. */
export function* findList(
  args: ScopeArguments,
  context: ResolveContext,
): Reading<Result<FoundList, Obstacle>> {
  const scope = yield* findIssueScope(args, context);
  if (!scope.ok) return scope;
  const jql = scope.value.condition;
  const issues = yield* listIssues(`${jql} ORDER BY key ASC`);
  return issues.ok ? ok({ scope: scope.value, jql, issues: issues.value }) : issues;
}

/** Reads details of every issue of a list. */
export function* readDetails(
  issues: readonly ListedIssue[],
  fields: readonly string[],
  pick: readonly string[],
): Reading<Result<Map<string, Json>, Obstacle>> {
  const ids = issues.map(({ id }) => id);
  const found = fetchedIn(yield* readAll(fetchReads(ids, fields, pick)));
  if (found === null || ids.some((id) => !found.has(id))) {
    return unsupported('Jira does not let Kraken read all of these issues.');
  }
  return ok(found);
}

/** Preconditions of a frozen list: as many issues as were shown, and each of them as it was shown. */
export function* freeze(
  label: string,
  list: FoundList,
  reads: readonly JiraRead[],
): Reading<Precondition[]> {
  const count = countRead(list.jql);
  return yield* pinReads([
    { label: 'Number of issues meant', read: count },
    ...reads.map((read) => ({ label, read })),
  ]);
}

/** The projects of the issues. */
export function projectsOfList(issues: readonly ListedIssue[]): Target[] {
  return [
    ...new Map(
      issues.map(({ projectId, projectKey }): [string, Target] => [
        projectId,
        { kind: 'project', id: projectId, name: projectKey },
      ]),
    ).values(),
  ];
}

/** Each target once. */
export function distinctTargets(targets: readonly Target[]): Target[] {
  return [...new Map(targets.map((target) => [`${target.kind}:${target.id}`, target])).values()];
}

/** Says which named issues are not in the list. */
export function missingSentence(scope: IssueScope, listed: readonly ListedIssue[]): string[] {
  const known = new Set(listed.flatMap(({ id, key }) => [id, key]));
  const missing = scope.keys.filter((key) => !known.has(key));
  return missing.length === 0
    ? []
    : [
        `Left out, because already there, in another status than asked, or not found: ${listOf(missing)}`,
      ];
}
