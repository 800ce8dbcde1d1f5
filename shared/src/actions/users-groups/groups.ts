/**
 * `group.create` and `group.delete`: groups of the site. Jira gives it to site administrators only, never to apps. A
 * group that carries licences or administration, or that Kraken is in, is left to people.
 */
import { z } from 'zod';
import type { Reading } from '../../requests/reading.ts';
import type { ActionFacts, ResolveContext } from '../action.ts';
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
import {
  findGroup,
  type Group,
  groupRead,
  groupSentence,
  groupTarget,
  type Member,
  membersOf,
  pinMembers,
} from '../look-up/find-group.ts';
import { bareWords, looksLikeName } from '../look-up/match-name.ts';
import { namedId } from '../look-up/named-id.ts';
import { already, ask, refusedRead, unsupported } from '../look-up/obstacle.ts';
import { pinReads } from '../look-up/pin-reads.ts';
import { itemsAt, textAt } from '../look-up/read-answer.ts';
import { readAll, readOptional, readTogether } from '../look-up/read-together.ts';
import { operations, readOf, requestOf } from '../operations.ts';
import { countOf, DELETED_FOR_GOOD, quoted } from '../sentence-words.ts';
import {
  GROUP_USE_READS,
  type GroupUses,
  isAdminGroup,
  useSentences,
  usesOf,
} from './group-uses.ts';

const byNameRead = (name: string) =>
  readOf('bulkGetGroups', {
    query: [['groupName', name]],
    pick: ['values[].name', 'values[].groupId'],
  });

const nameIn = (name: string) => ({ list: 'values[].name', value: name });
const idIn = (id: string) => ({ list: 'values[].groupId', value: id });

function* resolveNew(
  args: { name: string },
  context: ResolveContext,
): Reading<Outcome<'group.create'>> {
  const name = bareWords(args.name);
  if (!looksLikeName(name)) return ask('name', args.name);
  if (isAdminGroup(name)) {
    return unsupported(
      `${quoted(name)} is a name Atlassian keeps for the administration of a site.`,
    );
  }
  const [answer] = yield* readAll([byNameRead(name)]);
  if (answer.status !== 200) return refusedRead('the groups', answer);
  if (itemsAt(answer.body, 'values').some((group) => textAt(group, 'name') === name)) {
    return already(`There is already a group called ${quoted(name)}.`);
  }
  return found({
    target: { name },
    facts: factsOf(context, {
      targets: [{ kind: 'group', id: '', name }],
      projectIds: [],
      counts: {},
      isGlobal: true,
      hasCompleteInverse: true,
      changesProjects: false,
    }),
    rows: [{ label: `Group ${quoted(name)}`, before: 'does not exist', after: 'nobody in it' }],
    preconditions: [
      {
        ...precondition(`Groups called ${quoted(name)}`, byNameRead(name), answer),
        holds: memberHolds(nameIn(name), false),
      },
    ],
    radius: ['Nobody is in the new group, and nothing names it yet'],
  });
}

/** Catalogue entry of `group.create`. */
export const createGroup = defineAction('group.create', {
  area: 'users_groups',
  title: 'Create a group',
  defaultClass: 'requires-approval',
  approvalBecause: 'Groups belong to the whole site.',
  level: 'standard',
  reversibility: { kind: 'complete', sentence: 'Can be undone: the new group can be deleted' },
  blastRadius: 'nobody until people are added',
  connections: ['oauth'],
  writes: operations('createGroup'),
  reads: operations('bulkGetGroups'),
  schema: z.strictObject({ name: words }),
  resolve: resolveNew,
  compile: ({ name }) => [
    requestOf('createGroup', { body: { name }, capture: { groupId: 'groupId' } }),
  ],
  check: ({ name }) => madeCheck(byNameRead(name), nameIn(name)),
  inverse: ({ name }, { groupId }) => [
    { type: 'group.delete', args: { group: groupId === undefined ? name : namedId(groupId) } },
  ],
});

function* resolveOld(
  args: { group: string; swapGroup?: string },
  context: ResolveContext,
): Reading<Outcome<'group.delete'>> {
  const [group, swap] = yield* readTogether(
    findGroup(args.group, context),
    readOptional(args.swapGroup, (wanted) => findGroup(wanted, context)),
  );
  if (!group.ok) return group;
  if (swap !== undefined && !swap.ok) return swap;
  const { id, name } = group.value;
  if (swap?.value.id === id) return ask('group', name, [], 'Which other group shall take over?');
  if (isAdminGroup(name))
    return unsupported(`The group ${quoted(name)} administers the site and stays.`);
  const groups = [group.value, ...(swap === undefined ? [] : [swap.value])].map((one) => ({
    label: `Group ${quoted(one.name)}`,
    read: groupRead(one.id),
  }));
  const [uses, members, pinned] = yield* readTogether(usesOf(id), membersOf(id), pinReads(groups));
  const [product] = uses.products ?? [];
  if (product !== undefined) {
    return unsupported(
      `The group ${quoted(name)} gives access to ${product.name}; an administrator of the organisation changes that by hand.`,
    );
  }
  return found({
    target: { group: group.value, swap: swap?.value ?? null },
    facts: oldFacts(group.value, uses, members, context),
    rows: [
      {
        label: `Group ${quoted(name)}`,
        before: members === null ? 'exists' : countOf(members.total, 'member'),
        after: DELETED_FOR_GOOD,
      },
    ],
    preconditions: [
      ...pinned,
      ...(members === null ? [] : pinMembers(group.value, members)),
      ...uses.preconditions,
    ],
    radius: [
      groupSentence(name, members),
      ...useSentences(uses),
      restrictionSentence(name, swap?.value.name),
    ],
  });
}

type Members = { members: Member[]; total: number } | null;

function oldFacts(
  group: Group,
  { projects }: GroupUses,
  members: Members,
  context: ResolveContext,
): ActionFacts {
  const isCounted = members !== null && projects !== null;
  const facts = factsOf(context, {
    targets: [groupTarget(group)],
    projectIds: [],
    counts: isCounted ? { users: members.total, projects: projects.length } : null,
    sharedWith: projects,
    isGlobal: true,
    hasCompleteInverse: false,
    changesProjects: false,
  });
  const hasKraken = members?.members.some((one) => one.accountId === context.krakenAccountId);
  return hasKraken === true ? { ...facts, touchesKraken: true } : facts;
}

function restrictionSentence(name: string, swap: string | undefined): string {
  return swap === undefined
    ? `Comments and work logs that only ${quoted(name)} may read can be read by nobody any more`
    : `Comments and work logs that only ${quoted(name)} may read can be read by ${quoted(swap)} instead`;
}

/** Catalogue entry of `group.delete`. */
export const deleteGroup = defineAction('group.delete', {
  area: 'users_groups',
  title: 'Delete a group',
  defaultClass: 'requires-approval',
  approvalBecause: 'It cannot be undone, and takes away what the group gives.',
  level: 'critical',
  reversibility: { kind: 'none', sentence: 'Cannot be undone: who was in the group is lost' },
  blastRadius: 'people in the group; roles and permission schemes that name it; licences it gives',
  connections: ['oauth'],
  writes: operations('removeGroup'),
  reads: operations(
    ...GROUP_USE_READS,
    'findGroups',
    'bulkGetGroups',
    'getUsersFromGroup',
    'getBulkPermissions',
  ),
  schema: z.strictObject({ group: words, swapGroup: optionalWords }),
  resolve: resolveOld,
  compile: ({ group, swap }) => [
    requestOf('removeGroup', {
      query: [
        ['groupId', group.id],
        ...(swap === null ? [] : [['swapGroupId', swap.id] satisfies [string, string]]),
      ],
    }),
  ],
  check: ({ group }) => membershipCheck(groupRead(group.id), idIn(group.id), false),
  inverse: () => null,
});
