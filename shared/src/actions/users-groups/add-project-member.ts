/** `project.member.add`: one person into one role of one project. */
import { z } from 'zod';
import type { JiraReadResult, Precondition } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import type { ActionFacts, PersonFact, ResolveContext } from '../action.ts';
import {
  defineAction,
  factsOf,
  found,
  type Outcome,
  optionalWords,
  precondition,
  words,
} from '../define-action.ts';
import { mentionOf } from '../look-up/account-id.ts';
import { permissionNames } from '../look-up/find-permission.ts';
import { findProject, type Project, projectRead, projectTarget } from '../look-up/find-project.ts';
import {
  actorIdsRead,
  actorsIn,
  chooseRole,
  isDirectActor,
  isNamedAdministrators,
  type Role,
  rolesRead,
  roleTarget,
} from '../look-up/find-role.ts';
import { findUser, userRead } from '../look-up/find-user.ts';
import { hasSecurity, projectSecurityRead } from '../look-up/hidden-access.ts';
import { namedId } from '../look-up/named-id.ts';
import { already, refusedRead, unsupported } from '../look-up/obstacle.ts';
import {
  assignedSchemeRead,
  isAdministrative,
  permissionsOfRole,
} from '../look-up/permission-scheme.ts';
import { readAll, readTogether } from '../look-up/read-together.ts';
import { operations, requestOf } from '../operations.ts';
import { quoted } from '../sentence-words.ts';
import type { MemberTarget } from './sentences.ts';

type Args = { project: string; user: string; role?: string };

const PROJECT_PIN = ['id', 'key', 'archived'];

function* resolve(args: Args, context: ResolveContext): Reading<Outcome<'project.member.add'>> {
  const [project, person] = yield* readTogether(
    findProject(args.project, context),
    findUser(args.user, context),
  );
  if (!project.ok) return project;
  if (!person.ok) return person;
  const { key, isArchived } = project.value;
  if (isArchived) return unsupported(`The project ${key} is archived; nobody can be added to it.`);
  return yield* resolveRole(args, { project: project.value, person: person.value, context });
}

interface Who {
  project: Project;
  person: PersonFact;
  context: ResolveContext;
}

function* resolveRole(
  args: Args,
  { project, person, context }: Who,
): Reading<Outcome<'project.member.add'>> {
  const reads = [
    rolesRead(project.key),
    assignedSchemeRead(project.key),
    projectRead(project.key, PROJECT_PIN),
    userRead(person.accountId, ['accountId', 'accountType', 'active']),
    projectSecurityRead(project.id),
  ] as const;
  const [roles, scheme, pinned, active, security] = yield* readAll(reads);
  const role = yield* chooseRole(args.role ?? context.defaultRole, project, roles, context);
  if (!role.ok) return role;
  const actorsAre = actorIdsRead(project.key, role.value);
  const [actors] = yield* readAll([actorsAre]);
  if (actors.status !== 200) return refusedRead(`the role ${quoted(role.value.name)}`, actors);
  if (isDirectActor(actorsIn(actors.body), person.accountId)) {
    return already(
      `${person.name} is already in the role ${quoted(role.value.name)} of ${project.key}.`,
    );
  }
  const held = permissionsOfRole(scheme, role.value);
  const names = `the role ${quoted(role.value.name)} of ${project.key}`;
  return found({
    target: targetOf(project, person, role.value),
    facts: factsFor(
      { project, person, context },
      role.value,
      held,
      hasSecurity(security, project) === false,
    ),
    rows: [{ label: `${person.name} in ${names}`, before: 'no', after: 'yes' }],
    preconditions: [
      precondition(`Project ${project.key}`, reads[2], pinned),
      precondition(`Permissions in ${project.key}`, reads[1], scheme),
      precondition(`Issue security of ${project.key}`, reads[4], security),
      {
        ...precondition(`Members of ${names}`, actorsAre, actors),
        holds: membershipOf(person.accountId, false),
      },
      precondition(`Account of ${person.name}`, reads[3], active),
    ],
    radius: [roleSentence(role.value, held), ...securitySentence(project, security)],
  });
}

function targetOf(project: Project, person: PersonFact, role: Role): MemberTarget {
  return {
    project: { id: project.id, key: project.key },
    person: { accountId: person.accountId, name: person.name },
    roles: [{ id: role.id, name: role.name }],
  };
}

function factsFor(
  { project, person, context }: Who,
  role: Role,
  held: string[] | null,
  isAllShown: boolean,
): ActionFacts {
  // A role of a team-managed project that holds nothing visible holds what Jira does not show.
  const isHidden = !isAllShown || (project.isTeamManaged && held?.length === 0);
  const isKnown =
    held === null || (isHidden && !held.some(isAdministrative))
      ? null
      : held.some(isAdministrative);
  return factsOf(context, {
    targets: [
      projectTarget(project),
      roleTarget(role),
      { kind: 'user', id: person.accountId, name: person.name },
    ],
    projectIds: [project.id],
    people: [person],
    counts: { users: 1, projects: 1 },
    grantsAdministration: isNamedAdministrators(role) ? true : isKnown,
    // Unknown permissions are no permissions here: `grantsAdministration` is null then, which is never automatic.
    access: { projectId: project.id, permissions: held ?? [] },
    hasCompleteInverse: true,
    changesProjects: true,
  });
}

/** What a role lets its members do. */
export function roleSentence(role: Role, held: string[] | null): string {
  if (held === null) return `Jira does not show what the role ${quoted(role.name)} permits`;
  if (held.length === 0) return `The role ${quoted(role.name)} carries no permission of its own`;
  return `The role ${quoted(role.name)} carries ${permissionNames(held)}`;
}

/** What a level of issue security may show to a role, as far as Kraken knows. */
export function securitySentence(project: Project, security: JiraReadResult): string[] {
  const { key } = project;
  const isUsed = hasSecurity(security, project);
  if (isUsed === false) return [];
  return isUsed === true
    ? [`${key} has issue security: a level may let the role see more than its permissions say`]
    : [`Jira does not show whether ${key} has issue security`];
}

/** What of a role's members a change of one person depends on: others come and go without making a plan stale. */
export function membershipOf(accountId: string, isIn: boolean): NonNullable<Precondition['holds']> {
  return { list: 'actors[].actorUser.accountId', value: accountId, isIn };
}

/** True where the answer names the person as a direct actor; undefined where it says nothing. */
export function isInRole(
  answer: JiraReadResult | undefined,
  accountId: string,
): boolean | undefined {
  if (answer?.status !== 200) return undefined;
  return isDirectActor(actorsIn(answer.body), accountId);
}

/** Catalogue entry of `project.member.add`. */
export const addProjectMember = defineAction('project.member.add', {
  area: 'users_groups',
  title: 'Add a person to a project',
  defaultClass: 'auto-execute',
  level: 'standard',
  reversibility: { kind: 'complete', sentence: 'Can be undone' },
  blastRadius: 'one person in one project; the permissions the role carries',
  connections: ['forge', 'oauth'],
  writes: operations('addActorUsers'),
  reads: operations(
    'findUsers',
    'getUser',
    'getProject',
    'searchProjects',
    'getProjectRoles',
    'getProjectRole',
    'getAssignedPermissionScheme',
    'searchProjectsUsingSecuritySchemes',
    'getBulkPermissions',
  ),
  schema: z.strictObject({ project: words, user: words, role: optionalWords }),
  resolve,
  compile: ({ project, roles, person }) =>
    roles.map((role) =>
      requestOf('addActorUsers', {
        path: { projectIdOrKey: project.key, id: role.id },
        body: { user: [person.accountId] },
      }),
    ),
  inverse: ({ project, roles, person }) =>
    roles.map((role) => ({
      type: 'project.member.remove',
      args: { project: project.key, user: mentionOf(person.accountId), role: namedId(role.id) },
    })),
  check: ({ project, roles, person }) => ({
    reads: roles.map((role) => actorIdsRead(project.key, role)),
    judge([answer]) {
      const isIn = isInRole(answer, person.accountId);
      if (isIn === undefined) return 'unknown';
      return isIn ? 'done' : 'not-done';
    },
  }),
});
