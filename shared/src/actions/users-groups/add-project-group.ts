import type { Reading } from '../../requests/reading.ts';
import type { ResolveContext } from '../action.ts';
import { defineAction, found, type Outcome, precondition } from '../define-action.ts';
import { memberHolds, membershipsCheck } from '../effects.ts';
import { groupSentence, membersOf } from '../look-up/find-group.ts';
import {
  actorIdsRead,
  actorsIn,
  chooseRole,
  isNamedAdministrators,
  rolesRead,
} from '../look-up/find-role.ts';
import { projectSecurityRead } from '../look-up/hidden-access.ts';
import { already, refusedRead, unsupported } from '../look-up/obstacle.ts';
import {
  assignedSchemeRead,
  isAdministrative,
  permissionsOfRole,
} from '../look-up/permission-scheme.ts';
import { readAll, readTogether } from '../look-up/read-together.ts';
import { operations, requestOf } from '../operations.ts';
import { quoted } from '../sentence-words.ts';
import { roleSentence, securitySentence } from './add-project-member.ts';
import {
  type Args,
  factsFor,
  findBoth,
  holdsGroup,
  memberOf,
  membersIn,
  pinRead,
  READS,
  rowsOf,
  schema,
  targetOf,
  wishesOf,
} from './group-in-project.ts';
import { isForEverybody } from './group-uses.ts';

function* resolveAdd(
  args: Args,
  context: ResolveContext,
): Reading<Outcome<'project.member.add_group'>> {
  const [project, group] = yield* findBoth(args, context);
  if (!project.ok) return project;
  if (!group.ok) return group;
  const { id, key, isArchived } = project.value;
  if (isArchived) return unsupported(`The project ${key} is archived; nobody can be added to it.`);
  const [[roles, scheme, pinned, security], members, everybody] = yield* readTogether(
    readAll([rolesRead(key), assignedSchemeRead(key), pinRead(key), projectSecurityRead(id)]),
    membersOf(group.value.id),
    isForEverybody(group.value.id),
  );
  const wanted = args.role ?? context.defaultRole;
  const role = yield* chooseRole(wanted, project.value, roles, context);
  if (!role.ok) return role;
  const actorsAre = actorIdsRead(key, role.value);
  const [actors] = yield* readAll([actorsAre]);
  if (actors.status !== 200) return refusedRead(`the role ${quoted(role.value.name)}`, actors);
  if (holdsGroup(actorsIn(actors.body), group.value)) {
    return already(
      `The group ${quoted(group.value.name)} is already in the role ${quoted(role.value.name)} of ${key}.`,
    );
  }
  const held = permissionsOfRole(scheme, role.value);
  const place = { project: project.value, group: group.value, members, context };
  return found({
    target: targetOf(place, [role.value]),
    facts: {
      ...factsFor(place, [role.value]),
      grantsAdministration: isNamedAdministrators(role.value)
        ? true
        : (held?.some(isAdministrative) ?? null),
      access: { projectId: project.value.id, permissions: held ?? [] },
    },
    rows: rowsOf(place, [role.value], ['no', 'yes']),
    preconditions: [
      precondition(`Project ${key}`, pinRead(key), pinned),
      precondition(`Permissions in ${key}`, assignedSchemeRead(key), scheme),
      {
        ...precondition(
          `Members of the role ${quoted(role.value.name)} of ${key}`,
          actorsAre,
          actors,
        ),
        holds: memberHolds(memberOf(group.value), false),
      },
    ],
    radius: [
      `${groupSentence(group.value.name, members)}, and whoever joins it later gets the role as well`,
      ...(everybody === true
        ? [
            `The group ${quoted(group.value.name)} gives access to Jira: everybody in Jira may be in it`,
          ]
        : []),
      roleSentence(role.value, held),
      ...securitySentence(project.value, security),
    ],
  });
}

/** Catalogue entry of `project.member.add_group`. */
export const addProjectGroup = defineAction('project.member.add_group', {
  area: 'users_groups',
  title: 'Add a group to a project',
  defaultClass: 'requires-approval',
  approvalBecause: 'It gives access to everybody who is in the group, now or later.',
  level: 'standard',
  reversibility: { kind: 'complete', sentence: 'Can be undone' },
  blastRadius: 'people in the group; the permissions the role carries',
  connections: ['forge', 'oauth'],
  writes: operations('addActorUsers'),
  reads: operations(
    ...READS,
    'getAssignedPermissionScheme',
    'searchProjectsUsingSecuritySchemes',
    'getAllApplicationRoles',
  ),
  schema,
  resolve: resolveAdd,
  compile: ({ project, roles, group }) =>
    roles.map((role) =>
      requestOf('addActorUsers', {
        path: { projectIdOrKey: project.key, id: role.id },
        body: { groupId: [group.id] },
      }),
    ),
  check: (target) => membershipsCheck(membersIn(target), true),
  inverse: (target) => wishesOf('project.member.remove_group', target),
});
