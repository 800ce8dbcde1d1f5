/**
 * Projects, roles and permission schemes in Jira's shapes.
 */
import { jiraTime } from '../http/jira-answer.ts';
import type { SiteContext } from '../operations/operation.ts';
import { isInRole } from '../permissions/evaluate-permission.ts';
import type { ProjectCategory } from '../world/administration-types.ts';
import { seededUuid } from '../world/make-ids.ts';
import type { IssueType, Project, Role, RoleActor } from '../world/world-types.ts';
import { avatarUrls, leadReference } from './render-user.ts';
import { componentReference, versionBody } from './render-version.ts';

type Body = Record<string, unknown>;

const EXPAND = 'description,lead,issueTypes,url,projectKeys,permissions,insight';

/** A project as a list shows it, with the parts that `expand` names. */
export function listedProject(
  site: SiteContext,
  project: Project,
  expand: readonly string[],
): Body {
  const uuid = seededUuid(0, 'project', site.world.cloudId, project.id);
  return {
    expand: EXPAND,
    self: projectSelf(site, project),
    id: project.id,
    key: project.key,
    name: project.name,
    avatarUrls: projectAvatars(site, project),
    projectTypeKey: project.typeKey,
    simplified: project.style === 'next-gen',
    style: project.style,
    isPrivate: false,
    properties: {},
    entityId: uuid,
    uuid,
    ...(expand.includes('description') ? { description: project.description } : {}),
    ...(expand.includes('lead') ? { lead: leadReference(site, project.leadAccountId) } : {}),
    ...(expand.includes('projectKeys')
      ? { projectKeys: [project.key, ...project.formerKeys] }
      : {}),
    ...(expand.includes('issueTypes') ? { issueTypes: typesOf(site, project) } : {}),
    ...(expand.includes('insight') ? { insight: insightOf(site, project) } : {}),
    ...categoryOf(site, project),
    ...endOf(site, project),
  };
}

/** A project in full. */
export function fullProject(site: SiteContext, project: Project, expand: readonly string[]): Body {
  return {
    ...listedProject(site, project, [...expand, 'description', 'lead', 'issueTypes']),
    components: Object.values(site.world.components)
      .filter(({ projectId }) => projectId === project.id)
      .map((each) => componentReference(site, each)),
    versions: Object.values(site.world.versions)
      .filter(({ projectId }) => projectId === project.id)
      .map((each) => versionBody(site, each)),
    ...(project.url === undefined || project.url === '' ? {} : { url: project.url }),
    assigneeType: project.assigneeType,
    roles: roleLinks(site, project),
  };
}

/** The small project of an issue. */
export function projectReference(site: SiteContext, project: Project): Body {
  return {
    self: projectSelf(site, project),
    id: project.id,
    key: project.key,
    name: project.name,
    projectTypeKey: project.typeKey,
    simplified: project.style === 'next-gen',
    avatarUrls: projectAvatars(site, project),
  };
}

/** Role name -> address of the role in the project. */
export function roleLinks(site: SiteContext, project: Project): Record<string, string> {
  return Object.fromEntries(
    Object.values(site.world.roles).map((role) => [role.name, roleSelf(site, project, role)]),
  );
}

/** A role with its actors in a project, sorted by display name as Jira sorts them. */
export function roleInProject(
  site: SiteContext,
  project: Project,
  role: Role,
  accountId: string | undefined,
  withoutInactive: boolean,
): Body {
  const actors = (project.actors[String(role.id)] ?? []).flatMap(
    (actor) => actorBody(site, actor, withoutInactive) ?? [],
  );
  actors.sort((a, b) => a.displayName.localeCompare(b.displayName, 'en'));
  return {
    self: roleSelf(site, project, role),
    name: role.name,
    id: role.id,
    description: role.description,
    actors,
    currentUserRole:
      accountId !== undefined && isInRole(site.world, accountId, project, String(role.id)),
  };
}

function actorBody(
  site: SiteContext,
  actor: RoleActor,
  withoutInactive: boolean,
): (Body & { displayName: string }) | undefined {
  const { id } = actor;
  if (actor.kind === 'group') {
    const group = site.world.groups[actor.ref];
    if (group === undefined) return undefined;
    const { name } = group;
    const actorGroup = { displayName: name, name, groupId: group.id };
    return { id, displayName: name, type: 'atlassian-group-role-actor', name, actorGroup };
  }
  const user = site.world.users[actor.ref];
  if (user === undefined || (withoutInactive && !user.active)) return undefined;
  const { accountId, displayName } = user;
  return { id, displayName, type: 'atlassian-user-role-actor', actorUser: { accountId } };
}

/** A role without a project: its actors are those a new project gets. */
export function roleDetails(site: SiteContext, role: Role): Body {
  return {
    self: `${site.baseUrl}/rest/api/3/role/${role.id}`,
    name: role.name,
    id: role.id,
    description: role.description,
    actors: (site.world.people.defaultActors[String(role.id)]?.actors ?? [])
      .flatMap((actor) => actorBody(site, actor, false) ?? [])
      .sort((a, b) => a.displayName.localeCompare(b.displayName, 'en')),
  };
}

/** An issue type. */
export function issueTypeBody(site: SiteContext, type: IssueType): Body {
  return {
    self: `${site.baseUrl}/rest/api/3/issuetype/${type.id}`,
    id: type.id,
    description: type.description,
    iconUrl: `${site.baseUrl}/rest/api/2/universal_avatar/view/type/issuetype/avatar/10318?size=medium`,
    name: type.name,
    subtask: type.subtask,
    avatarId: 10318,
    entityId: seededUuid(0, 'type', site.world.cloudId, type.id),
    hierarchyLevel: type.hierarchyLevel,
  };
}

function typesOf(site: SiteContext, project: Project): Body[] {
  return project.issueTypeIds.flatMap((id) => {
    const type = site.world.issueTypes[id];
    return type === undefined ? [] : [issueTypeBody(site, type)];
  });
}

function insightOf(site: SiteContext, project: Project): Body {
  const issues = Object.values(site.world.issues).filter((issue) => issue.projectId === project.id);
  const updated = issues.reduce((latest, issue) => Math.max(latest, issue.updated), 0);
  return {
    totalIssueCount: issues.length,
    ...(updated === 0 ? {} : { lastIssueUpdateTime: jiraTime(updated) }),
  };
}

function categoryOf(site: SiteContext, project: Project): Body {
  const category = site.world.administration.categories[project.categoryId ?? ''];
  return category === undefined ? {} : { projectCategory: categoryBody(site, category) };
}

/** A project category. */
export function categoryBody(site: SiteContext, category: ProjectCategory): Body {
  return { self: `${site.baseUrl}/rest/api/3/projectCategory/${category.id}`, ...category };
}

function endOf(site: SiteContext, project: Project): Body {
  const { archived, deleted } = project;
  return {
    ...(archived === undefined
      ? {}
      : {
          archived: true,
          archivedDate: jiraTime(archived.at),
          archivedBy: leadReference(site, archived.by),
        }),
    ...(deleted === undefined
      ? {}
      : {
          deleted: true,
          deletedDate: jiraTime(deleted.at),
          deletedBy: leadReference(site, deleted.by),
          retentionTillDate: jiraTime(deleted.at + 60 * 86_400_000),
        }),
  };
}

function projectSelf(site: SiteContext, project: Project): string {
  return `${site.baseUrl}/rest/api/3/project/${project.id}`;
}

function roleSelf(site: SiteContext, project: Project, role: Role): string {
  return `${projectSelf(site, project)}/role/${role.id}`;
}

function projectAvatars(site: SiteContext, project: Project): Record<string, string> {
  return avatarUrls(
    `${site.baseUrl}/rest/api/3/universal_avatar/view/type/project/avatar/${10400 + (Number(project.id) % 20)}`,
  );
}
