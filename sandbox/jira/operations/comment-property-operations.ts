/**
 * Properties of comments: where Kraken keeps what a comment belongs to, and Jira what it is.
 */
import { ok, refusal } from '../http/jira-answer.ts';
import { findComment } from '../world/find-in-world.ts';
import type { Comment, Issue, Json } from '../world/issue-types.ts';
import { demandOwnOrAll, sees } from './comment-operations.ts';
import type { Call, Operation } from './operation.ts';

const READ = ['read:jira-work'];
const WRITE = ['write:jira-work'];
const PROPERTIES = '/rest/api/3/comment/{commentId}/properties';

/** Operations on properties of comments. */
export const commentPropertyOperations: Operation[] = [
  {
    operationId: 'getCommentPropertyKeys',
    method: 'GET',
    path: PROPERTIES,
    scopes: READ,
    kind: 'read',
    run(call) {
      const { comment } = propertyTarget(call);
      const self = `${call.site.baseUrl}/rest/api/3/comment/${comment.id}/properties`;
      const keys = Object.keys(comment.properties);
      return ok({ keys: keys.map((key) => ({ self: `${self}/${encodeURIComponent(key)}`, key })) });
    },
  },
  {
    operationId: 'getCommentProperty',
    method: 'GET',
    path: `${PROPERTIES}/{propertyKey}`,
    scopes: READ,
    kind: 'read',
    run(call) {
      const { comment } = propertyTarget(call);
      const key = call.params['propertyKey'] ?? '';
      const value = comment.properties[key];
      if (value === undefined) throw refusal(404, `The property ${key} does not exist.`);
      return ok({ key, value });
    },
  },
  {
    operationId: 'setCommentProperty',
    method: 'PUT',
    path: `${PROPERTIES}/{propertyKey}`,
    scopes: WRITE,
    kind: 'write',
    run(call) {
      const { issue, comment } = propertyTarget(call);
      demandOwnOrAll(call, issue, comment, 'EDIT', 403);
      const key = call.params['propertyKey'] ?? '';
      const existed = key in comment.properties;
      comment.properties[key] = call.body as Json;
      return { status: existed ? 200 : 201 };
    },
  },
];

function propertyTarget(call: Call): { issue: Issue; comment: Comment } {
  const id = call.params['commentId'] ?? '';
  const found = findComment(call.world, id);
  if (found === undefined || !sees(call, found.issue, found.comment)) {
    throw refusal(404, `Can not find a comment for the id: ${id}.`);
  }
  return found;
}
