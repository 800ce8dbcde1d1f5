/** What resolution finds, per action of this area, and the sentence made of it. Plain JSON and no schema: the issue panel loads it. */
import { listOf, quoted } from '../sentence-words.ts';

/** A role that is made. */
export type NewRoleTarget = { name: string; description: string };

/** A role whose name or description changes. */
export type RoleChangeTarget = {
  role: { id: string; name: string };
  before: { name: string; description: string };
  after: { name: string; description: string };
};

/** A role that is deleted; `swap` takes its place in schemes. */
export type OldRoleTarget = {
  role: { id: string; name: string };
  swap: { id: string; name: string } | null;
};

/** People or groups a new project gets in a role. */
export type DefaultActorsTarget = {
  role: { id: string; name: string };
  users: Array<{ accountId: string; name: string }>;
  groups: Array<{ id: string; name: string }>;
};

const actorNames = ({ users, groups }: DefaultActorsTarget): string =>
  listOf([
    ...users.map(({ name }) => name),
    ...groups.map(({ name }) => `the group ${quoted(name)}`),
  ]);

function changeWords({ before, after }: RoleChangeTarget): string {
  const isRenamed = before.name !== after.name;
  if (!isRenamed) return `Change the description of the project role ${quoted(before.name)}`;
  const rest = before.description === after.description ? '' : ' and change its description';
  return `Rename the project role ${quoted(before.name)} to ${quoted(after.name)}${rest}`;
}

/** Action type -> sentence. */
export const rolesSentences = {
  'role.create': ({ name }: NewRoleTarget): string => `Create the project role ${quoted(name)}`,
  'role.update': (target: RoleChangeTarget): string => changeWords(target),
  'role.delete': ({ role, swap }: OldRoleTarget): string =>
    swap === null
      ? `Delete the project role ${quoted(role.name)}`
      : `Delete the project role ${quoted(role.name)} and let ${quoted(swap.name)} take its place in schemes`,
  'role.default_actors.add': (target: DefaultActorsTarget): string =>
    `Put ${actorNames(target)} into the role ${quoted(target.role.name)} of every new project`,
  'role.default_actors.remove': (target: DefaultActorsTarget): string =>
    `No longer put ${actorNames(target)} into the role ${quoted(target.role.name)} of new projects`,
};
