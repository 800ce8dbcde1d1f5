/** What resolution finds, per action of this area, and the sentence made of it. Plain JSON and no schema: the issue panel loads it. */
import { plain } from '../sentence-words.ts';

/** A project that gets another permission scheme. */
export type SchemeTarget = {
  project: { id: string; key: string };
  before: { id: string; name: string };
  scheme: { id: string; name: string };
};

/** A grant that a scheme gets. */
export type GrantTarget = {
  scheme: { id: string; name: string };
  permission: { key: string; name: string };
  holder: { type: string; value: string | null; words: string };
};

/** Action type -> sentence. */
export const permissionSchemesSentences = {
  'permission_scheme.assign': ({ scheme, project, before }: SchemeTarget): string =>
    `Use the permission scheme "${plain(scheme.name)}" for ${project.key} instead of "${plain(before.name)}"`,
  'permission_scheme.grant.add': ({ permission, holder, scheme }: GrantTarget): string =>
    `Grant ${permission.name} to ${plain(holder.words)} in the permission scheme "${plain(scheme.name)}"`,
};
