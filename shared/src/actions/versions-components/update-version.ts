/**
 * `version.update`: another name, description, date or archived state for a version, or its release taken back.
 * Releasing is `version.release`. Jira has no way to take a date off a version, so a first date cannot be undone.
 */
import { z } from 'zod';
import type { JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { InverseWish, ResolveContext } from '../action.ts';
import {
  defineAction,
  factsOf,
  found,
  type Outcome,
  optionalWords,
  precondition,
  words,
} from '../define-action.ts';
import {
  findPart,
  idAndName,
  type Part,
  partRead,
  partsRead,
  partTargets,
} from '../look-up/find-part.ts';
import { foldName } from '../look-up/match-name.ts';
import { namedId } from '../look-up/named-id.ts';
import { already, ask, type Obstacle, refusedRead, unsupported } from '../look-up/obstacle.ts';
import { idAt, itemsAt, textAt } from '../look-up/read-answer.ts';
import { canBeNamedAgain, newNameIn } from '../look-up/read-text.ts';
import { readAll } from '../look-up/read-together.ts';
import {
  type Changes,
  changeRows,
  changesCheck,
  changesOf,
  shownAt,
} from '../look-up/text-changes.ts';
import { operations, requestOf } from '../operations.ts';
import { countOf, quoted } from '../sentence-words.ts';
import type { VersionChangeTarget } from './sentences.ts';
import {
  datesIn,
  inOrder,
  STATE_WORDS,
  unresolvedIn,
  unresolvedRead,
  unresolvedSentence,
  versionBody,
  versionDescription,
  versionIssuesRead,
  versionLabel,
  versionUseIn,
} from './version-parts.ts';

type Args = {
  project: string;
  version: string;
  name?: string;
  description?: string;
  startDate?: string;
  releaseDate?: string;
  archived?: boolean;
  released?: false;
};

const DATES = ['startDate', 'releaseDate'];

function wantedIn(args: Args): Result<Record<string, string | undefined>, Obstacle> {
  const { project: _, version: _v, ...rest } = args;
  if (Object.keys(rest).length === 0) {
    return ask('change', '', [], 'What of the version shall change: its name, a date, its state?');
  }
  const name = args.name === undefined ? ok(undefined) : newNameIn('version', args.name);
  if (!name.ok) return name;
  const dates = datesIn(args);
  if (!dates.ok) return dates;
  return ok({
    name: name.value,
    description: args.description?.trim(),
    ...dates.value,
    archived: args.archived?.toString(),
    released: args.released?.toString(),
  });
}

function* resolve(args: Args, context: ResolveContext): Reading<Outcome<'version.update'>> {
  const wanted = wantedIn(args);
  if (!wanted.ok) return wanted;
  const where = yield* findPart('version', { project: args.project, part: args.version }, context);
  if (!where.ok) return where;
  const { project, part } = where.value;
  const changes = changesOf(part.body, wanted.value);
  if (Object.keys(changes).length === 0) {
    return already(`The version ${quoted(part.name)} of ${project.key} is already as asked.`);
  }
  const now = (field: string): string => changes[field]?.after ?? shownAt(part.body, field);
  const order = inOrder(now('startDate'), now('releaseDate'));
  if (!order.ok) return order;
  const target: VersionChangeTarget = {
    project: { id: project.id, key: project.key },
    version: idAndName(part),
    changes,
  };
  return yield* withFreeName(target, where.value, context);
}

/** The change, where no other version of the project has the new name. */
function* withFreeName(
  target: VersionChangeTarget,
  where: Part,
  context: ResolveContext,
): Reading<Outcome<'version.update'>> {
  const { project, part } = where;
  const { changes } = target;
  const read = partRead('version', part.id, Object.keys(changes));
  const [before, used, open, listed] = yield* readAll([
    read,
    versionIssuesRead(part.id),
    unresolvedRead(part.id),
    partsRead('version', project.key),
  ]);
  if (before.status !== 200) return refusedRead(`the version ${quoted(part.name)}`, before);
  const name = changes['name']?.after;
  const isTaken = itemsAt(listed.body).some(
    (item) =>
      idAt(item, 'id') !== part.id && foldName(textAt(item, 'name') ?? '') === foldName(name ?? ''),
  );
  if (name !== undefined && isTaken) {
    return unsupported(
      `${project.key} already has another version ${quoted(name)}; two of one name are not possible.`,
    );
  }
  return found({
    target,
    facts: factsOf(context, {
      targets: partTargets('version', where),
      projectIds: [project.id],
      counts: countsOf(changes, used),
      hasCompleteInverse: inverseKnown(changes, unresolvedIn(open)),
      changesProjects: true,
    }),
    rows: changeRows(changes, versionLabel(part.name), STATE_WORDS),
    preconditions: [
      precondition(`Version ${quoted(part.name)} of ${project.key}`, read, before),
      ...(isArchiving(changes)
        ? [
            precondition(
              `Unresolved issues of the version ${quoted(part.name)}`,
              unresolvedRead(part.id),
              open,
            ),
          ]
        : []),
    ],
    radius: radiusOf(changes, used, open),
  });
}

const isArchiving = (changes: Changes): boolean => changes['archived']?.after === 'true';

function countsOf(changes: Changes, used: JiraReadResult) {
  const use = versionUseIn(used);
  if (use === undefined) return null;
  return { projects: 1, issues: changes['name'] === undefined ? 0 : use.fixed + use.affected };
}

/**
 * Null while a version with unresolved issues is archived: what people do with those issues meanwhile does not come
 * back, so a person decides (R110).
 */
function inverseKnown(changes: Changes, unresolved: number | undefined): boolean | null {
  const firstDate = DATES.some((field) => changes[field]?.before === '');
  const name = changes['name'];
  if (firstDate || (name !== undefined && !canBeNamedAgain(name.before))) return false;
  if (changes['released'] !== undefined) return null;
  return isArchiving(changes) && unresolved !== 0 ? null : true;
}

function radiusOf(changes: Changes, used: JiraReadResult, open: JiraReadResult): string[] {
  const use = versionUseIn(used);
  const said =
    use === undefined
      ? 'Jira does not say how many issues carry this version'
      : `${countOf(use.fixed, 'issue is', 'issues are')} to be fixed in it and ${countOf(use.affected, 'issue is', 'issues are')} affected by it; all keep it`;
  return [
    said,
    ...(isArchiving(changes)
      ? [
          unresolvedSentence(unresolvedIn(open)),
          'Nobody can choose the version for an issue while it is archived',
        ]
      : []),
    ...(DATES.some((field) => changes[field]?.before === '')
      ? ['Jira has no way to take a date off a version again']
      : []),
    ...(changes['name'] === undefined
      ? []
      : ['Filters that name it by its old name find nothing any more']),
  ];
}

/** Old values as words of `version.update`; a release and a date that was not there need what Jira or this action lacks. */
function inverseOf({ project, version, changes }: VersionChangeTarget): InverseWish[] | null {
  const { name, description, startDate, releaseDate, archived, released } = changes;
  const where = { project: project.key, version: namedId(version.id) };
  const old = {
    ...(name !== undefined && { name: name.before }),
    ...(description !== undefined && { description: description.before }),
    ...(startDate !== undefined && startDate.before !== '' && { startDate: startDate.before }),
    ...(releaseDate !== undefined &&
      releaseDate.before !== '' && { releaseDate: releaseDate.before }),
    ...(archived !== undefined && { archived: archived.before === 'true' }),
  };
  const wishes: InverseWish[] = [];
  if (Object.keys(old).length > 0) {
    wishes.push({ type: 'version.update', args: { ...where, ...old } });
  }
  if (released !== undefined) wishes.push({ type: 'version.release', args: where });
  return wishes.length === 0 ? null : wishes;
}

/** Catalogue entry of `version.update`. */
export const updateVersion = defineAction('version.update', {
  area: 'versions_components',
  title: 'Rename, describe, date or archive a version',
  defaultClass: 'auto-execute',
  level: 'standard',
  requesterNeeds: 'ADMINISTER_PROJECTS',
  reversibility: {
    kind: 'partial',
    sentence: 'Can be undone, except that Jira cannot take a date off a version again',
  },
  blastRadius: 'issues that carry the version; its unresolved issues',
  connections: ['forge', 'oauth'],
  writes: operations('updateVersion'),
  reads: operations(
    'getProject',
    'searchProjects',
    'getProjectVersions',
    'getVersion',
    'getVersionRelatedIssues',
    'getVersionUnresolvedIssues',
    'getBulkPermissions',
  ),
  schema: z.strictObject({
    project: words,
    version: words,
    name: optionalWords,
    description: z.exactOptional(versionDescription),
    startDate: optionalWords,
    releaseDate: optionalWords,
    archived: z.exactOptional(z.boolean()),
    released: z.exactOptional(z.literal(false)),
  }),
  resolve,
  compile: ({ version, changes }) => [
    requestOf('updateVersion', { path: { id: version.id }, body: versionBody(changes) }),
  ],
  check: ({ version, changes }) =>
    changesCheck(partRead('version', version.id, Object.keys(changes)), changes),
  inverse: (target) => inverseOf(target),
});
