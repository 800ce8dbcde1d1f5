/** What a version's end does: its target, what is shown of it, its request, its judgement and its inverse. */
import type { JiraRequest } from '../../requests/jira-request.ts';
import type { ChangeRow, EffectCheck, InverseWish } from '../action.ts';
import { membershipCheck } from '../effects.ts';
import type { NamedThing } from '../look-up/find-named.ts';
import { idAndName, type Part, partsRead } from '../look-up/find-part.ts';
import { isTrueAt } from '../look-up/read-answer.ts';
import { shownAt } from '../look-up/text-changes.ts';
import { requestOf } from '../operations.ts';
import { countOf, DELETED_FOR_GOOD, listOf, quoted, verbOf } from '../sentence-words.ts';
import type { VersionEndTarget } from './sentences.ts';
import type { VersionUse } from './version-parts.ts';

/** The versions that issues get instead; null: none. */
export interface Others {
  fix: NamedThing | null;
  affected: NamedThing | null;
}

/** The target of a version that goes. */
export function targetOf({ project, part }: Part, { fix, affected }: Others, use: VersionUse) {
  const { fields, ...issues } = use;
  const target: VersionEndTarget = {
    project: { id: project.id, key: project.key },
    version: idAndName(part),
    moveFixTo: fix === null ? null : idAndName(fix),
    moveAffectedTo: affected === null ? null : idAndName(affected),
    issues,
    fields,
    was: {
      description: shownAt(part.body, 'description'),
      startDate: shownAt(part.body, 'startDate'),
      releaseDate: shownAt(part.body, 'releaseDate'),
      archived: isTrueAt(part.body, 'archived'),
      released: isTrueAt(part.body, 'released'),
    },
  };
  return target;
}

/** The version, and each field of its issues. */
export function rowsOf({ project, version, issues, ...target }: VersionEndTarget): ChangeRow[] {
  const row = (what: string, count: number, after: string) =>
    count === 0
      ? []
      : [{ label: `${what} of ${countOf(count, 'issue')}`, before: version.name, after }];
  return [
    {
      label: `Version of ${project.key}`,
      before: version.name,
      after: inFieldsTo(target) === null ? 'deleted' : DELETED_FOR_GOOD,
    },
    ...row('Fix version', issues.fixed, target.moveFixTo?.name ?? 'none'),
    ...row('Affected version', issues.affected, target.moveAffectedTo?.name ?? 'none'),
    ...row('Version field', issues.inFields, inFieldsTo(target)?.name ?? 'none'),
  ];
}

/** Issues that hold the version in a field of its own follow only where both others do: a merge. */
function inFieldsTo({
  moveFixTo,
  moveAffectedTo,
}: Pick<VersionEndTarget, 'moveFixTo' | 'moveAffectedTo'>) {
  return moveFixTo !== null && moveFixTo.id === moveAffectedTo?.id ? moveFixTo : null;
}

/** What becomes of its issues. */
export function radiusOf(target: VersionEndTarget): string[] {
  const { issues, fields } = target;
  const fate = (count: number, other: { name: string } | null): string =>
    other === null
      ? `${verbOf(count, 'loses', 'lose')} it`
      : `${verbOf(count, 'gets', 'get')} ${quoted(other.name)} instead`;
  return [
    `${countOf(issues.fixed, 'issue')} to be fixed in it ${fate(issues.fixed, target.moveFixTo)}`,
    `${countOf(issues.affected, 'issue')} affected by it ${fate(issues.affected, target.moveAffectedTo)}`,
    ...(issues.inFields === 0
      ? []
      : [
          `${countOf(issues.inFields, 'issue')} with it in ${listOf(fields.map(({ name }) => name))} ${fate(issues.inFields, inFieldsTo(target))}`,
        ]),
    'Filters and boards that name it find nothing any more',
  ];
}

/** The one request. */
export function compile(target: VersionEndTarget): JiraRequest[] {
  const { version, moveFixTo, moveAffectedTo, fields } = target;
  const moveTo = inFieldsTo(target);
  return [
    requestOf('deleteAndReplaceVersion', {
      path: { id: version.id },
      body: {
        ...(moveFixTo !== null && { moveFixIssuesTo: Number(moveFixTo.id) }),
        ...(moveAffectedTo !== null && { moveAffectedIssuesTo: Number(moveAffectedTo.id) }),
        ...(moveTo !== null &&
          fields.length > 0 && {
            customFieldReplacementList: fields.map(({ id }) => ({
              customFieldId: Number(id),
              moveTo: Number(moveTo.id),
            })),
          }),
      },
    }),
  ];
}

/** By the list, not the version itself: a version the app may not see any more would look deleted. */
export const checkOf = ({ project, version }: VersionEndTarget): EffectCheck =>
  membershipCheck(
    partsRead('version', project.key, ['id']),
    { list: '[].id', value: version.id },
    false,
  );

/** A version no issue carried can be made again, as a new one; Jira makes no version that is released. */
export function inverseOf({
  project,
  version,
  issues,
  was,
}: VersionEndTarget): InverseWish[] | null {
  if (issues.fixed + issues.affected + issues.inFields > 0 || was.released) return null;
  const args = {
    project: project.key,
    name: version.name,
    ...(was.description !== '' && { description: was.description }),
    ...(was.startDate !== '' && { startDate: was.startDate }),
    ...(was.releaseDate !== '' && { releaseDate: was.releaseDate }),
    ...(was.archived && { archived: true }),
  };
  return [{ type: 'version.create', args }];
}
