/** `issue.comment.delete`: one comment goes for good. Its text never leaves Jira: the approver opens it there. */
import { z } from 'zod';
import type { JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { ResolveContext } from '../action.ts';
import {
  defineAction,
  factsOf,
  found,
  type Outcome,
  optionalWords,
  precondition,
  words,
} from '../define-action.ts';
import { goneCheck } from '../effects.ts';
import {
  type Issue,
  issueIn,
  issueKeyIn,
  issueRead,
  issueTarget,
  projectOfIssue,
} from '../look-up/find-issue.ts';
import { findUser } from '../look-up/find-user.ts';
import { bareWords } from '../look-up/match-name.ts';
import { namedId, namedIdIn } from '../look-up/named-id.ts';
import { ask, type Obstacle, refusedRead, unsupported } from '../look-up/obstacle.ts';
import { idAt, textAt } from '../look-up/read-answer.ts';
import { readPages } from '../look-up/read-pages.ts';
import { readAll, readOptional } from '../look-up/read-together.ts';
import { askVisibly } from '../look-up/visible-choices.ts';
import { operations, readOf, requestOf } from '../operations.ts';
import { DELETED_FOR_GOOD } from '../sentence-words.ts';

type Args = { issue: string; comment?: string; author?: string };

const PARTS = [
  'id',
  'author.accountId',
  'author.displayName',
  'created',
  'updated',
  'visibility.type',
];
/** Only a group or a role reads a restricted comment: neither who wrote it nor that it is there is told to anybody else. */
const NO_COMMENT =
  'I find no such comment that everybody reads who sees the issue. Which one is meant?';
/** What the address of a comment in Jira holds. */
const IN_ADDRESS = /^https:\/\/\S+[?&]focusedCommentId=(\d{1,20})(?:[&#]\S*)?$/;

interface Comment {
  id: string;
  author: string;
  authorId: string;
  day: string;
}

const commentRead = (key: string, id: string) =>
  readOf('getComment', { path: { issueIdOrKey: key, id }, pick: PARTS });

function toComment(body: JiraReadResult['body']): Comment[] {
  const [id, created] = [idAt(body, 'id'), textAt(body, 'created')];
  if (textAt(body, 'visibility.type') !== undefined) return [];
  if (id === undefined || created === undefined || !/^\d{1,20}$/.test(id)) return [];
  const authorId = textAt(body, 'author.accountId') ?? '';
  const author = textAt(body, 'author.displayName') ?? 'somebody who is gone';
  return [{ id, author, authorId, day: created.slice(0, 10) }];
}

/** The id in `id:…`, in the address of a comment, or written bare. */
function commentIdIn(words: string): string | undefined {
  const id = namedIdIn(words) ?? IN_ADDRESS.exec(words)?.[1] ?? /^\d{4,20}$/.exec(words)?.[0];
  return id !== undefined && /^\d{1,20}$/.test(id) ? id : undefined;
}

function* findComment(
  args: Args,
  issue: Issue,
  context: ResolveContext,
): Reading<Result<Comment, Obstacle>> {
  const wanted = bareWords(args.comment ?? '');
  const id = commentIdIn(wanted);
  if (id !== undefined) {
    const [answer] = yield* readAll([commentRead(issue.key, id)]);
    const [comment] = answer.status === 200 ? toComment(answer.body) : [];
    return comment === undefined ? ask('comment', wanted, [], NO_COMMENT) : ok(comment);
  }
  const author = yield* readOptional(args.author, (each) =>
    findUser(each, context, { mayBeInactive: true }),
  );
  if (author !== undefined && !author.ok) return author;
  const whole = yield* readPages({
    items: 'comments',
    pageSize: 100,
    read: (startAt) =>
      readOf('getComments', {
        path: { issueIdOrKey: issue.key },
        query: [
          ['startAt', String(startAt)],
          ['maxResults', '100'],
        ],
        pick: ['total', ...PARTS.map((part) => `comments[].${part}`)],
      }),
  });
  if (whole.state === 'refused') return refusedRead(`the comments of ${issue.key}`, whole.answer);
  const fits = whole.items
    .flatMap(toComment)
    .filter(({ authorId }) => author === undefined || authorId === author.value.accountId);
  const [only] = fits;
  if (only !== undefined && fits.length === 1 && whole.isWhole && author !== undefined) {
    return ok(only);
  }
  const choices = fits
    .slice(-10)
    .map((each) => `${each.author}, ${each.day} (${namedId(each.id)})`);
  const question = { thing: 'comment', words: wanted, choices };
  return yield* askVisibly({ ...question, guard: { projectId: issue.projectId } }, context);
}

/** What Kraken said about a decision belongs to the record of it. */
function* wordsStay(
  { id, authorId }: Comment,
  { krakenAccountId }: ResolveContext,
): Reading<Result<null, Obstacle>> {
  if (krakenAccountId !== null && authorId !== krakenAccountId) return ok(null);
  const path = { commentId: id, propertyKey: 'kraken' };
  const [answer] = yield* readAll([readOf('getCommentProperty', { path, pick: ['key'] })]);
  if (answer.status === 404) return ok(null);
  return answer.status === 200
    ? unsupported('This comment says what Kraken decided or did; it stays.')
    : refusedRead('whose words the comment is', answer);
}

function* resolve(args: Args, context: ResolveContext): Reading<Outcome<'issue.comment.delete'>> {
  const key = issueKeyIn(args.issue, context);
  if (!key.ok) return key;
  const [answer] = yield* readAll([issueRead(key.value, [], [])]);
  const issue = issueIn(args.issue, answer);
  if (!issue.ok) return issue;
  const comment = yield* findComment(args, issue.value, context);
  if (!comment.ok) return comment;
  const { id, author, day } = comment.value;
  const stays = yield* wordsStay(comment.value, context);
  if (!stays.ok) return stays;
  const read = commentRead(issue.value.key, id);
  const [now] = yield* readAll([read]);
  return found({
    target: { issue: { id: issue.value.id, key: issue.value.key }, comment: { id, author, day } },
    facts: factsOf(context, {
      targets: [issueTarget(issue.value), projectOfIssue(issue.value)],
      projectIds: [issue.value.projectId],
      counts: { issues: 1, projects: 1 },
      hasCompleteInverse: false,
      changesProjects: false,
    }),
    rows: [
      {
        label: `Comment ${id} on ${issue.value.key}`,
        before: `by ${author}, ${day}`,
        after: DELETED_FOR_GOOD,
      },
    ],
    preconditions: [precondition(`Comment ${id} of ${author}`, read, now)],
    radius: ['Read it in Jira before you approve: Kraken does not keep its text'],
  });
}

/** Catalogue entry of `issue.comment.delete`. */
export const deleteComment = defineAction('issue.comment.delete', {
  area: 'issue_ops',
  title: 'Delete a comment',
  defaultClass: 'requires-approval',
  approvalBecause: "It deletes somebody's words for good.",
  level: 'standard',
  reversibility: { kind: 'none', sentence: 'Cannot be undone' },
  blastRadius: 'one comment',
  connections: ['forge', 'oauth'],
  writes: operations('deleteComment'),
  reads: operations(
    'getIssue',
    'getComment',
    'getCommentProperty',
    'getComments',
    'findUsers',
    'getUser',
    'getBulkPermissions',
  ),
  schema: z.strictObject({ issue: words, comment: optionalWords, author: optionalWords }),
  resolve,
  compile: ({ issue, comment }) => [
    requestOf('deleteComment', { path: { issueIdOrKey: issue.key, id: comment.id } }),
  ],
  check: ({ issue, comment }) => goneCheck(commentRead(issue.key, comment.id)),
  inverse: () => null,
});
