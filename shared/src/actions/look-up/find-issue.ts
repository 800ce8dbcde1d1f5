/** Finds issues by key. */
import type { JiraRead, JiraReadResult } from '../../requests/jira-request.ts';
import { ok, type Result } from '../../result.ts';
import type { ResolveContext, Target } from '../action.ts';
import { readOf } from '../operations.ts';
import { bareWords, foldName } from './match-name.ts';
import { namedIdIn } from './named-id.ts';
import { ask, type Obstacle, refusedRead, unsupported } from './obstacle.ts';
import { idAt, textAt } from './read-answer.ts';

/** An issue as far as every resolution needs it. */
export interface Issue {
  id: string;
  key: string;
  projectId: string;
  projectKey: string;
}

const KEY = /^[A-Z][A-Z0-9_]{1,9}-\d{1,10}$/;
const THIS = new Set(['this', 'this issue', 'this ticket', 'the ticket', 'it']);

/** The issue key the words name, upper-cased, or the id where they are `id:…`; `this issue` is the ticket itself. Asks for anything else. */
export function issueKeyIn(words: string, context: ResolveContext): Result<string, Obstacle> {
  const bare = bareWords(words);
  if (THIS.has(foldName(bare))) return ok(context.issueKey);
  const id = namedIdIn(bare);
  if (id !== undefined) return /^\d{1,20}$/.test(id) ? ok(id) : ask('issue', words);
  const key = bare.toUpperCase();
  return /^[\x20-\x7e]*$/.test(bare) && KEY.test(key) ? ok(key) : ask('issue', words);
}

/** Reads an issue: its ids, and the named fields with the paths to keep of them. */
export function issueRead(
  key: string,
  fields: readonly string[],
  pick: readonly string[],
): JiraRead {
  return readOf('getIssue', {
    path: { issueIdOrKey: key },
    query: [['fields', ['project', ...fields].join(',')]],
    pick: ['id', 'key', 'fields.project.id', 'fields.project.key', ...pick],
  });
}

/** The issue in the answer to `issueRead`; asks where Jira knows none. */
export function issueIn(words: string, answer: JiraReadResult): Result<Issue, Obstacle> {
  if (answer.status === 404) return ask('issue', words);
  if (answer.status !== 200) return refusedRead(`the issue ${words}`, answer);
  const id = idAt(answer.body, 'id');
  const key = textAt(answer.body, 'key');
  const projectId = idAt(answer.body, 'fields.project.id');
  const projectKey = textAt(answer.body, 'fields.project.key');
  if (id === undefined || key === undefined || !KEY.test(key)) return ask('issue', words);
  if (projectId === undefined || projectKey === undefined) return ask('issue', words);
  return ok({ id, key, projectId, projectKey });
}

/** Refuses to take away the ticket that asks for it: nobody could read there what became of it. */
export function ownTicketStays(
  issues: ReadonlyArray<{ key: string }>,
  context: ResolveContext,
): Result<null, Obstacle> {
  return issues.some(({ key }) => key === context.issueKey)
    ? unsupported(`${context.issueKey} is this ticket: Kraken needs it to say what was done.`)
    : ok(null);
}

/** An issue as a target of an action. */
export function issueTarget(issue: Pick<Issue, 'id' | 'key'>): Target {
  return { kind: 'issue', id: issue.id, name: issue.key };
}

/** The project of an issue as a target of an action. */
export function projectOfIssue(issue: Issue): Target {
  return { kind: 'project', id: issue.projectId, name: issue.projectKey };
}
