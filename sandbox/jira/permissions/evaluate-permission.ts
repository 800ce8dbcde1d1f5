/**
 * The one evaluator of rights. `mypermissions`, `permissions/check` and the guard of every operation ask
 * it, so they cannot disagree. It knows grants, roles, groups, licences, archived and deleted projects and
 * issue security; it leaves out custom-field holders with several values.
 */
import { findPerson, groupIdsOf, isLicensed, projectOf } from '../world/find-in-world.ts';
import type { Comment, Issue } from '../world/issue-types.ts';
import { securityLevelsOf } from '../world/security-levels.ts';
import type { Holder, Project, User, World } from '../world/world-types.ts';
import { PERMISSIONS, READING_PERMISSIONS } from './permission-keys.ts';

/** Whether a user holds a global permission. `undefined` means nobody is signed in. */
export function holdsGlobal(
  world: World,
  accountId: string | undefined,
  permission: string,
): boolean {
  const user = activeUser(world, accountId);
  if (user === undefined || user.kind === 'customer') return false;
  const groups = groupIdsOf(world, user.accountId);
  return world.globalGrants.some(
    (grant) =>
      groups.includes(grant.groupId) &&
      (grant.permission === permission ||
        (permission === 'ADMINISTER' && grant.permission === 'SYSTEM_ADMIN')),
  );
}

/**
 * Whether a user holds a project permission in a project, or on one issue of it. Without an issue,
 * grants to the reporter or assignee count as held, because any user can be one (Jira's documentation
 * of `mypermissions` says so).
 */
export function holdsInProject(
  world: World,
  accountId: string | undefined,
  permission: string,
  project: Project,
  issue?: Issue,
): boolean {
  if (PERMISSIONS[permission]?.type !== 'PROJECT' || project.deleted !== undefined) return false;
  if (project.archived !== undefined && !READING_PERMISSIONS.has(permission)) return false;
  const scheme = world.schemes[String(project.permissionSchemeId)];
  if (scheme === undefined) return false;
  const user = activeUser(world, accountId);
  if (accountId !== undefined && user === undefined) return false;
  const held = scheme.grants.some(
    (grant) =>
      grant.permission === permission && matchesHolder(world, user, grant.holder, project, issue),
  );
  return held && (issue === undefined || passesSecurity(world, user, project, issue));
}

/** Whether a user holds a permission on an issue. */
export function holdsOnIssue(
  world: World,
  accountId: string | undefined,
  permission: string,
  issue: Issue,
): boolean {
  return holdsInProject(world, accountId, permission, projectOf(world, issue), issue);
}

/** Whether a user sees a project: may browse or administer it, or administers Jira. */
export function seesProject(
  world: World,
  accountId: string | undefined,
  project: Project,
): boolean {
  return (
    holdsInProject(world, accountId, 'BROWSE_PROJECTS', project) ||
    administersProject(world, accountId, project)
  );
}

/** Whether a user administers a project: by its scheme, or as a Jira administrator. */
export function administersProject(
  world: World,
  accountId: string | undefined,
  project: Project,
): boolean {
  return (
    holdsGlobal(world, accountId, 'ADMINISTER') ||
    holdsInProject(world, accountId, 'ADMINISTER_PROJECTS', project)
  );
}

/** Whether a user may read a comment: its issue, its group or role, and for customers the public ones. */
export function seesComment(
  world: World,
  accountId: string | undefined,
  issue: Issue,
  comment: Comment,
  isPublic: boolean,
): boolean {
  if (!holdsOnIssue(world, accountId, 'BROWSE_PROJECTS', issue)) return false;
  const user = activeUser(world, accountId);
  if (user?.kind === 'customer' && !isPublic) return false;
  if (comment.visibility === undefined) return true;
  return user !== undefined && isInAudience(world, user.accountId, issue, comment.visibility);
}

/** Whether a user belongs to the group or role a comment is restricted to. */
export function isInAudience(
  world: World,
  accountId: string,
  issue: Issue,
  audience: { type: 'group' | 'role'; ref: string },
): boolean {
  if (audience.type === 'group') return groupIdsOf(world, accountId).includes(audience.ref);
  return isInRole(world, accountId, projectOf(world, issue), audience.ref);
}

/** Whether a user is an actor of a role in a project, by name or through a group. */
export function isInRole(
  world: World,
  accountId: string,
  project: Project,
  roleId: string,
): boolean {
  const groups = groupIdsOf(world, accountId);
  return (project.actors[roleId] ?? []).some((actor) =>
    actor.kind === 'user' ? actor.ref === accountId : groups.includes(actor.ref),
  );
}

function activeUser(world: World, accountId: string | undefined): User | undefined {
  if (accountId === undefined) return undefined;
  const user = world.users[accountId];
  return user?.active === true ? user : undefined;
}

function passesSecurity(
  world: World,
  user: User | undefined,
  project: Project,
  issue: Issue,
): boolean {
  if (issue.securityLevelId === undefined) return true;
  const level = securityLevelsOf(world, project).find(
    (candidate) => candidate.id === issue.securityLevelId,
  );
  return (level?.holders ?? []).some((holder) =>
    matchesHolder(world, user, holder, project, issue),
  );
}

function matchesHolder(
  world: World,
  user: User | undefined,
  holder: Holder,
  project: Project,
  issue: Issue | undefined,
): boolean {
  if (holder.type === 'anyone') return true;
  if (user === undefined) return false;
  if (holder.type === 'sd.customer.portal.only') return seesThroughPortal(user, project, issue);
  if (!isLicensed(world, user)) return false;
  return matchesLicensed(world, user, holder, project, issue);
}

function seesThroughPortal(user: User, project: Project, issue: Issue | undefined): boolean {
  if (user.kind !== 'customer' || project.typeKey !== 'service_desk') return false;
  return issue === undefined || issue.reporter === user.accountId;
}

function matchesLicensed(
  world: World,
  user: User,
  holder: Holder,
  project: Project,
  issue: Issue | undefined,
): boolean {
  const parameter = holder.parameter ?? '';
  switch (holder.type) {
    case 'applicationRole':
      return isLicensed(world, user, parameter === '' ? undefined : parameter);
    case 'assignee':
      return issue === undefined || issue.assignee === user.accountId;
    case 'reporter':
      return issue === undefined || issue.reporter === user.accountId;
    case 'group':
      return groupIdsOf(world, user.accountId).includes(parameter);
    case 'projectLead':
      return project.leadAccountId === user.accountId;
    case 'projectRole':
      return isInRole(world, user.accountId, project, parameter);
    case 'user':
      return parameter === user.accountId;
    case 'userCustomField':
      return issue?.customFields[parameter] === user.accountId;
    default:
      return false;
  }
}

/** Whether somebody can be given an issue: active, and holder of the permission to be assigned. */
export function isAssignable(
  world: World,
  accountId: string,
  project: Project,
  issue?: Issue,
): boolean {
  const user = findPerson(world, accountId);
  return user.active && holdsInProject(world, accountId, 'ASSIGNABLE_USER', project, issue);
}
