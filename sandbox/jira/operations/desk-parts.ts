/** Pieces of the service desk operations: refusals, pages, times and people in the shapes of that API, and who may do what. */
import { JiraRefusal, jiraTime } from '../http/jira-answer.ts';
import {
  administersProject,
  holdsGlobal,
  holdsInProject,
  holdsOnIssue,
  seesProject,
} from '../permissions/evaluate-permission.ts';
import { avatarUrls } from '../render/render-user.ts';
import type { ServiceDesk } from '../world/desk-types.ts';
import { projectOf } from '../world/find-in-world.ts';
import type { Issue } from '../world/issue-types.ts';
import type { Project, World } from '../world/world-types.ts';
import { demandSignedIn, issueIfVisible } from './guards.ts';
import { type Call, queryNumber } from './operation.ts';

/** Where the service desk API begins. */
export const DESK = '/rest/servicedeskapi';

/** A refusal in the shape of this API. */
export function deskRefusal(status: number, text: string, i18nKey = 'sd.rest.error'): JiraRefusal {
  return new JiraRefusal(status, {
    errorMessage: text,
    i18nErrorMessage: { i18nKey, parameters: [] },
  });
}

/** What this API says to somebody who may not. */
export function notAllowed(): JiraRefusal {
  return deskRefusal(403, 'You do not have permission to perform this operation.');
}

/** One page in the frame of this API. */
export function deskPage<T>(
  call: Call,
  path: string,
  all: readonly T[],
  render: (item: T) => Record<string, unknown>,
): Record<string, unknown> {
  const start = Math.max(0, queryNumber(call, 'start', 0));
  const limit = Math.min(queryNumber(call, 'limit', 50), 50);
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

/** A point in time, four ways. */
export function deskTime(at: number): Record<string, unknown> {
  const iso8601 = jiraTime(at).replace(/\.\d+/, '');
  return { iso8601, jira: jiraTime(at), friendly: new Date(at).toUTCString(), epochMillis: at };
}

/** A person; the kind of the account is not told here. */
export function deskUser(call: Call, accountId: string): Record<string, unknown> {
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

/** The request a caller sees. Throws 404. */
export function visibleRequest(call: Call): Issue {
  demandSignedIn(call);
  const words = call.params['issueIdOrKey'] ?? '';
  const issue = issueIfVisible(call.world, call.accountId, words);
  if (issue === undefined || projectOf(call.world, issue).typeKey !== 'service_desk') {
    throw deskRefusal(
      404,
      `The request '${words}' does not exist or you do not have permission to view it.`,
    );
  }
  return issue;
}

/** The desk of a service project; a new project has one nobody has changed yet. */
export function deskOfProject(world: World, project: Project): ServiceDesk {
  const known = Object.values(world.serviceDesk.desks).find(
    ({ projectId }) => projectId === project.id,
  );
  return (
    known ?? {
      id: project.id,
      projectId: project.id,
      access: 'open',
      customers: [],
      organizationIds: [],
      requestTypes: [],
    }
  );
}

/** A desk with its project. */
export interface FoundDesk {
  desk: ServiceDesk;
  project: Project;
}

/** All desks a caller sees. */
export function visibleDesks(call: Call): FoundDesk[] {
  return Object.values(call.world.projects)
    .filter(
      (project) =>
        project.typeKey === 'service_desk' &&
        project.deleted === undefined &&
        seesProject(call.world, call.accountId, project),
    )
    .map((project) => ({ project, desk: deskOfProject(call.world, project) }));
}

/** The desk of the path, by its own id. Throws 404. */
export function visibleDesk(call: Call): FoundDesk {
  demandSignedIn(call);
  const id = call.params['serviceDeskId'] ?? '';
  const found = visibleDesks(call).find(({ desk }) => desk.id === id);
  if (found === undefined) {
    throw deskRefusal(404, `The Service Desk with ID ${id} does not exist.`);
  }
  return found;
}

/** The desk of the path, to be changed by its administrator. Throws 403 and 404. */
export function administeredDesk(call: Call): FoundDesk {
  const found = visibleDesk(call);
  if (!administersProject(call.world, call.accountId, found.project)) throw notAllowed();
  if (found.project.archived !== undefined) throw deskRefusal(400, 'The project is archived.');
  call.world.serviceDesk.desks[found.desk.id] = found.desk;
  return found;
}

/** Whether a caller works on a desk: answers its requests, or administers it. */
export function worksOn(call: Call, project: Project): boolean {
  const { world, accountId } = call;
  return (
    holdsInProject(world, accountId, 'SERVICEDESK_AGENT', project) ||
    administersProject(world, accountId, project)
  );
}

/** Demands a caller who works on some desk. Throws 401 and 403. */
export function demandAgent(call: Call): void {
  demandSignedIn(call);
  if (!visibleDesks(call).some(({ project }) => worksOn(call, project))) throw notAllowed();
}

/** Demands Administer Jira. Throws 401 and 403 in the shape of this API. */
export function demandDeskAdmin(call: Call): void {
  demandSignedIn(call);
  if (!holdsGlobal(call.world, call.accountId, 'ADMINISTER')) throw notAllowed();
}

/** Whether a caller may say who takes part in a request: its agents and its reporter. */
export function managesParticipants(call: Call, issue: Issue): boolean {
  return (
    issue.reporter === call.accountId ||
    holdsOnIssue(call.world, call.accountId, 'SERVICEDESK_AGENT', issue)
  );
}
