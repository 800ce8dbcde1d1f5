/**
 * `issue.archive` and `issue.unarchive` (Premium and Enterprise; Jira refuses it on other plans and the refusal is told).
 * Both operations are experimental, and Jira has no others. An archived issue can be opened but is not found by search,
 * which is how the two states are told apart. Sub-tasks go with their issue and never alone.
 */
import { z } from 'zod';
import type { Precondition } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { EffectCheck, ResolveContext, Target } from '../action.ts';
import {
  defineAction,
  type Finding,
  factsOf,
  found,
  type Outcome,
  optionalWords,
  words,
} from '../define-action.ts';
import { fetchedIn, fetchReads, refsAt } from '../look-up/fetch-issues.ts';
import { ownTicketStays } from '../look-up/find-issue.ts';
import { distinctTargets, findList, projectsOfList, readDetails } from '../look-up/frozen-list.ts';
import { already, type Obstacle, refusedRead, unsupported } from '../look-up/obstacle.ts';
import { pinAnswers, pinReads } from '../look-up/pin-reads.ts';
import { isTrueAt } from '../look-up/read-answer.ts';
import { readAll } from '../look-up/read-together.ts';
import { type ListedIssue, MAX_BULK } from '../look-up/search-issues.ts';
import { operations, requestOf } from '../operations.ts';
import { countOf, listOf } from '../sentence-words.ts';
import { foundReads, idsIn, openIssues, type Ref } from './archived-issues.ts';

/** What goes along with the issues; null where they come out of the archive, which Jira does not list. */
type Along = { children: Array<{ id: string; key: string }>; pins: Precondition[] } | null;

function* finish(
  issues: Ref[],
  along: Along,
  projects: Target[],
  context: ResolveContext,
): Reading<Finding<'issue.archive'>> {
  const reads = foundReads(issues);
  const preconditions = yield* pinReads(reads.map((read) => ({ label: 'Archived or not', read })));
  const into = along !== null;
  const children = along?.children ?? [];
  const keys = listOf(
    issues.map(({ key }) => key),
    MAX_BULK,
  );
  return {
    target: {
      issues: issues.map(({ id, key, projectId, projectKey }) => ({
        id,
        key,
        projectId,
        projectKey,
      })),
      subtasks: children,
    },
    facts: factsOf(context, {
      targets: projects,
      projectIds: projects.map(({ id }) => id),
      counts: { issues: issues.length + children.length, projects: projects.length },
      hasCompleteInverse: true,
      changesProjects: false,
    }),
    rows: [
      {
        label: `${countOf(issues.length, 'issue')}: ${keys}`,
        before: into ? 'in use' : 'archived',
        after: into ? 'archived' : 'in use',
      },
    ],
    preconditions: [...preconditions, ...(along?.pins ?? [])],
    radius: [
      ...alongSentence(along),
      ...(into
        ? ['Archived issues are read-only and not found by search, on boards or in reports']
        : []),
    ],
  };
}

function alongSentence(along: Along): string[] {
  if (along === null) return ['Their sub-tasks go with them'];
  const { children } = along;
  if (children.length === 0) return [];
  const keys = listOf(
    children.map(({ key }) => key),
    MAX_BULK,
  );
  return [`${countOf(children.length, 'sub-task goes', 'sub-tasks go')} with them: ${keys}`];
}

/** The sub-tasks of the issues, pinned as they are now. */
function* alongWith(issues: readonly ListedIssue[]): Reading<Result<NonNullable<Along>, Obstacle>> {
  const reads = fetchReads(
    issues.map(({ id }) => id),
    ['subtasks'],
    ['fields.subtasks[].id', 'fields.subtasks[].key'],
  );
  const answers = yield* readAll(reads);
  const bodies = fetchedIn(answers);
  if (bodies === null) return refusedRead('the sub-tasks of these issues', NO_ANSWER);
  const along = reads.map((read) => ({ label: 'Sub-tasks that go along', read }));
  const pins = pinAnswers(along, answers);
  return ok({
    children: [...bodies.values()].flatMap((body) => refsAt(body, 'fields.subtasks')),
    pins,
  });
}

const NO_ANSWER = { status: 0, body: null };

const toRef = ({ id, key, projectId, projectKey }: ListedIssue): Ref => ({
  id,
  key,
  projectId,
  projectKey,
});

function* resolveArchive(
  args: { sprint?: string; project?: string; issues?: string[] },
  context: ResolveContext,
): Reading<Outcome<'issue.archive'>> {
  const list = yield* findList(args, context);
  if (!list.ok) return list;
  const { issues } = list.value;
  if (issues.length === 0) return already('None of these issues is in use.');
  const stays = ownTicketStays(issues, context);
  if (!stays.ok) return stays;
  const details = yield* readDetails(issues, ['issuetype'], ['fields.issuetype.subtask']);
  if (!details.ok) return details;
  const child = issues.find(({ id }) =>
    isTrueAt(details.value.get(id) ?? null, 'fields.issuetype.subtask'),
  );
  if (child !== undefined && args.issues !== undefined) {
    return unsupported(`${child.key} is a sub-task: it is archived with the issue it belongs to.`);
  }
  const own = issues.filter(
    ({ id }) => !isTrueAt(details.value.get(id) ?? null, 'fields.issuetype.subtask'),
  );
  const along = yield* alongWith(own);
  if (!along.ok) return along;
  const childStays = ownTicketStays(along.value.children, context);
  if (!childStays.ok) return childStays;
  return found(yield* finish(own.map(toRef), along.value, projectsOfList(own), context));
}

function* resolveUnarchive(
  args: { issues: string[] },
  context: ResolveContext,
): Reading<Outcome<'issue.unarchive'>> {
  const opened = yield* openIssues(args.issues, context);
  if (!opened.ok) return opened;
  const inUse = idsIn(yield* readAll(foundReads(opened.value)));
  if (inUse === null) return refusedRead('which issues are archived', NO_ANSWER);
  const archived = opened.value.filter(({ id }) => !inUse.has(id));
  if (archived.length === 0) return already('None of these issues is archived.');
  const projects = distinctTargets(
    archived.map(({ projectId, projectKey }) => ({
      kind: 'project',
      id: projectId,
      name: projectKey,
    })),
  );
  return found({ ...(yield* finish(archived, null, projects, context)) });
}

function check(issues: readonly Ref[], into: boolean): EffectCheck {
  const reads = foundReads(issues);
  // What search does not find is archived only where it can still be opened; else it is gone.
  const opened = fetchReads(
    issues.map(({ id }) => id),
    ['project'],
    [],
  );
  return {
    reads: [...reads, ...opened],
    judge(answers) {
      const inUse = idsIn(reads.map((_, index) => answers[index]));
      const there = fetchedIn(opened.map((_, index) => answers[reads.length + index]));
      if (inUse === null || there === null) return 'unknown';
      if (there.size < issues.length) return 'differs';
      if (inUse.size > 0 && inUse.size < issues.length) return 'differs';
      return (inUse.size === 0) === into ? 'done' : 'not-done';
    },
  };
}

const COMMON = {
  area: 'issue_ops',
  defaultClass: 'requires-approval',
  level: 'standard',
  reversibility: { kind: 'complete', sentence: 'Can be undone' },
  blastRadius: 'issues with their sub-tasks',
  connections: ['forge', 'oauth'],
} as const;
const keysOf = (issues: readonly Ref[]): string[] => issues.map(({ key }) => key);

/** Catalogue entry of `issue.archive`. */
export const archiveIssues = defineAction('issue.archive', {
  ...COMMON,
  title: 'Archive issues',
  approvalBecause: 'It hides issues from search, boards and reports.',
  writes: operations('archiveIssues'),
  reads: operations(
    'getProject',
    'searchProjects',
    'getAllBoards',
    'getAllSprints',
    'searchAndReconsileIssuesUsingJqlPost',
    'bulkFetchIssues',
    'getBulkPermissions',
  ),
  schema: z.strictObject({
    sprint: optionalWords,
    project: optionalWords,
    issues: z.exactOptional(z.array(words).min(1).max(MAX_BULK)),
  }),
  resolve: resolveArchive,
  compile: ({ issues }) => [
    requestOf('archiveIssues', { body: { issueIdsOrKeys: keysOf(issues) } }),
  ],
  check: ({ issues }) => check(issues, true),
  inverse: ({ issues }) => [{ type: 'issue.unarchive', args: { issues: keysOf(issues) } }],
});

/** Catalogue entry of `issue.unarchive`. */
export const unarchiveIssues = defineAction('issue.unarchive', {
  ...COMMON,
  title: 'Take issues out of the archive',
  approvalBecause: 'It brings many issues back to boards and reports.',
  writes: operations('unarchiveIssues'),
  reads: operations('searchAndReconsileIssuesUsingJqlPost', 'bulkFetchIssues'),
  schema: z.strictObject({ issues: z.array(words).min(1).max(MAX_BULK) }),
  resolve: resolveUnarchive,
  compile: ({ issues }) => [
    requestOf('unarchiveIssues', { body: { issueIdsOrKeys: keysOf(issues) } }),
  ],
  check: ({ issues }) => check(issues, false),
  inverse: ({ issues }) => [{ type: 'issue.archive', args: { issues: keysOf(issues) } }],
});
