/** `backlog.issue.move`: issues leave their open sprints, 50 a request (Jira's limit). */
import { z } from 'zod';
import type { Reading } from '../../requests/reading.ts';
import type { ResolveContext } from '../action.ts';
import {
  defineAction,
  factsOf,
  found,
  type Outcome,
  precondition,
  words,
} from '../define-action.ts';
import { issueTarget } from '../look-up/find-issue.ts';
import { inChunks } from '../look-up/in-chunks.ts';
import { already } from '../look-up/obstacle.ts';
import { operations, requestOf } from '../operations.ts';
import { countOf, listOf, verbOf } from '../sentence-words.ts';
import {
  backToSprints,
  MAX_PER_REQUEST,
  projectsOf,
  readSprinted,
  type SprintedIssue,
  sprintsCheck,
} from './issues-in-sprints.ts';

type Args = { issues: string[] };

const MAX_ISSUES = 200;

function* resolve(args: Args, context: ResolveContext): Reading<Outcome<'backlog.issue.move'>> {
  const read = yield* readSprinted(args.issues, context);
  if (!read.ok) return read;
  const { field, issues } = read.value;
  const moving = issues.filter(({ before }) => before !== null);
  if (moving.length === 0) {
    const keys = listOf(issues.map(({ issue }) => issue.key));
    return already(`${keys} ${verbOf(issues.length, 'is', 'are')} already in the backlog.`);
  }
  return found(findingOf(field, moving, context));
}

function findingOf(field: string, moving: readonly SprintedIssue[], context: ResolveContext) {
  const projects = projectsOf(moving);
  const running = moving.filter(({ before }) => before?.isRunning === true).length;
  return {
    target: {
      sprintField: field,
      issues: moving.map(({ issue, before }) => ({ key: issue.key, sprintId: before?.id ?? null })),
    },
    facts: factsOf(context, {
      targets: [...projects, ...moving.map(({ issue }) => issueTarget(issue))],
      projectIds: projects.map(({ id }) => id),
      counts: { issues: moving.length, projects: projects.length },
      // The report of a running sprint still shows that an issue was taken out.
      hasCompleteInverse: running === 0,
      changesProjects: false,
    }),
    rows: moving.map(({ issue, before }) => ({
      label: `Sprint of ${issue.key}`,
      before: before?.name ?? 'backlog',
      after: 'backlog',
    })),
    preconditions: moving.map(({ issue, read, answer }) =>
      precondition(`Sprint of ${issue.key}`, read, answer),
    ),
    radius:
      running === 0
        ? []
        : [
            `${countOf(running, 'issue leaves', 'issues leave')} a running sprint; its report shows it`,
          ],
  };
}

/** Catalogue entry of `backlog.issue.move`. */
export const moveToBacklog = defineAction('backlog.issue.move', {
  area: 'boards_sprints',
  title: 'Move issues to the backlog',
  defaultClass: 'auto-execute',
  level: 'standard',
  requesterNeeds: 'SCHEDULE_ISSUES',
  reversibility: {
    kind: 'partial',
    sentence:
      'Can be undone; the report of a running sprint still shows that issues were taken out',
  },
  blastRadius: 'issues that move; the sprints they leave',
  connections: ['forge', 'oauth'],
  writes: operations('moveIssuesToBacklog'),
  reads: operations('getFieldsPaginated', 'getIssue'),
  schema: z.strictObject({ issues: z.array(words).min(1).max(MAX_ISSUES) }),
  resolve,
  compile: ({ issues }) =>
    inChunks(issues, MAX_PER_REQUEST).map((chunk) =>
      requestOf('moveIssuesToBacklog', { body: { issues: chunk.map(({ key }) => key) } }),
    ),
  check: ({ sprintField, issues }) => sprintsCheck(issues, sprintField, null),
  inverse: ({ issues }) => backToSprints(issues),
});
