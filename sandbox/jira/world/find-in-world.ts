/**
 * Finding things by the names people and APIs use. Everything here only reads.
 */
import type { Comment, Issue } from './issue-types.ts';
import type { Field, Group, Project, Role, User, World } from './world-types.ts';

/** The order or description names something that does not exist, or that is not unique. */
export class BadChange extends Error {
  override readonly name = 'BadChange';
}

/** The one user meant by an account id, an e-mail address or a display name. Throws `BadChange`. */
export function findPerson(world: World, words: string): User {
  const byId = world.users[words];
  if (byId !== undefined) return byId;
  const wanted = words.toLowerCase();
  const users = Object.values(world.users);
  const byEmail = users.filter((user) => user.email?.toLowerCase() === wanted);
  const matches =
    byEmail.length > 0
      ? byEmail
      : users.filter((user) => user.displayName.toLowerCase() === wanted);
  const [only] = matches;
  if (only === undefined) throw new BadChange(`there is no user "${words}"`);
  if (matches.length > 1) throw new BadChange(`"${words}" names ${matches.length} users`);
  return only;
}

/** A group by name or id. */
export function findGroup(world: World, words: string): Group | undefined {
  return world.groups[words] ?? Object.values(world.groups).find((group) => group.name === words);
}

/** A group by name only, where Jira wants a name. */
export function groupByName(world: World, name: string): Group | undefined {
  return Object.values(world.groups).find((group) => group.name === name);
}

/** A role by id or exact name. */
export function findRole(world: World, words: string): Role | undefined {
  return world.roles[words] ?? Object.values(world.roles).find((role) => role.name === words);
}

/** A role by name only, where Jira wants a name. */
export function roleByName(world: World, name: string): Role | undefined {
  return Object.values(world.roles).find((role) => role.name === name);
}

/** A project by id, key or former key; deleted ones too. Keys are case sensitive, as in Jira. */
export function findProject(world: World, idOrKey: string): Project | undefined {
  const projects = Object.values(world.projects);
  return (
    world.projects[idOrKey] ??
    projects.find((project) => project.key === idOrKey) ??
    projects.find((project) => project.formerKeys.includes(idOrKey))
  );
}

/** An issue by id, key or former key (keys in any case, as Jira takes them). */
export function findIssue(world: World, idOrKey: string): Issue | undefined {
  const byId = world.issues[idOrKey];
  if (byId !== undefined) return byId;
  const wanted = idOrKey.toUpperCase();
  const issues = Object.values(world.issues);
  return (
    issues.find((issue) => issue.key === wanted) ??
    issues.find((issue) => issue.formerKeys.includes(wanted))
  );
}

/** A comment by its id, with its issue. */
export function findComment(
  world: World,
  id: string,
): { issue: Issue; comment: Comment } | undefined {
  for (const issue of Object.values(world.issues)) {
    const comment = issue.comments.find((candidate) => candidate.id === id);
    if (comment !== undefined) return { issue, comment };
  }
  return undefined;
}

/** The project of an issue. An issue without one is a broken world. */
export function projectOf(world: World, issue: Issue): Project {
  const project = world.projects[issue.projectId];
  if (project === undefined) throw new Error(`issue ${issue.key} has no project`);
  return project;
}

/** The group ids a user is in. */
export function groupIdsOf(world: World, accountId: string): string[] {
  return Object.values(world.groups)
    .filter((group) => group.members.includes(accountId))
    .map((group) => group.id);
}

/** Whether a user may use a Jira product at all; apps need no licence. */
export function isLicensed(world: World, user: User, applicationKey?: string): boolean {
  if (!user.active || user.kind === 'customer') return false;
  if (user.kind === 'app') return true;
  const groups = groupIdsOf(world, user.accountId);
  return world.applicationRoles
    .filter((role) => applicationKey === undefined || role.key === applicationKey)
    .some((role) => role.groupIds.some((id) => groups.includes(id)));
}

/** Custom and system fields that are not in the trash. */
export function liveFields(world: World): Field[] {
  return Object.values(world.fields).filter((field) => !field.trashed);
}
