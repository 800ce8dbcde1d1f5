/** `permission_scheme.assign`: one project gets another existing permission scheme. */
import { z } from 'zod';
import type { JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import type { ChangeRow, ResolveContext } from '../action.ts';
import {
  defineAction,
  factsOf,
  found,
  type Outcome,
  precondition,
  words,
} from '../define-action.ts';
import { countAccess } from '../look-up/count-access.ts';
import { grantHolderWords } from '../look-up/find-holder.ts';
import { permissionName } from '../look-up/find-permission.ts';
import { findProject, type Project, projectRead, projectTarget } from '../look-up/find-project.ts';
import { type Role, rolesIn, rolesRead } from '../look-up/find-role.ts';
import { chooseScheme, type Scheme, schemesRead, schemeTarget } from '../look-up/find-scheme.ts';
import { findSchemeUsers, type SchemeUsers } from '../look-up/find-scheme-users.ts';
import { namedId } from '../look-up/named-id.ts';
import { already, refusedRead, unsupported } from '../look-up/obstacle.ts';
import {
  assignedSchemeIdRead,
  assignedSchemeRead,
  type Grant,
  grantsIn,
  grantsRead,
  isAdministrative,
} from '../look-up/permission-scheme.ts';
import { idAt, textAt } from '../look-up/read-answer.ts';
import { readAll, readTogether } from '../look-up/read-together.ts';
import { sharersBeside } from '../look-up/shared-projects.ts';
import { operations, requestOf } from '../operations.ts';
import { countWithNames, listOf, quoted } from '../sentence-words.ts';

type Args = { project: string; scheme: string };

function* resolve(
  args: Args,
  context: ResolveContext,
): Reading<Outcome<'permission_scheme.assign'>> {
  const [project, [listed]] = yield* readTogether(
    findProject(args.project, context),
    readAll([schemesRead()]),
  );
  if (!project.ok) return project;
  if (project.value.isTeamManaged) {
    return unsupported(
      `${project.value.key} is team-managed and has no permission scheme to change.`,
    );
  }
  const scheme = yield* chooseScheme(args.scheme, listed, context);
  if (!scheme.ok) return scheme;
  return yield* compare(project.value, scheme.value, context);
}

function* compare(
  project: Project,
  scheme: Scheme,
  context: ResolveContext,
): Reading<Outcome<'permission_scheme.assign'>> {
  const { key } = project;
  const oldRead = assignedSchemeRead(key);
  const newRead = grantsRead(scheme.id);
  const pin = projectRead(key, ['id', 'key', 'archived']);
  const [[old, next, pinned, roles], users] = yield* readTogether(
    readAll([oldRead, newRead, pin, rolesRead(key)]),
    findSchemeUsers(scheme.id),
  );
  if (old.status !== 200) return refusedRead(`the permission scheme of ${key}`, old);
  if (next.status !== 200) return refusedRead(`the permission scheme ${quoted(scheme.name)}`, next);
  const oldId = idAt(old.body, 'id');
  if (oldId === undefined) return refusedRead(`the permission scheme of ${key}`, old);
  if (oldId === scheme.id)
    return already(`${key} already uses the permission scheme ${quoted(scheme.name)}.`);
  const before = { id: oldId, name: textAt(old.body, 'name') ?? oldId };
  const access = ['BROWSE_PROJECTS', 'ADMINISTER_PROJECTS'].map((permission) => ({
    permission,
    before: grantsIn(old.body).filter((grant) => grant.permission === permission),
    after: grantsIn(next.body).filter((grant) => grant.permission === permission),
  }));
  const reach = yield* countAccess(access, [projectTarget(project)], context);
  return found({
    target: { project: { id: project.id, key }, before, scheme },
    facts: factsOf(context, {
      targets: [projectTarget(project), schemeTarget(scheme), schemeTarget(before)],
      projectIds: [project.id],
      counts: reach.people === null ? null : { projects: 1, users: reach.people },
      sharedWith: sharersBeside(users?.projects ?? null, project),
      grantsAdministration: givesAdministration(old, next),
      hasCompleteInverse: true,
      changesProjects: true,
    }),
    rows: [
      { label: `Permission scheme of ${key}`, before: before.name, after: scheme.name },
      ...grantRows(grantsIn(old.body), grantsIn(next.body), rolesIn(roles)),
    ],
    preconditions: [
      precondition(`Project ${key}`, pin, pinned),
      precondition(`Permission scheme of ${key}`, oldRead, old),
      precondition(`Grants of the permission scheme ${quoted(scheme.name)}`, newRead, next),
    ],
    radius: [sharedSentence(scheme, users, project), ...publicSentence(next), ...reach.sentences],
  });
}

function sharedSentence(scheme: Scheme, users: SchemeUsers | null, project: Project): string {
  const shared = sharersBeside(users?.projects ?? null, project);
  if (shared === null) return `Kraken could not find out which projects use ${quoted(scheme.name)}`;
  return countWithNames(
    shared.map(({ name }) => name),
    `other project uses ${quoted(scheme.name)}`,
    `other projects use ${quoted(scheme.name)}`,
  );
}

function publicSentence(next: JiraReadResult): string[] {
  const open = grantsIn(next.body).filter(({ type }) => type === 'anyone');
  if (open.length === 0) return [];
  return [
    `It lets anyone on the web: ${listOf(open.map(({ permission }) => permissionName(permission)))}`,
  ];
}

const sameHolder = (one: Grant) => (other: Grant) =>
  one.permission === other.permission && one.type === other.type && one.value === other.value;

/** True when somebody gets an administrative permission that he does not have under the old scheme. */
function givesAdministration(old: JiraReadResult, next: JiraReadResult): boolean {
  const had = grantsIn(old.body);
  return grantsIn(next.body).some(
    (grant) => isAdministrative(grant.permission) && !had.some(sameHolder(grant)),
  );
}

/** One row per permission whose holders differ. */
function grantRows(
  old: readonly Grant[],
  next: readonly Grant[],
  roles: readonly Role[],
): ChangeRow[] {
  const keys = [...new Set([...old, ...next].map(({ permission }) => permission))].sort();
  return keys.flatMap((key) => {
    const [before, after] = [old, next].map((grants) => holdersOf(key, grants, roles));
    if (before === undefined || after === undefined || before === after) return [];
    return [{ label: permissionName(key), before, after }];
  });
}

function holdersOf(key: string, grants: readonly Grant[], roles: readonly Role[]): string {
  const holders = grants.filter(({ permission }) => permission === key);
  if (holders.length === 0) return 'nobody';
  const names = new Map(roles.map(({ id, name }) => [id, name]));
  return listOf(holders.map((grant) => grantHolderWords(grant, names)).sort(), 50);
}

/** Catalogue entry of `permission_scheme.assign`. */
export const assignPermissionScheme = defineAction('permission_scheme.assign', {
  area: 'permission_schemes',
  title: 'Use another permission scheme for a project',
  defaultClass: 'requires-approval',
  approvalBecause: 'It changes what everybody may do in the project.',
  level: 'critical',
  reversibility: { kind: 'complete', sentence: 'Can be undone: the old scheme can be used again' },
  blastRadius: 'people who gain or lose access to the project; permissions that differ',
  connections: ['forge', 'oauth'],
  writes: operations('assignPermissionScheme'),
  reads: operations(
    'getProject',
    'searchProjects',
    'getProjectRoles',
    'getAllPermissionSchemes',
    'getPermissionSchemeGrants',
    'getAssignedPermissionScheme',
    'getBulkPermissions',
    'getProjectRole',
    'getUsersFromGroup',
  ),
  schema: z.strictObject({ project: words, scheme: words }),
  resolve,
  compile: ({ project, scheme }) => [
    requestOf('assignPermissionScheme', {
      path: { projectKeyOrId: project.key },
      body: { id: Number(scheme.id) },
    }),
  ],
  inverse: ({ project, before }) => [
    {
      type: 'permission_scheme.assign',
      args: { project: project.key, scheme: namedId(before.id) },
    },
  ],
  check: ({ project, scheme, before }) => ({
    reads: [assignedSchemeIdRead(project.key)],
    judge([answer]) {
      if (answer?.status !== 200) return 'unknown';
      const id = idAt(answer.body, 'id');
      if (id === scheme.id) return 'done';
      return id === before.id ? 'not-done' : 'differs';
    },
  }),
});
