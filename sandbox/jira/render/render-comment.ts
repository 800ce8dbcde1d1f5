/**
 * Comments in Jira's shape, filtered by what the reader may see.
 */
import { jiraTime } from '../http/jira-answer.ts';
import type { SiteContext } from '../operations/operation.ts';
import { seesComment } from '../permissions/evaluate-permission.ts';
import type { Comment, Issue } from '../world/issue-types.ts';
import { isPublicComment } from '../world/new-issue.ts';
import { userReference } from './render-user.ts';

type Body = Record<string, unknown>;

/** A comment, or undefined when the reader may not see it. */
export function commentBody(
  site: SiteContext,
  issue: Issue,
  comment: Comment,
  accountId: string | undefined,
  withProperties = false,
): Body | undefined {
  const isPublic = isPublicComment(comment);
  if (!seesComment(site.world, accountId, issue, comment, isPublic)) return undefined;
  return {
    self: `${site.baseUrl}/rest/api/3/issue/${issue.id}/comment/${comment.id}`,
    id: comment.id,
    author: userReference(site, comment.author),
    body: comment.body,
    updateAuthor: userReference(site, comment.updateAuthor),
    created: jiraTime(comment.created),
    updated: jiraTime(comment.updated),
    ...visibilityOf(site, comment),
    jsdPublic: isPublic,
    ...(withProperties
      ? {
          properties: Object.entries(comment.properties).map(([key, value]) => ({ key, value })),
        }
      : {}),
  };
}

function visibilityOf(site: SiteContext, comment: Comment): Body {
  if (comment.visibility === undefined) return {};
  const { type, ref } = comment.visibility;
  const name = type === 'group' ? site.world.groups[ref]?.name : site.world.roles[ref]?.name;
  const value = name ?? ref;
  return { visibility: { type, value, identifier: type === 'group' ? ref : value } };
}
