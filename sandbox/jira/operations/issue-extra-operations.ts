/**
 * Watchers leaving, deleting and archiving issues, work logs, and mails about an issue.
 */
import { z } from 'zod';
import { type Answer, fieldRefusal, noContent, ok, refusal } from '../http/jira-answer.ts';
import { holdsOnIssue } from '../permissions/evaluate-permission.ts';
import { subtasksOf, worklogBody } from '../render/render-issue-extras.ts';
import { changeItem, recordChange } from '../world/change-issue.ts';
import type { Issue, Json } from '../world/issue-types.ts';
import { nextNumber } from '../world/make-ids.ts';
import { removeIssue } from '../world/remove-issue.ts';
import {
  demandJiraAdmin,
  demandOnIssue,
  demandSignedIn,
  issueIfVisible,
  readBody,
  visibleIssue,
} from './guards.ts';
import { type Call, type Operation, pageOf, queryText } from './operation.ts';

const READ = ['read:jira-work'];
const WRITE = ['write:jira-work'];
const ISSUE = '/rest/api/3/issue/{issueIdOrKey}';

/** Operations on what hangs on an issue, and its end. */
export const issueExtraOperations: Operation[] = [
  write('removeWatcher', 'DELETE', `${ISSUE}/watchers`, removeWatcher),
  write('deleteIssue', 'DELETE', ISSUE, deleteIssue),
  write('archiveIssues', 'PUT', '/rest/api/3/issue/archive', (call) => archive(call, true)),
  write('unarchiveIssues', 'PUT', '/rest/api/3/issue/unarchive', (call) => archive(call, false)),
  write('notify', 'POST', `${ISSUE}/notify`, notify),
  write('addWorklog', 'POST', `${ISSUE}/worklog`, addWorklog),
  {
    operationId: 'getIssueWorklog',
    method: 'GET',
    path: `${ISSUE}/worklog`,
    scopes: READ,
    kind: 'read',
    run(call) {
      const issue = visibleIssue(call, call.params['issueIdOrKey'] ?? '');
      const { startAt, maxResults, total, values } = pageOf(
        call,
        issue.worklogs ?? [],
        5_000,
        5_000,
      );
      const worklogs = values.map((one) => worklogBody(call.site, issue, one));
      return ok({ startAt, maxResults, total, worklogs });
    },
  },
];

function write(
  operationId: string,
  method: Operation['method'],
  path: string,
  run: Operation['run'],
): Operation {
  return { operationId, method, path, scopes: WRITE, kind: 'write', run };
}

function removeWatcher(call: Call): Answer {
  const issue = visibleIssue(call, call.params['issueIdOrKey'] ?? '');
  const accountId = queryText(call, 'accountId');
  if (accountId === undefined) throw refusal(400, 'The accountId must be provided.');
  if (call.world.users[accountId] === undefined) throw refusal(404, 'The user does not exist.');
  if (accountId !== call.accountId) {
    const text = 'You do not have permission to manage watchers.';
    demandOnIssue(call, issue, 'MANAGE_WATCHERS', 403, text);
  }
  issue.watchers = issue.watchers.filter((id) => id !== accountId);
  return noContent();
}

function deleteIssue(call: Call): Answer {
  const issue = visibleIssue(call, call.params['issueIdOrKey'] ?? '');
  const text = 'You do not have permission to delete issues in this project.';
  demandOnIssue(call, issue, 'DELETE_ISSUES', 403, text);
  const count = subtasksOf(call.site, issue).length;
  if (count > 0 && queryText(call, 'deleteSubtasks') !== 'true') {
    throw refusal(
      400,
      `The issue '${issue.key}' has subtasks. You must specify the 'deleteSubtasks' parameter to delete this issue and all its subtasks.`,
    );
  }
  removeIssue(call.world, issue);
  return noContent();
}

const archiveBody = z.object({ issueIdsOrKeys: z.array(z.string()).optional() });

/** Sub-tasks go with their issue and never alone; what cannot be done is told by kind, the rest is done. */
function archive(call: Call, into: boolean): Answer {
  demandJiraAdmin(call);
  if (call.world.plan !== 'premium') {
    throw refusal(403, 'Issue archiving is available on Premium and Enterprise plans only.');
  }
  const { issueIdsOrKeys = [] } = readBody(archiveBody, call.body);
  const missing: string[] = [];
  const subtasks: string[] = [];
  let count = 0;
  for (const words of issueIdsOrKeys) {
    const issue = issueIfVisible(call.world, call.accountId, words);
    if (issue === undefined) missing.push(words);
    else if (issue.parentId !== undefined) subtasks.push(words);
    else count += setArchived(call, issue, into);
  }
  const errors = {
    ...errorOf('issuesNotFound', missing, 'Issue not found'),
    ...errorOf('issueIsSubtask', subtasks, 'Issue is subtask'),
  };
  if (count === 0) throw refusal(400, 'None of the issues in the request can be archived.');
  return ok({ numberOfIssuesUpdated: count, errors });
}

function errorOf(name: string, issueIdsOrKeys: string[], message: string): Record<string, unknown> {
  const count = issueIdsOrKeys.length;
  return count === 0 ? {} : { [name]: { count, issueIdsOrKeys, message } };
}

function setArchived(call: Call, issue: Issue, into: boolean): number {
  const family = [issue, ...subtasksOf(call.site, issue)];
  for (const one of family) {
    if (into) one.archived = { by: call.accountId ?? '' };
    else delete one.archived;
    const item = changeItem('archived', [null, String(!into)], [null, String(into)]);
    const by = call.accountId ?? '';
    const entry = recordChange(call.world, one, by, call.site.now, [item]);
    if (entry !== undefined) call.site.announce.updated(one, by, [item], entry.id);
  }
  return family.length;
}

const notifyBody = z.object({
  subject: z.string().optional(),
  textBody: z.string().optional(),
  to: z
    .object({
      assignee: z.boolean().optional(),
      reporter: z.boolean().optional(),
      watchers: z.boolean().optional(),
      users: z.array(z.object({ accountId: z.string() })).optional(),
    })
    .optional(),
});

function notify(call: Call): Answer {
  const caller = demandSignedIn(call);
  const issue = visibleIssue(call, call.params['issueIdOrKey'] ?? '');
  const { subject, textBody, to = {} } = readBody(notifyBody, call.body);
  if (to.assignee === true && issue.assignee === undefined) {
    throw refusal(400, 'No recipients were defined for notification.');
  }
  const people = [
    ...(to.assignee === true ? [issue.assignee] : []),
    ...(to.reporter === true ? [issue.reporter] : []),
    ...(to.watchers === true ? issue.watchers : []),
    ...(to.users ?? []).map(({ accountId }) => accountId),
  ].filter((id) => id !== undefined && id !== caller);
  if (people.length === 0) throw refusal(400, 'No recipients were defined for notification.');
  call.world.mails.push({
    issueId: issue.id,
    subject: subject ?? `${issue.key} ${issue.summary}`,
    text: textBody ?? '',
    to: [...new Set(people)].filter((id) => id !== undefined),
  });
  return noContent();
}

const worklogShape = z.object({
  timeSpentSeconds: z.number().optional(),
  timeSpent: z.string().optional(),
  started: z.string().optional(),
  comment: z.unknown().optional(),
  properties: z.array(z.object({ key: z.string(), value: z.unknown() })).optional(),
});

function addWorklog(call: Call): Answer {
  const author = demandSignedIn(call);
  const issue = visibleIssue(call, call.params['issueIdOrKey'] ?? '');
  if (!holdsOnIssue(call.world, author, 'WORK_ON_ISSUES', issue)) {
    throw refusal(400, 'You do not have the permission to associate a worklog to this issue.');
  }
  const given = readBody(worklogShape, call.body);
  const seconds = given.timeSpentSeconds ?? 0;
  if (seconds < 60) {
    throw fieldRefusal('timeLogged', 'You must indicate the time spent working.');
  }
  const worklog = {
    id: String(nextNumber(call.world, 'worklog')),
    author,
    seconds,
    started: given.started === undefined ? call.site.now : Date.parse(given.started),
    comment: (given.comment ?? null) as Json,
    properties: Object.fromEntries(
      (given.properties ?? []).map(({ key, value }) => [key, value as Json]),
    ),
  };
  issue.worklogs = [...(issue.worklogs ?? []), worklog];
  return { status: 201, body: worklogBody(call.site, issue, worklog) };
}
