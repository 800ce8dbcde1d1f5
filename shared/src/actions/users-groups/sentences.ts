/** What resolution finds, per action of this area, and the sentence made of it. Plain JSON and no schema: the issue panel loads it. */
import { counted, named, plain } from '../sentence-words.ts';

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
  roles: Array<{ id: string; name: string; actorIds: string[] }>;
  people: number;
  groups: number;
};

/** Action type -> sentence. */
export const usersGroupsSentences = {
  'project.member.add': ({ person, project, roles }: MemberTarget): string =>
    `Add ${plain(person.name)} to ${project.key} as ${named(roles)}`,
  'project.member.remove': ({ person, project, roles }: MemberTarget): string =>
    `Remove ${plain(person.name)} from ${project.key} (${named(roles)})`,
  'project.member.clear': ({ project, people, groups, roles }: ClearTarget): string =>
    `Remove everybody but administrators from ${project.key}: ${counted(people, 'person', 'people')} and ${counted(groups, 'group')} out of ${named(roles)}`,
};
