/**
 * What Jira says of the person who asked. Identity is an account id of the platform, never words of a ticket; what
 * Jira does not say is null, and a permission it does not list is not held.
 */
import type { Json } from '../json.ts';
import type { IssueStanding, RequesterFacts, RequesterStanding } from '../policy/classification.ts';
import type { JiraReadResult } from '../requests/jira-request.ts';
import type { Reading } from '../requests/reading.ts';
import { isAccountId } from './look-up/account-id.ts';
import { countAt, isTrueAt, itemsAt, textAt } from './look-up/read-answer.ts';
import { readAll } from './look-up/read-together.ts';
import { type OperationId, readOf } from './operations.ts';

/** Operations that read who asked. */
export const REQUESTER_OPERATION_IDS: readonly OperationId[] = ['getUser', 'getBulkPermissions'];

/** A project the action touches, and the permissions the action would give there. */
export interface StandingQuestion {
  projectId: string;
  permissions: string[];
  /** Issues of the project that it touches: each may be closed to people who see the project. */
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
  const [person, grants] = yield* readAll([user, permissionsRead(accountId, questions, globals)]);
  if (person.status !== 200 || textAt(person.body, 'accountId') !== accountId) {
    return nobody(accountId, 'unknown', questions);
  }
  const isAnswered = grants.status === 200;
  const heldGlobally = itemsAt(grants.body, 'globalPermissions');
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
    issues: isAnswered ? questions.flatMap((question) => issuesOf(question, grants)) : [],
  };
}

/** One question for all projects: Jira answers each permission once, with the projects where it is held. */
function permissionsRead(
  accountId: string,
  questions: readonly StandingQuestion[],
  globals: readonly string[],
) {
  const projects = [...new Set(questions.map(({ projectId }) => projectId))].filter((id) =>
    NUMBER.test(id),
  );
  const asked = questions.flatMap(({ permissions }) => permissions);
  const question: Json = {
    permissions: [...new Set([BROWSE, ADMINISTER, ...asked])],
    projects: projects.map(Number),
    issues: [...new Set(questions.flatMap(({ issueIds = [] }) => issueIds))]
      .filter((id) => NUMBER.test(id))
      .map(Number),
  };
  return readOf('getBulkPermissions', {
    body: {
      accountId,
      globalPermissions: [...new Set(['ADMINISTER', ...globals])],
      projectPermissions: projects.length === 0 ? [] : [question],
    },
    pick: [
      'globalPermissions',
      'projectPermissions[].permission',
      'projectPermissions[].projects',
      'projectPermissions[].issues',
    ],
  });
}

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

function issuesOf(
  { permissions, issueIds = [] }: StandingQuestion,
  answer: JiraReadResult,
): IssueStanding[] {
  return issueIds.map((issueId) => {
    const held = new Set(
      itemsAt(answer.body, 'projectPermissions')
        .filter((grant) => itemsAt(grant, 'issues').map(String).includes(issueId))
        .map((grant) => textAt(grant, 'permission') ?? ''),
    );
    return {
      issueId,
      canBrowse: held.has(BROWSE),
      heldPermissions: permissions.filter((permission) => held.has(permission)),
    };
  });
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
