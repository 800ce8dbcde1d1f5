/** Finds things of a site by what people call them; throws where there is no such thing. */
import type { Issue, Sprint } from '../jira/world/issue-types.ts';
import type { Field, PermissionScheme, Project, Role, World } from '../jira/world/world-types.ts';

function only<T>(what: string, found: T | undefined): T {
  if (found === undefined) throw new Error(`the site has no ${what}`);
  return found;
}

/** A project by key. */
export const projectIn = (world: World, key: string): Project =>
  only(
    `project ${key}`,
    Object.values(world.projects).find((each) => each.key === key),
  );

/** An issue by key. */
export const issueIn = (world: World, key: string): Issue =>
  only(
    `issue ${key}`,
    Object.values(world.issues).find((each) => each.key === key),
  );

/** A role by name. */
export const roleIn = (world: World, name: string): Role =>
  only(
    `role ${name}`,
    Object.values(world.roles).find((each) => each.name === name),
  );

/** A sprint by name. */
export const sprintIn = (world: World, name: string): Sprint =>
  only(
    `sprint ${name}`,
    Object.values(world.sprints).find((each) => each.name === name),
  );

/** A permission scheme by name. */
export const schemeIn = (world: World, name: string): PermissionScheme =>
  only(
    `permission scheme ${name}`,
    Object.values(world.schemes).find((each) => each.name === name),
  );

/** The first custom field of a name. */
export const fieldIn = (world: World, name: string): Field =>
  only(
    `field ${name}`,
    Object.values(world.fields).find((each) => each.name === name),
  );

/** Account id of a person by display name. */
export const accountIn = (world: World, name: string): string =>
  only(
    `person ${name}`,
    Object.values(world.users).find((each) => each.displayName === name),
  ).accountId;

/** Whoever is in a role of a project: account ids and group ids. */
export const actorsIn = (world: World, key: string, role: string): string[] =>
  (projectIn(world, key).actors[String(roleIn(world, role).id)] ?? []).map(({ ref }) => ref);
