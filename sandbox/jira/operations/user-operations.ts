/**
 * People: myself, look-up and search. Search finds active people only; apps and customers are listed by
 * `users/search` alone.
 */
import { ok, refusal } from '../http/jira-answer.ts';
import { holdsGlobal, holdsInProject, isAssignable } from '../permissions/evaluate-permission.ts';
import { fullUser, groupReference, listedUser } from '../render/render-user.ts';
import { findProject, groupIdsOf } from '../world/find-in-world.ts';
import type { Issue } from '../world/issue-types.ts';
import type { Project, User } from '../world/world-types.ts';
import { demandSignedIn, issueIfVisible, noProject, visibleProject } from './guards.ts';
import {
  type Call,
  type Operation,
  pageOf,
  queryList,
  queryNumber,
  queryText,
} from './operation.ts';

const SCOPE = ['read:jira-user'];

/** Operations on people. */
export const userOperations: Operation[] = [
  {
    operationId: 'getCurrentUser',
    method: 'GET',
    path: '/rest/api/3/myself',
    scopes: SCOPE,
    kind: 'read',
    run(call) {
      const user = call.world.users[demandSignedIn(call)];
      if (user === undefined) throw refusal(404, 'The user does not exist.');
      return ok(fullUser(call.site, user, queryList(call, 'expand')));
    },
  },
  {
    operationId: 'getUser',
    method: 'GET',
    path: '/rest/api/3/user',
    scopes: SCOPE,
    kind: 'read',
    run(call) {
      demandUserPicker(call);
      const user = call.world.users[queryText(call, 'accountId') ?? ''];
      if (user === undefined) throw refusal(404, 'The user does not exist.');
      return ok(fullUser(call.site, user, queryList(call, 'expand')));
    },
  },
  {
    operationId: 'bulkGetUsers',
    method: 'GET',
    path: '/rest/api/3/user/bulk',
    scopes: SCOPE,
    kind: 'read',
    run(call) {
      demandSignedIn(call);
      const ids = queryList(call, 'accountId');
      const page = pageOf(
        call,
        ids.flatMap((id) => call.world.users[id] ?? []),
        10,
        200,
      );
      return ok({ ...page, values: page.values.map((user) => listedUser(call.site, user)) });
    },
  },
  {
    operationId: 'getUserGroups',
    method: 'GET',
    path: '/rest/api/3/user/groups',
    scopes: SCOPE,
    kind: 'read',
    run(call) {
      demandUserPicker(call);
      const accountId = queryText(call, 'accountId') ?? '';
      if (call.world.users[accountId] === undefined) {
        throw refusal(404, 'The user does not exist.');
      }
      const groups = groupIdsOf(call.world, accountId).flatMap((id) => call.world.groups[id] ?? []);
      return ok(groups.map((group) => groupReference(call.site, group)));
    },
  },
  {
    operationId: 'findUsers',
    method: 'GET',
    path: '/rest/api/3/user/search',
    scopes: SCOPE,
    kind: 'read',
    run(call) {
      const query = queryText(call, 'query');
      const accountId = queryText(call, 'accountId');
      if (query === undefined && accountId === undefined && !call.query.has('property')) {
        throw refusal(400, 'The query, accountId or property parameter must be provided.');
      }
      if (query !== undefined && accountId !== undefined) {
        throw refusal(400, 'The query and accountId parameters cannot both be provided.');
      }
      if (!holdsGlobal(call.world, call.accountId, 'USER_PICKER')) return ok([]);
      const found = people(call).filter((user) =>
        accountId === undefined ? matchesQuery(user, query ?? '') : user.accountId === accountId,
      );
      return ok(slice(call, found).map((user) => listedUser(call.site, user)));
    },
  },
  {
    operationId: 'findUsersByQuery',
    method: 'GET',
    path: '/rest/api/3/user/search/query',
    scopes: SCOPE,
    kind: 'read',
    run(call) {
      demandUserPicker(call);
      const found = structuredQuery(call, queryText(call, 'query') ?? '');
      const page = pageOf(call, found, 100, 100);
      return ok({ ...page, values: page.values.map((user) => listedUser(call.site, user)) });
    },
  },
  {
    operationId: 'getAllUsers',
    method: 'GET',
    path: '/rest/api/3/users/search',
    scopes: SCOPE,
    kind: 'read',
    run(call) {
      demandUserPicker(call);
      const everybody = Object.values(call.world.users);
      return ok(slice(call, everybody).map((user) => listedUser(call.site, user)));
    },
  },
  {
    operationId: 'findAssignableUsers',
    method: 'GET',
    path: '/rest/api/3/user/assignable/search',
    scopes: SCOPE,
    kind: 'read',
    run(call) {
      const { project, issue } = assignmentTarget(call);
      const accountId = queryText(call, 'accountId');
      const query = queryText(call, 'query') ?? '';
      const found = Object.values(call.world.users).filter(
        (user) =>
          (accountId === undefined ? matchesQuery(user, query) : user.accountId === accountId) &&
          isAssignable(call.world, user.accountId, project, issue),
      );
      return ok(slice(call, found).map((user) => listedUser(call.site, user)));
    },
  },
];

function people(call: Call): User[] {
  return Object.values(call.world.users).filter((user) => user.active && user.kind === 'atlassian');
}

/** Jira matches the start of words of the display name, and the start of the e-mail address. */
function matchesQuery(user: User, query: string): boolean {
  const wanted = query.trim().toLowerCase();
  if (wanted === '') return true;
  const name = user.displayName.toLowerCase();
  const starts =
    name.startsWith(wanted) || name.split(/[\s.,()-]+/).some((word) => word.startsWith(wanted));
  return starts || (user.emailVisible && user.email?.toLowerCase().startsWith(wanted) === true);
}

function slice(call: Call, users: readonly User[]): User[] {
  const startAt = Math.max(0, queryNumber(call, 'startAt', 0));
  const asked = queryNumber(call, 'maxResults', 50);
  return users.slice(0, 1_000).slice(startAt, startAt + Math.min(asked, 1_000));
}

function demandUserPicker(call: Call): void {
  demandSignedIn(call);
  if (!holdsGlobal(call.world, call.accountId, 'USER_PICKER')) {
    throw refusal(403, 'You are not authorized to perform this operation.');
  }
}

/** `is assignee of ABC`, `is reporter of (ABC-1, ABC-2)`; other statements are refused as invalid. */
function structuredQuery(call: Call, query: string): User[] {
  const match = /^\s*is\s+(assignee|reporter|watcher)\s+of\s+\(?([^)]*)\)?\s*$/i.exec(query);
  if (match === null) throw refusal(400, 'The query is invalid.');
  const role = (match[1] ?? '').toLowerCase();
  const targets = (match[2] ?? '').split(',').map((word) => word.trim());
  const ids = new Set<string>();
  for (const issue of Object.values(call.world.issues)) {
    const project = call.world.projects[issue.projectId];
    if (!targets.includes(issue.key) && !targets.includes(project?.key ?? '')) continue;
    if (issueIfVisible(call.world, call.accountId, issue.id) === undefined) continue;
    for (const id of holdersOf(issue, role)) ids.add(id);
  }
  return people(call).filter((user) => ids.has(user.accountId));
}

function holdersOf(issue: Issue, role: string): string[] {
  if (role === 'watcher') return issue.watchers;
  const id = role === 'assignee' ? issue.assignee : issue.reporter;
  return id === undefined ? [] : [id];
}

function assignmentTarget(call: Call): { project: Project; issue?: Issue } {
  const issueWords = queryText(call, 'issueKey') ?? queryText(call, 'issueId');
  const projectKey = queryText(call, 'project');
  if (issueWords !== undefined) {
    const issue = issueIfVisible(call.world, call.accountId, issueWords);
    const project = issue === undefined ? undefined : call.world.projects[issue.projectId];
    if (issue === undefined || project === undefined) {
      throw refusal(404, 'Issue does not exist or you do not have permission to see it.');
    }
    return { project, issue };
  }
  if (projectKey === undefined) throw refusal(400, 'Either issueKey or project must be provided.');
  if (findProject(call.world, projectKey) === undefined) throw noProject(projectKey);
  const project = visibleProject(call, projectKey);
  const mayAssign =
    holdsInProject(call.world, call.accountId, 'ASSIGN_ISSUES', project) ||
    holdsInProject(call.world, call.accountId, 'BROWSE_PROJECTS', project);
  if (!mayAssign) throw noProject(projectKey);
  return { project };
}
