/**
 * `permission_scheme.grant.remove`: takes a permission from a holder, or from everybody, in a permission scheme. What
 * apps hold stays: without it they stop working, Kraken among them.
 */
import { z } from 'zod';
import type { Precondition } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { ResolveContext } from '../action.ts';
import {
  defineAction,
  factsOf,
  found,
  type Outcome,
  optionalWords,
  words,
} from '../define-action.ts';
import { membershipsCheck } from '../effects.ts';
import { type AccessCount, countAccess } from '../look-up/count-access.ts';
import {
  findHolder,
  grantHolderWords,
  type Holder,
  holderArg,
  holderWords,
} from '../look-up/find-holder.ts';
import { findPermission, type Permission } from '../look-up/find-permission.ts';
import { allRolesIn, allRolesRead, isAppRole } from '../look-up/find-role.ts';
import { schemeTarget } from '../look-up/find-scheme.ts';
import {
  findSchemePlace,
  krakenSentence,
  type SchemePlace,
  usersSentences,
} from '../look-up/find-scheme-place.ts';
import { findSchemeUsers, type SchemeUsers } from '../look-up/find-scheme-users.ts';
import { isHeldByKraken } from '../look-up/kraken-holds.ts';
import { namedId } from '../look-up/named-id.ts';
import { already, type Obstacle, refusedRead, unsupported } from '../look-up/obstacle.ts';
import {
  type GrantLine,
  grantIdsRead,
  grantLinesIn,
  grantLinesRead,
  grantRead,
  isAdministrative,
} from '../look-up/permission-scheme.ts';
import { pinReads } from '../look-up/pin-reads.ts';
import { readAll, readOptional, readTogether } from '../look-up/read-together.ts';
import { sharingFacts, touched } from '../look-up/shared-projects.ts';
import { askVisibly } from '../look-up/visible-choices.ts';
import { operations, requestOf } from '../operations.ts';
import { listOf, quoted } from '../sentence-words.ts';
import { meansAllHolders } from './change-grants.ts';
import type { UngrantTarget } from './sentences.ts';

type Args = { scheme?: string; project?: string; permission: string; holder?: string };

function* resolve(
  args: Args,
  context: ResolveContext,
): Reading<Outcome<'permission_scheme.grant.remove'>> {
  const permission = findPermission(args.permission);
  if (!permission.ok) return permission;
  const isAll = args.holder !== undefined && meansAllHolders(args.holder);
  const [place, holder] = yield* readTogether(
    findSchemePlace(args, context),
    readOptional(isAll ? undefined : args.holder, (wanted) => findHolder(wanted, context)),
  );
  if (!place.ok) return place;
  if (holder !== undefined && !holder.ok) return holder;
  const lines = yield* linesOf(place.value);
  if (!lines.ok) return lines;
  const held = lines.value.filter((line) => line.permission === permission.value.key);
  const named = holder?.value.holder;
  const gone = held.filter(
    ({ type, value }) =>
      named === undefined || (type === named.type && value === (named.value ?? '')),
  );
  const wish = { place: place.value, permission: permission.value, held, context };
  if (gone.length === 0) return nothingToGo(wish, named);
  if (named === undefined && !isAll && gone.length > 1) return yield* askWhich(wish);
  return yield* toGo(wish, gone);
}

function nothingToGo({ place, permission }: Wish, named: Holder | undefined) {
  const where = `${permission.name} in ${quoted(place.scheme.name)}`;
  if (named === undefined) return already(`Nobody but apps holds ${where}.`);
  if (isAppRole({ id: '', name: named.name })) {
    return unsupported(
      `What apps hold in ${quoted(place.scheme.name)} stays: without it they stop working.`,
    );
  }
  return already(`${holderWords(named)} does not hold ${where}.`);
}

/** A grant with its holder in words. */
type NamedLine = GrantLine & { words: string };

/** The grants of the scheme, but for those of the role apps hold. */
function* linesOf({ scheme }: SchemePlace): Reading<Result<NamedLine[], Obstacle>> {
  const [grants, roles] = yield* readAll([grantLinesRead(scheme.id), allRolesRead()]);
  if (grants.status !== 200)
    return refusedRead(`the permission scheme ${quoted(scheme.name)}`, grants);
  if (roles.status !== 200) return refusedRead('the roles', roles);
  const all = allRolesIn(roles);
  const apps = all.filter(isAppRole).map(({ id }) => id);
  const names = new Map(all.map(({ id, name }) => [id, name]));
  return ok(
    grantLinesIn(grants.body)
      .filter(({ type, value }) => type !== 'projectRole' || !apps.includes(value))
      .map((line) => ({ ...line, words: grantHolderWords(line, names) })),
  );
}

interface Wish {
  place: SchemePlace;
  permission: Permission;
  /** Every grant of the permission. */
  held: readonly NamedLine[];
  context: ResolveContext;
}

function* askWhich({
  permission,
  held,
  context,
}: Wish): Reading<Outcome<'permission_scheme.grant.remove'>> {
  return yield* askVisibly(
    {
      thing: 'holder',
      words: permission.name,
      choices: [...held.map((line) => line.words), 'all holders'],
      guard: { global: 'ADMINISTER' },
    },
    context,
  );
}

function* toGo(
  wish: Wish,
  gone: readonly NamedLine[],
): Reading<Outcome<'permission_scheme.grant.remove'>> {
  const { place, permission, held, context } = wish;
  if (gone.some(({ id }) => !/^\d{1,20}$/.test(id))) {
    return unsupported('Jira does not say which grant this is.');
  }
  const [users, stillThere, isKrakens] = yield* readTogether(
    findSchemeUsers(place.scheme.id),
    pinsOf(place, gone),
    isHeldByKraken(gone, context),
  );
  const change = {
    permission: permission.key,
    before: held,
    after: held.filter((line) => !gone.includes(line)),
  };
  const reach = yield* countAccess([change], projectsOf(place, users), context);
  const facts = factsFor(wish, users, reach);
  return found({
    target: {
      scheme: place.scheme,
      permission,
      grants: gone.map(({ id, type, value, words: holder }) => ({
        id,
        holder: { type, value: value === '' ? null : value, words: holder },
      })),
    },
    facts: isKrakens ? { ...facts, touchesKraken: true } : facts,
    rows: [
      {
        label: `${permission.name} in the permission scheme ${quoted(place.scheme.name)}`,
        before: namesOf(held),
        after: change.after.length === 0 ? 'nobody but apps' : namesOf(change.after),
      },
    ],
    preconditions: [...stillThere, ...(users?.preconditions ?? [])],
    radius: [
      ...usersSentences(users, place.project),
      ...krakenSentence(projectsOf(place, users), context),
      ...reach.sentences,
    ],
  });
}

const namesOf = (lines: readonly NamedLine[]): string =>
  listOf(lines.map((line) => line.words).sort(), 50);

function projectsOf({ project }: SchemePlace, users: SchemeUsers | null) {
  return touched(users?.projects ?? null, project);
}

function factsFor(
  { place, permission, context }: Wish,
  users: SchemeUsers | null,
  reach: AccessCount,
) {
  return factsOf(context, {
    ...sharingFacts(schemeTarget(place.scheme), users?.projects ?? null, place.project, context),
    counts:
      users === null || reach.people === null
        ? null
        : { projects: users.projects.length, users: reach.people },
    grantsAdministration: isAdministrative(permission.key),
    hasCompleteInverse: true,
  });
}

/** Each grant that goes is still there; others of the scheme may come and go. */
function pinsOf({ scheme }: SchemePlace, gone: readonly NamedLine[]): Reading<Precondition[]> {
  return pinReads(
    gone.map(({ id, words }) => ({
      label: `Grant to ${words} in ${quoted(scheme.name)}`,
      read: grantRead(scheme.id, id),
    })),
  );
}

const memberOf = (id: string) => ({ list: 'permissions[].id', value: id });

/** Catalogue entry of `permission_scheme.grant.remove`. */
export const removePermissionGrant = defineAction('permission_scheme.grant.remove', {
  area: 'permission_schemes',
  title: 'Remove a grant from a permission scheme',
  defaultClass: 'requires-approval',
  approvalBecause: 'It takes rights away in every project that uses the scheme.',
  level: 'critical',
  reversibility: { kind: 'complete', sentence: 'Can be undone: the grant can be made again' },
  blastRadius: 'every project that uses the scheme; people who lose the permission in each',
  connections: ['forge', 'oauth'],
  writes: operations('deletePermissionSchemeEntity'),
  reads: operations(
    'getProject',
    'searchProjects',
    'getAllPermissionSchemes',
    'getPermissionSchemeGrants',
    'getPermissionSchemeGrant',
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
    scheme: optionalWords,
    project: optionalWords,
    permission: words,
    holder: optionalWords,
  }),
  resolve,
  compile: ({ scheme, grants }) =>
    grants.map(({ id }) =>
      requestOf('deletePermissionSchemeEntity', {
        path: { schemeId: scheme.id, permissionId: id },
      }),
    ),
  check: ({ scheme, grants }) =>
    membershipsCheck(
      grants.map(({ id }) => ({ read: grantIdsRead(scheme.id), member: memberOf(id) })),
      false,
    ),
  inverse: ({ scheme, permission, grants }: UngrantTarget) =>
    grants.map(({ holder }) => ({
      type: 'permission_scheme.grant.add',
      args: {
        scheme: namedId(scheme.id),
        permission: permission.key,
        holder: holderArg(holder.type, holder.value),
      },
    })),
});
