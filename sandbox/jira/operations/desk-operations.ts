/**
 * Service desks: requests and their comments. Customers comment publicly only.
 */
import { z } from 'zod';
import { type Answer, jiraTime, ok, refusal } from '../http/jira-answer.ts';
import { holdsOnIssue, seesProject } from '../permissions/evaluate-permission.ts';
import { commentBody } from '../render/render-comment.ts';
import { statusBody } from '../render/render-status.ts';
import { avatarUrls } from '../render/render-user.ts';
import { adfFromText, textFromAdf } from '../world/adf-text.ts';
import { projectOf } from '../world/find-in-world.ts';
import type { Comment, Issue } from '../world/issue-types.ts';
import { isPublicComment, newComment } from '../world/new-issue.ts';
import { demandSignedIn, issueIfVisible, readBody } from './guards.ts';
import { type Call, type Operation, queryFlag, queryNumber } from './operation.ts';

const DESK = '/rest/servicedeskapi';
const REQUEST = `${DESK}/request/{issueIdOrKey}`;
const READ = ['read:servicedesk-request'];

/** Operations of Jira Service Management. */
export const deskOperations: Operation[] = [
  {
    operationId: 'getServiceDesks',
    method: 'GET',
    path: `${DESK}/servicedesk`,
    scopes: READ,
    kind: 'read',
    run: listDesks,
  },
  {
    operationId: 'getCustomerRequestByIdOrKey',
    method: 'GET',
    path: REQUEST,
    scopes: READ,
    kind: 'read',
    run: readRequest,
  },
  {
    operationId: 'getRequestComments',
    method: 'GET',
    path: `${REQUEST}/comment`,
    scopes: READ,
    kind: 'read',
    run: listComments,
  },
  {
    operationId: 'createRequestComment',
    method: 'POST',
    path: `${REQUEST}/comment`,
    scopes: ['write:servicedesk-request'],
    kind: 'write',
    run: addComment,
  },
];

function requestOf(call: Call): Issue {
  demandSignedIn(call);
  const words = call.params['issueIdOrKey'] ?? '';
  const issue = issueIfVisible(call.world, call.accountId, words);
  if (issue === undefined || projectOf(call.world, issue).typeKey !== 'service_desk') {
    throw refusal(
      404,
      `The request '${words}' does not exist or you do not have permission to view it.`,
    );
  }
  return issue;
}

function listDesks(call: Call): Answer {
  demandSignedIn(call);
  const desks = Object.values(call.world.projects).filter(
    (project) =>
      project.typeKey === 'service_desk' &&
      project.deleted === undefined &&
      seesProject(call.world, call.accountId, project),
  );
  return ok(
    deskPage(call, `${DESK}/servicedesk`, desks, (project) => ({
      id: project.id,
      projectId: project.id,
      projectName: project.name,
      projectKey: project.key,
      _links: { self: `${call.site.baseUrl}${DESK}/servicedesk/${project.id}` },
    })),
  );
}

function deskPage<T>(
  call: Call,
  path: string,
  all: readonly T[],
  render: (item: T) => Record<string, unknown>,
): Record<string, unknown> {
  const start = Math.max(0, queryNumber(call, 'start', 0));
  const limit = Math.min(queryNumber(call, 'limit', 50), 100);
  const values = all.slice(start, start + limit).map(render);
  return {
    _expands: [],
    size: values.length,
    start,
    limit,
    isLastPage: start + values.length >= all.length,
    _links: { base: call.site.baseUrl, context: '', self: `${call.site.baseUrl}${path}` },
    values,
  };
}

function deskTime(at: number): Record<string, unknown> {
  const iso8601 = jiraTime(at).replace(/\.\d+/, '');
  return { iso8601, jira: jiraTime(at), friendly: new Date(at).toUTCString(), epochMillis: at };
}

function deskUser(call: Call, accountId: string): Record<string, unknown> {
  const user = call.world.users[accountId];
  const self = `${call.site.baseUrl}/rest/api/2/user?accountId=${encodeURIComponent(accountId)}`;
  return {
    accountId,
    ...(user?.email !== undefined && user.emailVisible ? { emailAddress: user.email } : {}),
    displayName: user?.displayName ?? 'Former user',
    active: user?.active ?? false,
    timeZone: user?.timeZone ?? 'UTC',
    _links: { jiraRest: self, avatarUrls: avatarUrls(`${call.world.siteUrl}/avatar`), self },
  };
}

function readRequest(call: Call): Answer {
  const issue = requestOf(call);
  const status = call.world.statuses[issue.statusId];
  const self = `${call.site.baseUrl}${DESK}/request/${issue.id}`;
  return ok({
    _expands: [
      'participant',
      'status',
      'sla',
      'requestType',
      'serviceDesk',
      'attachment',
      'action',
      'comment',
    ],
    issueId: issue.id,
    issueKey: issue.key,
    serviceDeskId: issue.projectId,
    createdDate: deskTime(issue.created),
    reporter: deskUser(call, issue.reporter ?? issue.creator),
    requestFieldValues: [
      { fieldId: 'summary', label: 'Summary', value: issue.summary },
      { fieldId: 'description', label: 'Description', value: textFromAdf(issue.description) },
    ],
    currentStatus: {
      status: status === undefined ? '' : statusBody(call.site, status)['name'],
      statusCategory: (status?.category ?? 'new').toUpperCase(),
      statusDate: deskTime(issue.statusCategoryChanged),
    },
    _links: { jiraRest: `${call.site.baseUrl}/rest/api/2/issue/${issue.id}`, self },
  });
}

function deskComment(call: Call, issue: Issue, comment: Comment): Record<string, unknown> {
  return {
    _expands: ['attachment', 'renderedBody'],
    id: comment.id,
    body: textFromAdf(comment.body),
    public: isPublicComment(comment),
    author: deskUser(call, comment.author),
    created: deskTime(comment.created),
    _links: { self: `${call.site.baseUrl}${DESK}/request/${issue.id}/comment/${comment.id}` },
  };
}

function listComments(call: Call): Answer {
  const issue = requestOf(call);
  const wantsPublic = queryFlag(call, 'public', true);
  const wantsInternal = queryFlag(call, 'internal', true);
  const visible = issue.comments.filter(
    (comment) =>
      commentBody(call.site, issue, comment, call.accountId) !== undefined &&
      (isPublicComment(comment) ? wantsPublic : wantsInternal),
  );
  const path = `${DESK}/request/${issue.id}/comment`;
  return ok(deskPage(call, path, visible, (comment) => deskComment(call, issue, comment)));
}

const newBody = z.object({ body: z.string().optional(), public: z.boolean().optional() });

function addComment(call: Call): Answer {
  const issue = requestOf(call);
  const author = demandSignedIn(call);
  if (!holdsOnIssue(call.world, author, 'ADD_COMMENTS', issue)) {
    throw refusal(403, 'You do not have permission to comment on this request.');
  }
  const given = readBody(newBody, call.body);
  if (given.public === undefined) throw refusal(400, 'The public property must be provided.');
  if (given.body === undefined || given.body.trim() === '') {
    throw refusal(400, 'Comment body can not be empty!');
  }
  const isCustomer = call.world.users[author]?.kind === 'customer';
  if (isCustomer && !given.public) {
    throw refusal(403, 'Customers can only set comments to public visibility.');
  }
  const comment = newComment(call.world, issue, {
    author,
    body: adfFromText(given.body),
    at: call.site.now,
    internal: !given.public,
  });
  call.site.announce.commented(issue, author, comment);
  return { status: 201, body: deskComment(call, issue, comment) };
}
