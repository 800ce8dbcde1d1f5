import type { JiraRead, JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import type { ResolveContext } from '../action.ts';
import { defineAction, found, type Outcome, precondition } from '../define-action.ts';
import { memberHolds, membershipsCheck } from '../effects.ts';
import { groupSentence, membersOf } from '../look-up/find-group.ts';
import {
  actorIdsRead,
  actorsIn,
  isNamedAdministrators,
  type Role,
  type RoleActors,
  rolesRead,
} from '../look-up/find-role.ts';
import { isHeldByKraken } from '../look-up/kraken-holds.ts';
import { already, refusedRead, unsupported } from '../look-up/obstacle.ts';
import { administers, assignedSchemeRead } from '../look-up/permission-scheme.ts';
import { readAll, readTogether } from '../look-up/read-together.ts';
import { operations, requestOf } from '../operations.ts';
import { countOf, listOf, quoted } from '../sentence-words.ts';
import {
  type Args,
  factsFor,
  findBoth,
  holdsGroup,
  memberOf,
  membersIn,
  type Place,
  pinRead,
  READS,
  rowsOf,
  schema,
  targetOf,
  wishesOf,
} from './group-in-project.ts';
import { wantedRoles } from './remove-project-member.ts';

/** A role the group is in. */
interface Held {
  role: Role;
  read: JiraRead;
  answer: JiraReadResult;
  actors: RoleActors;
}

function* resolveRemove(
  args: Args,
  context: ResolveContext,
): Reading<Outcome<'project.member.remove_group'>> {
  const [project, group] = yield* findBoth(args, context);
  if (!project.ok) return project;
  if (!group.ok) return group;
  const { key } = project.value;
  const [[roles, pinned, scheme], members, isKrakens] = yield* readTogether(
    readAll([rolesRead(key), pinRead(key), assignedSchemeRead(key)]),
    membersOf(group.value.id),
    isHeldByKraken([{ type: 'group', value: group.value.id }], context),
  );
  const candidates = yield* wantedRoles(args, project.value, roles, context);
  if (!candidates.ok) return candidates;
  const reads = candidates.value.map((role) => actorIdsRead(key, role));
  const answers = yield* readAll(reads);
  const lost = answers.find((answer) => answer.status !== 200);
  if (lost !== undefined) return refusedRead(`the roles of ${key}`, lost);
  const held = candidates.value.flatMap((role, index): Held[] => {
    const [read, answer] = [reads[index], answers[index]];
    if (read === undefined || answer === undefined) return [];
    const actors = actorsIn(answer.body);
    return holdsGroup(actors, group.value) ? [{ role, read, answer, actors }] : [];
  });
  if (held.length === 0) {
    const names = listOf(candidates.value.map(({ name }) => name));
    return already(
      `The group ${quoted(group.value.name)} is in none of these roles of ${key}: ${names}.`,
    );
  }
  const last = held.find(({ role, actors }) => administers(scheme, role) && sizeOf(actors) === 1);
  if (last !== undefined) {
    return unsupported(
      isNamedAdministrators(last.role)
        ? `The group ${quoted(group.value.name)} is all that administers ${key}; name another administrator first.`
        : `Nobody but the group ${quoted(group.value.name)} is in the role ${last.role.name}, which administers ${key}; name somebody else first.`,
    );
  }
  const place = { project: project.value, group: group.value, members, context };
  const emptied = held.map(({ role }) => role);
  return found({
    target: targetOf(place, emptied),
    facts: isKrakens
      ? { ...factsFor(place, emptied), touchesKraken: true }
      : factsFor(place, emptied),
    rows: rowsOf(place, emptied, ['yes', 'no']),
    preconditions: [
      precondition(`Project ${key}`, pinRead(key), pinned),
      ...held.map((each) => stillIn(place, each, administers(scheme, each.role))),
    ],
    radius: [lossSentence(place), ...held.flatMap((each) => staySentences(place, each))],
  });
}

function lossSentence({ group, members }: Place): string {
  const size = groupSentence(group.name, members);
  if (members === null) return `${size}; whoever is loses what its roles give`;
  return `${size} and ${members.total === 1 ? 'loses' : 'lose'} what its roles give`;
}

const sizeOf = ({ users, groups }: RoleActors): number => users.length + groups.length;

/** The group is still in the role. Of administrators all are compared: who stays behind is why one may go. */
function stillIn(
  { project, group }: Place,
  { role, read, answer }: Held,
  isAdministrators: boolean,
) {
  const all = precondition(
    `Members of the role ${quoted(role.name)} of ${project.key}`,
    read,
    answer,
  );
  if (isAdministrators) return all;
  return { ...all, holds: memberHolds(memberOf(group), true) };
}

function staySentences({ members, project }: Place, { role, actors }: Held): string[] {
  if (sizeOf(actors) === 1)
    return [`Nobody is in the role ${quoted(role.name)} of ${project.key} afterwards`];
  const direct = actors.users.filter(({ accountId }) =>
    members?.members.some((member) => member.accountId === accountId),
  );
  if (direct.length === 0) return [];
  const stay = countOf(direct.length, 'of them is', 'of them are');
  return [
    `${stay} in the role ${quoted(role.name)} by name as well and ${direct.length === 1 ? 'stays' : 'stay'}`,
  ];
}

/** Catalogue entry of `project.member.remove_group`. */
export const removeProjectGroup = defineAction('project.member.remove_group', {
  area: 'users_groups',
  title: 'Remove a group from a project',
  defaultClass: 'requires-approval',
  approvalBecause: 'It takes access away from many people at once.',
  level: 'standard',
  reversibility: { kind: 'complete', sentence: 'Can be undone' },
  blastRadius: 'people in the group; roles that are empty afterwards',
  connections: ['forge', 'oauth'],
  writes: operations('deleteActor'),
  reads: operations(...READS, 'getUserGroups', 'getAssignedPermissionScheme'),
  schema,
  resolve: resolveRemove,
  compile: ({ project, roles, group }) =>
    roles.map((role) =>
      requestOf('deleteActor', {
        path: { projectIdOrKey: project.key, id: role.id },
        query: [['groupId', group.id]],
      }),
    ),
  check: (target) => membershipsCheck(membersIn(target), false),
  inverse: (target) => wishesOf('project.member.add_group', target),
});
