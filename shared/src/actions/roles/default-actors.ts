/**
 * `role.default_actors.add` and `role.default_actors.remove`: whoever a new project gets in a role. Projects that exist
 * keep their members. Jira takes people and groups in separate requests, and removes one at a time.
 */
import { z } from 'zod';
import type { JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { PersonFact, ResolveContext } from '../action.ts';
import { defineAction, factsOf, type Outcome, precondition, words } from '../define-action.ts';
import { memberHolds, membershipsCheck } from '../effects.ts';
import { mentionOf } from '../look-up/account-id.ts';
import {
  findGroup,
  type Group,
  groupSentence,
  groupTarget,
  membersOf,
  peopleIn,
} from '../look-up/find-group.ts';
import {
  actorsIn,
  findSiteRole,
  isNamedAdministrators,
  roleTarget,
  type SiteRole,
} from '../look-up/find-role.ts';
import { findUser } from '../look-up/find-user.ts';
import { namedId } from '../look-up/named-id.ts';
import { already, ask, type Obstacle, refusedRead } from '../look-up/obstacle.ts';
import { readAll, readTogether } from '../look-up/read-together.ts';
import { operations, readOf, requestOf } from '../operations.ts';
import { quoted } from '../sentence-words.ts';
import { countRoleUses } from './role-uses.ts';
import type { DefaultActorsTarget } from './sentences.ts';

type Args = { role: string; users?: string[]; groups?: string[] };

const PEOPLE = 'actors[].actorUser.accountId';
const GROUPS = 'actors[].actorGroup.groupId';

const defaultsRead = (roleId: string) =>
  readOf('getProjectRoleActorsForRole', { path: { id: roleId }, pick: [PEOPLE, GROUPS] });

interface Wish {
  role: SiteRole;
  people: PersonFact[];
  groups: Group[];
  answer: JiraReadResult;
}

function* findAll(args: Args, context: ResolveContext): Reading<Result<Wish, Obstacle>> {
  if ((args.users?.length ?? 0) + (args.groups?.length ?? 0) === 0) {
    return ask('person', '', [], 'Which people or groups?');
  }
  const role = yield* findSiteRole(args.role, context);
  if (!role.ok) return role;
  const options = { mayBeInactive: true };
  const [people, groups] = yield* readTogether(
    readTogether(...(args.users ?? []).map((wanted) => findUser(wanted, context, options))),
    readTogether(...(args.groups ?? []).map((wanted) => findGroup(wanted, context))),
  );
  for (const one of [...people, ...groups]) if (!one.ok) return one;
  const [answer] = yield* readAll([defaultsRead(role.value.id)]);
  if (answer.status !== 200) return refusedRead(`the role ${quoted(role.value.name)}`, answer);
  return ok({
    role: role.value,
    people: people.flatMap((one) => (one.ok ? [one.value] : [])),
    groups: groups.flatMap((one) => (one.ok ? [one.value] : [])),
    answer,
  });
}

/** The part of a wish that is not so yet: whoever is among the default actors, or is not. */
function partOf({ people, groups, answer }: Wish, isIn: boolean): Pick<Wish, 'people' | 'groups'> {
  const now = actorsIn(answer.body);
  return {
    people: people.filter(
      ({ accountId }) => now.users.some((one) => one.accountId === accountId) === isIn,
    ),
    groups: groups.filter(({ id }) => now.groups.some((one) => one.groupId === id) === isIn),
  };
}

function* toChange(wish: Wish, isAdding: boolean, context: ResolveContext) {
  const { role, answer } = wish;
  const { people, groups } = partOf(wish, !isAdding);
  if (people.length + groups.length === 0) {
    const state = isAdding ? 'already are' : 'are not';
    return already(`These ${state} default members of the role ${quoted(role.name)}.`);
  }
  const [uses, members] = yield* readTogether(
    countRoleUses(role),
    readTogether(...groups.map(({ id }) => membersOf(id))),
  );
  const inGroups = peopleIn(members);
  const target: DefaultActorsTarget = {
    role: { id: role.id, name: role.name },
    users: people.map(({ accountId, name }) => ({ accountId, name })),
    groups,
  };
  const names = [
    ...people.map(({ name }) => name),
    ...groups.map(({ name }) => `Group ${quoted(name)}`),
  ];
  return ok({
    target,
    facts: factsOf(context, {
      targets: [roleTarget(role), ...groups.map(groupTarget)],
      projectIds: [],
      people,
      counts: inGroups === null ? null : { users: people.length + inGroups },
      grantsAdministration:
        isAdding && (isNamedAdministrators(role) ? true : uses.isAdministrative),
      isGlobal: true,
      hasCompleteInverse: people.every(({ isActive }) => isActive),
      changesProjects: false,
    }),
    rows: names.map((name) => ({
      label: `${name} in the role ${quoted(role.name)} of new projects`,
      before: isAdding ? 'no' : 'yes',
      after: isAdding ? 'yes' : 'no',
    })),
    preconditions: [
      ...membersIn(target).map(({ read, member }) => ({
        ...precondition(`Default members of the role ${quoted(role.name)}`, read, answer),
        holds: memberHolds(member, !isAdding),
      })),
      ...uses.schemePins,
    ],
    radius: [
      'Every new project is affected; existing projects stay as they are',
      ...groups.map(({ name }, index) => groupSentence(name, members[index] ?? null)),
      ...uses.sentences.slice(1),
    ],
  });
}

function* resolveAdd(
  args: Args,
  context: ResolveContext,
): Reading<Outcome<'role.default_actors.add'>> {
  const wish = yield* findAll(args, context);
  if (!wish.ok) return wish;
  const inactive = wish.value.people.find(({ isActive }) => !isActive);
  if (inactive !== undefined) {
    const sentence = `The account of ${inactive.name} is deactivated. Which active person do you mean?`;
    return ask('person', inactive.name, [], sentence);
  }
  return yield* toChange(wish.value, true, context);
}

function* resolveRemove(
  args: Args,
  context: ResolveContext,
): Reading<Outcome<'role.default_actors.remove'>> {
  const wish = yield* findAll(args, context);
  return wish.ok ? yield* toChange(wish.value, false, context) : wish;
}

function membersIn({ role, users, groups }: DefaultActorsTarget) {
  const read = defaultsRead(role.id);
  return [
    ...users.map(({ accountId }) => ({ read, member: { list: PEOPLE, value: accountId } })),
    ...groups.map(({ id }) => ({ read, member: { list: GROUPS, value: id } })),
  ];
}

const wishesOf = (type: string, { role, users, groups }: DefaultActorsTarget) => [
  {
    type,
    args: {
      role: namedId(role.id),
      users: users.map(({ accountId }) => mentionOf(accountId)),
      groups: groups.map(({ id }) => namedId(id)),
    },
  },
];

const schema = z.strictObject({
  role: words,
  users: z.exactOptional(z.array(words).max(50)),
  groups: z.exactOptional(z.array(words).max(50)),
});

const READS = operations(
  'getAllProjectRoles',
  'getProjectRoleActorsForRole',
  'findUsers',
  'getUser',
  'findGroups',
  'bulkGetGroups',
  'getUsersFromGroup',
  'searchProjects',
  'getProjectRole',
  'getAllPermissionSchemes',
  'getBulkPermissions',
);

/** Catalogue entry of `role.default_actors.add`. */
export const addDefaultActors = defineAction('role.default_actors.add', {
  area: 'roles',
  title: 'Give every new project people or groups in a role',
  defaultClass: 'requires-approval',
  approvalBecause: 'It gives access to every project made from now on.',
  level: 'standard',
  reversibility: {
    kind: 'complete',
    sentence: 'Can be undone for projects made later; those made meanwhile keep their members',
  },
  blastRadius: 'every new project; people in the groups',
  connections: ['forge', 'oauth'],
  writes: operations('addProjectRoleActorsToRole'),
  reads: READS,
  schema,
  resolve: resolveAdd,
  compile: ({ role, users, groups }) => [
    ...(users.length === 0
      ? []
      : [
          requestOf('addProjectRoleActorsToRole', {
            path: { id: role.id },
            body: { user: users.map(({ accountId }) => accountId) },
          }),
        ]),
    ...(groups.length === 0
      ? []
      : [
          requestOf('addProjectRoleActorsToRole', {
            path: { id: role.id },
            body: { groupId: groups.map(({ id }) => id) },
          }),
        ]),
  ],
  check: (target) => membershipsCheck(membersIn(target), true),
  inverse: (target) => wishesOf('role.default_actors.remove', target),
});

/** Catalogue entry of `role.default_actors.remove`. */
export const removeDefaultActors = defineAction('role.default_actors.remove', {
  area: 'roles',
  title: 'Give new projects people or groups in a role no more',
  defaultClass: 'requires-approval',
  approvalBecause: 'It changes who is in every project made from now on.',
  level: 'standard',
  reversibility: {
    kind: 'complete',
    sentence: 'Can be undone for projects made later; those made meanwhile have no such members',
  },
  blastRadius: 'every new project; people in the groups',
  connections: ['forge', 'oauth'],
  writes: operations('deleteProjectRoleActorsFromRole'),
  reads: READS,
  schema,
  resolve: resolveRemove,
  compile: ({ role, users, groups }) => {
    const queries: Array<[string, string]> = [
      ...users.map(({ accountId }): [string, string] => ['user', accountId]),
      ...groups.map(({ id }): [string, string] => ['groupId', id]),
    ];
    return queries.map((pair) =>
      requestOf('deleteProjectRoleActorsFromRole', { path: { id: role.id }, query: [pair] }),
    );
  },
  check: (target) => membershipsCheck(membersIn(target), false),
  inverse: (target) => wishesOf('role.default_actors.add', target),
});
