/**
 * `issue.edit`: fields of one issue get the values asked for. Which fields exist, and which values they take, is what
 * Jira's edit metadata offers for this very issue. Labels and the assignee have actions of their own.
 */
import { z } from 'zod';
import type { JiraRead } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import type { PersonFact, ResolveContext } from '../action.ts';
import {
  defineAction,
  factsOf,
  found,
  type Outcome,
  optionalWords,
  precondition,
  words,
} from '../define-action.ts';
import { fieldRights } from '../look-up/field-rights.ts';
import {
  canPutBack,
  MAX_TEXT,
  mayGrant,
  sentValue,
  valueIn,
  valuePaths,
  wordsFor,
} from '../look-up/field-values.ts';
import { type FieldWishes, fieldWishes, longText, readWishes } from '../look-up/field-wishes.ts';
import {
  issueIn,
  issueKeyIn,
  issueRead,
  issueTarget,
  projectOfIssue,
} from '../look-up/find-issue.ts';
import { editFieldsIn, editFieldsRead, type IssueField } from '../look-up/issue-fields.ts';
import { namedId } from '../look-up/named-id.ts';
import { already, ask, unsupported } from '../look-up/obstacle.ts';
import { readAll } from '../look-up/read-together.ts';
import { operations, requestOf } from '../operations.ts';
import type { FieldEdit } from './targets.ts';

type Args = FieldWishes & { issue: string };

function valuesRead(key: string, fields: ReadonlyArray<Pick<IssueField, 'id' | 'kind'>>): JiraRead {
  return issueRead(
    key,
    fields.map(({ id }) => id),
    fields.flatMap(valuePaths),
  );
}

function* resolve(args: Args, context: ResolveContext): Reading<Outcome<'issue.edit'>> {
  const key = issueKeyIn(args.issue, context);
  if (!key.ok) return key;
  const [first, meta] = yield* readAll([issueRead(key.value, [], []), editFieldsRead(key.value)]);
  const issue = issueIn(args.issue, first);
  if (!issue.ok) return issue;
  const offered = editFieldsIn(issue.value.key, meta);
  if (!offered.ok) return offered;
  const where = { projectId: issue.value.projectId, name: issue.value.key };
  const wanted = yield* readWishes(args, offered.value, where, context);
  if (!wanted.ok) return wanted;
  if (wanted.value.some(({ field }) => field.id === 'assignee')) {
    return unsupported(
      `Who is the assignee of ${where.name} is not changed with other fields; ask to assign the issue.`,
    );
  }
  if (wanted.value.length === 0) return ask('field', '', [], `What shall change on ${where.name}?`);
  const [now] = yield* readAll([
    valuesRead(
      where.name,
      wanted.value.map(({ field }) => field),
    ),
  ]);
  const still = issueIn(args.issue, now);
  if (!still.ok) return still;
  const changing = wanted.value.filter(
    ({ field, value }) => valueIn(now.body, field).value !== value.value,
  );
  if (changing.length === 0) return already(`${where.name} is already as asked.`);
  const changes = changing.map(
    ({ field: { id, name, kind }, value }): FieldEdit => ({
      id,
      name,
      kind,
      before: valueIn(now.body, { id, kind }).value,
      after: value.value,
      shown: value.shown,
    }),
  );
  const read = valuesRead(where.name, changes);
  const [before] = yield* readAll([read]);
  const isExact = changing.every(({ field }) => canPutBack(now.body, field));
  const people = changing.flatMap(({ value }): PersonFact[] =>
    value.person === null ? [] : [value.person],
  );
  return found({
    target: { issue: { id: issue.value.id, key: where.name }, changes, canPutBack: isExact },
    facts: factsOf(context, {
      targets: [issueTarget(issue.value), projectOfIssue(issue.value)],
      projectIds: [issue.value.projectId],
      people,
      counts: { issues: 1, projects: 1, users: people.length },
      grantsAdministration: changes.some(mayGrant) ? null : false,
      hasCompleteInverse: isExact,
      changesProjects: false,
      alsoNeeds: fieldRights(changes),
    }),
    rows: changes.map((change) => ({
      label: `${change.name} of ${where.name}`,
      before: valueIn(now.body, change).shown,
      after: change.shown,
    })),
    preconditions: [precondition(`Fields of ${where.name}`, read, before)],
    radius: isExact
      ? []
      : ['An old value cannot be put back exactly (formatting, or a deactivated account)'],
  });
}

/** Catalogue entry of `issue.edit`. */
export const editIssue = defineAction('issue.edit', {
  area: 'issue_ops',
  title: 'Edit fields of an issue',
  defaultClass: 'auto-execute',
  level: 'standard',
  requesterNeeds: 'EDIT_ISSUES',
  reversibility: {
    kind: 'partial',
    sentence: 'Can be undone, but for the formatting of a text that was replaced',
  },
  blastRadius: 'one issue; fields that change',
  connections: ['forge', 'oauth'],
  writes: operations('editIssue'),
  reads: operations('getIssue', 'getEditIssueMeta', 'findUsers', 'getUser', 'getBulkPermissions'),
  schema: z.strictObject({
    issue: words,
    summary: optionalWords,
    description: z.exactOptional(longText.nullable()),
    priority: optionalWords,
    dueDate: z.exactOptional(words.nullable()),
    reporter: optionalWords,
    fields: fieldWishes,
  }),
  verbatim: ['description', 'fields[].value'],
  resolve,
  compile: ({ issue, changes }) => [
    requestOf('editIssue', {
      path: { issueIdOrKey: issue.key },
      body: {
        fields: Object.fromEntries(
          changes.map(({ id, kind, after }) => [id, sentValue(kind, after)]),
        ),
      },
    }),
  ],
  check: ({ issue, changes }) => ({
    reads: [valuesRead(issue.key, changes)],
    judge([answer]) {
      if (answer?.status !== 200) return 'unknown';
      const now = changes.map((change) => valueIn(answer.body, change).value);
      if (changes.every(({ after }, index) => now[index] === after)) return 'done';
      return changes.every(({ before }, index) => now[index] === before) ? 'not-done' : 'differs';
    },
  }),
  inverse: ({ issue, changes }) => {
    if (changes.some(({ before }) => String(before ?? '').length > MAX_TEXT)) return null;
    const fields = changes.map(({ id, kind, before }) => ({
      field: namedId(id),
      value: wordsFor(kind, before),
    }));
    return [{ type: 'issue.edit', args: { issue: issue.key, fields } }];
  },
});
