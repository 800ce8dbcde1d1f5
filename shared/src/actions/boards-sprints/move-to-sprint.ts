/** `sprint.issue.move`: issues into one open sprint of their own projects' boards, 50 a request (Jira's limit). */
import { z } from 'zod';
import type { JiraRead, JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { EffectCheck, ResolveContext, Target } from '../action.ts';
import {
  defineAction,
  factsOf,
  found,
  type Outcome,
  precondition,
  words,
} from '../define-action.ts';
import {
  type Issue,
  issueIn,
  issueKeyIn,
  issueRead,
  issueTarget,
  projectOfIssue,
} from '../look-up/find-issue.ts';
import { findSprint, type Sprint, sprintTarget } from '../look-up/find-sprint.ts';
import { listOf } from '../look-up/match-name.ts';
import { already, type Obstacle, refusedRead, unsupported } from '../look-up/obstacle.ts';
import { idAt, itemsAt, textAt } from '../look-up/read-answer.ts';
import { readAll, readTogether } from '../look-up/read-together.ts';
import { operations, readOf, requestOf } from '../operations.ts';
import type { SprintTarget } from './sentences.ts';

type Args = { sprint: string; issues: string[] };

const MAX_ISSUES = 200;
const MAX_PER_REQUEST = 50;
const SPRINT_FIELD_TYPE = 'com.pyxis.greenhopper.jira:gh-sprint';

const FIELD_SEARCH = readOf('getFieldsPaginated', {
  query: [
    ['type', 'custom'],
    ['query', 'Sprint'],
    ['maxResults', '100'],
  ],
  pick: ['values[].id', 'values[].schema.custom'],
});

/** Reads the sprints of an issue; the field lists closed ones too. */
function sprintOfIssueRead(key: string, field: string): JiraRead {
  const parts = ['id', 'name', 'state'].map((part) => `fields.${field}[].${part}`);
  return issueRead(key, [field], parts);
}

/** The open sprint in the answer; null: the issue is in the backlog. */
function openSprintIn(answer: JiraReadResult, field: string): { id: string; name: string } | null {
  const open = itemsAt(answer.body, `fields.${field}`).filter(
    (sprint) => textAt(sprint, 'state')?.toLowerCase() !== 'closed',
  );
  const id = open[0] === undefined ? undefined : idAt(open[0], 'id');
  if (open[0] === undefined || id === undefined) return null;
  return { id, name: textAt(open[0], 'name') ?? id };
}

function keysIn(args: Args, context: ResolveContext): Result<string[], Obstacle> {
  const keys: string[] = [];
  for (const wanted of args.issues) {
    const key = issueKeyIn(wanted, context);
    if (!key.ok) return key;
    keys.push(key.value);
  }
  return ok([...new Set(keys)]);
}

function* resolve(args: Args, context: ResolveContext): Reading<Outcome<'sprint.issue.move'>> {
  const keys = keysIn(args, context);
  if (!keys.ok) return keys;
  const firstReads = keys.value.map((key) => issueRead(key, [], []));
  const [[fields], ...plain] = yield* readTogether(
    readAll([FIELD_SEARCH]),
    ...firstReads.map((read) => readAll([read])),
  );
  const issues: Issue[] = [];
  for (const [index, key] of keys.value.entries()) {
    const issue = issueIn(key, plain[index]?.[0] ?? { status: 0, body: null });
    if (!issue.ok) return issue;
    issues.push(issue.value);
  }
  const field = sprintFieldIn(fields);
  if (!field.ok) return field;
  const first = issues[0];
  const scope = {
    projectKeys: [...new Set(issues.map(({ projectKey }) => projectKey))],
    projectId: first?.projectId ?? null,
  };
  const reads = issues.map(({ key }) => sprintOfIssueRead(key, field.value));
  const [sprint, answers] = yield* readTogether(
    findSprint(args.sprint, scope, context),
    readAll(reads),
  );
  if (!sprint.ok) return sprint;
  const moving = issues.flatMap((issue, index): Moving[] => {
    const [read, answer] = [reads[index], answers[index]];
    if (read === undefined || answer === undefined) return [];
    return [{ issue, read, answer, before: openSprintIn(answer, field.value) }];
  });
  return yield* intoSprint(sprint.value, field.value, moving, context);
}

interface Moving {
  issue: Issue;
  read: JiraRead;
  answer: JiraReadResult;
  before: { id: string; name: string } | null;
}

function sprintFieldIn(answer: JiraReadResult): Result<string, Obstacle> {
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

function* intoSprint(
  sprint: Sprint,
  sprintField: string,
  all: readonly Moving[],
  context: ResolveContext,
): Reading<Outcome<'sprint.issue.move'>> {
  const moving = all.filter(({ before }) => before?.id !== sprint.id);
  if (moving.length === 0) {
    return already(`${listOf(all.map(({ issue }) => issue.key))} already in ${sprint.name}.`);
  }
  const pin = sprintPin(sprint.id);
  const [state] = yield* readAll([pin]);
  const projects = new Map<string, Target>(
    moving.map(({ issue }) => [issue.projectId, projectOfIssue(issue)]),
  );
  return found({
    target: {
      sprint: { id: sprint.id, name: sprint.name },
      sprintField,
      issues: moving.map(({ issue, before }) => ({ key: issue.key, sprintId: before?.id ?? null })),
    },
    facts: factsOf(context, {
      targets: [
        sprintTarget(sprint),
        ...projects.values(),
        ...moving.map(({ issue }) => issueTarget(issue)),
      ],
      projectIds: [...projects.keys()],
      counts: { issues: moving.length, projects: projects.size },
      hasCompleteInverse: true,
      changesProjects: false,
    }),
    rows: moving.map(({ issue, before }) => ({
      label: `Sprint of ${issue.key}`,
      before: before?.name ?? 'backlog',
      after: sprint.name,
    })),
    preconditions: [
      precondition(`Sprint ${sprint.name}`, pin, state),
      ...moving.map(({ issue, read, answer }) =>
        precondition(`Sprint of ${issue.key}`, read, answer),
      ),
    ],
    radius: [`${sprint.name} is ${sprint.state === 'active' ? 'running' : 'planned'}`],
  });
}

function sprintPin(sprintId: string): JiraRead {
  return readOf('getSprint', { path: { sprintId }, pick: ['id', 'name', 'state'] });
}

function check({ sprint, sprintField, issues }: SprintTarget): EffectCheck {
  return {
    reads: issues.map(({ key }) => sprintOfIssueRead(key, sprintField)),
    judge(answers) {
      const read = issues.map((_, index) => answers[index]);
      if (read.some((answer) => answer?.status !== 200)) return 'unknown';
      const now = read.map((answer) =>
        answer === undefined ? null : (openSprintIn(answer, sprintField)?.id ?? null),
      );
      if (now.every((id) => id === sprint.id)) return 'done';
      return issues.every(({ sprintId }, index) => sprintId === now[index])
        ? 'not-done'
        : 'differs';
    },
  };
}

/** Catalogue entry of `sprint.issue.move`. */
export const moveToSprint = defineAction('sprint.issue.move', {
  area: 'boards_sprints',
  title: 'Move issues to a sprint',
  defaultClass: 'auto-execute',
  level: 'standard',
  reversibility: { kind: 'complete', sentence: 'Can be undone' },
  blastRadius: 'issues that move; the sprints they leave',
  connections: ['forge', 'oauth'],
  writes: operations('moveIssuesToSprintAndRank'),
  reads: operations(
    'getFieldsPaginated',
    'getIssue',
    'getAllBoards',
    'getAllSprints',
    'getSprint',
    'getBulkPermissions',
  ),
  schema: z.strictObject({ sprint: words, issues: z.array(words).min(1).max(MAX_ISSUES) }),
  resolve,
  compile({ sprint, issues }) {
    const requests = [];
    for (let at = 0; at < issues.length; at += MAX_PER_REQUEST) {
      const keys = issues.slice(at, at + MAX_PER_REQUEST).map(({ key }) => key);
      requests.push(
        requestOf('moveIssuesToSprintAndRank', {
          path: { sprintId: sprint.id },
          body: { issues: keys },
        }),
      );
    }
    return requests;
  },
  check,
});
