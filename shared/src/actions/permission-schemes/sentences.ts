/** What resolution finds, per action of this area, and the sentence made of it. Plain JSON and no schema: the issue panel loads it. */
import { listOf, plain, quoted } from '../sentence-words.ts';

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

/** Grants that a scheme loses. */
export type UngrantTarget = {
  scheme: { id: string; name: string };
  permission: { key: string; name: string };
  grants: Array<{ id: string; holder: GrantTarget['holder'] }>;
};

/** One change of a copied scheme. */
export type CopyChange = {
  change: 'grant' | 'revoke';
  permission: { key: string; name: string };
  holder: GrantTarget['holder'];
};

/** A copy of the scheme a project uses, changed, for that project alone. */
export type CopyTarget = {
  project: { id: string; key: string };
  from: { id: string; name: string };
  name: string;
  description: string;
  changes: CopyChange[];
  /** Every grant of the copy. */
  grants: Array<{ permission: string; type: string; value: string | null }>;
};

/** A new scheme, empty or a copy, which no project uses yet. */
export type NewSchemeTarget = {
  name: string;
  from: { id: string; name: string } | null;
  grants: CopyTarget['grants'];
};

/** A scheme no project uses. */
export type OldSchemeTarget = { scheme: { id: string; name: string } };

function changesWords(changes: readonly CopyChange[]): string {
  const groups = Map.groupBy(changes, ({ change, permission }) => `${change} ${permission.key}`);
  return [...groups.values()]
    .map((own) => {
      const verb = own[0]?.change === 'grant' ? 'given to' : 'taken from';
      return `${plain(own[0]?.permission.name ?? '')} ${verb} ${holdersOf(own)}`;
    })
    .join('; ');
}

const holdersOf = (grants: ReadonlyArray<Pick<CopyChange, 'holder'>>): string =>
  listOf(grants.map(({ holder }) => holder.words));

/** Action type -> sentence. */
export const permissionSchemesSentences = {
  'permission_scheme.assign': ({ scheme, project, before }: SchemeTarget): string =>
    `Use the permission scheme ${quoted(scheme.name)} for ${project.key} instead of ${quoted(before.name)}`,
  'permission_scheme.grant.add': ({ permission, holder, scheme }: GrantTarget): string =>
    `Grant ${permission.name} to ${plain(holder.words)} in the permission scheme ${quoted(scheme.name)}`,
  'permission_scheme.grant.remove': ({ permission, grants, scheme }: UngrantTarget): string =>
    `Take ${permission.name} from ${holdersOf(grants)} in the permission scheme ${quoted(scheme.name)}`,
  'permission_scheme.copy_and_assign': ({ project, from, name, changes }: CopyTarget): string =>
    `Give ${project.key} a copy of the permission scheme ${quoted(from.name)}, called ${quoted(name)}: ${changesWords(changes)}`,
  'permission_scheme.create': ({ name, from }: NewSchemeTarget): string =>
    from === null
      ? `Create the permission scheme ${quoted(name)} without grants`
      : `Create the permission scheme ${quoted(name)} as a copy of ${quoted(from.name)}`,
  'permission_scheme.delete': ({ scheme }: OldSchemeTarget): string =>
    `Delete the permission scheme ${quoted(scheme.name)}, which no project uses`,
};
