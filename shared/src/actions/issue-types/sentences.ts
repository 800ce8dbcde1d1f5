/** What resolution finds, per action of this area, and the sentence made of it. Plain JSON and no schema: the issue panel loads it. */
import { countOf, listOf, quoted } from '../sentence-words.ts';

/** An issue type by id and name. */
export type NamedType = { id: string; name: string };

/** A new issue type. */
export type NewTypeTarget = { name: string; description: string; level: 0 | -1 };

/** An issue type that is deleted, and the one its issues get; `issues` null: not counted. */
export type DeleteTypeTarget = {
  type: NamedType;
  replacement: NamedType | null;
  issues: number | null;
};

/** An issue type with another name or description. */
export type UpdateTypeTarget = {
  type: NamedType;
  before: { name?: string; description?: string };
  after: { name?: string; description?: string };
};

/** An issue type that enters or leaves the scheme of a project. */
export type SchemeTypeTarget = {
  project: { id: string; key: string };
  scheme: { id: string; name: string };
  type: NamedType;
  /** Keys of the other projects that use the scheme. */
  others: string[];
  canGoBack: boolean;
};

/** A project that gets another issue type scheme. */
export type AssignTypeSchemeTarget = {
  project: { id: string; key: string };
  before: { id: string; name: string };
  scheme: { id: string; name: string };
};

function also(others: readonly string[]): string {
  return others.length === 0 ? '' : `, and so in ${listOf(others)}`;
}

function deletion({ type, replacement, issues }: DeleteTypeTarget): string {
  const start = `Delete the issue type ${quoted(type.name)}`;
  if (replacement === null) return start;
  const what = issues === null ? 'its issues' : `its ${countOf(issues, 'issue')}`;
  return `${start} and give ${what} the type ${quoted(replacement.name)}`;
}

function change({ type, after }: UpdateTypeTarget): string {
  const { name, description } = after;
  if (name === undefined) return `Change the description of the issue type ${quoted(type.name)}`;
  const rest = description === undefined ? '' : ' and change its description';
  return `Rename the issue type ${quoted(type.name)} to ${quoted(name)}${rest}`;
}

/** Action type -> sentence. */
export const issueTypesSentences = {
  'issue_type.create': ({ name, level }: NewTypeTarget): string =>
    `Create the ${level === -1 ? 'sub-task' : 'issue'} type ${quoted(name)}`,
  'issue_type.delete': deletion,
  'issue_type.update': change,
  'issue_type_scheme.add_type': ({ type, project, others }: SchemeTypeTarget): string =>
    `Offer the issue type ${quoted(type.name)} in ${project.key}${also(others)}`,
  'issue_type_scheme.remove_type': ({ type, project, others }: SchemeTypeTarget): string =>
    `Stop offering the issue type ${quoted(type.name)} in ${project.key}${also(others)}`,
  'issue_type_scheme.assign': ({ project, scheme }: AssignTypeSchemeTarget): string =>
    `Use the issue type scheme ${quoted(scheme.name)} for ${project.key}`,
};
