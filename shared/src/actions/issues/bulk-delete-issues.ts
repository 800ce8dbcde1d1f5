/**
 * `issue.bulk_delete`: many issues go for good. What is approved is the frozen list with all that hangs on it; Jira
 * deletes the sub-tasks too, and each issue has its own outcome.
 */
import { z } from 'zod';
import type { Json } from '../../json.ts';
import type { Reading } from '../../requests/reading.ts';
import type { ResolveContext } from '../action.ts';
import {
  defineAction,
  factsOf,
  found,
  type Outcome,
  optionalWords,
  words,
} from '../define-action.ts';
import { bulkRequests } from '../look-up/bulk-requests.ts';
import { fetchedIn, fetchReads, refsAt } from '../look-up/fetch-issues.ts';
import { ownTicketStays } from '../look-up/find-issue.ts';
import {
  distinctTargets,
  findList,
  freeze,
  missingSentence,
  projectsOfList,
  readDetails,
} from '../look-up/frozen-list.ts';
import { bulkCheck } from '../look-up/long-task.ts';
import { already } from '../look-up/obstacle.ts';
import { idAt, itemsAt } from '../look-up/read-answer.ts';
import { MAX_BULK } from '../look-up/search-issues.ts';
import { operations } from '../operations.ts';
import { countOf, DELETED_FOR_GOOD, listOf } from '../sentence-words.ts';

type Args = { sprint?: string; project?: string; issues?: string[] };

const FIELDS = ['subtasks', 'attachment', 'project'];
const PICK = [
  'fields.subtasks[].id',
  'fields.subtasks[].key',
  'fields.attachment[].id',
  'fields.project.id',
];

function* resolve(args: Args, context: ResolveContext): Reading<Outcome<'issue.bulk_delete'>> {
  const list = yield* findList(args, context);
  if (!list.ok) return list;
  const { scope, issues } = list.value;
  if (issues.length === 0) return already('There is no such issue any more.');
  const stays = ownTicketStays(issues, context);
  if (!stays.ok) return stays;
  const details = yield* readDetails(issues, FIELDS, PICK);
  if (!details.ok) return details;
  const bodies = [...details.value.values()];
  const going = bodies.flatMap((body) => refsAt(body, 'fields.subtasks'));
  const childStays = ownTicketStays(going, context);
  if (!childStays.ok) return childStays;
  const named = new Set(issues.map(({ id }) => id));
  const children = new Set(going.map(({ id }) => id).filter((id) => !named.has(id)));
  const attachments = bodies.flatMap((body) => idsAt(body, 'fields.attachment')).length;
  const ids = issues.map(({ id }) => id);
  const preconditions = yield* freeze(
    'Issues with their sub-tasks and attachments',
    list.value,
    fetchReads(ids, FIELDS, PICK),
  );
  const projects = projectsOfList(issues);
  return found({
    target: {
      issues: issues.map(({ id, key }) => ({ id, key })),
      subtasks: children.size,
      attachments,
    },
    facts: factsOf(context, {
      targets: distinctTargets([...scope.targets, ...projects]),
      projectIds: projects.map(({ id }) => id),
      counts: { issues: issues.length + children.size, projects: projects.length },
      hasCompleteInverse: false,
      changesProjects: false,
    }),
    rows: projects.map(({ id, name }) => {
      const own = issues.filter(({ projectId }) => projectId === id).map(({ key }) => key);
      const label = `${countOf(own.length, 'issue')} of ${name}: ${listOf(own, MAX_BULK)}`;
      return { label, before: 'exists', after: DELETED_FOR_GOOD };
    }),
    preconditions,
    radius: [
      ...(children.size > 0
        ? [
            `${countOf(children.size, 'sub-task that is not in the list is', 'sub-tasks that are not in the list are')} deleted too`,
          ]
        : []),
      `${countOf(attachments, 'attachment is', 'attachments are')} lost, and so are all comments`,
      'No mail is sent about it',
      ...missingSentence(scope, issues),
    ],
  });
}

function idsAt(body: Json, path: string): string[] {
  return itemsAt(body, path).flatMap((item) => idAt(item, 'id') ?? []);
}

/** Catalogue entry of `issue.bulk_delete`. */
export const bulkDeleteIssues = defineAction('issue.bulk_delete', {
  area: 'issue_ops',
  title: 'Delete many issues',
  defaultClass: 'requires-approval',
  approvalBecause: 'It deletes many issues at once, and that cannot be undone.',
  level: 'critical',
  reversibility: { kind: 'none', sentence: 'Cannot be undone: Jira has no recycle bin for issues' },
  blastRadius: 'the listed issues, their sub-tasks and attachments',
  connections: ['forge', 'oauth'],
  writes: operations('submitBulkDelete', 'getBulkOperationProgress'),
  reads: operations(
    'getProject',
    'searchProjects',
    'getAllBoards',
    'getAllSprints',
    'searchAndReconsileIssuesUsingJqlPost',
    'countIssues',
    'bulkFetchIssues',
    'getBulkPermissions',
  ),
  schema: z.strictObject({
    sprint: optionalWords,
    project: optionalWords,
    issues: z.exactOptional(z.array(words).min(1).max(MAX_BULK)),
  }),
  resolve,
  compile: ({ issues }) =>
    bulkRequests('submitBulkDelete', {
      selectedIssueIdsOrKeys: issues.map(({ key }) => key),
      sendBulkNotification: false,
    }),
  check: ({ issues }) => {
    const ids = issues.map(({ id }) => id);
    const reads = fetchReads(ids, ['project'], []);
    return bulkCheck({
      reads,
      judge(answers) {
        const left = fetchedIn(reads.map((_, index) => answers[index]));
        if (left === null) return 'unknown';
        if (left.size === 0) return 'done';
        return left.size === ids.length ? 'not-done' : 'differs';
      },
    });
  },
  inverse: () => null,
});
