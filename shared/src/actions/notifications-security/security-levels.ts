/** Issue security schemes: finding a level, and reading who is in it. */
import type { JiraRead, JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { ResolveContext } from '../action.ts';
import { findNamed } from '../look-up/find-named.ts';
import type { SchemeKind } from '../look-up/find-scheme-of.ts';
import { type Obstacle, refusedRead } from '../look-up/obstacle.ts';
import { idAt, itemsAt, textAt } from '../look-up/read-answer.ts';
import { readPages } from '../look-up/read-pages.ts';
import type { SchemeMapping } from '../look-up/scheme-sharing.ts';
import { readOf } from '../operations.ts';
import { quoted } from '../sentence-words.ts';
import type { ListedRecipient, RecipientKinds } from './recipients.ts';

/** Issue security schemes as schemes of projects. */
export const SECURITY_SCHEMES: SchemeKind = {
  thing: 'issue security scheme',
  list: {
    read: () =>
      readOf('getIssueSecuritySchemes', {
        pick: ['issueSecuritySchemes[].id', 'issueSecuritySchemes[].name'],
      }),
    items: 'issueSecuritySchemes',
    // Jira answers all of them at once.
    pageSize: Number.MAX_SAFE_INTEGER,
  },
  ofProject: (projectKeyOrId) =>
    readOf('getProjectIssueSecurityScheme', { path: { projectKeyOrId }, pick: ['id', 'name'] }),
};

/** Where Jira says which projects use one. */
export const SECURITY_MAPPING: SchemeMapping = {
  operationId: 'searchProjectsUsingSecuritySchemes',
  filter: 'issueSecuritySchemeId',
  thing: 'issue security scheme',
};

/** How security levels call who is in them, as Jira answers it. */
export const MEMBER_KINDS: RecipientKinds = {
  plain: { reporter: 'reporter' },
  role: 'projectRole',
  group: 'group',
  user: 'user',
  fields: {},
  signedIn: 'applicationRole',
  refusal: 'A security level takes people, groups, roles, the reporter or everybody signed in.',
};

/** Jira's word for a kind in a request, where it differs from the one in its answers. */
export function requestKind(type: string): string {
  return type === MEMBER_KINDS.role ? 'projectrole' : type;
}

const PAGE = 100;
const ID = /^\d{1,20}$/;

/** Finds a level of a scheme by name or id. */
export function* findLevel(
  words: string,
  scheme: { id: string; name: string },
  context: ResolveContext,
): Reading<Result<{ id: string; name: string }, Obstacle>> {
  const level = yield* findNamed(
    words,
    {
      thing: 'security level',
      listName: `the levels of ${quoted(scheme.name)}`,
      list: {
        read: () =>
          readOf('getIssueSecurityScheme', {
            path: { id: scheme.id },
            pick: ['levels[].id', 'levels[].name'],
          }),
        items: 'levels',
        pageSize: Number.MAX_SAFE_INTEGER,
      },
      guard: { global: 'ADMINISTER' },
      isCandidate: ({ id }) => ID.test(id),
    },
    context,
  );
  return level.ok ? ok({ id: level.value.id, name: level.value.name }) : level;
}

/** Reads a page of the members of one level. */
export function membersRead(schemeId: string, levelId: string, startAt = 0): JiraRead {
  return readOf('getIssueSecurityLevelMembers', {
    path: { issueSecuritySchemeId: schemeId },
    query: [
      ['startAt', String(startAt)],
      ['maxResults', String(PAGE)],
      ['issueSecurityLevelId', levelId],
      ['expand', 'user,group,projectRole'],
    ],
    pick: [
      'values[].id',
      'values[].holder.type',
      'values[].holder.parameter',
      'values[].holder.value',
      'values[].holder.user.accountId',
      'values[].holder.user.displayName',
      'values[].holder.projectRole.name',
      'isLast',
      'total',
    ],
  });
}

/** The members of a level, and the answer they came in. Jira answers 404 where nobody is in it. */
export interface LevelMembers {
  members: ListedRecipient[];
  answer: JiraReadResult;
}

/** Reads who is in a level; a level with more than one page of members is left to people. */
export function* readMembers(
  schemeId: string,
  level: { id: string; name: string },
): Reading<Result<LevelMembers, Obstacle>> {
  const whole = yield* readPages({
    read: (startAt) => membersRead(schemeId, level.id, startAt),
    items: 'values',
    pageSize: PAGE,
  });
  if (whole.state === 'refused') {
    return whole.answer.status === 404
      ? ok({ members: [], answer: whole.answer })
      : refusedRead(`who is in the security level ${quoted(level.name)}`, whole.answer);
  }
  const [answer] = whole.pages;
  if (answer === undefined || whole.pages.length > 1) {
    return refusedRead(`all who are in the security level ${quoted(level.name)}`, {
      status: 0,
      body: null,
    });
  }
  return ok({ members: membersIn(answer), answer });
}

/** Who is in a level, in the answer to `membersRead`. */
export function membersIn({ status, body }: JiraReadResult): ListedRecipient[] {
  const lines = status === 200 ? itemsAt(body, 'values') : [];
  return lines.map((line) => {
    const parameter = idAt(line, 'holder.parameter') ?? '';
    const value = idAt(line, 'holder.user.accountId') ?? idAt(line, 'holder.value') ?? parameter;
    const name =
      textAt(line, 'holder.user.displayName') ??
      textAt(line, 'holder.projectRole.name') ??
      parameter;
    return { id: idAt(line, 'id') ?? '', type: textAt(line, 'holder.type') ?? '', value, name };
  });
}
