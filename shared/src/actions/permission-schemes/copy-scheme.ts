/**
 * `permission_scheme.copy_and_assign`: the project gets a copy of the scheme it shares with others, with some grants
 * more or less, and the others keep theirs. It is the way to change the rights of one project only.
 */
import { z } from 'zod';
import type { JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { ResolveContext } from '../action.ts';
import {
  defineAction,
  factsOf,
  found,
  type Outcome,
  optionalWords,
  precondition,
  words,
} from '../define-action.ts';
import { memberHolds } from '../effects.ts';
import { countAccess } from '../look-up/count-access.ts';
import { findProject, type Project, projectRead, projectTarget } from '../look-up/find-project.ts';
import { allRolesIn, allRolesRead } from '../look-up/find-role.ts';
import { type Scheme, schemesRead, schemeTarget } from '../look-up/find-scheme.ts';
import { findSchemeUsers, type SchemeUsers } from '../look-up/find-scheme-users.ts';
import { isHeldByKraken } from '../look-up/kraken-holds.ts';
import { foldName } from '../look-up/match-name.ts';
import { namedId } from '../look-up/named-id.ts';
import { already, ask, type Obstacle, refusedRead, unsupported } from '../look-up/obstacle.ts';
import {
  assignedSchemeRead,
  type Grant,
  grantsIn,
  isAdministrative,
} from '../look-up/permission-scheme.ts';
import { idAt, itemsAt, textAt } from '../look-up/read-answer.ts';
import { readAll, readTogether } from '../look-up/read-together.ts';
import { sharersBeside } from '../look-up/shared-projects.ts';
import { operations, requestOf } from '../operations.ts';
import { countWithNames, quoted } from '../sentence-words.ts';
import { type ChangedGrants, changeGrants, type GrantWish } from './change-grants.ts';
import { grantBodies, grantLines, isSameGrants } from './grant-bodies.ts';
import type { CopyTarget } from './sentences.ts';

type Args = { project: string; changes?: GrantWish[]; name?: string };
type Copied = Outcome<'permission_scheme.copy_and_assign'>;

function* resolve(args: Args, context: ResolveContext): Reading<Copied> {
  const project = yield* findProject(args.project, context);
  if (!project.ok) return project;
  const { key, isTeamManaged, isArchived } = project.value;
  if (isTeamManaged) {
    return unsupported(`${key} is team-managed and has no permission scheme to change.`);
  }
  if (isArchived) return unsupported(`${key} is archived; restore it first.`);
  const wishes = args.changes ?? [];
  if (wishes.length === 0) {
    const sentence = `Which permission shall be given to whom, or taken from whom, in ${key}?`;
    return ask('permission', '', [], sentence);
  }
  return yield* fromScheme({ project: project.value, wishes, name: args.name, context });
}

interface Wish {
  project: Project;
  wishes: readonly GrantWish[];
  name: string | undefined;
  context: ResolveContext;
}

/** What was read. */
interface Seen {
  scheme: Scheme;
  assigned: JiraReadResult;
  schemes: JiraReadResult;
  changed: ChangedGrants;
  pinned: JiraReadResult;
}

const pinRead = (key: string) => projectRead(key, ['id', 'key', 'archived']);

function* fromScheme(wish: Wish): Reading<Copied> {
  const { key } = wish.project;
  const [assigned, roles, schemes, pinned] = yield* readAll([
    assignedSchemeRead(key),
    allRolesRead(),
    schemesRead(),
    pinRead(key),
  ]);
  const id = assigned.status === 200 ? idAt(assigned.body, 'id') : undefined;
  if (id === undefined) return refusedRead(`the permission scheme of ${key}`, assigned);
  if (roles.status !== 200) return refusedRead('the roles', roles);
  const scheme = { id, name: textAt(assigned.body, 'name') ?? id };
  const [changed, users] = yield* readTogether(
    changeGrants(wish.wishes, grantsIn(assigned.body), allRolesIn(roles), wish.context),
    findSchemeUsers(id),
  );
  if (!changed.ok) return changed;
  if (changed.value.changes.length === 0) {
    return already(`The permission scheme ${quoted(scheme.name)} of ${key} is already as asked.`);
  }
  if (sharersBeside(users?.projects ?? null, wish.project)?.length === 0) {
    return unsupported(
      `Only ${key} uses the permission scheme ${quoted(scheme.name)}; it can be changed itself, without a copy.`,
    );
  }
  return yield* toCopy(wish, { scheme, assigned, schemes, changed: changed.value, pinned }, users);
}

function* toCopy(wish: Wish, seen: Seen, users: SchemeUsers | null): Reading<Copied> {
  const { project, context } = wish;
  const { scheme, changed } = seen;
  const name = newName(wish, seen);
  if (!name.ok) return name;
  const { changes, after } = changed;
  const reach = yield* countAccess(changed.permissions, [projectTarget(project)], context);
  const gives = changes.filter(({ change }) => change === 'grant');
  const takes = changes.filter(({ change }) => change === 'revoke');
  const isKrakens = yield* isHeldByKraken(
    takes.map(({ holder }) => holder),
    context,
  );
  return found({
    target: {
      project: { id: project.id, key: project.key },
      from: scheme,
      name: name.value,
      description: `Copy of ${scheme.name} for ${project.key}`,
      changes,
      grants: grantLines(after),
    },
    facts: withKraken(isKrakens, context, {
      targets: [projectTarget(project), schemeTarget(scheme)],
      projectIds: [project.id],
      people: changed.people,
      counts: reach.people === null ? null : { projects: 1, users: reach.people },
      grantsAdministration: gives.some(({ permission }) => isAdministrative(permission.key)),
      access: { projectId: project.id, permissions: gives.map(({ permission }) => permission.key) },
      hasCompleteInverse: true,
      changesProjects: true,
    }),
    rows: [
      { label: `Permission scheme of ${project.key}`, before: scheme.name, after: name.value },
      ...changes.map(({ change, permission, holder }) => ({
        label: `${permission.name} for ${holder.words} in ${project.key}`,
        before: change === 'grant' ? 'no' : 'yes',
        after: change === 'grant' ? 'yes' : 'no',
      })),
    ],
    preconditions: [
      precondition(`Project ${project.key}`, pinRead(project.key), seen.pinned),
      precondition(
        `Permission scheme of ${project.key}`,
        assignedSchemeRead(project.key),
        seen.assigned,
      ),
      {
        ...precondition(
          `Permission schemes called ${quoted(name.value)}`,
          schemesRead(),
          seen.schemes,
        ),
        holds: memberHolds({ list: 'permissionSchemes[].name', value: name.value }, false),
      },
    ],
    radius: [othersSentence(scheme, users, project), ...reach.sentences],
  });
}

/** Facts; what is taken from Kraken too is refused. */
function withKraken(isKrakens: boolean, ...given: Parameters<typeof factsOf>) {
  const facts = factsOf(...given);
  return isKrakens ? { ...facts, touchesKraken: true } : facts;
}

function othersSentence(scheme: Scheme, users: SchemeUsers | null, project: Project): string {
  const others = sharersBeside(users?.projects ?? null, project);
  if (others === null) return `Kraken could not find out which projects use ${quoted(scheme.name)}`;
  return countWithNames(
    others.map(({ name }) => name),
    `other project keeps ${quoted(scheme.name)} as it is`,
    `other projects keep ${quoted(scheme.name)} as it is`,
  );
}

/** The name asked for, or one that says what the copy is; Jira wants it to be new. */
function newName({ name, project }: Wish, { scheme, schemes }: Seen): Result<string, Obstacle> {
  if (schemes.status !== 200) return refusedRead('the permission schemes', schemes);
  const wanted = name?.trim() ?? `${scheme.name} for ${project.key}`;
  const isTaken = itemsAt(schemes.body, 'permissionSchemes').some(
    (item) => foldName(textAt(item, 'name') ?? '') === foldName(wanted),
  );
  if (!isTaken && wanted !== '') return ok(wanted);
  return ask(
    'name',
    wanted,
    [],
    `There is already a permission scheme called ${quoted(wanted)}. What shall the copy be called?`,
  );
}

function judge(target: CopyTarget, answer?: JiraReadResult, schemes?: JiraReadResult) {
  if (answer?.status !== 200 || schemes?.status !== 200) return 'unknown';
  const now: Grant[] = grantsIn(answer.body);
  if (textAt(answer.body, 'name') === target.name) {
    return isSameGrants(now, target.grants) ? 'done' : 'differs';
  }
  const isMade = itemsAt(schemes.body, 'permissionSchemes').some(
    (item) => textAt(item, 'name') === target.name,
  );
  return idAt(answer.body, 'id') === target.from.id && !isMade ? 'not-done' : 'differs';
}

/** Catalogue entry of `permission_scheme.copy_and_assign`. */
export const copyPermissionScheme = defineAction('permission_scheme.copy_and_assign', {
  area: 'permission_schemes',
  title: 'Change the permissions of one project by a copy of its scheme',
  defaultClass: 'requires-approval',
  approvalBecause: 'It changes what people may do in the project.',
  level: 'critical',
  reversibility: {
    kind: 'complete',
    sentence: 'Can be undone: the shared scheme can be used again and the copy deleted',
  },
  blastRadius: 'one project; people who gain or lose a permission in it',
  connections: ['forge', 'oauth'],
  writes: operations('createPermissionScheme', 'assignPermissionScheme'),
  reads: operations(
    'getProject',
    'searchProjects',
    'getAllPermissionSchemes',
    'getAssignedPermissionScheme',
    'getAllProjectRoles',
    'getProjectRoles',
    'getProjectRole',
    'getUsersFromGroup',
    'bulkGetGroups',
    'findGroups',
    'findUsers',
    'getUser',
    'getUserGroups',
    'getBulkPermissions',
  ),
  schema: z.strictObject({
    project: words,
    changes: z.exactOptional(
      z
        .array(
          z.strictObject({ change: z.enum(['grant', 'revoke']), permission: words, holder: words }),
        )
        .max(20),
    ),
    name: optionalWords,
  }),
  resolve,
  compile: ({ project, name, description, grants }) => [
    requestOf('createPermissionScheme', {
      body: { name, description, permissions: grantBodies(grants) },
      capture: { schemeId: 'id' },
    }),
    requestOf('assignPermissionScheme', {
      path: { projectKeyOrId: project.key },
      body: { id: { capturedNumber: 'schemeId' } },
    }),
  ],
  check: (target) => ({
    reads: [assignedSchemeRead(target.project.key), schemesRead()],
    judge: ([answer, schemes]) => judge(target, answer, schemes),
  }),
  inverse: ({ project, from }, { schemeId }) => [
    { type: 'permission_scheme.assign', args: { project: project.key, scheme: namedId(from.id) } },
    // Without its number the copy cannot be told from another scheme, and stays.
    ...(schemeId === undefined
      ? []
      : [{ type: 'permission_scheme.delete', args: { scheme: namedId(schemeId) } }]),
  ],
});
