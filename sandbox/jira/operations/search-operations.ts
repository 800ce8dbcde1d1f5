/**
 * Searching issues with JQL. Only what the caller may browse is found; archived and deleted projects are
 * not searched; `fields` defaults to `id`, so an answer without it holds ids only, as Jira's does.
 */
import { z } from 'zod';
import { ok, refusal } from '../http/jira-answer.ts';
import { BadJql } from '../jql/parse-jql.ts';
import { searchJql, UNBOUNDED } from '../jql/search-jql.ts';
import { holdsOnIssue } from '../permissions/evaluate-permission.ts';
import { issueFields, issueFrame } from '../render/render-issue.ts';
import type { Issue } from '../world/issue-types.ts';
import { readBody } from './guards.ts';
import { chosenProperties } from './issue-operations.ts';
import { type Call, type Operation, queryList, queryNumber, queryText } from './operation.ts';

const PATH = '/rest/api/3/search/jql';
const SCOPES = ['read:jira-work'];

/** Operations that search. */
export const searchOperations: Operation[] = [
  {
    operationId: 'searchAndReconsileIssuesUsingJql',
    method: 'GET',
    path: PATH,
    scopes: SCOPES,
    kind: 'read',
    run: (call) =>
      ok(
        search(call, {
          jql: queryText(call, 'jql'),
          nextPageToken: queryText(call, 'nextPageToken'),
          maxResults: queryNumber(call, 'maxResults', 50),
          fields: queryList(call, 'fields'),
          expand: queryText(call, 'expand'),
          reconcileIssues: queryList(call, 'reconcileIssues').map(Number),
        }),
      ),
  },
  {
    operationId: 'searchAndReconsileIssuesUsingJqlPost',
    method: 'POST',
    path: PATH,
    scopes: SCOPES,
    kind: 'read',
    run: (call) => ok(search(call, readBody(searchBody, call.body))),
  },
  goneSearch('GET', 'searchForIssuesUsingJql'),
  goneSearch('POST', 'searchForIssuesUsingJqlPost'),
  {
    operationId: 'countIssues',
    method: 'POST',
    path: '/rest/api/3/search/approximate-count',
    scopes: SCOPES,
    kind: 'read',
    run(call) {
      const { jql } = readBody(z.object({ jql: z.string().optional() }), call.body);
      return ok({ count: matching(call, jql ?? '', []).length });
    },
  },
];

/** The old search is documented and gone. */
function goneSearch(method: 'GET' | 'POST', operationId: string): Operation {
  return {
    operationId,
    method,
    path: '/rest/api/3/search',
    scopes: SCOPES,
    kind: 'read',
    run() {
      throw refusal(
        410,
        'The requested API has been removed. Please migrate to the /rest/api/3/search/jql API.',
      );
    },
  };
}

const searchBody = z.object({
  jql: z.string().optional(),
  nextPageToken: z.string().nullable().optional(),
  maxResults: z.number().optional(),
  fields: z.array(z.string()).optional(),
  expand: z.string().optional(),
  reconcileIssues: z.array(z.number()).optional(),
  properties: z.array(z.string()).optional(),
});

type Search = z.infer<typeof searchBody>;

/** The issues a caller finds, as search knows them. Throws 400 for JQL Jira would not take. */
export function matching(call: Call, jql: string, reconcileIds: readonly string[]): Issue[] {
  const { world, accountId, site } = call;
  const visible = site.searchIndex(reconcileIds).filter((issue) => {
    const project = world.projects[issue.projectId];
    return (
      project !== undefined &&
      project.archived === undefined &&
      issue.archived === undefined &&
      holdsOnIssue(world, accountId, 'BROWSE_PROJECTS', issue)
    );
  });
  try {
    return searchJql({ world, accountId, now: site.now }, jql, visible);
  } catch (error) {
    if (error instanceof BadJql) throw refusal(400, error.message);
    throw error;
  }
}

function search(call: Call, asked: Search): Record<string, unknown> {
  const jql = asked.jql ?? '';
  if (jql.trim() === '') throw refusal(400, UNBOUNDED);
  const reconcile = (asked.reconcileIssues ?? []).map(String);
  if (reconcile.length > 50)
    throw refusal(400, 'The reconcileIssues parameter accepts max 50 ids.');
  const found = matching(call, jql, reconcile);
  const fields = (asked.fields ?? []).flatMap((field) => field.split(','));
  const start = readToken(asked.nextPageToken ?? undefined, jql);
  const size = Math.min(Math.max(1, asked.maxResults ?? 50), fields.length === 0 ? 5_000 : 100);
  const page = found.slice(start, start + size);
  const next = start + page.length;
  const isLast = next >= found.length;
  return {
    issues: page.map((issue) => foundIssue(call, issue, fields, asked.properties)),
    ...(isLast ? {} : { nextPageToken: makeToken(next, jql) }),
    isLast,
  };
}

function foundIssue(
  call: Call,
  issue: Issue,
  fields: readonly string[],
  properties: readonly string[] = [],
): Record<string, unknown> {
  if (properties.length > 0) {
    return { ...foundIssue(call, issue, fields), properties: chosenProperties(issue, properties) };
  }
  const named = fields.filter((field) => field !== 'id' && field !== 'key');
  if (fields.length === 0 || (named.length === 0 && !fields.includes('key'))) {
    return { id: issue.id };
  }
  const frame = issueFrame(call.site, issue);
  if (named.length === 0) return frame;
  return { ...frame, fields: issueFields(call.site, issue, named, '*navigable', call.accountId) };
}

function makeToken(offset: number, jql: string): string {
  return Buffer.from(JSON.stringify([offset, jql])).toString('base64url');
}

function readToken(token: string | undefined, jql: string): number {
  if (token === undefined || token === '') return 0;
  try {
    const [offset, forJql] = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
    if (Number.isSafeInteger(offset) && offset >= 0 && forJql === jql) return offset;
  } catch {
    // Falls through to the refusal below: the token is none of ours.
  }
  throw refusal(400, 'The nextPageToken is invalid or has expired.');
}
