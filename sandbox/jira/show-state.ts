/**
 * The site as plain JSON for tests and the control interface, keyed by what a reader knows.
 */
import type { SiteState } from './site-types.ts';
import { textFromAdf } from './world/adf-text.ts';
import { groupIdsOf, isLicensed } from './world/find-in-world.ts';
import type { Comment, Issue } from './world/issue-types.ts';
import { isPublicComment } from './world/new-issue.ts';
import type { Project, World } from './world/world-types.ts';

/** The whole state. Changing the result changes nothing. */
export function showState(world: World): SiteState {
  return {
    plan: world.plan,
    appAccountId: world.appAccountId,
    users: Object.values(world.users).map((user) => ({
      accountId: user.accountId,
      displayName: user.displayName,
      email: user.email ?? null,
      kind: user.kind,
      active: user.active,
      licensed: isLicensed(world, user),
      groups: groupIdsOf(world, user.accountId).map((id) => world.groups[id]?.name ?? id),
    })),
    groups: byKey(Object.values(world.groups), (group) => [
      group.name,
      { id: group.id, members: [...group.members] },
    ]),
    projects: byKey(Object.values(world.projects), (project) => [
      project.key,
      showProject(world, project),
    ]),
    schemes: byKey(Object.values(world.schemes), (scheme) => [
      scheme.name,
      {
        id: scheme.id,
        projects: Object.values(world.projects)
          .filter((project) => project.permissionSchemeId === scheme.id)
          .map((project) => project.key),
        grants: scheme.grants.map((grant) => ({
          id: grant.id,
          permission: grant.permission,
          holder:
            grant.holder.parameter === undefined
              ? { type: grant.holder.type }
              : { type: grant.holder.type, parameter: grant.holder.parameter },
        })),
      },
    ]),
    fields: Object.values(world.fields)
      .filter((field) => field.custom)
      .map((field) => ({
        id: field.id,
        name: field.name,
        customType: field.customType ?? '',
        trashed: field.trashed,
        contexts: field.contexts.map((context) => ({
          id: context.id,
          name: context.name,
          projects: context.projectIds.map((id) => world.projects[id]?.key ?? id),
          options: context.options.map((option) => option.value),
        })),
      })),
    boards: Object.values(world.boards).map((board) => ({
      id: board.id,
      name: board.name,
      project: world.projects[board.projectId]?.key ?? board.projectId,
    })),
    sprints: Object.values(world.sprints).map(({ id, name, state, boardId }) => ({
      id,
      name,
      state,
      boardId,
      issues: Object.values(world.issues)
        .filter((issue) => issue.sprintIds.includes(id))
        .map((issue) => issue.key),
    })),
    issues: byKey(Object.values(world.issues), (issue) => [issue.key, showIssue(world, issue)]),
  };
}

function byKey<T, V>(items: readonly T[], entry: (item: T) => [string, V]): Record<string, V> {
  return Object.fromEntries(items.map(entry));
}

function showProject(world: World, project: Project): SiteState['projects'][string] {
  return {
    id: project.id,
    name: project.name,
    typeKey: project.typeKey,
    lead: project.leadAccountId,
    permissionScheme: world.schemes[String(project.permissionSchemeId)]?.name ?? '',
    permissionSchemeId: project.permissionSchemeId,
    archived: project.archived !== undefined,
    deleted: project.deleted !== undefined,
    roles: byKey(Object.values(world.roles), (role) => {
      const actors = project.actors[String(role.id)] ?? [];
      const refs = (kind: 'user' | 'group') =>
        actors.filter((actor) => actor.kind === kind).map((actor) => actor.ref);
      const groups = refs('group').map((id) => world.groups[id]?.name ?? id);
      return [role.name, { id: role.id, users: refs('user'), groups }];
    }),
    pinnedModules: [...project.pinnedModules],
  };
}

function showIssue(world: World, issue: Issue): SiteState['issues'][string] {
  const status = world.statuses[issue.statusId];
  return {
    id: issue.id,
    project: world.projects[issue.projectId]?.key ?? issue.projectId,
    type: world.issueTypes[issue.typeId]?.name ?? issue.typeId,
    summary: issue.summary,
    status: status?.name ?? issue.statusId,
    statusCategory: status?.category ?? '',
    resolution: world.resolutions.find((one) => one.id === issue.resolutionId)?.name ?? null,
    assignee: issue.assignee ?? null,
    reporter: issue.reporter ?? null,
    labels: [...issue.labels],
    sprints: issue.sprintIds.map((id) => world.sprints[String(id)]?.name ?? String(id)),
    comments: issue.comments.map((comment) => showComment(world, comment)),
  };
}

function showComment(
  world: World,
  comment: Comment,
): SiteState['issues'][string]['comments'][number] {
  const { visibility } = comment;
  const name =
    visibility === undefined
      ? undefined
      : visibility.type === 'group'
        ? world.groups[visibility.ref]?.name
        : world.roles[visibility.ref]?.name;
  return {
    id: comment.id,
    author: comment.author,
    text: textFromAdf(comment.body),
    public: isPublicComment(comment),
    visibility: visibility === undefined ? null : `${visibility.type}:${name ?? visibility.ref}`,
  };
}
