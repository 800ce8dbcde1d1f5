/** `permission_scheme.grant.add`: one more grant in a permission scheme, which may be the scheme of many projects. */
import { z } from 'zod';
import type { JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
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
import { countAccess } from '../look-up/count-access.ts';
import { type FoundHolder, findHolder, holderArg, holderWords } from '../look-up/find-holder.ts';
import { findPermission, type Permission } from '../look-up/find-permission.ts';
import { schemeTarget } from '../look-up/find-scheme.ts';
import {
  findSchemePlace,
  krakenSentence,
  type SchemePlace,
  usersSentences,
} from '../look-up/find-scheme-place.ts';
import { findSchemeUsers } from '../look-up/find-scheme-users.ts';
import { namedId } from '../look-up/named-id.ts';
import { already, refusedRead } from '../look-up/obstacle.ts';
import { grantsIn, grantsRead, isAdministrative } from '../look-up/permission-scheme.ts';
import { readAll, readTogether } from '../look-up/read-together.ts';
import { sharingFacts, touched } from '../look-up/shared-projects.ts';
import { operations, requestOf } from '../operations.ts';
import { quoted } from '../sentence-words.ts';
import type { GrantTarget } from './sentences.ts';

type Args = { scheme?: string; project?: string; permission: string; holder: string };

function* resolve(
  args: Args,
  context: ResolveContext,
): Reading<Outcome<'permission_scheme.grant.add'>> {
  const permission = findPermission(args.permission);
  if (!permission.ok) return permission;
  const [where, holder] = yield* readTogether(
    findSchemePlace(args, context),
    findHolder(args.holder, context),
  );
  if (!where.ok) return where;
  if (!holder.ok) return holder;
  return yield* toScheme(where.value, permission.value, holder.value, context);
}

function* toScheme(
  { scheme, project }: SchemePlace,
  permission: Permission,
  { holder, person }: FoundHolder,
  context: ResolveContext,
): Reading<Outcome<'permission_scheme.grant.add'>> {
  const read = grantsRead(scheme.id);
  const [[grants], users] = yield* readTogether(readAll([read]), findSchemeUsers(scheme.id));
  if (grants.status !== 200)
    return refusedRead(`the permission scheme ${quoted(scheme.name)}`, grants);
  const target: GrantTarget = {
    scheme,
    permission,
    holder: { type: holder.type, value: holder.value ?? null, words: holderWords(holder) },
  };
  if (isGranted(target, grants)) {
    return already(
      `${holderWords(holder)} already holds ${permission.name} in ${quoted(scheme.name)}.`,
    );
  }
  const projects = touched(users?.projects ?? null, project);
  const first = project?.id ?? projects[0]?.id;
  const all = grantsIn(grants.body).filter((grant) => grant.permission === permission.key);
  const added = {
    permission: permission.key,
    type: holder.type,
    value: holder.value ?? '',
    label: '',
  };
  const change = { permission: permission.key, before: all, after: [...all, added] };
  const reach = yield* countAccess([change], projects, context);
  return found({
    target,
    facts: factsOf(context, {
      ...sharingFacts(schemeTarget(scheme), users?.projects ?? null, project, context),
      people: person === undefined ? [] : [person],
      grantsAdministration: isAdministrative(permission.key),
      access: first === undefined ? null : { projectId: first, permissions: [permission.key] },
      hasCompleteInverse: true,
    }),
    rows: [
      {
        label: `${permission.name} in the permission scheme ${quoted(scheme.name)}`,
        before: `not granted to ${holderWords(holder)}`,
        after: `granted to ${holderWords(holder)}`,
      },
    ],
    preconditions: [
      precondition(`Grants of the permission scheme ${quoted(scheme.name)}`, read, grants),
      ...(users?.preconditions ?? []),
    ],
    radius: [
      ...usersSentences(users, project),
      ...krakenSentence(projects, context),
      ...reach.sentences,
    ],
  });
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
    'getProjectRoles',
    'getProjectRole',
    'getUsersFromGroup',
    'bulkGetGroups',
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
  inverse: ({ scheme, permission, holder }) => [
    {
      type: 'permission_scheme.grant.remove',
      args: {
        scheme: namedId(scheme.id),
        permission: permission.key,
        holder: holderArg(holder.type, holder.value),
      },
    },
  ],
  check: (target) => ({
    reads: [grantsRead(target.scheme.id)],
    judge([answer]) {
      if (answer?.status !== 200) return 'unknown';
      return isGranted(target, answer) ? 'done' : 'not-done';
    },
  }),
});
