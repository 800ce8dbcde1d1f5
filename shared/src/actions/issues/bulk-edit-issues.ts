/**
 * `issue.bulk_edit`: one field, or one label, of many issues. What is approved is the frozen list of the issues that
 * really change, grouped by the value they have now, so that the old values can be put back group by group.
 */
import { z } from 'zod';
import type { Json } from '../../json.ts';
import type { Reading } from '../../requests/reading.ts';
import type { EffectCheck, ResolveContext } from '../action.ts';
import {
  defineAction,
  factsOf,
  found,
  type Outcome,
  optionalWords,
  words,
} from '../define-action.ts';
import { bulkEditBody } from '../look-up/bulk-edit-body.ts';
import { bulkRequests } from '../look-up/bulk-requests.ts';
import { fetchedIn, fetchReads } from '../look-up/fetch-issues.ts';
import { mayGrant, wordsFor } from '../look-up/field-values.ts';
import type { BulkField } from '../look-up/find-bulk-field.ts';
import {
  distinctTargets,
  type FoundList,
  findList,
  freeze,
  missingSentence,
  projectsOfList,
  readDetails,
} from '../look-up/frozen-list.ts';
import { bulkCheck } from '../look-up/long-task.ts';
import { namedId } from '../look-up/named-id.ts';
import { already } from '../look-up/obstacle.ts';
import { MAX_BULK } from '../look-up/search-issues.ts';
import { operations } from '../operations.ts';
import { countOf, listOf, quoted } from '../sentence-words.ts';
import {
  canPutBack,
  fieldIdOf,
  findChange,
  pathsOf,
  valueNow,
  wantedValue,
} from './bulk-change.ts';
import type { BulkEditTarget } from './targets.ts';

type Args = {
  sprint?: string;
  project?: string;
  issues?: string[];
  field?: string;
  value?: string | null;
  addLabel?: string;
  removeLabel?: string;
};

type Groups = BulkEditTarget['groups'];

function* resolve(args: Args, context: ResolveContext): Reading<Outcome<'issue.bulk_edit'>> {
  const list = yield* findList(args, context);
  if (!list.ok) return list;
  if (list.value.issues.length === 0) return already('There is no such issue.');
  const wanted = yield* findChange(args, list.value, context);
  if (!wanted.ok) return wanted;
  const { change } = wanted.value;
  const details = yield* readDetails(list.value.issues, [fieldIdOf(change)], pathsOf(change));
  if (!details.ok) return details;
  const changing = list.value.issues
    .map((issue) => ({ issue, body: details.value.get(issue.id) ?? null }))
    .filter(({ body }) => valueNow(change, body).value !== wantedValue(change));
  if (changing.length === 0) return already('All of these issues are already as asked.');
  return yield* finish(list.value, wanted.value, changing, context);
}

type Changing = Array<{ issue: FoundList['issues'][number]; body: Json }>;

function* finish(
  list: FoundList,
  { change, person }: BulkField,
  changing: Changing,
  context: ResolveContext,
): Reading<Outcome<'issue.bulk_edit'>> {
  const byValue = Map.groupBy(changing, ({ body }) => valueNow(change, body).value);
  const groups: Groups = [...byValue].map(([before, own]) => ({
    before,
    issues: own.map(({ issue: { id, key } }) => ({ id, key })),
  }));
  const ids = changing.map(({ issue }) => issue.id);
  const name = change.kind === 'field' ? change.field.name : `Label ${quoted(change.label)}`;
  const reads = fetchReads(ids, [fieldIdOf(change)], pathsOf(change));
  const preconditions = yield* freeze(`${name} of the issues`, list, reads);
  const moving = changing.map(({ issue }) => issue);
  const projects = projectsOfList(moving);
  const after =
    change.kind === 'field' ? change.field.shown : change.isIn ? 'has it' : 'does not have it';
  return found({
    target: { change, groups },
    facts: factsOf(context, {
      targets: distinctTargets([...list.scope.targets, ...projects]),
      projectIds: projects.map(({ id }) => id),
      people: person === null ? [] : [person],
      counts: { issues: moving.length, projects: projects.length, users: person === null ? 0 : 1 },
      grantsAdministration: change.kind === 'field' && mayGrant(change.field) ? null : false,
      hasCompleteInverse: changing.every(({ body }) => canPutBack(change, body)),
      changesProjects: false,
    }),
    rows: [...byValue.values()].map((own) => ({
      label: `${name} of ${countOf(own.length, 'issue')}: ${listOf(
        own.map(({ issue }) => issue.key),
        MAX_BULK,
      )}`,
      before: valueNow(change, own[0]?.body ?? null).shown,
      after,
    })),
    preconditions,
    radius: [
      ...(list.issues.length > moving.length
        ? [
            `${countOf(list.issues.length - moving.length, 'issue is', 'issues are')} already as asked`,
          ]
        : []),
      'No mail is sent about it',
      ...missingSentence(list.scope, list.issues),
    ],
  });
}

function check({ change, groups }: BulkEditTarget): EffectCheck {
  const ids = groups.flatMap(({ issues }) => issues.map(({ id }) => id));
  const reads = fetchReads(ids, [fieldIdOf(change)], pathsOf(change));
  return bulkCheck({
    reads,
    judge(answers) {
      const now = fetchedIn(reads.map((_, index) => answers[index]));
      if (now === null || ids.some((id) => !now.has(id)))
        return now === null ? 'unknown' : 'differs';
      const is = (id: string, value: string | number | null): boolean =>
        valueNow(change, now.get(id) ?? null).value === value;
      if (ids.every((id) => is(id, wantedValue(change)))) return 'done';
      return groups.every(({ before, issues }) => issues.every(({ id }) => is(id, before)))
        ? 'not-done'
        : 'differs';
    },
  });
}

/** Catalogue entry of `issue.bulk_edit`. */
export const bulkEditIssues = defineAction('issue.bulk_edit', {
  area: 'issue_ops',
  title: 'Edit one field of many issues',
  defaultClass: 'requires-approval',
  approvalBecause: 'It changes many issues at once.',
  level: 'standard',
  reversibility: {
    kind: 'partial',
    sentence: 'The old values are kept and can be put back, except for deactivated accounts',
  },
  blastRadius: 'the listed issues, by the value they have',
  connections: ['forge', 'oauth'],
  writes: operations('submitBulkEdit', 'getBulkOperationProgress'),
  reads: operations(
    'getProject',
    'searchProjects',
    'getAllBoards',
    'getAllSprints',
    'getEditIssueMeta',
    'getBulkEditableFields',
    'searchAndReconsileIssuesUsingJqlPost',
    'countIssues',
    'bulkFetchIssues',
    'findUsers',
    'getUser',
    'getBulkPermissions',
  ),
  schema: z.strictObject({
    sprint: optionalWords,
    project: optionalWords,
    issues: z.exactOptional(z.array(words).min(1).max(MAX_BULK)),
    field: optionalWords,
    value: z.exactOptional(words.nullable()),
    addLabel: optionalWords,
    removeLabel: optionalWords,
  }),
  resolve,
  compile: ({ change, groups }) =>
    bulkRequests(
      'submitBulkEdit',
      bulkEditBody(
        change,
        groups.flatMap(({ issues }) => issues.map(({ key }) => key)),
      ),
    ),
  check,
  inverse: ({ change, groups }) =>
    groups.map(({ before, issues }) => ({
      type: 'issue.bulk_edit',
      args: {
        issues: issues.map(({ key }) => key),
        ...(change.kind === 'field'
          ? { field: namedId(change.field.id), value: wordsFor(change.field.kind, before) }
          : { [change.isIn ? 'removeLabel' : 'addLabel']: change.label }),
      },
    })),
});
