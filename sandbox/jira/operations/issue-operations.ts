/**
 * Issues: reading, creating, editing, assigning, watchers, histories and properties.
 */
import { z } from 'zod';
import { type Answer, fieldRefusal, noContent, ok, refusal } from '../http/jira-answer.ts';
import { isAssignable } from '../permissions/evaluate-permission.ts';
import { transitionsFor } from '../permissions/transitions-for.ts';
import { issueFields, issueFrame, issueSelf, watchesBody } from '../render/render-issue.ts';
import { historyBody, transitionBody } from '../render/render-status.ts';
import { userReference } from '../render/render-user.ts';
import { recordChange, setAssignee } from '../world/change-issue.ts';
import { liveFields, projectOf } from '../world/find-in-world.ts';
import type { Issue, Json } from '../world/issue-types.ts';
import { demandOnIssue, readBody, visibleIssue } from './guards.ts';
import { type Call, type Operation, pageOf, queryList } from './operation.ts';
import { createIssue, editIssue } from './write-issue.ts';

const READ = ['read:jira-work'];
const WRITE = ['write:jira-work'];
const ISSUE = '/rest/api/3/issue/{issueIdOrKey}';

/** Operations on issues; transitions and comments have files of their own. */
export const issueOperations: Operation[] = [
  {
    operationId: 'getIssue',
    method: 'GET',
    path: ISSUE,
    scopes: READ,
    kind: 'read',
    run: (call) => ok(readIssue(call)),
  },
  {
    operationId: 'createIssue',
    method: 'POST',
    path: '/rest/api/3/issue',
    scopes: WRITE,
    kind: 'write',
    run: createIssue,
  },
  {
    operationId: 'editIssue',
    method: 'PUT',
    path: ISSUE,
    scopes: WRITE,
    kind: 'write',
    run: editIssue,
  },
  {
    operationId: 'assignIssue',
    method: 'PUT',
    path: `${ISSUE}/assignee`,
    scopes: WRITE,
    kind: 'write',
    run: assignIssue,
  },
  {
    operationId: 'getChangeLogs',
    method: 'GET',
    path: `${ISSUE}/changelog`,
    scopes: READ,
    kind: 'read',
    run(call) {
      const issue = visibleIssue(call, call.params['issueIdOrKey'] ?? '');
      const page = pageOf(call, issue.history, 100, 100);
      return ok({
        self: `${issueSelf(call.site, issue)}/changelog?maxResults=${page.maxResults}&startAt=${page.startAt}`,
        ...page,
        values: page.values.map((entry) => historyBody(call.site, entry)),
      });
    },
  },
  {
    operationId: 'getIssueWatchers',
    method: 'GET',
    path: `${ISSUE}/watchers`,
    scopes: READ,
    kind: 'read',
    run(call) {
      const issue = visibleIssue(call, call.params['issueIdOrKey'] ?? '');
      return ok({
        ...watchesBody(call.site, issue, call.accountId),
        watchers: issue.watchers.map((id) => userReference(call.site, id)),
      });
    },
  },
  {
    operationId: 'addWatcher',
    method: 'POST',
    path: `${ISSUE}/watchers`,
    scopes: WRITE,
    kind: 'write',
    run: addWatcher,
  },
  {
    operationId: 'getIssueProperty',
    method: 'GET',
    path: `${ISSUE}/properties/{propertyKey}`,
    scopes: READ,
    kind: 'read',
    run(call) {
      const issue = visibleIssue(call, call.params['issueIdOrKey'] ?? '');
      const key = call.params['propertyKey'] ?? '';
      const value = issue.properties[key];
      if (value === undefined) {
        throw refusal(404, `The property ${key} does not exist.`);
      }
      return ok({ key, value });
    },
  },
  {
    operationId: 'setIssueProperty',
    method: 'PUT',
    path: `${ISSUE}/properties/{propertyKey}`,
    scopes: WRITE,
    kind: 'write',
    run(call) {
      const issue = visibleIssue(call, call.params['issueIdOrKey'] ?? '');
      demandOnIssue(
        call,
        issue,
        'EDIT_ISSUES',
        403,
        'You do not have permission to edit this issue.',
      );
      const key = call.params['propertyKey'] ?? '';
      const existed = key in issue.properties;
      issue.properties[key] = call.body as Json;
      return { status: existed ? 200 : 201 };
    },
  },
];

/** An issue as `GET issue` shows it, with fields, expand and properties. */
export function readIssue(call: Call): Record<string, unknown> {
  const issue = visibleIssue(call, call.params['issueIdOrKey'] ?? '');
  const expand = queryList(call, 'expand');
  const properties = queryList(call, 'properties');
  const fields = issueFields(call.site, issue, queryList(call, 'fields'), '*all', call.accountId);
  return {
    ...issueFrame(call.site, issue),
    fields,
    ...(properties.length === 0 ? {} : { properties: chosenProperties(issue, properties) }),
    ...(expand.includes('names') ? { names: fieldNames(call, fields) } : {}),
    ...(expand.includes('changelog') ? { changelog: changelogOf(call, issue) } : {}),
    ...(expand.includes('transitions')
      ? {
          transitions: transitionsFor(call.world, call.accountId, issue).map((one) =>
            transitionBody(call.site, one, false),
          ),
        }
      : {}),
  };
}

/** The named properties of an issue. */
export function chosenProperties(issue: Issue, wanted: readonly string[]): Record<string, Json> {
  const without = new Set(
    wanted.filter((word) => word.startsWith('-')).map((word) => word.slice(1)),
  );
  return Object.fromEntries(
    Object.entries(issue.properties).filter(
      ([key]) => !without.has(key) && (wanted.includes('*all') || wanted.includes(key)),
    ),
  );
}

function fieldNames(call: Call, fields: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    liveFields(call.world)
      .filter((field) => field.id in fields)
      .map((field) => [field.id, field.name]),
  );
}

/** Most changes that `expand=changelog` gives. */
const EXPANDED_CHANGES = 100;

/** The most recent changes, newest first, as `expand=changelog` sorts and cuts them. */
function changelogOf(call: Call, issue: Issue) {
  const newest = issue.history.slice(-EXPANDED_CHANGES).reverse();
  const histories = newest.map((entry) => historyBody(call.site, entry));
  return { startAt: 0, maxResults: histories.length, total: issue.history.length, histories };
}

const assigneeBody = z.object({ accountId: z.string().nullable().optional() });

function assignIssue(call: Call): Answer {
  const issue = visibleIssue(call, call.params['issueIdOrKey'] ?? '');
  demandOnIssue(call, issue, 'ASSIGN_ISSUES', 403, 'You do not have permission to assign issues.');
  const { accountId } = readBody(assigneeBody, call.body);
  if (accountId === undefined) throw refusal(400, 'The accountId must be provided.');
  const assignee = resolveAssignee(call, issue, accountId);
  const items = setAssignee(call.world, issue, assignee);
  const entry = recordChange(call.world, issue, call.accountId ?? '', call.site.now, items);
  if (entry !== undefined) call.site.announce.updated(issue, call.accountId, items, entry.id);
  return noContent();
}

function resolveAssignee(call: Call, issue: Issue, accountId: string | null): string | undefined {
  if (accountId === null) return undefined;
  const project = projectOf(call.world, issue);
  if (accountId === '-1') {
    return project.assigneeType === 'PROJECT_LEAD' ? project.leadAccountId : undefined;
  }
  const known = call.world.users[accountId] !== undefined;
  if (!known || !isAssignable(call.world, accountId, project, issue)) {
    throw fieldRefusal('assignee', `User '${accountId}' cannot be assigned issues.`);
  }
  return accountId;
}

function addWatcher(call: Call): Answer {
  const issue = visibleIssue(call, call.params['issueIdOrKey'] ?? '');
  const accountId = call.body === undefined ? call.accountId : readBody(z.string(), call.body);
  if (accountId === undefined || call.world.users[accountId] === undefined) {
    throw refusal(404, 'The user does not exist.');
  }
  if (accountId !== call.accountId) {
    demandOnIssue(
      call,
      issue,
      'MANAGE_WATCHERS',
      403,
      'You do not have permission to manage watchers.',
    );
  }
  if (!issue.watchers.includes(accountId)) issue.watchers.push(accountId);
  return noContent();
}
