/**
 * `permission_scheme.create` and `permission_scheme.delete`: schemes no project uses. A scheme in use is never deleted:
 * its projects get another one first, each by an action of its own.
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
import { madeCheck, memberHolds, membershipCheck } from '../effects.ts';
import { chooseScheme, type Scheme, schemesRead, schemeTarget } from '../look-up/find-scheme.ts';
import { findSchemeUsers } from '../look-up/find-scheme-users.ts';
import { foldName } from '../look-up/match-name.ts';
import { namedId } from '../look-up/named-id.ts';
import { already, ask, type Obstacle, refusedRead, unsupported } from '../look-up/obstacle.ts';
import { grantsIn, grantsRead, isAdministrative } from '../look-up/permission-scheme.ts';
import { itemsAt, textAt } from '../look-up/read-answer.ts';
import { readAll, readOptional } from '../look-up/read-together.ts';
import { operations, requestOf } from '../operations.ts';
import { countOf, DELETED_FOR_GOOD, quoted } from '../sentence-words.ts';
import { grantBodies, grantLines } from './grant-bodies.ts';

const NAMES = 'permissionSchemes[].name';
const READS = [
  'getAllPermissionSchemes',
  'getPermissionSchemeGrants',
  'getBulkPermissions',
] as const;

function* resolveNew(
  args: { name: string; copyFrom?: string },
  context: ResolveContext,
): Reading<Outcome<'permission_scheme.create'>> {
  const name = args.name.trim();
  if (name === '') return ask('name', args.name);
  const [schemes] = yield* readAll([schemesRead()]);
  if (schemes.status !== 200) return refusedRead('the permission schemes', schemes);
  const taken = itemsAt(schemes.body, 'permissionSchemes')
    .map((item) => textAt(item, 'name') ?? '')
    .find((known) => foldName(known) === foldName(name));
  if (taken !== undefined)
    return already(`There is already a permission scheme called ${quoted(taken)}.`);
  const source = yield* readOptional(args.copyFrom, (wanted) => copied(wanted, schemes, context));
  if (source !== undefined && !source.ok) return source;
  const from = source?.value;
  const lines = grantLines(grantsIn(from?.grants.body ?? null));
  const pin = { list: NAMES, value: name };
  return found({
    target: { name, from: from?.scheme ?? null, grants: lines },
    facts: factsOf(context, {
      targets: [
        { kind: 'scheme', id: '', name },
        ...(from === undefined ? [] : [schemeTarget(from.scheme)]),
      ],
      projectIds: [],
      counts: {},
      grantsAdministration: lines.some(({ permission }) => isAdministrative(permission)),
      hasCompleteInverse: true,
      changesProjects: false,
    }),
    rows: [
      {
        label: `Permission scheme ${quoted(name)}`,
        before: 'does not exist',
        after:
          from === undefined
            ? 'without grants'
            : `copy of ${quoted(from.scheme.name)}, ${countOf(lines.length, 'grant')}`,
      },
    ],
    preconditions: [
      {
        ...precondition(`Permission schemes called ${quoted(name)}`, schemesRead(), schemes),
        holds: memberHolds(pin, false),
      },
      ...(from === undefined
        ? []
        : [
            precondition(
              `Grants of ${quoted(from.scheme.name)}`,
              grantsRead(from.scheme.id),
              from.grants,
            ),
          ]),
    ],
    radius: ['No project uses it until it is given to one'],
  });
}

/** The scheme to copy, with its grants. */
function* copied(
  wanted: string,
  schemes: JiraReadResult,
  context: ResolveContext,
): Reading<Result<{ scheme: Scheme; grants: JiraReadResult }, Obstacle>> {
  const scheme = yield* chooseScheme(wanted, schemes, context);
  if (!scheme.ok) return scheme;
  const [grants] = yield* readAll([grantsRead(scheme.value.id)]);
  if (grants.status === 200) return ok({ scheme: scheme.value, grants });
  return refusedRead(`the permission scheme ${quoted(scheme.value.name)}`, grants);
}

/** Catalogue entry of `permission_scheme.create`. */
export const createPermissionScheme = defineAction('permission_scheme.create', {
  area: 'permission_schemes',
  title: 'Create a permission scheme',
  defaultClass: 'requires-approval',
  approvalBecause: 'Permission schemes decide what people may do in projects.',
  level: 'critical',
  reversibility: { kind: 'complete', sentence: 'Can be undone: the new scheme can be deleted' },
  blastRadius: 'no project until it is assigned to one; the grants it starts with',
  connections: ['forge', 'oauth'],
  writes: operations('createPermissionScheme'),
  reads: operations(...READS),
  schema: z.strictObject({ name: words, copyFrom: optionalWords }),
  resolve: resolveNew,
  compile: ({ name, grants }) => [
    requestOf('createPermissionScheme', {
      body: { name, permissions: grantBodies(grants) },
      capture: { schemeId: 'id' },
    }),
  ],
  check: ({ name }) => madeCheck(schemesRead(), { list: NAMES, value: name }),
  inverse: ({ name }, { schemeId }) => [
    {
      type: 'permission_scheme.delete',
      args: { scheme: schemeId === undefined ? name : namedId(schemeId) },
    },
  ],
});

function* resolveOld(
  args: { scheme: string },
  context: ResolveContext,
): Reading<Outcome<'permission_scheme.delete'>> {
  const [schemes] = yield* readAll([schemesRead()]);
  const scheme = yield* chooseScheme(args.scheme, schemes, context);
  if (!scheme.ok) return scheme;
  const { id, name } = scheme.value;
  if (id === '0') return unsupported(`${quoted(name)} is Jira's own default scheme and stays.`);
  const users = yield* findSchemeUsers(id);
  if (users === null) {
    return unsupported(
      `Kraken could not find out which projects use ${quoted(name)}, so it stays.`,
    );
  }
  if (users.projects.length > 0) {
    return unsupported(
      `${countOf(users.projects.length, 'project uses', 'projects use')} the permission scheme ${quoted(name)}; give them another one first.`,
    );
  }
  const [grants] = yield* readAll([grantsRead(id)]);
  if (grants.status !== 200) return refusedRead(`the permission scheme ${quoted(name)}`, grants);
  const lines = grantsIn(grants.body);
  return found({
    target: { scheme: scheme.value },
    facts: factsOf(context, {
      targets: [schemeTarget(scheme.value)],
      projectIds: [],
      counts: {},
      hasCompleteInverse: false,
      changesProjects: false,
    }),
    rows: [
      {
        label: `Permission scheme ${quoted(name)}`,
        before: countOf(lines.length, 'grant'),
        after: DELETED_FOR_GOOD,
      },
    ],
    preconditions: [
      precondition(`Grants of the permission scheme ${quoted(name)}`, grantsRead(id), grants),
      ...users.preconditions,
    ],
    radius: ['No project uses it; Kraken cannot see whether one in the recycle bin did'],
  });
}

/** Catalogue entry of `permission_scheme.delete`. */
export const deletePermissionScheme = defineAction('permission_scheme.delete', {
  area: 'permission_schemes',
  title: 'Delete a permission scheme no project uses',
  defaultClass: 'requires-approval',
  approvalBecause: 'It cannot be undone.',
  level: 'critical',
  reversibility: { kind: 'none', sentence: 'Cannot be undone: the scheme and its grants are gone' },
  blastRadius: 'projects that use the scheme: there must be none',
  connections: ['forge', 'oauth'],
  writes: operations('deletePermissionScheme'),
  reads: operations(...READS, 'searchProjects', 'getAssignedPermissionScheme'),
  schema: z.strictObject({ scheme: words }),
  resolve: resolveOld,
  compile: ({ scheme }) => [requestOf('deletePermissionScheme', { path: { schemeId: scheme.id } })],
  check: ({ scheme }) =>
    membershipCheck(schemesRead(), { list: 'permissionSchemes[].id', value: scheme.id }, false),
  inverse: () => null,
});
