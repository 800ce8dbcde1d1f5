/**
 * Service desks: requests and their comments. Customers comment publicly only.
 */
import { z } from 'zod';
import { type Answer, ok, refusal } from '../http/jira-answer.ts';
import { holdsOnIssue } from '../permissions/evaluate-permission.ts';
import { commentBody } from '../render/render-comment.ts';
import { statusBody } from '../render/render-status.ts';
import { adfFromText, textFromAdf } from '../world/adf-text.ts';
import { projectOf } from '../world/find-in-world.ts';
import type { Comment, Issue } from '../world/issue-types.ts';
import { isPublicComment, newComment } from '../world/new-issue.ts';
import {
  DESK,
  deskOfProject,
  deskPage,
  deskTime,
  deskUser,
  visibleDesks,
  visibleRequest,
} from './desk-parts.ts';
import { demandSignedIn, readBody } from './guards.ts';
import { type Call, type Operation, queryFlag } from './operation.ts';

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

function listDesks(call: Call): Answer {
  demandSignedIn(call);
  return ok(
    deskPage(call, `${DESK}/servicedesk`, visibleDesks(call), ({ desk, project }) => ({
      id: desk.id,
      projectId: project.id,
      projectName: project.name,
      projectKey: project.key,
      projectTypeKey: project.typeKey,
      _links: { self: `${call.site.baseUrl}${DESK}/servicedesk/${desk.id}` },
    })),
  );
}

function readRequest(call: Call): Answer {
  const issue = visibleRequest(call);
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
    serviceDeskId: deskOfProject(call.world, projectOf(call.world, issue)).id,
    requestTypeId: call.world.serviceDesk.requestTypeOf[issue.id] ?? '',
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
  const issue = visibleRequest(call);
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
  const issue = visibleRequest(call);
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
