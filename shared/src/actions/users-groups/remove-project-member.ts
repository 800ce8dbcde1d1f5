/** `project.member.remove`: one person out of one role, or out of every role, of one project. Groups are left alone. */
import { z } from 'zod';
import type { JiraRead, JiraReadResult, Precondition } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { PersonFact, ResolveContext } from '../action.ts';
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
import { countIn, countRead } from '../look-up/count-issues.ts';
import { findProject, type Project, projectRead, projectTarget } from '../look-up/find-project.ts';
import {
  actorIdsRead,
  actorsIn,
  chooseRole,
  isAppRole,
  isDirectActor,
  isNamedAdministrators,
  type Role,
  rolesIn,
  rolesRead,
  roleTarget,
} from '../look-up/find-role.ts';
import { findUser } from '../look-up/find-user.ts';
import { foldName } from '../look-up/match-name.ts';
import { namedId } from '../look-up/named-id.ts';
import { already, type Obstacle, refusedRead, unsupported } from '../look-up/obstacle.ts';
import { administers, assignedSchemeRead } from '../look-up/permission-scheme.ts';
import { readAll, readTogether } from '../look-up/read-together.ts';
import { operations, requestOf } from '../operations.ts';
import { countOf, listOf, quoted } from '../sentence-words.ts';
import { isInRole, membershipOf } from './add-project-member.ts';

type Args = { project: string; user: string; role?: string };

interface Who {
  project: Project;
  person: PersonFact;
  context: ResolveContext;
}

const ALL = new Set(['all', 'all roles', 'every role', 'any role']);

function* resolve(args: Args, context: ResolveContext): Reading<Outcome<'project.member.remove'>> {
  const [project, person] = yield* readTogether(
    findProject(args.project, context),
    findUser(args.user, context, { mayBeInactive: true }),
  );
  if (!project.ok) return project;
  if (!person.ok) return person;
  const { key, id } = project.value;
  const pin = projectRead(key, ['id', 'key', 'archived']);
  const open = countRead(
    `project = ${id} AND assignee = "${person.value.accountId}" AND statusCategory != Done`,
  );
  const schemeIs = assignedSchemeRead(key);
  const [roles, pinned, assigned, scheme] = yield* readAll([rolesRead(key), pin, open, schemeIs]);
  const wanted = yield* wantedRoles(args, project.value, roles, context);
  if (!wanted.ok) return wanted;
  const who = { project: project.value, person: person.value, context };
  return yield* fromRoles(who, wanted.value, {
    pin: precondition(`Project ${key}`, pin, pinned),
    assigned: countIn(assigned),
    scheme,
  });
}

/** The roles a removal means: the named one, or all but the one of apps. */
export function* wantedRoles(
  args: { role?: string },
  project: Project,
  answer: JiraReadResult,
  context: ResolveContext,
): Reading<Result<Role[], Obstacle>> {
  if (answer.status !== 200) return refusedRead(`the roles of ${project.key}`, answer);
  const { role: named } = args;
  if (named === undefined || ALL.has(foldName(named))) {
    return ok(rolesIn(answer).filter((role) => !isAppRole(role)));
  }
  const role = yield* chooseRole(named, project, answer, context);
  return role.ok ? ok([role.value]) : role;
}

interface Known {
  pin: ReturnType<typeof precondition>;
  /** The permission scheme: which roles administer. */
  scheme: JiraReadResult;
  /** Open issues assigned to the person; undefined when Jira gave no count. */
  assigned: number | undefined;
}

interface Held {
  role: Role;
  read: JiraRead;
  answer: JiraReadResult;
}

function* fromRoles(
  { project, person, context }: Who,
  candidates: readonly Role[],
  { pin, assigned, scheme }: Known,
): Reading<Outcome<'project.member.remove'>> {
  const reads = candidates.map((role) => actorIdsRead(project.key, role));
  const answers = yield* readAll(reads);
  const lost = answers.find((answer) => answer.status !== 200);
  if (lost !== undefined) return refusedRead(`the roles of ${project.key}`, lost);
  const held = candidates.flatMap((role, index) => {
    const read = reads[index];
    const answer = answers[index];
    if (read === undefined || answer === undefined) return [];
    const actors = actorsIn(answer.body);
    return isDirectActor(actors, person.accountId) ? [{ role, read, answer, actors }] : [];
  });
  if (held.length === 0) {
    return already(
      `${person.name} is in none of these roles of ${project.key}: ${namesOf(candidates)}.`,
    );
  }
  const last = held.find(
    ({ role, actors }) =>
      administers(scheme, role) && actors.users.length + actors.groups.length === 1,
  );
  if (last !== undefined) {
    return unsupported(lastSentence(person.name, last.role, project.key));
  }
  const roles = held.map(({ role }) => role);
  return found({
    target: {
      project: { id: project.id, key: project.key },
      person: { accountId: person.accountId, name: person.name },
      roles,
    },
    facts: factsOf(context, {
      targets: [
        projectTarget(project),
        { kind: 'user', id: person.accountId, name: person.name },
        ...roles.map(roleTarget),
      ],
      projectIds: [project.id],
      people: [person],
      counts: { users: 1, projects: 1 },
      hasCompleteInverse: person.isActive,
      changesProjects: true,
    }),
    rows: roles.map((role) => ({
      label: `${person.name} in the role ${quoted(role.name)} of ${project.key}`,
      before: 'yes',
      after: 'no',
    })),
    preconditions: [
      pin,
      ...held.map((each) => stillIn(project, person, each, administers(scheme, each.role))),
    ],
    radius: radiusOf({ project, person, context }, assigned),
  });
}

function lastSentence(person: string, role: Role, key: string): string {
  return isNamedAdministrators(role)
    ? `${person} is the last administrator of ${key}; name another one first.`
    : `Nobody but ${person} is in the role ${quoted(role.name)}, which administers ${key}; name another one first.`;
}

/** The person is still in the role. Of administrators all are compared: who stays behind is why one may go. */
function stillIn(
  project: Project,
  person: PersonFact,
  { role, read, answer }: Held,
  isAdministrators: boolean,
): Precondition {
  const label = `Members of the role ${quoted(role.name)} of ${project.key}`;
  const all = precondition(label, read, answer);
  if (isAdministrators) return all;
  return { ...all, holds: membershipOf(person.accountId, true) };
}

const namesOf = (roles: readonly Role[]): string => listOf(roles.map(({ name }) => name));

function radiusOf({ project, person }: Who, assigned: number | undefined): string[] {
  const open =
    assigned === undefined
      ? `Jira does not say how many open issues of ${project.key} are assigned to ${person.name}`
      : `${countOf(assigned, 'open issue')} of ${project.key} assigned to ${person.name} stay as they are`;
  const lead = `${person.name} leads ${project.key} and stays its lead`;
  return project.leadAccountId === person.accountId ? [open, lead] : [open];
}

/** Catalogue entry of `project.member.remove`. */
export const removeProjectMember = defineAction('project.member.remove', {
  area: 'users_groups',
  title: 'Remove a person from a project',
  defaultClass: 'requires-approval',
  approvalBecause: 'It takes access away and may leave work without its owner.',
  level: 'standard',
  reversibility: { kind: 'complete', sentence: 'Can be undone' },
  blastRadius: 'one person in one project; the roles left; work assigned to the person',
  connections: ['forge', 'oauth'],
  writes: operations('deleteActor'),
  reads: operations(
    'findUsers',
    'getUser',
    'getProject',
    'searchProjects',
    'getProjectRoles',
    'getProjectRole',
    'countIssues',
    'getAssignedPermissionScheme',
    'getBulkPermissions',
  ),
  schema: z.strictObject({ project: words, user: words, role: optionalWords }),
  resolve,
  compile: ({ project, roles, person }) =>
    roles.map((role) =>
      requestOf('deleteActor', {
        path: { projectIdOrKey: project.key, id: role.id },
        query: [['user', person.accountId]],
      }),
    ),
  inverse: ({ project, roles, person }) =>
    roles.map((role) => ({
      type: 'project.member.add',
      args: { project: project.key, user: mentionOf(person.accountId), role: namedId(role.id) },
    })),
  check: ({ project, roles, person }) => ({
    reads: roles.map((role) => actorIdsRead(project.key, role)),
    judge(answers) {
      const isIn = roles.map((_, index) => isInRole(answers[index], person.accountId));
      if (isIn.includes(undefined)) return 'unknown';
      if (isIn.every((each) => each === false)) return 'done';
      return isIn.every((each) => each === true) ? 'not-done' : 'differs';
    },
  }),
});
