/**
 * `group.member.add` and `group.member.remove`: one person in one group of the site. Jira gives it to site
 * administrators only, never to apps. Groups that administer the site or the organisation are left to people.
 */
import { z } from 'zod';
import type { JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import type { ActionFacts, PersonFact, ResolveContext } from '../action.ts';
import {
  defineAction,
  factsOf,
  found,
  type Outcome,
  precondition,
  words,
} from '../define-action.ts';
import { isMember, memberHolds, membershipCheck } from '../effects.ts';
import { mentionOf } from '../look-up/account-id.ts';
import { countIn, countRead } from '../look-up/count-issues.ts';
import {
  findGroup,
  type Group,
  groupsOfRead,
  groupTarget,
  membersOf,
} from '../look-up/find-group.ts';
import { findUser, userRead } from '../look-up/find-user.ts';
import { namedId } from '../look-up/named-id.ts';
import { already, refusedRead, unsupported } from '../look-up/obstacle.ts';
import { readAll, readTogether } from '../look-up/read-together.ts';
import { operations, requestOf } from '../operations.ts';
import { countOf, quoted } from '../sentence-words.ts';
import {
  GROUP_USE_READS,
  type GroupUses,
  isAdminGroup,
  useSentences,
  usesOf,
} from './group-uses.ts';
import type { GroupUserTarget } from './sentences.ts';

type Args = { user: string; group: string };

interface Membership {
  person: PersonFact;
  group: Group;
  /** The groups of the person. */
  groups: JiraReadResult;
  account: JiraReadResult;
  uses: GroupUses;
  context: ResolveContext;
}

const schema = z.strictObject({ user: words, group: words });
const READS = [
  ...GROUP_USE_READS,
  'findUsers',
  'getUser',
  'findGroups',
  'bulkGetGroups',
  'getUserGroups',
  'getBulkPermissions',
] as const;

const memberOf = ({ id }: { id: string }) => ({ list: '[].groupId', value: id });
const accountRead = (accountId: string) =>
  userRead(accountId, ['accountId', 'accountType', 'active']);

function* resolveAdd(args: Args, context: ResolveContext): Reading<Outcome<'group.member.add'>> {
  const [person, group] = yield* readTogether(
    findUser(args.user, context),
    findGroup(args.group, context),
  );
  if (!person.ok) return person;
  if (!group.ok) return group;
  if (isAdminGroup(group.value.name)) return leftToPeople(group.value);
  const membership = yield* read(person.value, group.value, context);
  const isIn = isMember(membership.groups, memberOf(group.value));
  if (isIn === undefined)
    return refusedRead(`the groups of ${person.value.name}`, membership.groups);
  if (isIn)
    return already(`${person.value.name} is already in the group ${quoted(group.value.name)}.`);
  return found(findingOf(membership, true));
}

function* resolveRemove(
  args: Args,
  context: ResolveContext,
): Reading<Outcome<'group.member.remove'>> {
  const [person, group] = yield* readTogether(
    findUser(args.user, context, { mayBeInactive: true }),
    findGroup(args.group, context),
  );
  if (!person.ok) return person;
  if (!group.ok) return group;
  const [membership, members, [open]] = yield* readTogether(
    read(person.value, group.value, context),
    membersOf(group.value.id),
    readAll([countRead(`assignee = "${person.value.accountId}" AND statusCategory != Done`)]),
  );
  const isIn = isMember(membership.groups, memberOf(group.value));
  if (isIn === undefined)
    return refusedRead(`the groups of ${person.value.name}`, membership.groups);
  if (!isIn)
    return already(`${person.value.name} is not in the group ${quoted(group.value.name)}.`);
  const others = members?.members.filter(
    ({ accountId, isActive }) => isActive && accountId !== person.value.accountId,
  );
  if (isAdminGroup(group.value.name) && others === undefined) {
    return unsupported(
      `Jira does not say who else is in the group ${quoted(group.value.name)}, which administers the site.`,
    );
  }
  if (isAdminGroup(group.value.name) && others?.length === 0) {
    return unsupported(
      `${person.value.name} is the last in the group ${quoted(group.value.name)}, which administers the site.`,
    );
  }
  const finding = findingOf(membership, false);
  return found({
    ...finding,
    radius: [openSentence(person.value, countIn(open)), ...finding.radius],
  });
}

function leftToPeople({ name }: Group) {
  return unsupported(
    `The group ${quoted(name)} administers the site; an administrator of the organisation changes it by hand.`,
  );
}

function* read(person: PersonFact, group: Group, context: ResolveContext): Reading<Membership> {
  const [[groups, account], uses] = yield* readTogether(
    readAll([groupsOfRead(person.accountId), accountRead(person.accountId)]),
    usesOf(group.id),
  );
  return { person, group, groups, account, uses, context };
}

function openSentence({ name }: PersonFact, open: number | undefined): string {
  return open === undefined
    ? `Jira does not say how many open issues are assigned to ${name}`
    : `${countOf(open, 'open issue')} assigned to ${name} stay as they are`;
}

function factsFor({ person, group, uses, context }: Membership, isAdding: boolean): ActionFacts {
  return factsOf(context, {
    targets: [groupTarget(group), { kind: 'user', id: person.accountId, name: person.name }],
    projectIds: [],
    people: [person],
    counts: uses.projects === null ? null : { users: 1, projects: uses.projects.length },
    sharedWith: uses.projects,
    // What the group may do in the whole site Jira does not tell.
    grantsAdministration: isAdding ? (uses.isAdministrative ? true : null) : false,
    isGlobal: true,
    hasCompleteInverse: person.isActive && !isAdminGroup(group.name),
    changesProjects: false,
  });
}

function findingOf(membership: Membership, isAdding: boolean) {
  const { person, group, groups, account, uses } = membership;
  const target: GroupUserTarget = {
    group,
    person: { accountId: person.accountId, name: person.name },
  };
  return {
    target,
    facts: factsFor(membership, isAdding),
    rows: [
      {
        label: `${person.name} in the group ${quoted(group.name)}`,
        before: isAdding ? 'no' : 'yes',
        after: isAdding ? 'yes' : 'no',
      },
    ],
    preconditions: [
      precondition(`Account of ${person.name}`, accountRead(person.accountId), account),
      {
        ...precondition(`Groups of ${person.name}`, groupsOfRead(person.accountId), groups),
        holds: memberHolds(memberOf(group), !isAdding),
      },
      ...uses.preconditions,
    ],
    radius: useSentences(uses),
  };
}

const wishOf = (type: string, { person, group }: GroupUserTarget) => [
  { type, args: { user: mentionOf(person.accountId), group: namedId(group.id) } },
];

/** Catalogue entry of `group.member.add`. */
export const addGroupMember = defineAction('group.member.add', {
  area: 'users_groups',
  title: 'Add a person to a group',
  defaultClass: 'requires-approval',
  approvalBecause: 'A group gives rights in many projects at once.',
  level: 'standard',
  reversibility: { kind: 'complete', sentence: 'Can be undone' },
  blastRadius: 'projects and permission schemes that name the group; licences it gives',
  connections: ['oauth'],
  writes: operations('addUserToGroup'),
  reads: operations(...READS),
  schema,
  resolve: resolveAdd,
  compile: ({ group, person }) => [
    requestOf('addUserToGroup', {
      query: [['groupId', group.id]],
      body: { accountId: person.accountId },
    }),
  ],
  check: ({ group, person }) =>
    membershipCheck(groupsOfRead(person.accountId), memberOf(group), true),
  inverse: (target) => wishOf('group.member.remove', target),
});

/** Catalogue entry of `group.member.remove`. */
export const removeGroupMember = defineAction('group.member.remove', {
  area: 'users_groups',
  title: 'Remove a person from a group',
  defaultClass: 'requires-approval',
  approvalBecause: 'It may take access away in many projects at once.',
  level: 'standard',
  reversibility: { kind: 'complete', sentence: 'Can be undone' },
  blastRadius: 'projects and permission schemes that name the group; work assigned to the person',
  connections: ['oauth'],
  writes: operations('removeUserFromGroup'),
  reads: operations(...READS, 'getUsersFromGroup', 'countIssues'),
  schema,
  resolve: resolveRemove,
  compile: ({ group, person }) => [
    requestOf('removeUserFromGroup', {
      query: [
        ['groupId', group.id],
        ['accountId', person.accountId],
      ],
    }),
  ],
  check: ({ group, person }) =>
    membershipCheck(groupsOfRead(person.accountId), memberOf(group), false),
  inverse: (target) =>
    isAdminGroup(target.group.name) ? null : wishOf('group.member.add', target),
});
