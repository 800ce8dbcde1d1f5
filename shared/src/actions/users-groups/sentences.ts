/** What resolution finds, per action of this area, and the sentence made of it. Plain JSON and no schema: the issue panel loads it. */
import { countOf, listOf, named, namedQuoted, plain, quoted, verbOf } from '../sentence-words.ts';

/** Role membership of one person in one project. */
export type MemberTarget = {
  project: { id: string; key: string };
  person: { accountId: string; name: string };
  /** One role for adding; every role the person is removed from. */
  roles: Array<{ id: string; name: string }>;
};

/** Roles to empty. */
export type ClearTarget = {
  project: { id: string; key: string };
  roles: Array<{
    id: string;
    name: string;
    actorIds: string[];
    /** Active people, by account id, and groups: whom an inverse can put back. */
    users: string[];
    groups: string[];
  }>;
  people: number;
  groups: number;
};

/** Role membership of a group in one project. */
export type GroupMemberTarget = {
  project: { id: string; key: string };
  group: { id: string; name: string };
  roles: Array<{ id: string; name: string }>;
};

type Actors = {
  users: Array<{ accountId: string; name: string }>;
  groups: Array<{ id: string; name: string }>;
};

/** Everybody in one role of one project, before and afterwards. */
export type ActorsTarget = {
  project: { id: string; key: string };
  role: { id: string; name: string };
  before: Actors;
  after: Actors;
};

/** Membership of a person in a group of the site. */
export type GroupUserTarget = {
  group: { id: string; name: string };
  person: { accountId: string; name: string };
};

/** A group that is made. */
export type NewGroupTarget = { name: string };

/** A group that is deleted; `swap` takes over what only the group may read. */
export type OldGroupTarget = {
  group: { id: string; name: string };
  swap: { id: string; name: string } | null;
};

/** Somebody who is invited. */
export type InviteTarget = {
  email: string;
  products: Array<{ key: string; name: string }>;
};

/** Somebody who is removed from the site. */
export type OldUserTarget = { person: { accountId: string; name: string } };

/** Somebody who leaves all projects, and whoever gets the open issues. */
export type OffboardTarget = {
  person: { accountId: string; name: string };
  owner: { accountId: string; name: string } | null;
  roles: Array<{ project: { id: string; key: string }; role: { id: string; name: string } }>;
  issues: Array<{ id: string; key: string }>;
};

/** Nothing is ever done: the report is an answer. */
export type ReportTarget = Record<string, never>;

const actorNames = ({ users, groups }: Actors): string =>
  listOf([
    ...users.map(({ name }) => name),
    ...groups.map(({ name }) => `the group ${quoted(name)}`),
  ]);

const rolesOf = (roles: ReadonlyArray<{ name: string }>): string =>
  `${verbOf(roles.length, 'role', 'roles')} ${namedQuoted(roles)}`;

function offboarding({ person, owner, roles, issues }: OffboardTarget): string {
  const start = `Take ${plain(person.name)} out of ${countOf(roles.length, 'role')}`;
  const work = countOf(issues.length, 'open issue');
  return owner === null
    ? `${start} and leave ${work} unassigned`
    : `${start} and give ${work} to ${plain(owner.name)}`;
}

/** Action type -> sentence. */
export const usersGroupsSentences = {
  'project.member.add': ({ person, project, roles }: MemberTarget): string =>
    `Add ${plain(person.name)} to ${project.key} in the ${rolesOf(roles)}`,
  'project.member.remove': ({ person, project, roles }: MemberTarget): string =>
    `Remove ${plain(person.name)} from ${project.key} (${rolesOf(roles)})`,
  'project.member.clear': ({ project, people, groups, roles }: ClearTarget): string =>
    `Remove everybody but administrators from ${project.key}: ${countOf(people, 'person', 'people')} and ${countOf(groups, 'group')} out of the ${rolesOf(roles)}`,
  'project.member.add_group': ({ group, project, roles }: GroupMemberTarget): string =>
    `Add the group ${quoted(group.name)} to ${project.key} in the ${rolesOf(roles)}`,
  'project.member.remove_group': ({ group, project, roles }: GroupMemberTarget): string =>
    `Remove the group ${quoted(group.name)} from ${project.key} (${rolesOf(roles)})`,
  'project.role.set_actors': ({ project, role, after }: ActorsTarget): string =>
    after.users.length + after.groups.length === 0
      ? `Take everybody out of the role ${quoted(role.name)} of ${project.key}`
      : `Let only ${actorNames(after)} be in the role ${quoted(role.name)} of ${project.key}`,
  'group.member.add': ({ group, person }: GroupUserTarget): string =>
    `Add ${plain(person.name)} to the group ${quoted(group.name)}`,
  'group.member.remove': ({ group, person }: GroupUserTarget): string =>
    `Remove ${plain(person.name)} from the group ${quoted(group.name)}`,
  'group.create': ({ name }: NewGroupTarget): string => `Create the group ${quoted(name)}`,
  'group.delete': ({ group, swap }: OldGroupTarget): string =>
    swap === null
      ? `Delete the group ${quoted(group.name)}`
      : `Delete the group ${quoted(group.name)} and let the group ${quoted(swap.name)} read what only it could read`,
  'user.invite': ({ email, products }: InviteTarget): string =>
    `Invite ${plain(email)} to ${named(products)}`,
  'user.delete': ({ person }: OldUserTarget): string =>
    `Remove ${plain(person.name)} from the site`,
  'user.offboard': ({ person, owner, roles, issues }: OffboardTarget): string =>
    offboarding({ person, owner, roles, issues }),
  'user.access.report': (_: ReportTarget): string => 'Say who may do what',
};
