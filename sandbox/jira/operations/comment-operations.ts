/**
 * Comments with visibility and properties. A comment in a service desk is public to the customer unless
 * its property says otherwise; a restriction must name a group or role the author is in.
 */
import { z } from 'zod';
import { type Answer, fieldRefusal, noContent, ok, refusal } from '../http/jira-answer.ts';
import { holdsOnIssue, isInAudience, seesComment } from '../permissions/evaluate-permission.ts';
import { commentBody } from '../render/render-comment.ts';
import { adfProblem, textFromAdf } from '../world/adf-text.ts';
import { groupByName, roleByName } from '../world/find-in-world.ts';
import type { Comment, Issue, Json } from '../world/issue-types.ts';
import { isPublicComment, newComment } from '../world/new-issue.ts';
import type { World } from '../world/world-types.ts';
import { demandOnIssue, demandSignedIn, readBody, visibleIssue } from './guards.ts';
import { type Call, type Operation, queryList, queryNumber, queryText } from './operation.ts';

const READ = ['read:jira-work'];
const WRITE = ['write:jira-work'];
const LIST = '/rest/api/3/issue/{issueIdOrKey}/comment';
const ONE = `${LIST}/{id}`;

/** Operations on comments. */
export const commentOperations: Operation[] = [
  {
    operationId: 'getComments',
    method: 'GET',
    path: LIST,
    scopes: READ,
    kind: 'read',
    run: listComments,
  },
  {
    operationId: 'getComment',
    method: 'GET',
    path: ONE,
    scopes: READ,
    kind: 'read',
    run(call) {
      const { issue, comment } = target(call);
      return ok(render(call, issue, comment));
    },
  },
  {
    operationId: 'addComment',
    method: 'POST',
    path: LIST,
    scopes: WRITE,
    kind: 'write',
    run: addComment,
  },
  {
    operationId: 'updateComment',
    method: 'PUT',
    path: ONE,
    scopes: WRITE,
    kind: 'write',
    run: updateComment,
  },
  {
    operationId: 'deleteComment',
    method: 'DELETE',
    path: ONE,
    scopes: WRITE,
    kind: 'write',
    run(call) {
      const { issue, comment } = target(call);
      demandOwnOrAll(call, issue, comment, 'DELETE', 400);
      issue.comments = issue.comments.filter((one) => one.id !== comment.id);
      issue.updated = call.site.now;
      return noContent();
    },
  },
];

function target(call: Call): { issue: Issue; comment: Comment } {
  const issue = visibleIssue(call, call.params['issueIdOrKey'] ?? '');
  const id = call.params['id'] ?? '';
  const comment = issue.comments.find((one) => one.id === id);
  if (comment === undefined || !sees(call, issue, comment)) {
    throw refusal(404, `Can not find a comment for the id: ${id}.`);
  }
  return { issue, comment };
}

/** Whether a caller may read a comment. */
export function sees(call: Call, issue: Issue, comment: Comment): boolean {
  return seesComment(call.world, call.accountId, issue, comment, isPublicComment(comment));
}

function render(call: Call, issue: Issue, comment: Comment) {
  const withProperties = queryList(call, 'expand').includes('properties');
  const body = commentBody(call.site, issue, comment, call.accountId, withProperties);
  if (body === undefined) throw new Error('the author of a comment cannot see it');
  return body;
}

function listComments(call: Call): Answer {
  const issue = visibleIssue(call, call.params['issueIdOrKey'] ?? '');
  const withProperties = queryList(call, 'expand').includes('properties');
  const visible = issue.comments.flatMap(
    (comment) => commentBody(call.site, issue, comment, call.accountId, withProperties) ?? [],
  );
  if (queryText(call, 'orderBy')?.startsWith('-') === true) visible.reverse();
  const startAt = Math.max(0, queryNumber(call, 'startAt', 0));
  const maxResults = Math.min(queryNumber(call, 'maxResults', 100), 100);
  const comments = visible.slice(startAt, startAt + maxResults);
  return ok({ startAt, maxResults, total: visible.length, comments });
}

const commentShape = z.object({
  body: z.unknown(),
  visibility: z
    .object({
      type: z.enum(['group', 'role']).optional(),
      value: z.string().optional(),
      identifier: z.string().nullable().optional(),
    })
    .optional(),
  properties: z.array(z.object({ key: z.string(), value: z.unknown() })).optional(),
});

type CommentShape = z.infer<typeof commentShape>;

function addComment(call: Call): Answer {
  const author = demandSignedIn(call);
  const issue = visibleIssue(call, call.params['issueIdOrKey'] ?? '');
  demandOnIssue(
    call,
    issue,
    'ADD_COMMENTS',
    400,
    'You do not have the permission to comment on this issue.',
  );
  const given = readBody(commentShape, call.body);
  const comment = newComment(call.world, issue, {
    author,
    body: checkedBody(given),
    at: call.site.now,
    visibility: audienceOf(call, issue, given),
    properties: propertiesOf(given),
  });
  call.site.announce.commented(issue, author, comment);
  const body = render(call, issue, comment);
  return { status: 201, body, headers: { location: String(body['self']) } };
}

function updateComment(call: Call): Answer {
  const { issue, comment } = target(call);
  demandOwnOrAll(call, issue, comment, 'EDIT', 400);
  const given = readBody(commentShape, call.body);
  comment.body = checkedBody(given);
  if (given.visibility !== undefined) comment.visibility = audienceOf(call, issue, given);
  Object.assign(comment.properties, propertiesOf(given));
  comment.updateAuthor = call.accountId ?? comment.author;
  comment.updated = call.site.now;
  issue.updated = call.site.now;
  return ok(render(call, issue, comment));
}

const LONGEST_COMMENT = 32_767;

function checkedBody(given: CommentShape): Json {
  if (given.body === undefined || given.body === null) {
    throw fieldRefusal('comment', 'Comment body can not be empty!');
  }
  const problem = adfProblem(given.body);
  if (problem !== undefined) throw fieldRefusal('comment', problem);
  if (textFromAdf(given.body).length > LONGEST_COMMENT) {
    throw fieldRefusal(
      'comment',
      'The entered text is too long. It exceeds the allowed limit of 32,767 characters.',
    );
  }
  return given.body as Json;
}

function propertiesOf(given: CommentShape): Record<string, Json> {
  return Object.fromEntries((given.properties ?? []).map(({ key, value }) => [key, value as Json]));
}

function audienceOf(call: Call, issue: Issue, given: CommentShape): Comment['visibility'] {
  const { visibility } = given;
  if (visibility === undefined) return undefined;
  const { type, identifier, value } = visibility;
  if (type === undefined) throw fieldRefusal('visibility', 'The type must be provided.');
  const words = identifier ?? value ?? '';
  const ref = audienceRef(call.world, type, identifier ?? undefined, value);
  if (ref === undefined) {
    const kind = type === 'group' ? 'Group' : 'Role';
    throw fieldRefusal('commentLevel', `${kind}: ${words} does not exist.`);
  }
  if (!isInAudience(call.world, call.accountId ?? '', issue, { type, ref })) {
    const noun = type === 'group' ? 'group' : 'project role';
    throw fieldRefusal('commentLevel', `You are currently not a member of the ${noun}: ${words}.`);
  }
  return { type, ref };
}

/** A group's identifier is its id, a role's is its name; `value` is a name for both. */
function audienceRef(
  world: World,
  type: 'group' | 'role',
  identifier: string | undefined,
  value: string | undefined,
): string | undefined {
  if (type === 'role') return roleByName(world, identifier ?? value ?? '')?.id.toString();
  const group = identifier === undefined ? undefined : world.groups[identifier];
  return (group ?? (value === undefined ? undefined : groupByName(world, value)))?.id;
}

/** Demands the right to change this comment: any, or one's own. Throws `status`. */
export function demandOwnOrAll(
  call: Call,
  issue: Issue,
  comment: Comment,
  verb: 'EDIT' | 'DELETE',
  status: number,
): void {
  const own = comment.author === call.accountId;
  const allowed =
    holdsOnIssue(call.world, call.accountId, `${verb}_ALL_COMMENTS`, issue) ||
    (own && holdsOnIssue(call.world, call.accountId, `${verb}_OWN_COMMENTS`, issue));
  if (!allowed) {
    const word = verb.toLowerCase();
    throw refusal(status, `You do not have the permission to ${word} this comment.`);
  }
}
