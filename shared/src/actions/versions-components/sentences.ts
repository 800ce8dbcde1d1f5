/** What resolution finds, per action of this area, and the sentence made of it. Plain JSON and no schema: the issue panel loads it. */
import { countOf, plain, quoted } from '../sentence-words.ts';

type Named = { id: string; name: string };
type Person = { accountId: string; name: string };
type InProject = { project: { id: string; key: string } };

/** Who gets an issue that is created with a component, as Jira calls it. */
export type AssigneeType = 'PROJECT_DEFAULT' | 'COMPONENT_LEAD' | 'PROJECT_LEAD' | 'UNASSIGNED';

/** A component that is made. Empty texts and nulls are left to Jira. */
export type NewComponentTarget = InProject & {
  name: string;
  description: string;
  lead: Person | null;
  assigneeType: AssigneeType | null;
};

/** Texts of one thing that change: field name -> before and after; an empty text is none. */
export type TextChanges = Record<string, { before: string; after: string }>;

/** A component whose name or description changes. */
export type ComponentChangeTarget = InProject & { component: Named; changes: TextChanges };

/** A component that gets another lead, or another way to find the assignee of new issues. */
export type ComponentLeadTarget = InProject & {
  component: Named;
  /** Undefined parts stay as they are. */
  lead?: { before: Person | null; after: Person | null };
  assigneeType?: { before: AssigneeType; after: AssigneeType };
};

/** A component that is deleted; its issues get the other one, or none. */
export type ComponentEndTarget = InProject & {
  component: Named;
  moveTo: Named | null;
  issues: number;
  /** What it was, to make it again where no issue held it. */
  was: { description: string; lead: Person | null; assigneeType: AssigneeType };
};

/** A version that is made; dates are `yyyy-mm-dd` or empty. */
export type NewVersionTarget = InProject & {
  name: string;
  description: string;
  startDate: string;
  releaseDate: string;
  archived: boolean;
};

/** A version whose texts, dates or states change; states are `true` and `false` as texts. */
export type VersionChangeTarget = InProject & { version: Named; changes: TextChanges };

/** A version that is released. */
export type VersionReleaseTarget = InProject & {
  version: Named;
  changes: TextChanges;
  moveTo: (Named & { self: string }) | null;
  unresolved: number;
};

/** A version that is deleted or merged; issues get the other versions, or none. */
export type VersionEndTarget = InProject & {
  version: Named;
  moveFixTo: Named | null;
  moveAffectedTo: Named | null;
  issues: { fixed: number; affected: number; inFields: number };
  /** Custom fields in which issues hold it. */
  fields: Array<{ id: string; name: string }>;
  was: Omit<NewVersionTarget, 'project' | 'name'> & { released: boolean };
};

const ASSIGNEES: Readonly<Record<AssigneeType, string>> = {
  PROJECT_DEFAULT: "the project's default assignee",
  COMPONENT_LEAD: 'its lead',
  PROJECT_LEAD: 'the project lead',
  UNASSIGNED: 'nobody',
};

/** Who gets new issues, in words. */
export function assigneeWords(type: AssigneeType): string {
  return ASSIGNEES[type];
}

function changed(thing: string, changes: TextChanges): string {
  const { name, archived, released, ...others } = changes;
  const parts: string[] = [];
  if (name !== undefined) parts.push(`rename ${thing} to ${quoted(name.after)}`);
  for (const [field, { after }] of Object.entries(others)) {
    const of = parts.length === 0 ? thing : null;
    parts.push(fieldSentence(FIELDS[field] ?? plain(field), after, of));
  }
  const it = (): string => (parts.length === 0 ? thing : 'it');
  if (archived !== undefined) {
    parts.push(`${archived.after === 'true' ? 'archive' : 'unarchive'} ${it()}`);
  }
  if (released !== undefined) {
    parts.push(`mark ${it()} as ${released.after === 'true' ? '' : 'not '}released`);
  }
  const text = parts.join(' and ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const FIELDS: Readonly<Record<string, string>> = {
  description: 'description',
  startDate: 'start date',
  releaseDate: 'release date',
};

/** `of` null: of what was named before. */
function fieldSentence(field: string, after: string, of: string | null): string {
  const what = of === null ? `its ${field}` : `the ${field} of ${of}`;
  if (after === '') return `remove ${what}`;
  return field === 'description' ? `change ${what}` : `set ${what} to ${plain(after)}`;
}

function endOf({ version, project, issues, ...target }: VersionEndTarget): string {
  const [fix, affected] = [target.moveFixTo, target.moveAffectedTo];
  const moves = [
    ...(fix === null
      ? []
      : [`the ${countOf(issues.fixed, 'issue')} to be fixed in it to ${quoted(fix.name)}`]),
    ...(affected === null
      ? []
      : [`the ${countOf(issues.affected, 'issue')} affected by it to ${quoted(affected.name)}`]),
  ];
  const moved = moves.length === 0 ? '' : `, moving ${moves.join(' and ')}`;
  return `Delete the version ${quoted(version.name)} of ${project.key}${moved}`;
}

function leadSentence({ component, project, lead, assigneeType }: ComponentLeadTarget): string {
  const thing = `the component ${quoted(component.name)} of ${project.key}`;
  const parts: string[] = [];
  if (lead !== undefined) {
    parts.push(
      lead.after === null
        ? `Remove the lead of ${thing}`
        : `Make ${plain(lead.after.name)} the lead of ${thing}`,
    );
  }
  if (assigneeType !== undefined) {
    const who = assigneeWords(assigneeType.after);
    parts.push(
      parts.length === 0
        ? `Give new issues of ${thing} to ${who}`
        : `and give its new issues to ${who}`,
    );
  }
  return parts.join(' ');
}

/** Action type -> sentence. */
export const versionsComponentsSentences = {
  'component.create': ({ name, project, lead }: NewComponentTarget): string =>
    `Create the component ${quoted(name)} in ${project.key}${
      lead === null ? '' : `, led by ${plain(lead.name)}`
    }`,
  'component.update': ({ component, project, changes }: ComponentChangeTarget): string =>
    changed(`the component ${quoted(component.name)} of ${project.key}`, changes),
  'component.lead.set': leadSentence,
  'component.delete': ({ component, project, moveTo, issues }: ComponentEndTarget): string =>
    `Delete the component ${quoted(component.name)} of ${project.key}${
      moveTo === null ? '' : `, moving its ${countOf(issues, 'issue')} to ${quoted(moveTo.name)}`
    }`,
  'version.create': ({ name, project, releaseDate, archived }: NewVersionTarget): string =>
    `Create the ${archived ? 'archived version' : 'version'} ${quoted(name)} in ${project.key}${
      releaseDate === '' ? '' : `, to be released on ${plain(releaseDate)}`
    }`,
  'version.update': ({ version, project, changes }: VersionChangeTarget): string =>
    changed(`the version ${quoted(version.name)} of ${project.key}`, changes),
  'version.release': ({ version, project, moveTo, unresolved }: VersionReleaseTarget): string =>
    `Release the version ${quoted(version.name)} of ${project.key}${
      moveTo === null
        ? ''
        : `, moving its ${countOf(unresolved, 'unresolved issue')} to ${quoted(moveTo.name)}`
    }`,
  'version.delete': endOf,
  'version.merge': ({ version, project, moveFixTo, issues }: VersionEndTarget): string =>
    `Merge the version ${quoted(version.name)} of ${project.key}, with ${countOf(
      issues.fixed + issues.affected,
      'use',
    )} in issues, into ${quoted(moveFixTo?.name ?? '')}`,
};
