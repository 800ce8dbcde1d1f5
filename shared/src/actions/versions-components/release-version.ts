/**
 * `version.release`: marks a version as released; its unresolved issues stay, or go to another version. Without a date
 * the one of the version stays: Kraken does not guess the day.
 */
import { z } from 'zod';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { EffectCheck, InverseWish, ResolveContext } from '../action.ts';
import {
  defineAction,
  factsOf,
  found,
  type Outcome,
  optionalWords,
  precondition,
  words,
} from '../define-action.ts';
import type { NamedThing } from '../look-up/find-named.ts';
import {
  findOtherPart,
  findPart,
  idAndName,
  type Part,
  partRead,
  partTargets,
} from '../look-up/find-part.ts';
import { namedId } from '../look-up/named-id.ts';
import { already, type Obstacle, refusedRead, unsupported } from '../look-up/obstacle.ts';
import { isTrueAt, textAt } from '../look-up/read-answer.ts';
import { readAll, readOptional } from '../look-up/read-together.ts';
import { changeRows, changesCheck, changesOf, shownAt } from '../look-up/text-changes.ts';
import { operations, requestOf } from '../operations.ts';
import { countOf, quoted } from '../sentence-words.ts';
import type { VersionReleaseTarget } from './sentences.ts';
import {
  datesIn,
  inOrder,
  STATE_WORDS,
  unresolvedIn,
  unresolvedRead,
  unresolvedSentence,
  versionBody,
  versionLabel,
} from './version-parts.ts';

type Args = {
  project: string;
  version: string;
  releaseDate?: string;
  moveUnfixedTo?: string;
};

const FIELDS = ['released', 'releaseDate', 'archived'];

function* resolve(args: Args, context: ResolveContext): Reading<Outcome<'version.release'>> {
  const dates = datesIn(args);
  if (!dates.ok) return dates;
  const where = yield* findPart('version', { project: args.project, part: args.version }, context);
  if (!where.ok) return where;
  const { project, part } = where.value;
  if (isTrueAt(part.body, 'released')) {
    return already(`The version ${quoted(part.name)} of ${project.key} is already released.`);
  }
  if (isTrueAt(part.body, 'archived')) {
    return unsupported(
      `The version ${quoted(part.name)} of ${project.key} is archived; unarchive it before it is released.`,
    );
  }
  const { releaseDate } = dates.value;
  const order = inOrder(
    shownAt(part.body, 'startDate'),
    releaseDate ?? shownAt(part.body, 'releaseDate'),
  );
  if (!order.ok) return order;
  const other = yield* readOptional(args.moveUnfixedTo, (wanted) =>
    findOpenVersion(wanted, where.value, context),
  );
  if (other !== undefined && !other.ok) return other;
  return yield* toRelease(where.value, releaseDate, other?.value ?? null, context);
}

type MoveTo = NonNullable<VersionReleaseTarget['moveTo']>;

/** Another version that still takes issues, with its address as Jira gave it: Jira wants the address. */
function* findOpenVersion(
  wanted: string,
  where: Part,
  context: ResolveContext,
): Reading<Result<MoveTo, Obstacle>> {
  const other = yield* findOtherPart('version', wanted, where, context);
  if (!other.ok) return other;
  const { id, name, body } = other.value;
  if (isTrueAt(body, 'archived') || isTrueAt(body, 'released')) {
    return unsupported(
      `${quoted(name)} is released or archived; name a version that is still open.`,
    );
  }
  const self = textAt(body, 'self') ?? '';
  if (!isAddressOf(self, other.value)) {
    return unsupported(
      `Jira does not say where the version ${quoted(name)} is, so issues cannot go to it.`,
    );
  }
  return ok({ id, name, self });
}

function isAddressOf(self: string, { id }: NamedThing): boolean {
  return self.startsWith('https://') && self.endsWith(`/rest/api/3/version/${id}`);
}

function* toRelease(
  where: Part,
  releaseDate: string | undefined,
  moveTo: MoveTo | null,
  context: ResolveContext,
): Reading<Outcome<'version.release'>> {
  const { project, part } = where;
  const read = partRead('version', part.id, FIELDS);
  const open = unresolvedRead(part.id);
  const target = partRead('version', moveTo?.id ?? part.id, FIELDS);
  const [before, counted, other] = yield* readAll([read, open, target]);
  if (before.status !== 200) return refusedRead(`the version ${quoted(part.name)}`, before);
  const unresolved = unresolvedIn(counted);
  if (unresolved === undefined) return refusedRead(`the issues of ${quoted(part.name)}`, counted);
  const changes = changesOf(part.body, { released: 'true', releaseDate });
  const isFirstDate = changes['releaseDate']?.before === '';
  const moved = moveTo === null ? 0 : unresolved;
  return found({
    target: {
      project: { id: project.id, key: project.key },
      version: idAndName(part),
      changes,
      moveTo,
      unresolved,
    },
    facts: factsOf(context, {
      targets: partTargets('version', where),
      projectIds: [project.id],
      counts: { projects: 1, issues: moved },
      hasCompleteInverse: moved === 0 && !isFirstDate,
      changesProjects: true,
    }),
    rows: [
      ...changeRows(changes, versionLabel(part.name), STATE_WORDS),
      ...(moveTo === null || moved === 0
        ? []
        : [
            {
              label: `Fix version of ${countOf(moved, 'unresolved issue')}`,
              before: part.name,
              after: moveTo.name,
            },
          ]),
    ],
    preconditions: [
      precondition(`Version ${quoted(part.name)} of ${project.key}`, read, before),
      precondition(`Unresolved issues of the version ${quoted(part.name)}`, open, counted),
      ...(moveTo === null ? [] : [precondition(`Version ${quoted(moveTo.name)}`, target, other)]),
    ],
    radius: [
      unresolvedSentence(unresolved, moveTo?.name),
      'Jira tells people and automation rules that wait for a release',
      ...(isFirstDate ? ['Jira has no way to take a date off a version again'] : []),
    ],
  });
}

/** The release taken back; issues that went to another version stay there. */
function inverseOf({ project, version, changes }: VersionReleaseTarget): InverseWish[] {
  const date = changes['releaseDate']?.before ?? '';
  const args = {
    project: project.key,
    version: namedId(version.id),
    released: false,
    ...(date !== '' && { releaseDate: date }),
  };
  return [{ type: 'version.update', args }];
}

/** Where issues move, "done" also needs that nothing unresolved is left behind. */
function checkOf({ version, changes, moveTo }: VersionReleaseTarget): EffectCheck {
  const ofVersion = changesCheck(partRead('version', version.id, Object.keys(changes)), changes);
  if (moveTo === null) return ofVersion;
  return {
    reads: [...ofVersion.reads, unresolvedRead(version.id)],
    judge([answer, counted]) {
      const seen = answer === undefined ? 'unknown' : ofVersion.judge([answer]);
      const left = counted === undefined ? undefined : unresolvedIn(counted);
      if (seen !== 'done') return seen;
      if (left === undefined) return 'unknown';
      return left === 0 ? 'done' : 'differs';
    },
  };
}

/** Catalogue entry of `version.release`. */
export const releaseVersion = defineAction('version.release', {
  area: 'versions_components',
  title: 'Release a version',
  defaultClass: 'requires-approval',
  approvalBecause:
    'It tells people and automation rules that the version is out, and may move issues.',
  level: 'standard',
  reversibility: {
    kind: 'partial',
    sentence:
      'The release can be taken back; issues moved to another version, a first date and what was told stay',
  },
  blastRadius: 'unresolved issues of the version; whoever waits for the release',
  connections: ['forge', 'oauth'],
  writes: operations('updateVersion'),
  reads: operations(
    'getProject',
    'searchProjects',
    'getProjectVersions',
    'getVersion',
    'getVersionUnresolvedIssues',
    'getBulkPermissions',
  ),
  schema: z.strictObject({
    project: words,
    version: words,
    releaseDate: optionalWords,
    moveUnfixedTo: optionalWords,
  }),
  resolve,
  compile: ({ version, changes, moveTo }) => [
    requestOf('updateVersion', {
      path: { id: version.id },
      body: {
        ...versionBody(changes),
        ...(moveTo !== null && { moveUnfixedIssuesTo: moveTo.self }),
      },
    }),
  ],
  check: checkOf,
  inverse: (target) => inverseOf(target),
});
