/**
 * `user.offboard`: takes a person out of the roles of every live project and gives his open issues to somebody else, or to
 * nobody. Groups, filters and dashboards are not touched: groups are site administration and an action of their own,
 * which the radius says. Roles of Kraken's own project are left to people.
 */
import { z } from 'zod';
import type { JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import type { PersonFact, ResolveContext } from '../action.ts';
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
import { mentionOf } from '../look-up/account-id.ts';
import { groupsOfRead } from '../look-up/find-group.ts';
import { actorIdsRead, actorsIn } from '../look-up/find-role.ts';
import { findUser } from '../look-up/find-user.ts';
import { namedId } from '../look-up/named-id.ts';
import { already, ask, unsupported } from '../look-up/obstacle.ts';
import { administers, assignedSchemeRead } from '../look-up/permission-scheme.ts';
import { itemsAt } from '../look-up/read-answer.ts';
import { readAll, readOptional, readTogether } from '../look-up/read-together.ts';
import { type ListedIssue, listIssues } from '../look-up/search-issues.ts';
import { operations, requestOf } from '../operations.ts';
import { countOf, listOf, quoted } from '../sentence-words.ts';
import { accountRead, assigneeRead, checkOffboard, mayOwn, PEOPLE } from './offboard-effect.ts';
import { type RolePlace, readRolePlaces } from './role-places.ts';
import type { OffboardTarget } from './sentences.ts';

type Args = { user: string; newOwner?: string };

const MAX_ISSUES = 100;
function* resolve(args: Args, context: ResolveContext): Reading<Outcome<'user.offboard'>> {
  const [person, owner] = yield* readTogether(
    findUser(args.user, context, { mayBeInactive: true }),
    readOptional(args.newOwner, (wanted) => findUser(wanted, context)),
  );
  if (!person.ok) return person;
  if (owner !== undefined && !owner.ok) return owner;
  const { accountId, name } = person.value;
  if (owner?.value.accountId === accountId) {
    return ask('person', args.newOwner ?? '', [], `Who else shall get the issues of ${name}?`);
  }
  const [places, issues] = yield* readTogether(
    // In an archived project nothing can be changed.
    readRolePlaces('live'),
    listIssues(`assignee = "${accountId}" AND statusCategory != Done ORDER BY key ASC`),
  );
  if (!issues.ok) return issues;
  if (places === null) {
    return unsupported('Kraken could not look through the roles of all projects.');
  }
  if (issues.value.length > MAX_ISSUES) {
    return unsupported(
      `${countOf(issues.value.length, 'open issue')} are assigned to ${name}, more than ${MAX_ISSUES} at once; give some of them to others first.`,
    );
  }
  const seen = { person: person.value, owner: owner?.value ?? null, issues: issues.value, context };
  return yield* fromRoles(
    seen,
    places.filter((place) => holds(place, accountId)),
  );
}

const holds = ({ answer }: RolePlace, accountId: string): boolean =>
  actorsIn(answer.body).users.some((user) => user.accountId === accountId);

interface Seen {
  person: PersonFact;
  owner: PersonFact | null;
  issues: readonly ListedIssue[];
  context: ResolveContext;
}

function* fromRoles(seen: Seen, held: readonly RolePlace[]): Reading<Outcome<'user.offboard'>> {
  const { person, issues, context } = seen;
  const own = held.filter(({ project }) => context.krakenProjectIds.includes(project.id));
  const places = held.filter((place) => !own.includes(place));
  const ruling = yield* administering(places);
  const last = ruling.filter(({ answer }) => {
    const { users, groups } = actorsIn(answer.body);
    return users.length + groups.length === 1;
  });
  if (last.length > 0) {
    return unsupported(
      `${person.name} is alone in a role that administers ${listOf(last.map(({ project }) => project.name))}; name others first.`,
    );
  }
  if (places.length === 0 && issues.length === 0) {
    return already(`${person.name} is in no role by name and has no open issue.`);
  }
  const allowed = yield* mayOwn(seen.owner, issues);
  if (!allowed.ok) return allowed;
  const [[account, groups], assignees] = yield* readTogether(
    readAll([accountRead(person.accountId), groupsOfRead(person.accountId)]),
    readAll(issues.map(({ key }) => assigneeRead(key))),
  );
  return found({
    ...findingOf(seen, places),
    preconditions: [
      precondition(`Account of ${person.name}`, accountRead(person.accountId), account),
      ...places.map((place) => ({
        ...precondition(
          `Members of the role ${quoted(place.role.name)} of ${place.project.name}`,
          actorIdsRead(place.project.name, place.role),
          place.answer,
        ),
        ...(!ruling.includes(place) && {
          holds: memberHolds({ list: PEOPLE, value: person.accountId }, true),
        }),
      })),
      ...issues.flatMap(({ key }, index) => {
        const answer = assignees[index];
        return answer === undefined
          ? []
          : [precondition(`Assignee of ${key}`, assigneeRead(key), answer)];
      }),
    ],
    radius: radiusOf(seen, places, { own, groups }),
  });
}

/** The places whose role administers its project. */
function* administering(places: readonly RolePlace[]): Reading<RolePlace[]> {
  const schemes = yield* readAll(places.map(({ project }) => assignedSchemeRead(project.name)));
  return places.filter(({ role }, at) =>
    administers(schemes[at] ?? { status: 0, body: null }, role),
  );
}

function findingOf({ person, owner, issues, context }: Seen, places: readonly RolePlace[]) {
  const named = ({ accountId, name }: PersonFact) => ({ accountId, name });
  const target: OffboardTarget = {
    person: named(person),
    owner: owner === null ? null : named(owner),
    roles: places.map(({ project, role }) => ({
      project: { id: project.id, key: project.name },
      role: { id: role.id, name: role.name },
    })),
    issues: issues.map(({ id, key }) => ({ id, key })),
  };
  const projectIds = [
    ...new Set([
      ...places.map(({ project }) => project.id),
      ...issues.map(({ projectId }) => projectId),
    ]),
  ];
  return {
    target,
    facts: factsOf(context, {
      targets: [{ kind: 'user', id: person.accountId, name: person.name }],
      projectIds,
      people: [person, ...(owner === null ? [] : [owner])],
      counts: { users: 1, issues: issues.length, projects: projectIds.length },
      // Jira takes no deactivated account into a role or as an assignee again.
      hasCompleteInverse: person.isActive,
      changesProjects: false,
    }),
    rows: [
      {
        label: `Roles of ${person.name}`,
        before: listOf(
          places.map(({ project, role }) => `${role.name} of ${project.name}`),
          50,
        ),
        after: 'none',
      },
      {
        label: `Assignee of ${countOf(issues.length, 'open issue')}`,
        before: person.name,
        after: owner?.name ?? 'nobody',
      },
    ],
  };
}

function radiusOf(
  { person, issues }: Seen,
  places: readonly RolePlace[],
  { own, groups }: { own: readonly RolePlace[]; groups: JiraReadResult },
): string[] {
  const led = places.filter(({ leadAccountId }) => leadAccountId === person.accountId);
  const leads = [...new Set(led.map(({ project }) => project.name))];
  return [
    `Issues that change: ${listOf(
      issues.map(({ key }) => key),
      50,
    )}`,
    groups.status === 200
      ? `The person stays in ${countOf(itemsAt(groups.body).length, 'group')}, and keeps what they give`
      : 'Jira does not say in which groups the person stays',
    ...(leads.length === 0 ? [] : [`The person stays lead of ${listOf(leads)}`]),
    ...(own.length === 0 ? [] : ["Roles in Kraken's own project stay as they are"]),
    'Roles in archived projects, filters and dashboards of the person stay as they are',
  ];
}

/** Catalogue entry of `user.offboard`. */
export const offboardUser = defineAction('user.offboard', {
  area: 'users_groups',
  title: 'Take a person out of all projects and give away their open work',
  defaultClass: 'requires-approval',
  approvalBecause: 'It takes a person out of many projects and moves work at once.',
  level: 'critical',
  reversibility: {
    kind: 'complete',
    sentence: 'Can be undone: the roles and the issues of the person are kept',
  },
  blastRadius: 'roles in every project; open issues assigned to the person; groups that stay',
  connections: ['forge', 'oauth'],
  writes: operations('deleteActor', 'assignIssue'),
  reads: operations(
    'findUsers',
    'getUser',
    'getUserGroups',
    'searchProjects',
    'getAllProjectRoles',
    'getProjectRole',
    'getAssignedPermissionScheme',
    'getIssue',
    'searchAndReconsileIssuesUsingJqlPost',
    'findAssignableUsers',
    'getBulkPermissions',
  ),
  schema: z.strictObject({ user: words, newOwner: optionalWords }),
  resolve,
  compile: ({ person, owner, roles, issues }) => [
    ...issues.map(({ key }) =>
      requestOf('assignIssue', {
        path: { issueIdOrKey: key },
        body: { accountId: owner?.accountId ?? null },
      }),
    ),
    ...roles.map(({ project, role }) =>
      requestOf('deleteActor', {
        path: { projectIdOrKey: project.key, id: role.id },
        query: [['user', person.accountId]],
      }),
    ),
  ],
  check: checkOffboard,
  inverse: ({ person, roles, issues }) => [
    // Roles first: only members can be assigned.
    ...roles.map(({ project, role }) => ({
      type: 'project.member.add',
      args: { project: project.key, user: mentionOf(person.accountId), role: namedId(role.id) },
    })),
    ...issues.map(({ key }) => ({
      type: 'issue.assign',
      args: { issue: key, assignee: mentionOf(person.accountId) },
    })),
  ],
});
