/**
 * `version.delete` and `version.merge`: a version goes; its issues lose it, or get another one. Both use Jira's newer
 * operation: the older `mergeto` leaves affected versions and version fields behind.
 */
import { z } from 'zod';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { ResolveContext } from '../action.ts';
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
import {
  findOtherPart,
  findPart,
  type Part,
  partRead,
  partsRead,
  partTargets,
} from '../look-up/find-part.ts';
import { type Obstacle, refusedRead } from '../look-up/obstacle.ts';
import { pinItem } from '../look-up/pin-reads.ts';
import { readAll, readOptional } from '../look-up/read-together.ts';
import { operations } from '../operations.ts';
import { quoted } from '../sentence-words.ts';
import {
  checkOf,
  compile,
  inverseOf,
  type Others,
  radiusOf,
  rowsOf,
  targetOf,
} from './version-ending.ts';
import { versionIssuesRead, versionUseIn } from './version-parts.ts';

type DeleteArgs = {
  project: string;
  version: string;
  moveFixTo?: string;
  moveAffectedTo?: string;
};
type MergeArgs = { project: string; version: string; into: string };
/** What both find: their targets have one shape, so the finding is taken by its shape, not by its type's name. */
type Ending = Result<Omit<Finding<'version.delete'>, never>, Obstacle>;

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
  const fix = yield* readOptional(args.moveFixTo, find);
  if (fix !== undefined && !fix.ok) return fix;
  const affected = yield* readOptional(args.moveAffectedTo, find);
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

function* toEnd(where: Part, others: Others, context: ResolveContext): Reading<Ending> {
  const { project, part } = where;
  const used = versionIssuesRead(part.id);
  const name = partRead('version', part.id, ['name']);
  const parts = partsRead('version', project.key, ['id', 'name']);
  const [counted, named, listed] = yield* readAll([used, name, parts]);
  const use = versionUseIn(counted);
  if (use === undefined) return refusedRead(`the issues of ${quoted(part.name)}`, counted);
  if (named.status !== 200) return refusedRead(`the version ${quoted(part.name)}`, named);
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
      precondition(`Issues with the version ${quoted(part.name)}`, used, counted),
      precondition(`Name of the version ${quoted(part.name)}`, name, named),
      ...kept.flatMap((one) =>
        one === null
          ? []
          : [
              pinItem(`Version ${quoted(one.name)} of ${project.key}`, parts, listed, {
                list: '[].id',
                value: one.id,
              }),
            ],
      ),
    ],
    radius: radiusOf(target),
  });
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
    moveFixTo: optionalWords,
    moveAffectedTo: optionalWords,
  }),
  resolve: resolveDelete,
  compile,
  check: checkOf,
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
  check: checkOf,
  inverse: () => null,
});
