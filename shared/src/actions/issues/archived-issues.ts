/** Which issues are archived: those that can be opened and that search does not find. */
import type { JiraRead, JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { ResolveContext } from '../action.ts';
import { fetchedIn, fetchReads } from '../look-up/fetch-issues.ts';
import { issueKeyIn } from '../look-up/find-issue.ts';
import { inChunks } from '../look-up/in-chunks.ts';
import { ask, type Obstacle, refusedRead } from '../look-up/obstacle.ts';
import { idAt, itemsAt, textAt } from '../look-up/read-answer.ts';
import { readAll } from '../look-up/read-together.ts';
import { readOf } from '../operations.ts';
import type { ArchiveTarget } from './targets.ts';

/** An issue with its project. */
export type Ref = ArchiveTarget['issues'][number] & { projectId: string; projectKey: string };

/** Which of these issues search finds: those that are not archived. The project keeps the query valid. */
export function foundReads(issues: readonly Ref[]): JiraRead[] {
  return inChunks(issues, 50).map((chunk) => {
    const ids = chunk.map(({ id }) => Number(id));
    const projectIds = [...new Set(chunk.map(({ projectId }) => projectId))];
    return readOf('searchAndReconsileIssuesUsingJqlPost', {
      body: {
        jql: `project IN (${projectIds.join(', ')}) AND id IN (${ids.join(', ')}) ORDER BY key ASC`,
        fields: ['project'],
        maxResults: 50,
        reconcileIssues: ids,
      },
      pick: ['issues[].id'],
    });
  });
}

/** Ids that search finds; null where one of the answers says nothing. */
export function idsIn(answers: ReadonlyArray<JiraReadResult | undefined>): Set<string> | null {
  const ids = new Set<string>();
  for (const answer of answers) {
    if (answer?.status !== 200) return null;
    for (const item of itemsAt(answer.body, 'issues')) ids.add(idAt(item, 'id') ?? '');
  }
  return ids;
}

/** Archived issues are opened one by one: search does not find them. */
export function* openIssues(
  wanted: readonly string[],
  context: ResolveContext,
): Reading<Result<Ref[], Obstacle>> {
  const keys: string[] = [];
  for (const each of wanted) {
    const key = issueKeyIn(each, context);
    if (!key.ok) return key;
    keys.push(key.value);
  }
  const pick = ['key', 'fields.project.id', 'fields.project.key'];
  const opened = fetchedIn(yield* readAll(fetchReads([...new Set(keys)], ['project'], pick)));
  if (opened === null) return refusedRead('these issues', { status: 0, body: null });
  const issues = [...opened].flatMap(([id, body]): Ref[] => {
    const [key, projectId] = [textAt(body, 'key'), idAt(body, 'fields.project.id')];
    if (key === undefined || projectId === undefined || !/^\d+$/.test(projectId)) return [];
    if (!/^\d+$/.test(id)) return [];
    return [{ id, key, projectId, projectKey: textAt(body, 'fields.project.key') ?? projectId }];
  });
  const missing = keys.find((key) => !issues.some((each) => each.key === key || each.id === key));
  return missing === undefined ? ok(issues) : ask('issue', missing);
}
