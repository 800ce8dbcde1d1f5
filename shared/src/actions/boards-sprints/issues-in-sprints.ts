/** Issues with the open sprint each is in: read before they move, read again after, and the way back. */
import type { JiraRead, JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { EffectCheck, InverseWish, ResolveContext, Target } from '../action.ts';
import {
  type Issue,
  issueIn,
  issueKeyIn,
  issueRead,
  projectOfIssue,
} from '../look-up/find-issue.ts';
import { namedId } from '../look-up/named-id.ts';
import { type Obstacle, refusedRead, unsupported } from '../look-up/obstacle.ts';
import { idAt, isTrueAt, itemsAt, textAt } from '../look-up/read-answer.ts';
import { readAll, readTogether } from '../look-up/read-together.ts';
import { readOf } from '../operations.ts';

/** Most issues Jira moves in one request. */
export const MAX_PER_REQUEST = 50;

const SPRINT_FIELD_TYPE = 'com.pyxis.greenhopper.jira:gh-sprint';
const SUBTASK = 'fields.issuetype.subtask';
const NUMBER = /^\d{1,18}$/;

/** Reads which field holds the sprints. */
export const FIELD_SEARCH = readOf('getFieldsPaginated', {
  query: [
    ['type', 'custom'],
    ['query', 'Sprint'],
    ['maxResults', '100'],
  ],
  pick: ['values[].id', 'values[].schema.custom'],
});

/** The sprint field in the answer to `FIELD_SEARCH`. */
export function sprintFieldIn(answer: JiraReadResult): Result<string, Obstacle> {
  if (answer.status !== 200) return refusedRead('the fields', answer);
  const ids = itemsAt(answer.body, 'values').flatMap((item) => {
    const id = idAt(item, 'id');
    const isSprint = textAt(item, 'schema.custom') === SPRINT_FIELD_TYPE;
    return isSprint && id !== undefined && /^customfield_\d+$/.test(id) ? [id] : [];
  });
  const [only] = ids;
  return only !== undefined && ids.length === 1
    ? ok(only)
    : unsupported('This site has no sprint field that Kraken can read.');
}

/** An issue and the open sprint it is in; null: the backlog. */
export interface SprintedIssue {
  issue: Issue;
  read: JiraRead;
  answer: JiraReadResult;
  before: { id: string; name: string; isRunning: boolean } | null;
}

/** Reads the sprints of an issue; the field lists closed ones too. */
function sprintOfIssueRead(key: string, field: string): JiraRead {
  const parts = ['id', 'name', 'state'].map((part) => `fields.${field}[].${part}`);
  return issueRead(key, [field], parts);
}

/** The open sprint in the answer; undefined where the answer does not tell. */
function openSprintIn(
  answer: JiraReadResult | undefined,
  field: string,
): SprintedIssue['before'] | undefined {
  if (answer?.status !== 200) return undefined;
  const [open] = itemsAt(answer.body, `fields.${field}`).filter(
    (sprint) => textAt(sprint, 'state')?.toLowerCase() !== 'closed',
  );
  if (open === undefined) return null;
  const id = idAt(open, 'id');
  if (id === undefined || !NUMBER.test(id)) return undefined;
  return {
    id,
    name: textAt(open, 'name') ?? id,
    isRunning: textAt(open, 'state')?.toLowerCase() === 'active',
  };
}

/** Reads the issues the words name, each once, with their open sprints. */
export function* readSprinted(
  wanted: readonly string[],
  context: ResolveContext,
): Reading<Result<{ field: string; issues: SprintedIssue[] }, Obstacle>> {
  const keys = new Set<string>();
  for (const words of wanted) {
    const key = issueKeyIn(words, context);
    if (!key.ok) return key;
    keys.add(key.value);
  }
  const [[fields], ...plain] = yield* readTogether(
    readAll([FIELD_SEARCH]),
    ...[...keys].map((key) => readAll([issueRead(key, ['issuetype'], [SUBTASK])])),
  );
  const issues: Issue[] = [];
  for (const [index, key] of [...keys].entries()) {
    const answer = plain[index]?.[0] ?? { status: 0, body: null };
    const issue = issueIn(key, answer);
    if (!issue.ok) return issue;
    if (isTrueAt(answer.body, SUBTASK)) {
      return unsupported(`${issue.value.key} is a sub-task: it is in the sprint of its parent.`);
    }
    issues.push(issue.value);
  }
  const field = sprintFieldIn(fields);
  if (!field.ok) return field;
  const sprinted = yield* withSprints(issues, field.value);
  return sprinted.ok ? ok({ field: field.value, issues: sprinted.value }) : sprinted;
}

function* withSprints(
  issues: readonly Issue[],
  field: string,
): Reading<Result<SprintedIssue[], Obstacle>> {
  const answers = yield* readAll(issues.map(({ key }) => sprintOfIssueRead(key, field)));
  const sprinted: SprintedIssue[] = [];
  for (const [index, issue] of issues.entries()) {
    const answer = answers[index] ?? { status: 0, body: null };
    const before = openSprintIn(answer, field);
    // An answer that does not tell is not the backlog.
    if (before === undefined) return refusedRead(`the sprint of ${issue.key}`, answer);
    sprinted.push({ issue, read: sprintOfIssueRead(issue.key, field), answer, before });
  }
  return ok(sprinted);
}

/** The projects of the issues, each once. */
export function projectsOf(issues: readonly SprintedIssue[]): Target[] {
  const projects = issues.map(({ issue }): [string, Target] => [
    issue.projectId,
    projectOfIssue(issue),
  ]);
  return [...new Map(projects).values()];
}

/** Every issue in the sprint (null: in the backlog) is done; every issue where it was is not. */
export function sprintsCheck(
  issues: ReadonlyArray<{ key: string; sprintId: string | null }>,
  field: string,
  wanted: string | null,
): EffectCheck {
  return {
    reads: issues.map(({ key }) => sprintOfIssueRead(key, field)),
    judge(answers) {
      const now: Array<string | null> = [];
      for (const index of issues.keys()) {
        const sprint = openSprintIn(answers[index], field);
        if (sprint === undefined) return 'unknown';
        now.push(sprint?.id ?? null);
      }
      if (now.every((id) => id === wanted)) return 'done';
      return issues.every(({ sprintId }, index) => sprintId === now[index])
        ? 'not-done'
        : 'differs';
    },
  };
}

/** The moves that put every issue back: one per sprint, and one to the backlog. */
export function backToSprints(
  issues: ReadonlyArray<{ key: string; sprintId: string | null }>,
): InverseWish[] {
  const bySprint = new Map<string | null, string[]>();
  for (const { key, sprintId } of issues) {
    bySprint.set(sprintId, [...(bySprint.get(sprintId) ?? []), key]);
  }
  return [...bySprint].map(([sprintId, keys]) =>
    sprintId === null
      ? { type: 'backlog.issue.move', args: { issues: keys } }
      : { type: 'sprint.issue.move', args: { sprint: namedId(sprintId), issues: keys } },
  );
}
