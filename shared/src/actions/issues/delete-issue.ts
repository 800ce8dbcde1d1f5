/** `issue.delete`: one issue goes for good, with its sub-tasks where that was said. */
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
import { goneCheck } from '../effects.ts';
import {
  issueIn,
  issueKeyIn,
  issueRead,
  issueTarget,
  ownTicketStays,
  projectOfIssue,
} from '../look-up/find-issue.ts';
import { ask } from '../look-up/obstacle.ts';
import { countAt, idAt, itemsAt, textAt } from '../look-up/read-answer.ts';
import { readAll } from '../look-up/read-together.ts';
import { operations, requestOf } from '../operations.ts';
import { countOf, DELETED_FOR_GOOD, listOf } from '../sentence-words.ts';

type Args = { issue: string; withSubtasks?: boolean };

/** All that goes with the issue, and how it is called. */
const contentsRead = (key: string) =>
  issueRead(
    key,
    ['summary', 'subtasks', 'attachment', 'issuelinks', 'comment'],
    [
      'fields.summary',
      'fields.subtasks[].id',
      'fields.subtasks[].key',
      'fields.attachment[].id',
      'fields.issuelinks[].id',
      'fields.comment.total',
    ],
  );

function* resolve(args: Args, context: ResolveContext): Reading<Outcome<'issue.delete'>> {
  const key = issueKeyIn(args.issue, context);
  if (!key.ok) return key;
  const [named] = yield* readAll([contentsRead(key.value)]);
  const issue = issueIn(args.issue, named);
  if (!issue.ok) return issue;
  const stays = ownTicketStays([issue.value], context);
  if (!stays.ok) return stays;
  const own = issue.value.key;
  const [answer] = yield* readAll([contentsRead(own)]);
  const subtasks = itemsAt(answer.body, 'fields.subtasks').flatMap((item) => {
    const [id, child] = [idAt(item, 'id'), textAt(item, 'key')];
    return id === undefined || child === undefined ? [] : [{ id, key: child }];
  });
  const childStays = ownTicketStays(subtasks, context);
  if (!childStays.ok) return childStays;
  const children = listOf(subtasks.map((each) => each.key));
  if (subtasks.length > 0 && args.withSubtasks !== true) {
    const sentence = `${own} has ${countOf(subtasks.length, 'sub-task')} that Jira would delete too: ${children}. Shall they go with it?`;
    return ask('issue', own, [], sentence);
  }
  const count = (path: string): number => itemsAt(answer.body, path).length;
  const comments = countAt(answer.body, 'fields.comment.total');
  return found({
    target: { issue: { id: issue.value.id, key: own }, subtasks },
    facts: factsOf(context, {
      targets: [
        issueTarget(issue.value),
        ...subtasks.map(issueTarget),
        projectOfIssue(issue.value),
      ],
      projectIds: [issue.value.projectId],
      counts: { issues: 1 + subtasks.length, projects: 1 },
      hasCompleteInverse: false,
      changesProjects: false,
    }),
    rows: [
      {
        label: own,
        before: textAt(answer.body, 'fields.summary') ?? own,
        after: DELETED_FOR_GOOD,
      },
    ],
    preconditions: [precondition(`Contents of ${own}`, contentsRead(own), answer)],
    radius: [
      ...(subtasks.length > 0
        ? [`${countOf(subtasks.length, 'sub-task is', 'sub-tasks are')} deleted too: ${children}`]
        : []),
      `${countOf(count('fields.attachment'), 'attachment is', 'attachments are')} lost`,
      ...(comments === undefined
        ? []
        : [`${countOf(comments, 'comment is', 'comments are')} lost`]),
      ...(count('fields.issuelinks') > 0
        ? [
            `${countOf(count('fields.issuelinks'), 'link to another issue is', 'links to other issues are')} lost`,
          ]
        : []),
    ],
  });
}

/** Catalogue entry of `issue.delete`. */
export const deleteIssue = defineAction('issue.delete', {
  area: 'issue_ops',
  title: 'Delete an issue',
  defaultClass: 'requires-approval',
  approvalBecause: 'Deleting cannot be undone.',
  level: 'standard',
  reversibility: { kind: 'none', sentence: 'Cannot be undone: Jira has no recycle bin for issues' },
  blastRadius: 'the issue with its sub-tasks, attachments, comments and links',
  connections: ['forge', 'oauth'],
  writes: operations('deleteIssue'),
  reads: operations('getIssue'),
  schema: z.strictObject({ issue: words, withSubtasks: z.exactOptional(z.boolean()) }),
  resolve,
  compile: ({ issue, subtasks }) => [
    requestOf('deleteIssue', {
      path: { issueIdOrKey: issue.key },
      query: subtasks.length > 0 ? [['deleteSubtasks', 'true']] : [],
    }),
  ],
  // Sub-tasks go in the same request, all or none.
  check: ({ issue }) => goneCheck(issueRead(issue.id, [], [])),
  inverse: () => null,
});
