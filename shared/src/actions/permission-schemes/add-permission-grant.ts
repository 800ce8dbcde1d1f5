/** `permission_scheme.grant.add`: one more grant in a permission scheme, which may be the scheme of many projects. */
import { z } from 'zod';
import type { JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { ResolveContext, Target } from '../action.ts';
import {
  defineAction,
  factsOf,
  found,
  type Outcome,
  optionalWords,
  precondition,
  words,
} from '../define-action.ts';
import { type FoundHolder, findHolder, holderWords } from '../look-up/find-holder.ts';
import { findPermission, type Permission } from '../look-up/find-permission.ts';
import { findProject, type Project, projectTarget } from '../look-up/find-project.ts';
import { chooseScheme, type Scheme, schemesRead, schemeTarget } from '../look-up/find-scheme.ts';
import { findSchemeUsers, type SchemeUsers } from '../look-up/find-scheme-users.ts';
import { countOf, listOf } from '../look-up/match-name.ts';
import { already, ask, type Obstacle, refusedRead, unsupported } from '../look-up/obstacle.ts';
import {
  assignedSchemeRead,
  grantsIn,
  grantsRead,
  isAdministrative,
} from '../look-up/permission-scheme.ts';
import { idAt, textAt } from '../look-up/read-answer.ts';
import { readAll, readOptional, readTogether } from '../look-up/read-together.ts';
import { operations, requestOf } from '../operations.ts';
import type { GrantTarget } from './sentences.ts';

type Args = { scheme?: string; project?: string; permission: string; holder: string };

interface Where {
  scheme: Scheme;
  /** The project the wish names; the grant changes every project of the scheme all the same. */
  project: Project | undefined;
}

function* resolve(
  args: Args,
  context: ResolveContext,
): Reading<Outcome<'permission_scheme.grant.add'>> {
  const permission = findPermission(args.permission);
  if (!permission.ok) return permission;
  const [where, holder] = yield* readTogether(
    findWhere(args, context),
    findHolder(args.holder, context),
  );
  if (!where.ok) return where;
  if (!holder.ok) return holder;
  return yield* toScheme(where.value, permission.value, holder.value, context);
}

/** The scheme by name, or the one the named project uses. */
function* findWhere(args: Args, context: ResolveContext): Reading<Result<Where, Obstacle>> {
  const [project, [listed]] = yield* readTogether(
    readOptional(args.project, (wanted) => findProject(wanted, context)),
    readAll([schemesRead()]),
  );
  if (project !== undefined && !project.ok) return project;
  const [named, used] = yield* readTogether(
    readOptional(args.scheme, (wanted) => chooseScheme(wanted, listed, context)),
    readOptional(project?.value, schemeOf),
  );
  if (named !== undefined && !named.ok) return named;
  if (used !== undefined && !used.ok) return used;
  return oneScheme(named?.value, used?.value, project?.value);
}

function oneScheme(
  named: Scheme | undefined,
  used: Scheme | undefined,
  project: Project | undefined,
): Result<Where, Obstacle> {
  const scheme = named ?? used;
  if (scheme === undefined) {
    return ask(
      'permission scheme',
      '',
      [],
      'Which permission scheme, or the one of which project?',
    );
  }
  if (used !== undefined && used.id !== scheme.id) {
    const sentence = `${project?.key} uses the permission scheme ${used.name}, not ${scheme.name}. Which one shall be changed?`;
    return ask('permission scheme', scheme.name, [], sentence);
  }
  return ok({ scheme, project });
}

function* schemeOf(project: Project): Reading<Result<Scheme, Obstacle>> {
  if (project.isTeamManaged) {
    return unsupported(`${project.key} is team-managed and has no permission scheme to change.`);
  }
  const [answer] = yield* readAll([assignedSchemeRead(project.key)]);
  const id = answer.status === 200 ? idAt(answer.body, 'id') : undefined;
  if (id === undefined) return refusedRead(`the permission scheme of ${project.key}`, answer);
  return ok({ id, name: textAt(answer.body, 'name') ?? id });
}

function* toScheme(
  { scheme, project }: Where,
  permission: Permission,
  { holder, person }: FoundHolder,
  context: ResolveContext,
): Reading<Outcome<'permission_scheme.grant.add'>> {
  const read = grantsRead(scheme.id);
  const [[grants], users] = yield* readTogether(readAll([read]), findSchemeUsers(scheme.id));
  if (grants.status !== 200) return refusedRead(`the permission scheme ${scheme.name}`, grants);
  const target: GrantTarget = {
    scheme,
    permission,
    holder: { type: holder.type, value: holder.value ?? null, words: holderWords(holder) },
  };
  if (isGranted(target, grants)) {
    return already(`${holderWords(holder)} already holds ${permission.name} in ${scheme.name}.`);
  }
  const projects = users?.projects ?? (project === undefined ? [] : [projectTarget(project)]);
  const first = project?.id ?? projects[0]?.id;
  const sharedWith = users === null ? null : sharing(users, project);
  return found({
    target,
    facts: factsOf(context, {
      targets: [schemeTarget(scheme), ...projects],
      projectIds: projects.map(({ id }) => id),
      people: person === undefined ? [] : [person],
      counts: users === null ? null : { projects: projects.length },
      sharedWith,
      grantsAdministration: isAdministrative(permission.key),
      access: first === undefined ? null : { projectId: first, permissions: [permission.key] },
      hasCompleteInverse: true,
      changesProjects: isKrakensOwn(project, projects, context),
    }),
    rows: [
      {
        label: `${permission.name} in the permission scheme ${scheme.name}`,
        before: `not ${holderWords(holder)}`,
        after: holderWords(holder),
      },
    ],
    preconditions: [
      precondition(`Grants of the permission scheme ${scheme.name}`, read, grants),
      ...(users?.preconditions ?? []),
    ],
    radius: [radiusSentence(users), ...krakenSentence(projects, context)],
  });
}

/** Projects that get the grant although the wish does not name them. */
function sharing({ projects }: SchemeUsers, project: Project | undefined): Target[] {
  if (project !== undefined) return projects.filter(({ id }) => id !== project.id);
  return projects.length > 1 ? projects : [];
}

function radiusSentence(users: SchemeUsers | null): string {
  if (users === null) return 'Kraken could not find out which projects use this scheme';
  const names = users.projects.map(({ name }) => name);
  if (names.length === 0) return 'No project uses this scheme';
  return `${countOf(names.length, 'project uses', 'projects use')} this scheme: ${listOf(names)}`;
}

/** Kraken's own project is the object only where it is named or alone; a scheme it shares is for people to decide. */
function isKrakensOwn(
  project: Project | undefined,
  projects: readonly Target[],
  { krakenProjectIds }: ResolveContext,
): boolean {
  if (project !== undefined) return krakenProjectIds.includes(project.id);
  return projects.length > 0 && projects.every(({ id }) => krakenProjectIds.includes(id));
}

function krakenSentence(projects: readonly Target[], context: ResolveContext): string[] {
  const own = projects.filter(({ id }) => context.krakenProjectIds.includes(id));
  return own.length === 0
    ? []
    : [
        `It also changes who may do this in Kraken's own project ${listOf(own.map(({ name }) => name))}`,
      ];
}

function isGranted({ permission, holder }: GrantTarget, answer: JiraReadResult): boolean {
  return grantsIn(answer.body).some(
    (grant) =>
      grant.permission === permission.key &&
      grant.type === holder.type &&
      grant.value === (holder.value ?? ''),
  );
}

/** Catalogue entry of `permission_scheme.grant.add`. */
export const addPermissionGrant = defineAction('permission_scheme.grant.add', {
  area: 'permission_schemes',
  title: 'Add a grant to a permission scheme',
  defaultClass: 'requires-approval',
  approvalBecause: 'It changes rights in every project that uses the scheme.',
  level: 'critical',
  reversibility: { kind: 'complete', sentence: 'Can be undone: the grant can be taken back' },
  blastRadius: 'every project that uses the scheme; the permission and who gets it',
  connections: ['forge', 'oauth'],
  writes: operations('createPermissionGrant'),
  reads: operations(
    'getProject',
    'searchProjects',
    'getAllPermissionSchemes',
    'getPermissionSchemeGrants',
    'getAssignedPermissionScheme',
    'getAllProjectRoles',
    'findGroups',
    'findUsers',
    'getUser',
    'getBulkPermissions',
  ),
  schema: z.strictObject({
    scheme: optionalWords,
    project: optionalWords,
    permission: words,
    holder: words,
  }),
  resolve,
  compile: ({ scheme, permission, holder }) => [
    requestOf('createPermissionGrant', {
      path: { schemeId: scheme.id },
      body: {
        holder: {
          type: holder.type,
          ...(holder.value !== null && { value: holder.value }),
        },
        permission: permission.key,
      },
    }),
  ],
  check: (target) => ({
    reads: [grantsRead(target.scheme.id)],
    judge([answer]) {
      if (answer?.status !== 200) return 'unknown';
      return isGranted(target, answer) ? 'done' : 'not-done';
    },
  }),
});
