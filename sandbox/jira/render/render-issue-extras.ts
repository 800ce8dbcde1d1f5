/**
 * Due dates, sub-tasks, attachments, links and parents of an issue in Jira's shapes.
 */
import type { SiteContext } from '../operations/operation.ts';
import type { IssueLink, LinkType, Worklog } from '../world/issue-extras-types.ts';
import type { Issue } from '../world/issue-types.ts';
import { issueTypeBody } from './render-project.ts';
import { statusBody } from './render-status.ts';
import { userReference } from './render-user.ts';

type Body = Record<string, unknown>;

/** The fields most issues have empty. */
export function issueExtras(site: SiteContext, issue: Issue): Body {
  const { world } = site;
  const parent = issue.parentId === undefined ? undefined : world.issues[issue.parentId];
  return {
    duedate: issue.dueDate ?? null,
    subtasks: subtasksOf(site, issue).map((one) => issueReference(site, one)),
    issuelinks: world.links.flatMap((link) => linkBody(site, issue, link)),
    attachment: (issue.attachments ?? []).map(({ id, filename, size }) => ({
      self: `${site.baseUrl}/rest/api/3/attachment/${id}`,
      id,
      filename,
      size,
    })),
    ...(parent === undefined ? {} : { parent: issueReference(site, parent) }),
  };
}

/** The sub-tasks of an issue. */
export function subtasksOf({ world }: Pick<SiteContext, 'world'>, issue: Issue): Issue[] {
  return Object.values(world.issues).filter(({ parentId }) => parentId === issue.id);
}

/** An issue as another one names it. */
export function issueReference(site: SiteContext, issue: Issue): Body {
  const status = site.world.statuses[issue.statusId];
  const type = site.world.issueTypes[issue.typeId];
  return {
    id: issue.id,
    key: issue.key,
    self: `${site.baseUrl}/rest/api/3/issue/${issue.id}`,
    fields: {
      summary: issue.summary,
      ...(status === undefined ? {} : { status: statusBody(site, status) }),
      ...(type === undefined ? {} : { issuetype: issueTypeBody(site, type) }),
    },
  };
}

/** A kind of link. */
export function linkTypeBody(site: SiteContext, type: LinkType): Body {
  return { ...type, self: `${site.baseUrl}/rest/api/3/issueLinkType/${type.id}` };
}

/** A link as one of its ends shows it; nothing where the issue is no end of it. */
function linkBody(site: SiteContext, issue: Issue, link: IssueLink): Body[] {
  const { world } = site;
  const type = world.linkTypes.find(({ id }) => id === link.typeId);
  const isFrom = link.from === issue.id;
  const other = world.issues[isFrom ? link.to : link.from];
  if (type === undefined || other === undefined || (!isFrom && link.to !== issue.id)) return [];
  return [
    {
      id: link.id,
      self: `${site.baseUrl}/rest/api/3/issueLink/${link.id}`,
      type: linkTypeBody(site, type),
      [isFrom ? 'outwardIssue' : 'inwardIssue']: issueReference(site, other),
    },
  ];
}

/** A work log with its properties. */
export function worklogBody(site: SiteContext, issue: Issue, worklog: Worklog): Body {
  const at = new Date(worklog.started).toISOString().replace('Z', '+0000');
  return {
    self: `${site.baseUrl}/rest/api/3/issue/${issue.id}/worklog/${worklog.id}`,
    id: worklog.id,
    issueId: issue.id,
    author: userReference(site, worklog.author),
    updateAuthor: userReference(site, worklog.author),
    ...(worklog.comment === null ? {} : { comment: worklog.comment }),
    created: at,
    updated: at,
    started: at,
    timeSpent: `${Math.floor(worklog.seconds / 60)}m`,
    timeSpentSeconds: worklog.seconds,
    properties: Object.entries(worklog.properties).map(([key, value]) => ({ key, value })),
  };
}
