/** `issue.assign`: one issue gets an assignee, or none. */
import { z } from 'zod';
import type { JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { PersonFact, ResolveContext } from '../action.ts';
import {
  defineAction,
  type Finding,
  factsOf,
  found,
  type Outcome,
  precondition,
  words,
} from '../define-action.ts';
import { mentionOf } from '../look-up/account-id.ts';
import {
  type Issue,
  issueIn,
  issueKeyIn,
  issueRead,
  issueTarget,
  projectOfIssue,
} from '../look-up/find-issue.ts';
import { findUser } from '../look-up/find-user.ts';
import { givesAssigneeNothing } from '../look-up/hidden-access.ts';
import { bareWords, foldName } from '../look-up/match-name.ts';
import { already, type Obstacle, refusedRead, unsupported } from '../look-up/obstacle.ts';
import { assignedSchemeRead } from '../look-up/permission-scheme.ts';
import { idAt, isTrueAt, itemsAt, textAt } from '../look-up/read-answer.ts';
import { readAll, readTogether } from '../look-up/read-together.ts';
import { operations, readOf, requestOf } from '../operations.ts';
import type { AssignTarget } from './sentences.ts';

type Args = { issue: string; assignee: string | null };

const NOBODY = new Set(['nobody', 'no one', 'none', 'unassigned']);
const ASSIGNEE = ['accountId', 'displayName', 'active'].map((field) => `fields.assignee.${field}`);

function assigneeRead(key: string) {
  return issueRead(key, ['assignee'], ASSIGNEE);
}

function* findAssignee(
  wanted: string | null,
  context: ResolveContext,
): Reading<Result<PersonFact | null, Obstacle>> {
  if (wanted === null || NOBODY.has(foldName(bareWords(wanted)))) return ok(null);
  return yield* findUser(wanted, context);
}

function* resolve(args: Args, context: ResolveContext): Reading<Outcome<'issue.assign'>> {
  const key = issueKeyIn(args.issue, context);
  if (!key.ok) return key;
  const [[answer], person] = yield* readTogether(
    readAll([assigneeRead(key.value)]),
    findAssignee(args.assignee, context),
  );
  const issue = issueIn(key.value, answer);
  if (!issue.ok) return issue;
  if (!person.ok) return person;
  const before = assigneeIn(answer);
  if ((before?.accountId ?? null) === (person.value?.accountId ?? null)) {
    return already(`${issue.value.key} is already ${ownerWords(before)}.`);
  }
  const allowed = yield* mayHave(issue.value, person.value);
  if (!allowed.ok) return allowed;
  const finding = findingOf(issue.value, answer, person.value, context);
  return found(
    isForAsker(person.value, context) ? yield* withRights(finding, issue.value) : finding,
  );
}

/** Somebody who makes himself the assignee; so may be anybody where it is not known who asks. */
function isForAsker(person: PersonFact | null, { speakerAccountId }: ResolveContext): boolean {
  return person !== null && (speakerAccountId ?? person.accountId) === person.accountId;
}

/**
 * What a permission scheme or a security level gives to "the current assignee" nobody may give to himself: it is
 * automatic only where the scheme gives it nothing, and the issue has no level.
 */
function* withRights(
  finding: Finding<'issue.assign'>,
  { key, projectKey }: Issue,
): Reading<Finding<'issue.assign'>> {
  const level = issueRead(key, ['security'], ['fields.security.id']);
  const [scheme, secured] = yield* readAll([assignedSchemeRead(projectKey), level]);
  const isPlain = secured.status === 200 && idAt(secured.body, 'fields.security.id') === undefined;
  const givesNothing = isPlain && givesAssigneeNothing(scheme);
  return {
    ...finding,
    facts: { ...finding.facts, grantsAdministration: givesNothing ? false : null },
    preconditions: [
      ...finding.preconditions,
      precondition(`Permissions in ${projectKey}`, assignedSchemeRead(projectKey), scheme),
      precondition(`Security level of ${key}`, level, secured),
    ],
    radius: givesNothing
      ? finding.radius
      : [...finding.radius, `The assignee of ${key} may get rights that come with being it`],
  };
}

/** Jira decides who can be assigned to an issue. */
function* mayHave(issue: Issue, person: PersonFact | null): Reading<Result<null, Obstacle>> {
  if (person === null) return ok(null);
  const [answer] = yield* readAll([
    readOf('findAssignableUsers', {
      query: [
        ['issueKey', issue.key],
        ['accountId', person.accountId],
      ],
      pick: ['[].accountId'],
    }),
  ]);
  if (answer.status !== 200) return refusedRead(`who can be assigned to ${issue.key}`, answer);
  const isAllowed = itemsAt(answer.body).some(
    (item) => idAt(item, 'accountId') === person.accountId,
  );
  return isAllowed
    ? ok(null)
    : unsupported(`Jira does not let ${person.name} be the assignee of ${issue.key}.`);
}

function findingOf(
  issue: Issue,
  answer: JiraReadResult,
  person: PersonFact | null,
  context: ResolveContext,
): Finding<'issue.assign'> {
  const before = assigneeIn(answer);
  const assignee = person === null ? null : { accountId: person.accountId, name: person.name };
  const target: AssignTarget = { issue: { id: issue.id, key: issue.key }, before, assignee };
  return {
    target,
    facts: factsOf(context, {
      targets: [issueTarget(issue), projectOfIssue(issue)],
      projectIds: [issue.projectId],
      people: person === null ? [] : [person],
      counts: { issues: 1, projects: 1, users: person === null ? 0 : 1 },
      // Jira assigns nothing to a deactivated account, so that state cannot be put back.
      hasCompleteInverse: before === null || isTrueAt(answer.body, 'fields.assignee.active'),
      changesProjects: false,
    }),
    rows: [
      {
        label: `Assignee of ${issue.key}`,
        before: before?.name ?? 'nobody',
        after: person?.name ?? 'nobody',
      },
    ],
    preconditions: [precondition(`Assignee of ${issue.key}`, assigneeRead(issue.key), answer)],
    radius: [],
  };
}

function assigneeIn({ body }: JiraReadResult): { accountId: string; name: string } | null {
  const accountId = idAt(body, 'fields.assignee.accountId');
  if (accountId === undefined) return null;
  return { accountId, name: textAt(body, 'fields.assignee.displayName') ?? accountId };
}

const ownerWords = (person: { name: string } | null): string =>
  person === null ? 'unassigned' : `assigned to ${person.name}`;

/** Catalogue entry of `issue.assign`. */
export const assignIssue = defineAction('issue.assign', {
  area: 'issue_ops',
  title: 'Assign an issue',
  defaultClass: 'auto-execute',
  level: 'standard',
  requesterNeeds: 'ASSIGN_ISSUES',
  reversibility: { kind: 'complete', sentence: 'Can be undone' },
  blastRadius: 'one issue, one person',
  connections: ['forge', 'oauth'],
  writes: operations('assignIssue'),
  reads: operations(
    'getIssue',
    'findUsers',
    'getUser',
    'findAssignableUsers',
    'getAssignedPermissionScheme',
    'getBulkPermissions',
  ),
  schema: z.strictObject({ issue: words, assignee: words.nullable() }),
  resolve,
  compile: ({ issue, assignee }) => [
    requestOf('assignIssue', {
      path: { issueIdOrKey: issue.key },
      body: { accountId: assignee?.accountId ?? null },
    }),
  ],
  inverse: ({ issue, before }) => [
    {
      type: 'issue.assign',
      args: { issue: issue.key, assignee: before === null ? null : mentionOf(before.accountId) },
    },
  ],
  check: ({ issue, before, assignee }) => ({
    reads: [assigneeRead(issue.key)],
    judge([answer]) {
      if (answer?.status !== 200) return 'unknown';
      const now = assigneeIn(answer)?.accountId ?? null;
      if (now === (assignee?.accountId ?? null)) return 'done';
      return now === (before?.accountId ?? null) ? 'not-done' : 'differs';
    },
  }),
});
