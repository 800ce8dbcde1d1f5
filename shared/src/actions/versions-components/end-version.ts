/**
 * `version.delete` and `version.merge`: a version goes; its issues lose it, or get another one. Both use Jira's newer
 * operation: the older `mergeto` leaves affected versions and version fields behind.
 */
import { z } from 'zod';
import type { JiraRequest } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { EffectCheck, InverseWish, ResolveContext } from '../action.ts';
import {
  defineAction,
  type Finding,
  factsOf,
  found,
  type Outcome,
  optionalWords,
  precondition,
  words,
} from '../define-action.ts';
import { memberHolds, membershipCheck } from '../effects.ts';
import type { NamedThing } from '../look-up/find-named.ts';
import {
  findOtherPart,
  findPart,
  idAndName,
  type Part,
  partRead,
  partsRead,
  partTargets,
} from '../look-up/find-part.ts';
import { countOf, listOf } from '../look-up/match-name.ts';
import { type Obstacle, refusedRead } from '../look-up/obstacle.ts';
import { isTrueAt } from '../look-up/read-answer.ts';
import { readAll, readOptional } from '../look-up/read-together.ts';
import { shownAt } from '../look-up/text-changes.ts';
import { operations, requestOf } from '../operations.ts';
import type { VersionEndTarget } from './sentences.ts';
import { type VersionUse, versionIssuesRead, versionUseIn } from './version-parts.ts';

type DeleteArgs = {
  project: string;
  version: string;
  move_fix_to?: string;
  move_affected_to?: string;
};
type MergeArgs = { project: string; version: string; into: string };
type Ending = Result<Omit<Finding<'version.delete'>, never>, Obstacle>;

interface Others {
  fix: NamedThing | null;
  affected: NamedThing | null;
}

function* resolveDelete(
  args: DeleteArgs,
  context: ResolveContext,
): Reading<Outcome<'version.delete'>> {
  const where = yield* findPart('version', { project: args.project, part: args.version }, context);
  if (!where.ok) return where;
  const others = yield* findOthers(args, where.value, context);
  if (!others.ok) return others;
  const end = yield* toEnd(where.value, others.value, context);
  return end.ok ? found(end.value) : end;
}

function* findOthers(
  args: DeleteArgs,
  where: Part,
  context: ResolveContext,
): Reading<Result<Others, Obstacle>> {
  const find = (wanted: string) => findOtherPart('version', wanted, where, context);
  const fix = yield* readOptional(args.move_fix_to, find);
  if (fix !== undefined && !fix.ok) return fix;
  const affected = yield* readOptional(args.move_affected_to, find);
  if (affected !== undefined && !affected.ok) return affected;
  return ok({ fix: fix?.value ?? null, affected: affected?.value ?? null });
}

function* resolveMerge(
  args: MergeArgs,
  context: ResolveContext,
): Reading<Outcome<'version.merge'>> {
  const where = yield* findPart('version', { project: args.project, part: args.version }, context);
  if (!where.ok) return where;
  const into = yield* findOtherPart('version', args.into, where.value, context);
  if (!into.ok) return into;
  const end = yield* toEnd(where.value, { fix: into.value, affected: into.value }, context);
  return end.ok ? found(end.value) : end;
}

function targetOf({ project, part }: Part, { fix, affected }: Others, use: VersionUse) {
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

function* toEnd(where: Part, others: Others, context: ResolveContext): Reading<Ending> {
  const { project, part } = where;
  const used = versionIssuesRead(part.id);
  const name = partRead('version', part.id, ['name']);
  const ids = partsRead('version', project.key, ['id']);
  const [counted, named, listed] = yield* readAll([used, name, ids]);
  const use = versionUseIn(counted);
  if (use === undefined) return refusedRead(`the issues of ${part.name}`, counted);
  if (named.status !== 200) return refusedRead(`the version ${part.name}`, named);
  const target = targetOf(where, others, use);
  const kept = [...new Map([others.fix, others.affected].map((one) => [one?.id, one])).values()];
  return ok({
    target,
    facts: factsOf(context, {
      targets: partTargets('version', where),
      projectIds: [project.id],
      counts: { projects: 1, issues: use.fixed + use.affected + use.inFields },
      hasCompleteInverse: false,
      changesProjects: true,
    }),
    rows: rowsOf(target),
    preconditions: [
      precondition(`Issues with the version ${part.name}`, used, counted),
      precondition(`Name of the version ${part.name}`, name, named),
      ...kept.flatMap((one) =>
        one === null
          ? []
          : [
              {
                ...precondition(`Version ${one.name} of ${project.key}`, ids, listed),
                holds: memberHolds({ list: '[].id', value: one.id }, true),
              },
            ],
      ),
    ],
    radius: radiusOf(target),
  });
}

function rowsOf({ project, version, issues, ...target }: VersionEndTarget) {
  const row = (what: string, count: number, after: string) =>
    count === 0
      ? []
      : [{ label: `${what} of ${countOf(count, 'issue')}`, before: version.name, after }];
  return [
    { label: `Version of ${project.key}`, before: version.name, after: 'deleted' },
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

function radiusOf(target: VersionEndTarget): string[] {
  const { issues, fields } = target;
  const fate = (other: { name: string } | null): string =>
    other === null ? 'lose it' : `get ${other.name} instead`;
  return [
    `${countOf(issues.fixed, 'issue')} to be fixed in it ${fate(target.moveFixTo)}`,
    `${countOf(issues.affected, 'issue')} affected by it ${fate(target.moveAffectedTo)}`,
    ...(issues.inFields === 0
      ? []
      : [
          `${countOf(issues.inFields, 'issue')} with it in ${listOf(fields.map(({ name }) => name))} ${fate(inFieldsTo(target))}`,
        ]),
    'Filters and boards that name it find nothing any more',
  ];
}

function compile(target: VersionEndTarget): JiraRequest[] {
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

// The list, not the version itself: a version the app may not see any more would look deleted.
const check = ({ project, version }: VersionEndTarget): EffectCheck =>
  membershipCheck(
    partsRead('version', project.key, ['id']),
    { list: '[].id', value: version.id },
    false,
  );

/** A version no issue carried can be made again, as a new one; Jira makes no version that is released. */
function inverseOf({ project, version, issues, was }: VersionEndTarget): InverseWish[] | null {
  if (issues.fixed + issues.affected + issues.inFields > 0 || was.released) return null;
  const args = {
    project: project.key,
    name: version.name,
    ...(was.description !== '' && { description: was.description }),
    ...(was.startDate !== '' && { start_date: was.startDate }),
    ...(was.releaseDate !== '' && { release_date: was.releaseDate }),
    ...(was.archived && { archived: true }),
  };
  return [{ type: 'version.create', args }];
}

const READS = operations(
  'getProject',
  'searchProjects',
  'getProjectVersions',
  'getVersion',
  'getVersionRelatedIssues',
  'getBulkPermissions',
);

/** Catalogue entry of `version.delete`. */
export const deleteVersion = defineAction('version.delete', {
  area: 'versions_components',
  title: 'Delete a version',
  defaultClass: 'requires-approval',
  approvalBecause: 'Its issues lose the version, and Jira keeps no copy of it.',
  level: 'standard',
  reversibility: {
    kind: 'partial',
    sentence:
      'Cannot be undone for its issues; a version without issues can be made again, as a new one',
  },
  blastRadius: 'issues that carry the version',
  connections: ['forge', 'oauth'],
  writes: operations('deleteAndReplaceVersion'),
  reads: READS,
  schema: z.strictObject({
    project: words,
    version: words,
    move_fix_to: optionalWords,
    move_affected_to: optionalWords,
  }),
  resolve: resolveDelete,
  compile,
  check,
  inverse: (target) => inverseOf(target),
});

/** Catalogue entry of `version.merge`. */
export const mergeVersion = defineAction('version.merge', {
  area: 'versions_components',
  title: 'Merge a version into another',
  defaultClass: 'requires-approval',
  approvalBecause: 'Afterwards nobody can tell which issues came from which version.',
  level: 'standard',
  reversibility: { kind: 'none', sentence: 'Cannot be undone' },
  blastRadius: 'issues that carry the version',
  connections: ['forge', 'oauth'],
  writes: operations('deleteAndReplaceVersion'),
  reads: READS,
  schema: z.strictObject({ project: words, version: words, into: words }),
  resolve: resolveMerge,
  compile,
  check,
  inverse: () => null,
});
