/**
 * Issues, statuses, transitions and histories in Jira's shapes (API version 3: text is ADF).
 */
import { jiraTime } from '../http/jira-answer.ts';
import type { SiteContext } from '../operations/operation.ts';
import { SPRINT_TYPE } from '../world/build-fields.ts';
import { projectOf } from '../world/find-in-world.ts';
import type { Issue, Sprint } from '../world/issue-types.ts';
import { securityLevelsOf } from '../world/security-levels.ts';
import { commentBody } from './render-comment.ts';
import { issueExtras } from './render-issue-extras.ts';
import { issueTypeBody, projectReference } from './render-project.ts';
import { categoryBody, resolutionBody, statusBody } from './render-status.ts';
import { userReference } from './render-user.ts';
import { componentsOf, versionsOf } from './render-version.ts';

type Body = Record<string, unknown>;

const EXPAND = 'renderedFields,names,schema,operations,editmeta,changelog,versionedRepresentations';

/** The frame of an issue: id, self and key, without fields. */
export function issueFrame(site: SiteContext, issue: Issue): Body {
  return { expand: EXPAND, id: issue.id, self: issueSelf(site, issue), key: issue.key };
}

/** Address of an issue. */
export function issueSelf(site: SiteContext, issue: Issue): string {
  return `${site.baseUrl}/rest/api/3/issue/${issue.id}`;
}

/**
 * The fields of an issue that a request chose. `wanted` holds ids, `*all`, `*navigable`, and `-id` to
 * leave one out; an empty list means `fallback`. `accountId` decides which comments are seen.
 */
export function issueFields(
  site: SiteContext,
  issue: Issue,
  wanted: readonly string[],
  fallback: '*all' | '*navigable',
  accountId: string | undefined,
): Body {
  const all = allFields(site, issue, accountId);
  const chosen = wanted.filter((word) => !word.startsWith('-'));
  const without = new Set(
    wanted.filter((word) => word.startsWith('-')).map((word) => word.slice(1)),
  );
  const bases = chosen.length === 0 ? [fallback] : chosen;
  const result: Body = {};
  for (const [id, value] of Object.entries(all)) {
    if (without.has(id)) continue;
    const listed =
      bases.includes('*all') ||
      (bases.includes('*navigable') && id !== 'comment') ||
      bases.includes(id);
    if (listed) result[id] = value;
  }
  return result;
}

function allFields(site: SiteContext, issue: Issue, accountId: string | undefined): Body {
  const { world } = site;
  const project = projectOf(world, issue);
  const status = world.statuses[issue.statusId];
  const type = world.issueTypes[issue.typeId];
  const person = (id: string | undefined) => (id === undefined ? null : userReference(site, id));
  return {
    statuscategorychangedate: jiraTime(issue.statusCategoryChanged),
    issuetype: type === undefined ? null : issueTypeBody(site, type),
    components: componentsOf(site, issue),
    project: projectReference(site, project),
    description: issue.description,
    fixVersions: versionsOf(site, issue.fixVersionIds),
    statusCategory: status === undefined ? null : categoryBody(site, status),
    resolution: resolutionBody(site, issue.resolutionId),
    resolutiondate: issue.resolved === undefined ? null : jiraTime(issue.resolved),
    security: securityBody(site, issue),
    attachment: [],
    summary: issue.summary,
    watches: watchesBody(site, issue, accountId),
    lastViewed: null,
    creator: person(issue.creator),
    subtasks: [],
    created: jiraTime(issue.created),
    reporter: person(issue.reporter),
    priority: priorityBody(site, issue.priorityId),
    labels: issue.labels,
    environment: null,
    versions: versionsOf(site, issue.affectsVersionIds),
    duedate: null,
    issuelinks: [],
    comment: commentsBody(site, issue, accountId),
    assignee: person(issue.assignee),
    updated: jiraTime(issue.updated),
    status: status === undefined ? null : statusBody(site, status),
    ...customFields(site, issue),
    ...issueExtras(site, issue),
  };
}

function customFields(site: SiteContext, issue: Issue): Body {
  const result: Body = {};
  for (const field of Object.values(site.world.fields)) {
    if (!field.custom || field.trashed) continue;
    result[field.id] =
      field.customType === SPRINT_TYPE
        ? sprintsOf(site, issue)
        : (issue.customFields[field.id] ?? null);
  }
  return result;
}

function sprintsOf(site: SiteContext, issue: Issue): Body[] | null {
  const sprints = issue.sprintIds.flatMap((id) => {
    const sprint = site.world.sprints[String(id)];
    return sprint === undefined ? [] : [sprintBody(sprint)];
  });
  return sprints.length === 0 ? null : sprints;
}

/** A sprint as it stands in an issue's field. */
export function sprintBody(sprint: Sprint): Body {
  return {
    id: sprint.id,
    name: sprint.name,
    state: sprint.state,
    boardId: sprint.boardId,
    goal: sprint.goal,
    ...(sprint.start === undefined ? {} : { startDate: new Date(sprint.start).toISOString() }),
    ...(sprint.end === undefined ? {} : { endDate: new Date(sprint.end).toISOString() }),
    ...(sprint.complete === undefined
      ? {}
      : { completeDate: new Date(sprint.complete).toISOString() }),
  };
}

/** A priority by id, or null. */
export function priorityBody(site: SiteContext, id: string): Body | null {
  const priority = site.world.priorities.find((candidate) => candidate.id === id);
  if (priority === undefined) return null;
  const icon = priority.name.toLowerCase();
  return {
    self: `${site.baseUrl}/rest/api/3/priority/${priority.id}`,
    iconUrl: `${site.world.siteUrl}/images/icons/priorities/${icon}_new.svg`,
    name: priority.name,
    id: priority.id,
  };
}

function securityBody(site: SiteContext, issue: Issue): Body | null {
  const level = securityLevelsOf(site.world, projectOf(site.world, issue)).find(
    (candidate) => candidate.id === issue.securityLevelId,
  );
  if (level === undefined) return null;
  return {
    self: `${site.baseUrl}/rest/api/3/securitylevel/${level.id}`,
    id: level.id,
    name: level.name,
    description: '',
  };
}

/** The watchers' count of an issue. */
export function watchesBody(site: SiteContext, issue: Issue, accountId: string | undefined): Body {
  return {
    self: `${issueSelf(site, issue)}/watchers`,
    watchCount: issue.watchers.length,
    isWatching: accountId !== undefined && issue.watchers.includes(accountId),
  };
}

function commentsBody(site: SiteContext, issue: Issue, accountId: string | undefined): Body {
  const comments = issue.comments.flatMap(
    (comment) => commentBody(site, issue, comment, accountId) ?? [],
  );
  return {
    comments,
    self: `${issueSelf(site, issue)}/comment`,
    maxResults: comments.length,
    total: comments.length,
    startAt: 0,
  };
}
