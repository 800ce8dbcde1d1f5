/**
 * `issue.bulk_transition`: many issues to one status. The query is made by us and frozen to a list of keys; what is
 * approved is the list, not the query.
 */
import { z } from 'zod';
import type { Reading } from '../../requests/reading.ts';
import type { ChangeRow, EffectCheck, ResolveContext } from '../action.ts';
import {
  defineAction,
  factsOf,
  found,
  type Outcome,
  optionalWords,
  words,
} from '../define-action.ts';
import { bulkRequests } from '../look-up/bulk-requests.ts';
import { countRead } from '../look-up/count-issues.ts';
import { type BulkTransitions, findBulkTransitions } from '../look-up/find-bulk-transitions.ts';
import { findIssueScope, type IssueScope } from '../look-up/find-issue-scope.ts';
import { type StatusName, statusesRead, statusNamed } from '../look-up/find-status.ts';
import { conditionDoubt } from '../look-up/find-transition.ts';
import { distinctTargets, missingSentence, projectsOfList } from '../look-up/frozen-list.ts';
import { bulkCheck } from '../look-up/long-task.ts';
import { namedId } from '../look-up/named-id.ts';
import { already, unsupported } from '../look-up/obstacle.ts';
import { pinReads } from '../look-up/pin-reads.ts';
import { readAll, readTogether } from '../look-up/read-together.ts';
import {
  type ListedIssue,
  listIssues,
  MAX_BULK,
  statusesIn,
  statusReads,
} from '../look-up/search-issues.ts';
import { operations } from '../operations.ts';
import { countOf, listOf, quoted } from '../sentence-words.ts';
import type { BulkTransitionTarget } from './sentences.ts';

type Args = {
  sprint?: string;
  project?: string;
  issues?: string[];
  fromStatus?: string;
  toStatus: string;
};

function* resolve(args: Args, context: ResolveContext): Reading<Outcome<'issue.bulk_transition'>> {
  const [scope, [statuses]] = yield* readTogether(
    findIssueScope(args, context),
    readAll([statusesRead()]),
  );
  if (!scope.ok) return scope;
  const to = statusNamed(args.toStatus, statuses);
  if (!to.ok) return to;
  const from = args.fromStatus === undefined ? undefined : statusNamed(args.fromStatus, statuses);
  if (from !== undefined && !from.ok) return from;
  const only = from === undefined ? '' : ` AND status IN (${from.value.ids.join(', ')})`;
  const jql = `${scope.value.condition}${only} AND status NOT IN (${to.value.ids.join(', ')})`;
  const listed = yield* listIssues(`${jql} ORDER BY key ASC`);
  if (!listed.ok) return listed;
  if (listed.value.length === 0)
    return already(`No issue is left to move to ${quoted(to.value.name)}.`);
  const transitions = yield* findBulkTransitions(
    listed.value.map(({ key }) => key),
    to.value,
  );
  if (!transitions.ok) return transitions;
  if (transitions.value.groups.length === 0) {
    return unsupported(`None of these issues has a transition to ${quoted(to.value.name)}.`);
  }
  return yield* freeze(
    { scope: scope.value, to: to.value, jql },
    listed.value,
    transitions.value,
    context,
  );
}

interface Wish {
  scope: IssueScope;
  to: StatusName;
  jql: string;
}

function* freeze(
  { scope, to, jql }: Wish,
  listed: readonly ListedIssue[],
  { groups, without, pins, isConditional }: BulkTransitions,
  context: ResolveContext,
): Reading<Outcome<'issue.bulk_transition'>> {
  const moving = listed.filter(({ key }) => !without.includes(key));
  const count = countRead(jql);
  const reads = statusReads(moving);
  const preconditions = yield* pinReads([
    { label: 'Number of issues meant', read: count },
    ...reads.map((read) => ({ label: 'Statuses of the issues', read })),
  ]);
  const projects = projectsOfList(moving);
  return found({
    target: {
      to,
      issues: moving.map(({ id, key, statusId }) => ({ id, key, statusId })),
      groups,
    },
    facts: factsOf(context, {
      targets: distinctTargets([...scope.targets, ...projects]),
      projectIds: projects.map(({ id }) => id),
      counts: { issues: moving.length, projects: projects.length },
      // The old statuses are kept, but a workflow need not lead back to them.
      hasCompleteInverse: false,
      changesProjects: false,
      askerDoubt: conditionDoubt(isConditional),
    }),
    rows: rowsOf(moving, to),
    preconditions: [...preconditions, ...pins],
    radius: [
      'No mail is sent about it',
      ...(without.length === 0
        ? []
        : [
            `${countOf(without.length, 'issue')} without a transition to ${quoted(to.name)} stay as they are: ${listOf(without)}`,
          ]),
      ...missingSentence(scope, listed),
    ],
  });
}

function rowsOf(moving: readonly ListedIssue[], to: StatusName): ChangeRow[] {
  const byStatus = Map.groupBy(moving, ({ statusName }) => statusName);
  return [...byStatus].map(([before, issues]) => ({
    label: `${countOf(issues.length, 'issue')}: ${listOf(
      issues.map(({ key }) => key),
      MAX_BULK,
    )}`,
    before,
    after: to.name,
  }));
}

function check({ issues, to }: BulkTransitionTarget): EffectCheck {
  const reads = statusReads(issues);
  return bulkCheck({
    reads,
    judge(answers) {
      const now = statusesIn(reads.map((_, index) => answers[index]));
      if (now === null) return 'unknown';
      if (issues.every(({ key }) => to.ids.includes(now.get(key) ?? ''))) return 'done';
      return issues.every(({ key, statusId }) => now.get(key) === statusId)
        ? 'not-done'
        : 'differs';
    },
  });
}

/** Catalogue entry of `issue.bulk_transition`. */
export const bulkTransitionIssues = defineAction('issue.bulk_transition', {
  area: 'issue_ops',
  title: 'Move many issues to another status',
  defaultClass: 'requires-approval',
  approvalBecause: 'It changes many issues at once.',
  level: 'standard',
  reversibility: {
    kind: 'partial',
    sentence: 'The old statuses are kept; can be undone where transitions lead back',
  },
  blastRadius: 'issues that move, by status; sub-tasks are not moved',
  connections: ['forge', 'oauth'],
  writes: operations('submitBulkTransition', 'getBulkOperationProgress'),
  reads: operations(
    'getProject',
    'searchProjects',
    'getAllBoards',
    'getAllSprints',
    'getStatuses',
    'searchAndReconsileIssuesUsingJqlPost',
    'countIssues',
    'getAvailableTransitions',
    'getTransitions',
    'getBulkPermissions',
  ),
  schema: z.strictObject({
    sprint: optionalWords,
    project: optionalWords,
    issues: z.exactOptional(z.array(words).min(1).max(MAX_BULK)),
    fromStatus: optionalWords,
    toStatus: words,
  }),
  resolve,
  compile: ({ groups }) =>
    bulkRequests('submitBulkTransition', {
      bulkTransitionInputs: groups.map(({ transitionId, keys }) => ({
        selectedIssueIdsOrKeys: keys,
        transitionId,
      })),
      sendBulkNotification: false,
    }),
  check,
  // Back by old status. Where no transition leads back, resolving the inverse says so.
  inverse: ({ issues }) =>
    [...Map.groupBy(issues, ({ statusId }) => statusId)].map(([statusId, own]) => ({
      type: 'issue.bulk_transition',
      args: { issues: own.map(({ key }) => key), toStatus: namedId(statusId) },
    })),
});
