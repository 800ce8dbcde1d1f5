/** Roles of a project: finding one by name, and who is in it. */
import type { Json } from '../../json.ts';
import type { JiraRead, JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { ResolveContext, Target } from '../action.ts';
import { readOf } from '../operations.ts';
import type { Project } from './find-project.ts';
import { bareWords, foldName, looksLikeName } from './match-name.ts';
import { namedIdIn } from './named-id.ts';
import { ask, type Obstacle, refusedRead } from './obstacle.ts';
import { entriesOf, idAt, itemsAt, textAt } from './read-answer.ts';
import { readAll } from './read-together.ts';
import { askVisibly } from './visible-choices.ts';

/** A role of a project. */
export interface Role {
  id: string;
  name: string;
}

/** Everybody in a role of one project. */
export interface RoleActors {
  users: Array<{ accountId: string; name: string }>;
  groups: Array<{ groupId: string; name: string }>;
}

/** The role Jira keeps for apps; Kraken's own access hangs on it. */
const APP_ROLE = 'atlassian-addons-project-access';

/** Words people use for roles, as folded singular -> folded singular. */
const OTHER_WORDS: Readonly<Record<string, string>> = {
  admin: 'administrator',
  'project admin': 'administrator',
  dev: 'developer',
  entwickler: 'developer',
  mitglied: 'member',
  betrachter: 'viewer',
};

const singular = (name: string): string => foldName(name).replace(/s$/, '');

/** True for the role that apps hold; it is never changed. */
export function isAppRole(role: Role): boolean {
  return foldName(role.name) === APP_ROLE;
}

/** True for a role named Administrator(s). */
export function isNamedAdministrators(role: Role): boolean {
  return singular(role.name) === 'administrator';
}

/** Reads the roles of a project: Jira answers with a map of name to address, the id ends the address. */
export function rolesRead(projectKey: string): JiraRead {
  return readOf('getProjectRoles', { path: { projectIdOrKey: projectKey }, pick: ['*'] });
}

/** The roles in the answer to `rolesRead`. */
export function rolesIn(answer: JiraReadResult): Role[] {
  return entriesOf(answer.body).flatMap(([name, address]) => {
    const id = typeof address === 'string' ? /\/role\/(\d{1,20})$/.exec(address)?.[1] : undefined;
    return id === undefined ? [] : [{ id, name }];
  });
}

/** Roles the words may mean: exact name, else singular and plural alike, else a usual other word for it. */
export function rolesNamed(words: string, roles: readonly Role[]): Role[] {
  const wanted = foldName(bareWords(words).replace(/^(?:the\s+)?role\s+|\s+role$/giu, ''));
  const exact = roles.filter((role) => foldName(role.name) === wanted);
  if (exact.length > 0) return exact;
  const one = singular(wanted);
  const alike = roles.filter((role) => singular(role.name) === one);
  if (alike.length > 0) return alike;
  const other = Object.hasOwn(OTHER_WORDS, one) ? OTHER_WORDS[one] : undefined;
  return other === undefined ? [] : roles.filter((role) => singular(role.name) === other);
}

/** Chooses one role of a project out of the answer to `rolesRead`. */
export function* chooseRole(
  words: string,
  project: Project,
  answer: JiraReadResult,
  context: ResolveContext,
): Reading<Result<Role, Obstacle>> {
  if (answer.status !== 200) return refusedRead(`the roles of ${project.key}`, answer);
  const id = namedIdIn(bareWords(words));
  if (id === undefined && !looksLikeName(bareWords(words))) return ask('role', words);
  const roles = rolesIn(answer).filter((role) => !isAppRole(role));
  const found =
    id === undefined ? rolesNamed(words, roles) : roles.filter(({ id: own }) => own === id);
  const [only] = found;
  if (only !== undefined && found.length === 1) return ok(only);
  return yield* askVisibly(
    {
      thing: 'role',
      words,
      choices: (found.length > 0 ? found : roles).map((role) => role.name),
      guard: { projectId: project.id },
    },
    context,
  );
}

/** A role of the site, with what Jira says of it. */
export interface SiteRole extends Role {
  description: string;
}

/** Reads all roles of the site. */
export function allRolesRead(): JiraRead {
  return readOf('getAllProjectRoles', { pick: ['[].id', '[].name', '[].description'] });
}

/** The roles in the answer to `allRolesRead`. */
export function allRolesIn(answer: JiraReadResult): SiteRole[] {
  return itemsAt(answer.body).flatMap((item) => {
    const id = idAt(item, 'id');
    const name = textAt(item, 'name');
    const description = textAt(item, 'description') ?? '';
    if (id === undefined || name === undefined || !/^\d{1,20}$/.test(id)) return [];
    return [{ id, name, description }];
  });
}

/** Reads one role of the site. */
export function roleRead(id: string): JiraRead {
  return readOf('getProjectRoleById', { path: { id }, pick: ['id', 'name', 'description'] });
}

/** Finds one role of the site by name or `id:…`; the role of apps cannot be meant. */
export function* findSiteRole(
  words: string,
  context: ResolveContext,
): Reading<Result<SiteRole, Obstacle>> {
  const id = namedIdIn(bareWords(words));
  if (id === undefined && !looksLikeName(bareWords(words))) return ask('role', words);
  const [answer] = yield* readAll([allRolesRead()]);
  if (answer.status !== 200) return refusedRead('the roles', answer);
  const roles = allRolesIn(answer).filter((role) => !isAppRole(role));
  const named = new Set(rolesNamed(words, roles).map((role) => role.id));
  const found = roles.filter((role) => (id === undefined ? named.has(role.id) : role.id === id));
  const [only] = found;
  if (only !== undefined && found.length === 1) return ok(only);
  const choices = (found.length > 0 ? found : roles).map(({ name }) => name);
  return yield* askVisibly(
    { thing: 'role', words, choices, guard: { global: 'ADMINISTER' } },
    context,
  );
}

/** Reads who is in a role. */
export function actorsRead(projectKey: string, role: Role): JiraRead {
  return readOf('getProjectRole', {
    path: { projectIdOrKey: projectKey, id: role.id },
    pick: [
      'id',
      'actors[].displayName',
      'actors[].actorUser.accountId',
      'actors[].actorGroup.groupId',
      'actors[].actorGroup.name',
    ],
  });
}

/** The ids of a role's actors only: what a precondition and an effect check compare. */
export function actorIdsRead(projectKey: string, role: Role): JiraRead {
  return readOf('getProjectRole', {
    path: { projectIdOrKey: projectKey, id: role.id },
    pick: ['id', 'actors[].actorUser.accountId', 'actors[].actorGroup.groupId'],
  });
}

/** The same without deactivated people. */
export function activeActorIdsRead(projectKey: string, role: Role): JiraRead {
  const { request, pick } = actorIdsRead(projectKey, role);
  return { request: { ...request, query: [['excludeInactiveUsers', 'true']] }, pick };
}

/** The actors in the answer to `actorsRead` or `actorIdsRead`. */
export function actorsIn(body: Json): RoleActors {
  const actors: RoleActors = { users: [], groups: [] };
  for (const actor of itemsAt(body, 'actors')) {
    const accountId = idAt(actor, 'actorUser.accountId');
    const groupId = idAt(actor, 'actorGroup.groupId') ?? idAt(actor, 'actorGroup.name');
    const name = textAt(actor, 'displayName') ?? textAt(actor, 'actorGroup.name');
    if (accountId !== undefined) actors.users.push({ accountId, name: name ?? accountId });
    else if (groupId !== undefined) actors.groups.push({ groupId, name: name ?? groupId });
  }
  return actors;
}

/** True when the person is in the role directly; membership through a group does not count. */
export function isDirectActor(actors: RoleActors, accountId: string): boolean {
  return actors.users.some((user) => user.accountId === accountId);
}

/** A role as a target of an action. */
export function roleTarget(role: Role): Target {
  return { kind: 'role', id: role.id, name: role.name };
}
