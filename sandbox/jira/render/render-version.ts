/** Components and versions in Jira's shapes. */
import type { SiteContext } from '../operations/operation.ts';
import type { Issue } from '../world/issue-types.ts';
import type { Component, ComponentAssignee, Version } from '../world/versions-types.ts';
import { leadReference } from './render-user.ts';

type Body = Record<string, unknown>;

/** The small component of an issue or project. */
export function componentReference(site: SiteContext, component: Component): Body {
  return {
    self: `${site.baseUrl}/rest/api/3/component/${component.id}`,
    id: component.id,
    name: component.name,
    ...(component.description === '' ? {} : { description: component.description }),
  };
}

/** A component in full. Its real assignee is who gets an issue where the chosen way leads to nobody. */
export function componentBody(site: SiteContext, component: Component): Body {
  const project = site.world.projects[component.projectId];
  const isValid = component.assigneeType !== 'COMPONENT_LEAD' || component.lead !== undefined;
  const realType: ComponentAssignee = isValid ? component.assigneeType : 'PROJECT_DEFAULT';
  const nominal = assigneeOf(site, component, component.assigneeType);
  const real = assigneeOf(site, component, realType);
  return {
    ...componentReference(site, component),
    ...(component.lead === undefined ? {} : { lead: leadReference(site, component.lead) }),
    assigneeType: component.assigneeType,
    ...(nominal === undefined ? {} : { assignee: leadReference(site, nominal) }),
    realAssigneeType: realType,
    ...(real === undefined ? {} : { realAssignee: leadReference(site, real) }),
    isAssigneeTypeValid: isValid,
    ...(project === undefined ? {} : { project: project.key, projectId: Number(project.id) }),
  };
}

function assigneeOf(
  site: SiteContext,
  component: Component,
  type: ComponentAssignee,
): string | undefined {
  const project = site.world.projects[component.projectId];
  if (type === 'COMPONENT_LEAD') return component.lead;
  if (type === 'UNASSIGNED') return undefined;
  const isLead = type === 'PROJECT_LEAD' || project?.assigneeType === 'PROJECT_LEAD';
  return isLead ? project?.leadAccountId : undefined;
}

/** A version. */
export function versionBody(site: SiteContext, version: Version): Body {
  const { startDate, releaseDate } = version;
  const today = new Date(site.now).toISOString().slice(0, 10);
  return {
    self: `${site.baseUrl}/rest/api/3/version/${version.id}`,
    id: version.id,
    ...(version.description === '' ? {} : { description: version.description }),
    name: version.name,
    archived: version.archived,
    released: version.released,
    ...(startDate === undefined ? {} : { startDate, userStartDate: userDate(startDate) }),
    ...(releaseDate === undefined ? {} : { releaseDate, userReleaseDate: userDate(releaseDate) }),
    ...(releaseDate !== undefined && !version.released && { overdue: releaseDate < today }),
    projectId: Number(version.projectId),
  };
}

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

function userDate(date: string): string {
  const [year = '', month = '', day = ''] = date.split('-');
  return `${day}/${MONTHS[Number(month) - 1] ?? month}/${year.slice(2)}`;
}

/** The components of an issue. */
export function componentsOf(site: SiteContext, issue: Issue): Body[] {
  return issue.componentIds.flatMap((id) => {
    const component = site.world.components[id];
    return component === undefined ? [] : [componentReference(site, component)];
  });
}

/** Versions as they stand in an issue's field. */
export function versionsOf(site: SiteContext, ids: readonly string[]): Body[] {
  return ids.flatMap((id) => {
    const version = site.world.versions[id];
    if (version === undefined) return [];
    const {
      projectId: _,
      userStartDate: _s,
      userReleaseDate: _r,
      ...body
    } = versionBody(site, version);
    return [body];
  });
}
