/**
 * Turns changes of issues into the events Jira sends to Forge, and keeps the search index informed.
 * The event carries the few fields Forge sends; description and comments are left for a read.
 */
import { jiraTime } from './http/jira-answer.ts';
import type { SearchIndex } from './jql/search-index.ts';
import type { Announcer, SiteContext } from './operations/operation.ts';
import { issueTypeBody, projectReference } from './render/render-project.ts';
import { changeBody, statusBody } from './render/render-status.ts';
import { userReference } from './render/render-user.ts';
import type { JiraEvent } from './site-types.ts';
import { projectOf } from './world/find-in-world.ts';
import type { Issue, Json } from './world/issue-types.ts';

/** An announcer that hands events to `onEvent`; `context` is the site at the time of the event. */
export function announcer(
  context: () => SiteContext,
  index: SearchIndex,
  onEvent: (event: JiraEvent) => void,
): Announcer {
  const emit = (
    eventType: JiraEvent['eventType'],
    issue: Issue,
    by: string | undefined,
    extra: Partial<JiraEvent>,
  ): void => {
    const site = context();
    index.touch(issue.id, site.now);
    onEvent({
      eventType,
      atlassianId: by ?? null,
      timestamp: site.now,
      issue: { id: issue.id, key: issue.key, fields: eventFields(site, issue) },
      selfGenerated: by === site.world.appAccountId,
      ...extra,
    });
  };
  return {
    created: (issue, by) => emit('avi:jira:created:issue', issue, by, {}),
    updated: (issue, by, changes, changeId) =>
      emit('avi:jira:updated:issue', issue, by, {
        changelog: { id: changeId, items: changes.map(changeBody) },
      }),
    commented: (issue, by, comment) =>
      emit('avi:jira:commented:issue', issue, by, { comment: { id: comment.id } }),
  };
}

function eventFields(site: SiteContext, issue: Issue): Record<string, Json> {
  const type = site.world.issueTypes[issue.typeId];
  const status = site.world.statuses[issue.statusId];
  const person = (id: string | undefined) => (id === undefined ? null : userReference(site, id));
  const fields = {
    summary: issue.summary,
    issuetype: type === undefined ? null : issueTypeBody(site, type),
    creator: person(issue.creator),
    created: jiraTime(issue.created),
    project: projectReference(site, projectOf(site.world, issue)),
    reporter: person(issue.reporter),
    assignee: person(issue.assignee),
    updated: jiraTime(issue.updated),
    status: status === undefined ? null : statusBody(site, status),
  };
  return fields as Record<string, Json>;
}
