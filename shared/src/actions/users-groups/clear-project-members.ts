/**
 * `project.member.clear`: everybody out of every role of one project, but for its administrators. The role apps hold
 * is never touched: Kraken's own access hangs on it.
 */
import { z } from 'zod';
import type { JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import type { ResolveContext } from '../action.ts';
import {
  defineAction,
  factsOf,
  found,
  type Outcome,
  precondition,
  words,
} from '../define-action.ts';
import { mentionOf } from '../look-up/account-id.ts';
import { findProject, type Project, projectRead, projectTarget } from '../look-up/find-project.ts';
import {
  activeActorIdsRead,
  actorIdsRead,
  actorsIn,
  actorsRead,
  isAppRole,
  type Role,
  type RoleActors,
  rolesIn,
  rolesRead,
  roleTarget,
} from '../look-up/find-role.ts';
import { namedId } from '../look-up/named-id.ts';
import { already, refusedRead, unsupported } from '../look-up/obstacle.ts';
import { administers, assignedSchemeRead } from '../look-up/permission-scheme.ts';
import { readAll, readTogether } from '../look-up/read-together.ts';
import { operations, requestOf } from '../operations.ts';
import { countOf, listOf, namedQuoted, quoted } from '../sentence-words.ts';
import type { ClearTarget } from './sentences.ts';

type Args = { project: string };

interface FilledRole {
  role: Role;
  actors: RoleActors;
  /** Account ids of those who are active. */
  active: ReadonlySet<string>;
  pin: ReturnType<typeof precondition>;
}

function* resolve(args: Args, context: ResolveContext): Reading<Outcome<'project.member.clear'>> {
  const project = yield* findProject(args.project, context);
  if (!project.ok) return project;
  const { key } = project.value;
  const pin = projectRead(key, ['id', 'key', 'archived']);
  const scheme = assignedSchemeRead(key);
  const [listed, pinned, grants] = yield* readAll([rolesRead(key), pin, scheme]);
  if (listed.status !== 200) return refusedRead(`the roles of ${key}`, listed);
  const all = rolesIn(listed).filter((role) => !isAppRole(role));
  const kept = all.filter((role) => administers(grants, role));
  if (kept.length === 0) {
    return unsupported(`Kraken cannot tell which role of ${key} holds its administrators.`);
  }
  const roles = all.filter((role) => !kept.includes(role));
  const reads = [...kept, ...roles].map((role) => actorsRead(key, role));
  const [answers, actives] = yield* readTogether(
    readAll(reads),
    readAll([...kept, ...roles].map((role) => activeActorIdsRead(key, role))),
  );
  const lost = answers.find((answer) => answer.status !== 200);
  if (lost !== undefined) return refusedRead(`the roles of ${key}`, lost);
  const filled = [...kept, ...roles].flatMap((role, index): FilledRole[] => {
    const [read, answer, active] = [reads[index], answers[index], actives[index]];
    if (read === undefined || answer === undefined || active === undefined) return [];
    const label = `Members of the role ${quoted(role.name)} of ${key}`;
    return [
      {
        role,
        actors: actorsIn(answer.body),
        active: new Set(actorsIn(active.body).users.map(({ accountId }) => accountId)),
        pin: precondition(label, read, answer),
      },
    ];
  });
  const emptied = filled.slice(kept.length).filter(({ actors }) => sizeOf(actors) > 0);
  if (emptied.length === 0) {
    return already(`Nobody but administrators is in a role of ${key}.`);
  }
  const pins = [
    precondition(`Project ${key}`, pin, pinned),
    precondition(`Permissions in ${key}`, scheme, grants),
    ...filled.map((each) => each.pin),
  ];
  return found({
    ...findingOf(project.value, emptied, context),
    preconditions: pins,
    radius: radiusOf(emptied, filled.slice(0, kept.length)),
  });
}

const sizeOf = ({ users, groups }: RoleActors): number => users.length + groups.length;

function findingOf(project: Project, emptied: readonly FilledRole[], context: ResolveContext) {
  const users = new Set(
    emptied.flatMap(({ actors }) => actors.users.map(({ accountId }) => accountId)),
  );
  const groups = new Set(
    emptied.flatMap(({ actors }) => actors.groups.map((group) => group.groupId)),
  );
  const target: ClearTarget = {
    project: { id: project.id, key: project.key },
    roles: emptied.map(({ role, actors, active }) => ({
      id: role.id,
      name: role.name,
      actorIds: idsOf(actors),
      users: actors.users.map(({ accountId }) => accountId).filter((id) => active.has(id)),
      groups: actors.groups.map(({ groupId }) => groupId),
    })),
    people: users.size,
    groups: groups.size,
  };
  const facts = factsOf(context, {
    targets: [projectTarget(project), ...emptied.map(({ role }) => roleTarget(role))],
    projectIds: [project.id],
    counts: { users: users.size, projects: 1 },
    // Jira takes no deactivated account into a role again.
    hasCompleteInverse: [...users].every((id) => emptied.some(({ active }) => active.has(id))),
    changesProjects: true,
  });
  const hasKraken = context.krakenAccountId !== null && users.has(context.krakenAccountId);
  return {
    target,
    facts: hasKraken ? { ...facts, touchesKraken: true } : facts,
    rows: emptied.map(({ role, actors }) => ({
      label: `Role ${quoted(role.name)} of ${project.key}`,
      before: listOf(
        [
          ...actors.users.map(({ name }) => name),
          ...actors.groups.map(({ name }) => `group ${quoted(name)}`),
        ],
        50,
      ),
      after: 'nobody',
    })),
  };
}

function idsOf(actors: RoleActors): string[] {
  return [
    ...actors.users.map(({ accountId }) => accountId),
    ...actors.groups.map(({ groupId }) => groupId),
  ].sort();
}

function radiusOf(emptied: readonly FilledRole[], kept: readonly FilledRole[]): string[] {
  const groups = emptied.flatMap(({ actors }) => actors.groups);
  const administrators = kept.reduce((sum, { actors }) => sum + sizeOf(actors), 0);
  return [
    ...(groups.length > 0
      ? [
          countOf(
            groups.length,
            'group loses its role as well, and so do its members',
            'groups lose their roles as well, and so do their members',
          ),
        ]
      : []),
    administrators > 0
      ? `Who is in ${namedQuoted(kept.map(({ role }) => role))} stays: ${countOf(administrators, 'person or group', 'people and groups')}`
      : 'Nobody is an administrator of the project: afterwards nobody is in it at all',
  ];
}

/** True while a role still holds exactly who it held; undefined where Jira does not answer. */
function stateOf(answer: JiraReadResult | undefined, actorIds: readonly string[]) {
  if (answer?.status !== 200) return 'unknown';
  const now = idsOf(actorsIn(answer.body));
  if (now.length === 0) return 'done';
  return JSON.stringify(now) === JSON.stringify(actorIds) ? 'not-done' : 'differs';
}

/** False for what was stored before users and groups were kept apart. */
function isKept(role: Partial<ClearTarget['roles'][number]>): boolean {
  return Array.isArray(role.users) && Array.isArray(role.groups);
}

/** Catalogue entry of `project.member.clear`. */
export const clearProjectMembers = defineAction('project.member.clear', {
  area: 'users_groups',
  title: 'Remove everybody but administrators from a project',
  defaultClass: 'requires-approval',
  approvalBecause: 'It locks a whole team out of its project.',
  level: 'critical',
  reversibility: { kind: 'complete', sentence: 'Can be undone: who was in each role is kept' },
  blastRadius: 'people and groups who leave the roles; who stays',
  connections: ['forge', 'oauth'],
  writes: operations('setActors'),
  reads: operations(
    'getProject',
    'searchProjects',
    'getProjectRoles',
    'getProjectRole',
    'getAssignedPermissionScheme',
    'getBulkPermissions',
  ),
  schema: z.strictObject({ project: words }),
  resolve,
  compile: ({ project, roles }) =>
    roles.map((role) =>
      requestOf('setActors', {
        path: { projectIdOrKey: project.key, id: role.id },
        body: {
          categorisedActors: {
            'atlassian-user-role-actor': [],
            'atlassian-group-role-actor-id': [],
          },
        },
      }),
    ),
  inverse: ({ project, roles }) =>
    roles.every(isKept)
      ? roles.map(({ id, users, groups }) => ({
          type: 'project.role.set_actors',
          args: {
            project: project.key,
            role: namedId(id),
            users: users.map(mentionOf),
            groups: groups.map(namedId),
          },
        }))
      : null,
  check: ({ project, roles }) => ({
    reads: roles.map((role) => actorIdsRead(project.key, role)),
    judge(answers) {
      const states = new Set(roles.map((role, index) => stateOf(answers[index], role.actorIds)));
      const [only] = states;
      if (states.has('unknown')) return 'unknown';
      return states.size === 1 && only !== undefined ? only : 'differs';
    },
  }),
});
