/** `issue_type.update`: another name or description for an issue type, everywhere on the site. */
import { z } from 'zod';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { ResolveContext, Target } from '../action.ts';
import {
  defineAction,
  factsOf,
  found,
  type Outcome,
  optionalWords,
  precondition,
  words,
} from '../define-action.ts';
import { countIn, countRead } from '../look-up/count-issues.ts';
import {
  findIssueType,
  type IssueType,
  isOfSite,
  issueTypeRead,
  issueTypesRead,
  issueTypeTarget,
} from '../look-up/find-issue-type.ts';
import { projectsOffering } from '../look-up/find-type-schemes.ts';
import { foldName } from '../look-up/match-name.ts';
import { namedId } from '../look-up/named-id.ts';
import { already, ask, type Obstacle, refusedRead } from '../look-up/obstacle.ts';
import { idAt, itemsAt, textAt } from '../look-up/read-answer.ts';
import { readAll, readTogether } from '../look-up/read-together.ts';
import { readTypeName } from '../look-up/type-names.ts';
import { operations, requestOf } from '../operations.ts';
import { countOf, countWithNames, orNone, quoted } from '../sentence-words.ts';

type Args = { issueType: string; name?: string; description?: string };
type Details = { name?: string; description?: string };

const DETAILS = ['name', 'description'] as const;

function wishIn({ name, description }: Args): Result<Details, Obstacle> {
  if (name === undefined && description === undefined) {
    return ask('change', '', [], 'Which new name or description shall the issue type get?');
  }
  const read = name === undefined ? undefined : readTypeName(name);
  if (read !== undefined && !read.ok) return read;
  return ok({
    ...(read !== undefined && { name: read.value }),
    ...(description !== undefined && { description: description.trim() }),
  });
}

function* resolve(args: Args, context: ResolveContext): Reading<Outcome<'issue_type.update'>> {
  const wish = wishIn(args);
  if (!wish.ok) return wish;
  const type = yield* findIssueType(args.issueType, context);
  if (!type.ok) return type;
  const now = type.value;
  const changed = DETAILS.filter(
    (detail) => wish.value[detail] !== undefined && wish.value[detail] !== now[detail],
  );
  if (changed.length === 0)
    return already(`The issue type ${quoted(now.name)} is already as asked.`);
  const pick = (details: Details): Details =>
    Object.fromEntries(changed.map((each) => [each, details[each] ?? '']));
  const free = yield* requireFreeName(now, pick(wish.value).name);
  if (!free.ok) return free;
  const pin = issueTypeRead(now.id, ['id', ...changed]);
  const count = countRead(`issuetype = ${now.id}`);
  const [[pinned, counted], offer] = yield* readTogether(
    readAll([pin, count]),
    projectsOffering(now.id),
  );
  const offering = offer?.projects ?? null;
  const issues = countIn(counted);
  const [before, after] = [pick(now), pick(wish.value)];
  return found({
    target: { type: { id: now.id, name: now.name }, before, after },
    facts: factsOf(context, {
      targets: [issueTypeTarget(now), ...(offering ?? [])],
      projectIds: (offering ?? []).map(({ id }) => id),
      counts:
        issues === undefined || offering === null ? null : { issues, projects: offering.length },
      sharedWith: offering,
      hasCompleteInverse: true,
      isGlobal: true,
      changesProjects: false,
    }),
    rows: changed.map((detail) => ({
      label: `${detail === 'name' ? 'Name' : 'Description'} of the issue type ${quoted(now.name)}`,
      before: orNone(before[detail]),
      after: orNone(after[detail]),
    })),
    preconditions: [
      precondition(`Issue type ${quoted(now.name)}`, pin, pinned),
      ...(offer?.preconditions ?? []),
    ],
    radius: [
      issues === undefined
        ? 'Kraken could not count its issues'
        : `${countOf(issues, 'issue has', 'issues have')} this type`,
      offeringSentence(offering),
      ...(after.name === undefined
        ? []
        : [`Filters and automations that name ${quoted(now.name)} need the new name`]),
    ],
  });
}

function offeringSentence(offering: readonly Target[] | null): string {
  if (offering === null) return 'Kraken could not find out which projects offer it';
  const names = offering.map(({ name }) => name);
  return countWithNames(names, 'project offers it', 'projects offer it');
}

function* requireFreeName(
  own: IssueType,
  name: string | undefined,
): Reading<Result<null, Obstacle>> {
  if (name === undefined) return ok(null);
  const [answer] = yield* readAll([issueTypesRead()]);
  if (answer.status !== 200) return refusedRead('the issue types', answer);
  const isTaken = itemsAt(answer.body).some(
    (type) =>
      isOfSite(type) &&
      idAt(type, 'id') !== own.id &&
      foldName(textAt(type, 'name') ?? '') === foldName(name),
  );
  if (!isTaken) return ok(null);
  return ask(
    'issue type name',
    name,
    [],
    `The issue type ${quoted(name)} already exists. Which other name?`,
  );
}

/** Catalogue entry of `issue_type.update`. */
export const updateIssueType = defineAction('issue_type.update', {
  area: 'issue_types',
  title: 'Rename or describe an issue type',
  defaultClass: 'requires-approval',
  approvalBecause: 'Its name is used in filters and automations of the whole site.',
  level: 'standard',
  reversibility: { kind: 'complete', sentence: 'Can be undone: the old values are kept' },
  blastRadius: 'issues of the type; projects that offer it',
  connections: ['forge', 'oauth'],
  writes: operations('updateIssueType'),
  reads: operations(
    'getIssueAllTypes',
    'getIssueType',
    'getIssueTypeSchemesMapping',
    'getIssueTypeSchemeForProjects',
    'searchProjects',
    'countIssues',
    'getBulkPermissions',
  ),
  schema: z.strictObject({
    issueType: words,
    name: optionalWords,
    description: z.exactOptional(z.string().max(1_000)),
  }),
  resolve,
  compile: ({ type, after }) => [
    requestOf('updateIssueType', { path: { id: type.id }, body: after }),
  ],
  check: ({ type, before, after }) => ({
    reads: [issueTypeRead(type.id, ['name', 'description'])],
    judge([answer]) {
      if (answer?.status !== 200) return 'unknown';
      const isAs = (wanted: Details): boolean =>
        DETAILS.every((each) => {
          const value = wanted[each];
          return value === undefined || (textAt(answer.body, each) ?? '') === value;
        });
      if (isAs(after)) return 'done';
      return isAs(before) ? 'not-done' : 'differs';
    },
  }),
  inverse: ({ type, before }) => [
    { type: 'issue_type.update', args: { issueType: namedId(type.id), ...before } },
  ],
});
