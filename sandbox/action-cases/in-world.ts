/** Finds things of a site by what people call them; throws where there is no such thing. */
import { adfFromText } from '../jira/world/adf-text.ts';
import type { Issue, Sprint } from '../jira/world/issue-types.ts';
import { type CommentDraft, newComment, newIssue } from '../jira/world/new-issue.ts';
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

/** A workflow by name. */
export const workflowIn = (world: World, name: string): World['workflows'][string] =>
  only(
    `workflow ${name}`,
    Object.values(world.workflows).find((each) => each.name === name),
  );

/** The service desk of SUP. */
export const deskIn = (world: World): World['serviceDesk']['desks'][string] =>
  only(
    'desk of SUP',
    Object.values(world.serviceDesk.desks).find(
      ({ projectId }) => projectId === projectIn(world, 'SUP').id,
    ),
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

/** Id of a status by name; none where there is no such status. */
export const statusId = (world: World, name: string): string =>
  Object.values(world.statuses).find((status) => status.name === name)?.id ?? '';

/** Name of an issue's status. */
export const statusOf = (world: World, key: string): string | undefined =>
  world.statuses[issueIn(world, key).statusId]?.name;

/** Name of an issue's priority. */
export const priorityOf = (world: World, issue: Issue): string | undefined =>
  world.priorities.find(({ id }) => id === issue.priorityId)?.name;

/** Value of a custom field on an issue. */
export const fieldValueOf = (world: World, issue: Issue, name: string): unknown =>
  issue.customFields[fieldIn(world, name).id];

/** Links two issues by their keys. */
export function addLink(
  world: World,
  { from, to, ...kind }: { id: string; typeId: string; from: string; to: string },
): void {
  world.links.push({ ...kind, from: issueIn(world, from).id, to: issueIn(world, to).id });
}

/** Name of the kind of link from one issue to another. */
export function linkOf(world: World, from: string, to: string): string | undefined {
  const link = world.links.find(
    (each) => each.from === issueIn(world, from).id && each.to === issueIn(world, to).id,
  );
  return world.linkTypes.find(({ id }) => id === link?.typeId)?.name;
}

/** Somebody comments on an issue. */
export function commentOn(
  world: World,
  key: string,
  name: string,
  visibility?: CommentDraft['visibility'],
): void {
  newComment(world, issueIn(world, key), {
    author: accountIn(world, name),
    body: adfFromText(`Words of ${name}`),
    at: Date.parse('2026-11-20T09:00:00Z'),
    visibility,
  });
}

/** An issue gets a sub-task. */
export function childOf(world: World, key: string): Issue {
  const parent = issueIn(world, key);
  const child = newIssue(world, projectIn(world, key.slice(0, key.lastIndexOf('-'))), {
    typeName: 'Subtask',
    summary: `Part of ${key}`,
    description: null,
    reporter: parent.reporter,
    creator: parent.creator,
    labels: [],
    at: parent.created,
  });
  child.parentId = parent.id;
  return child;
}

/** Fields in the trash are gone, as after 60 days. */
export function emptyTrash(world: World): void {
  for (const [id, { trashed }] of Object.entries(world.fields)) {
    if (trashed) delete world.fields[id];
  }
}
