/**
 * `issue.create`: one new issue. Which types and fields there are is what Jira's create metadata offers for the project.
 * The issue carries a mark, so that it is found again when Jira's answer was lost, and is not made twice for the same
 * words of the same ticket.
 */
import { z } from 'zod';
import type { Precondition } from '../../requests/jira-request.ts';
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
import { memberHolds } from '../effects.ts';
import { fieldRights } from '../look-up/field-rights.ts';
import { type FieldValue, mayGrant, sentValue } from '../look-up/field-values.ts';
import {
  type FieldWishes,
  fieldWishes,
  longText,
  readWishes,
  type Wanted,
} from '../look-up/field-wishes.ts';
import { issueTarget } from '../look-up/find-issue.ts';
import { projectRead, projectTarget } from '../look-up/find-project.ts';
import { projectIssueTypesRead } from '../look-up/find-project-issue-type.ts';
import {
  givesAssigneeNothing,
  hasSecurity,
  projectSecurityRead,
} from '../look-up/hidden-access.ts';
import { createFields } from '../look-up/issue-fields.ts';
import { markOf, markProperty } from '../look-up/mark.ts';
import { already, ask, refusedRead } from '../look-up/obstacle.ts';
import { assignedSchemeRead } from '../look-up/permission-scheme.ts';
import { itemsAt } from '../look-up/read-answer.ts';
import { readAll } from '../look-up/read-together.ts';
import { operations, requestOf } from '../operations.ts';
import { listOf } from '../sentence-words.ts';
import { readLabels } from './change-labels.ts';
import {
  findPlace,
  MARKS,
  markedKeys,
  marksRead,
  missingIn,
  type Place,
} from './new-issue-place.ts';

type Args = FieldWishes & {
  project: string;
  issueType?: string;
  summary: string;
  assignee?: string;
  labels?: string[];
  parent?: string;
};

function* resolve(args: Args, context: ResolveContext): Reading<Outcome<'issue.create'>> {
  const labels = readLabels(args.labels);
  if (!labels.ok) return labels;
  const place = yield* findPlace(args, context);
  if (!place.ok) return place;
  const { project, type } = place.value;
  const fields = yield* createFields(project.id, type.id);
  if (!fields.ok) return fields;
  const where = { projectId: project.id, name: `a new ${type.name} in ${project.key}` };
  const { assignee } = args;
  const wishes: FieldWishes = {
    ...args,
    fields: [
      ...(args.fields ?? []),
      ...(assignee === undefined ? [] : [{ field: 'id:assignee', value: assignee }]),
    ],
  };
  const wanted = yield* readWishes(wishes, fields.value, where, context);
  if (!wanted.ok) return wanted;
  const missing = missingIn(fields.value, wanted.value);
  if (missing.length > 0) {
    const sentence = `Jira needs ${listOf(missing)} for ${where.name}. What shall it be?`;
    return ask('field', listOf(missing), [], sentence);
  }
  return yield* finish(place.value, wanted.value, labels.value, context);
}

function* finish(
  { project, type, parent }: Place,
  wanted: readonly Wanted[],
  labels: string[],
  context: ResolveContext,
): Reading<Outcome<'issue.create'>> {
  const fields = wanted
    .filter(({ value }) => value.value !== null)
    .map(({ field: { id, name, kind }, value }) => ({
      id,
      name,
      kind,
      after: value.value,
      shown: value.shown,
    }));
  const summary = fields.find(({ id }) => id === 'summary')?.shown ?? '';
  const mark = markOf(context.issueKey, [project.id, type.id, parent?.id ?? null, fields, labels]);
  const pin = projectRead(project.key, ['id', 'key', 'archived']);
  const kinds = projectIssueTypesRead(project.id, 0);
  const [marks, still, types] = yield* readAll([marksRead(project.id), pin, kinds]);
  if (marks.status !== 200) return refusedRead(`the issues of ${project.key}`, marks);
  const [made] = markedKeys(marks, mark);
  if (made !== undefined) return already(`${made} was already made for these words.`);
  const people = wanted.flatMap(({ value }): PersonFact[] =>
    value.person === null ? [] : [value.person],
  );
  const rights = yield* assigneeRights(project, wanted, context);
  return found({
    target: {
      project: { id: project.id, key: project.key },
      type: { id: type.id, name: type.name },
      parent: parent === null ? null : { id: parent.id, key: parent.key },
      summary,
      fields,
      labels,
      mark,
    },
    facts: factsOf(context, {
      targets: [projectTarget(project), ...(parent === null ? [] : [issueTarget(parent)])],
      projectIds: [project.id],
      people,
      counts: { issues: 1, projects: 1, users: people.length },
      grantsAdministration:
        rights.isKnown && !wanted.some(({ field }) => mayGrant(field)) ? false : null,
      hasCompleteInverse: true,
      changesProjects: false,
      alsoNeeds: fieldRights(fields.filter((field) => !isOwnReport(field, context))),
    }),
    rows: [
      { label: `New ${type.name} in ${project.key}`, before: 'none', after: summary },
      ...fields
        .filter(({ id }) => id !== 'summary')
        .map(({ name, shown }) => ({ label: name, before: 'none', after: shown })),
      ...(labels.length > 0 ? [{ label: 'Labels', before: 'none', after: listOf(labels) }] : []),
    ],
    preconditions: [
      precondition(`Project ${project.key}`, pin, still),
      ...rights.preconditions,
      {
        ...precondition(`Issue type ${type.name} in ${project.key}`, kinds, types),
        holds: memberHolds({ list: 'issueTypes[].id', value: type.id }, true),
      },
      {
        ...precondition('Not made yet for these words', marksRead(project.id), marks),
        holds: memberHolds({ list: MARKS, value: mark }, false),
      },
    ],
    radius: [],
  });
}

/** Whoever makes an issue reports it, where nobody else is named. */
function isOwnReport(
  { id, after }: { id: string; after: FieldValue['value'] },
  { speakerAccountId }: ResolveContext,
): boolean {
  return id === 'reporter' && speakerAccountId !== null && after === speakerAccountId;
}

/** What comes with being the assignee, where whoever asks makes himself it (or it is not known who asks). */
function* assigneeRights(
  project: Place['project'],
  wanted: readonly Wanted[],
  { speakerAccountId }: ResolveContext,
): Reading<{ isKnown: boolean; preconditions: Precondition[] }> {
  const assignee = wanted.find(({ field }) => field.id === 'assignee')?.value.person ?? null;
  if (assignee === null || (speakerAccountId ?? assignee.accountId) !== assignee.accountId) {
    return { isKnown: true, preconditions: [] };
  }
  const { id, key } = project;
  const [schemeIs, securityIs] = [assignedSchemeRead(key), projectSecurityRead(id)];
  const [scheme, security] = yield* readAll([schemeIs, securityIs]);
  return {
    isKnown: givesAssigneeNothing(scheme) && hasSecurity(security, project) === false,
    preconditions: [
      precondition(`Permissions in ${key}`, schemeIs, scheme),
      precondition(`Issue security of ${key}`, securityIs, security),
    ],
  };
}

/** Catalogue entry of `issue.create`. */
export const createIssue = defineAction('issue.create', {
  area: 'issue_ops',
  title: 'Create an issue',
  defaultClass: 'auto-execute',
  level: 'standard',
  requesterNeeds: 'CREATE_ISSUES',
  reversibility: { kind: 'complete', sentence: 'The issue can be deleted' },
  blastRadius: 'one new issue',
  connections: ['forge', 'oauth'],
  writes: operations('createIssue'),
  reads: operations(
    'getProject',
    'searchProjects',
    'getIssue',
    'getCreateIssueMetaIssueTypes',
    'getCreateIssueMetaIssueTypeId',
    'searchAndReconsileIssuesUsingJqlPost',
    'getAssignedPermissionScheme',
    'searchProjectsUsingSecuritySchemes',
    'findUsers',
    'getUser',
    'getBulkPermissions',
  ),
  schema: z.strictObject({
    project: words,
    issueType: optionalWords,
    summary: words,
    description: z.exactOptional(longText.nullable()),
    priority: optionalWords,
    dueDate: z.exactOptional(words.nullable()),
    reporter: optionalWords,
    assignee: optionalWords,
    labels: z.exactOptional(z.array(words).max(20)),
    parent: optionalWords,
    fields: fieldWishes,
  }),
  verbatim: ['description', 'fields[].value'],
  resolve,
  compile: ({ project, type, parent, fields, labels, mark }) => [
    requestOf('createIssue', {
      body: {
        fields: {
          project: { id: project.id },
          issuetype: { id: type.id },
          ...(parent !== null && { parent: { id: parent.id } }),
          ...Object.fromEntries(fields.map(({ id, kind, after }) => [id, sentValue(kind, after)])),
          ...(labels.length > 0 && { labels }),
        },
        properties: [markProperty(mark)],
      },
      capture: { issueKey: 'key' },
    }),
  ],
  check: ({ project, mark }) => ({
    reads: [marksRead(project.id)],
    judge([answer]) {
      if (answer?.status !== 200) return 'unknown';
      const made = markedKeys(answer, mark).length;
      if (made > 0) return made === 1 ? 'done' : 'differs';
      // A full page may hide it behind newer ones.
      return itemsAt(answer.body, 'issues').length < 50 ? 'not-done' : 'unknown';
    },
  }),
  inverse: (_, { issueKey }) =>
    issueKey === undefined ? null : [{ type: 'issue.delete', args: { issue: issueKey } }],
});
