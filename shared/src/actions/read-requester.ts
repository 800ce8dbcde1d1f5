/**
 * What Jira says of the person who asked. Identity is an account id of the platform, never words of a ticket; what
 * Jira does not say is null, and a permission it does not list is not held.
 */
import type { Json } from '../json.ts';
import type { IssueStanding, RequesterFacts, RequesterStanding } from '../policy/classification.ts';
import type { JiraRead, JiraReadResult } from '../requests/jira-request.ts';
import type { Reading } from '../requests/reading.ts';
import { isAccountId } from './look-up/account-id.ts';
import { inChunks } from './look-up/in-chunks.ts';
import { countAt, isTrueAt, itemsAt, textAt } from './look-up/read-answer.ts';
import { readAll } from './look-up/read-together.ts';
import { type OperationId, readOf } from './operations.ts';

/** Operations that read who asked. */
export const REQUESTER_OPERATION_IDS: readonly OperationId[] = ['getUser', 'getBulkPermissions'];

/** A project the action touches, and the permissions the action would give there. */
export interface StandingQuestion {
  projectId: string;
  permissions: string[];
  /** Issues that it touches: each may be closed to people who see the project. */
  issueIds?: readonly string[] | undefined;
}

const BROWSE = 'BROWSE_PROJECTS';
const ADMINISTER = 'ADMINISTER_PROJECTS';
const NUMBER = /^\d{1,15}$/;

/**
 * Reads type, activity and standing of a person in one round.
 * @param accountId null: Jira names nobody, which is `anonymous`.
 * @param globals global permissions to ask for, beside `ADMINISTER`.
 */
export function* readRequester(
  accountId: string | null,
  questions: readonly StandingQuestion[],
  globals: readonly string[] = [],
): Reading<RequesterFacts> {
  if (accountId === null) return nobody(null, 'anonymous', questions);
  if (!isAccountId(accountId)) return nobody(null, 'unknown', questions);
  const user = readOf('getUser', {
    query: [
      ['accountId', accountId],
      ['expand', 'applicationRoles'],
    ],
    pick: ['accountId', 'accountType', 'active', 'applicationRoles.size'],
  });
  const reads = permissionReads(accountId, questions, globals);
  const [person, ...answers] = yield* readAll([user, ...reads]);
  if (person?.status !== 200 || textAt(person.body, 'accountId') !== accountId) {
    return nobody(accountId, 'unknown', questions);
  }
  const [grants] = answers;
  const isAnswered = grants !== undefined && answers.every(({ status }) => status === 200);
  const heldGlobally = itemsAt(grants?.body ?? null, 'globalPermissions');
  return {
    accountId,
    kind: kindOf(person.body),
    isActive: isTrueAt(person.body, 'active'),
    isSiteAdmin: isAnswered ? heldGlobally.includes('ADMINISTER') : null,
    ...(globals.length > 0 && {
      globalPermissions: isAnswered ? globals.filter((key) => heldGlobally.includes(key)) : null,
    }),
    standings: questions.map((question) =>
      isAnswered ? standingOf(question, grants) : unknownStanding(question),
    ),
    issues: isAnswered ? issuesOf(questions, answers) : [],
  };
}

/** Jira checks at most this many issues at once. */
const MAX_ISSUES = 1_000;

/**
 * One question for all projects: Jira answers each permission once, with the projects and issues where it is held. More
 * issues than one question takes are asked for in further ones.
 */
function permissionReads(
  accountId: string,
  questions: readonly StandingQuestion[],
  globals: readonly string[],
): JiraRead[] {
  const projects = numbers(questions.map(({ projectId }) => projectId));
  const issues = numbers(questions.flatMap(({ issueIds = [] }) => issueIds));
  const asked = questions.flatMap(({ permissions }) => permissions);
  const permissions = [...new Set([BROWSE, ADMINISTER, ...asked])];
  const globalPermissions = [...new Set(['ADMINISTER', ...globals])];
  const first = { permissions, projects, issues: issues.slice(0, MAX_ISSUES) };
  const further = inChunks(issues.slice(MAX_ISSUES), MAX_ISSUES).map((chunk) => [
    { permissions, projects: [], issues: chunk },
  ]);
  return [projects.length + issues.length === 0 ? [] : [first], ...further].map(
    (projectPermissions) =>
      readOf('getBulkPermissions', {
        body: { accountId, globalPermissions, projectPermissions },
        pick: [
          'globalPermissions',
          'projectPermissions[].permission',
          'projectPermissions[].projects',
          'projectPermissions[].issues',
        ],
      }),
  );
}

const numbers = (ids: readonly string[]): number[] =>
  [...new Set(ids)].filter((id) => NUMBER.test(id)).map(Number);

/** An Atlassian account counts as licensed unless Jira says that it has no product. */
function kindOf(body: Json): RequesterFacts['kind'] {
  const type = textAt(body, 'accountType');
  if (type === 'app' || type === 'customer') return type;
  if (type !== 'atlassian') return 'unknown';
  return countAt(body, 'applicationRoles.size') === 0 ? 'unlicensed' : 'licensed';
}

function standingOf({ projectId, permissions }: StandingQuestion, answer: JiraReadResult) {
  const held = new Set(
    itemsAt(answer.body, 'projectPermissions')
      .filter((grant) => itemsAt(grant, 'projects').map(String).includes(projectId))
      .map((grant) => textAt(grant, 'permission') ?? ''),
  );
  return {
    projectId,
    canBrowse: held.has(BROWSE),
    isProjectAdmin: held.has(ADMINISTER),
    heldPermissions: permissions.filter((permission) => held.has(permission)),
  };
}

/** Each issue once, with what was asked of it in any of the questions: it may lie in the way of several actions. */
function issuesOf(
  questions: readonly StandingQuestion[],
  answers: readonly JiraReadResult[],
): IssueStanding[] {
  const asked = new Map<string, Set<string>>();
  for (const { permissions, issueIds = [] } of questions) {
    for (const id of issueIds) {
      asked.set(id, new Set([...(asked.get(id) ?? []), ...permissions]));
    }
  }
  const held = permissionsOnIssues(answers);
  return [...asked].map(([issueId, permissions]) => ({
    issueId,
    canBrowse: held.get(issueId)?.has(BROWSE) ?? false,
    heldPermissions: [...permissions].filter((one) => held.get(issueId)?.has(one)),
  }));
}

/** Issue id -> permissions held on it. */
function permissionsOnIssues(answers: readonly JiraReadResult[]): Map<string, Set<string>> {
  const held = new Map<string, Set<string>>();
  for (const grant of answers.flatMap(({ body }) => itemsAt(body, 'projectPermissions'))) {
    const permission = textAt(grant, 'permission') ?? '';
    for (const id of itemsAt(grant, 'issues').map(String)) {
      held.set(id, (held.get(id) ?? new Set()).add(permission));
    }
  }
  return held;
}

function unknownStanding({ projectId }: StandingQuestion): RequesterStanding {
  return { projectId, canBrowse: null, isProjectAdmin: null, heldPermissions: null };
}

function nobody(
  accountId: string | null,
  kind: RequesterFacts['kind'],
  questions: readonly StandingQuestion[],
): RequesterFacts {
  const standings = questions.map(unknownStanding);
  return { accountId, kind, isActive: null, isSiteAdmin: null, standings };
}
