/**
 * Every Jira operation Kraken uses, as data: what is not here cannot be requested. A test compares the table with
 * Atlassian's OpenAPI documents (id, method, path, scopes). Scopes are the classic ones, granular where Atlassian
 * offers no classic one (Jira Software).
 */
import type { JiraRead, JiraRequest } from '../requests/jira-request.ts';
import type { Operation } from './action.ts';
import { boardsOperations } from './operations/boards.ts';
import { fieldsOperations } from './operations/fields.ts';
import { issueTypesOperations } from './operations/issue-types.ts';
import { issuesOperations } from './operations/issues.ts';
import { peopleOperations } from './operations/people.ts';
import { projectsOperations } from './operations/projects.ts';
import { schemesOperations } from './operations/schemes.ts';
import { serviceDeskOperations } from './operations/service-desk.ts';
import { siteOperations } from './operations/site.ts';
import { versionsOperations } from './operations/versions.ts';

const TABLE = [
  ...projectsOperations,
  ...peopleOperations,
  ...schemesOperations,
  ...fieldsOperations,
  ...issueTypesOperations,
  ...issuesOperations,
  ...versionsOperations,
  ...boardsOperations,
  ...serviceDeskOperations,
  ...siteOperations,
] as const;

/** An operation Kraken uses: Atlassian's operationId, with `@` and a word where Atlassian gives one id to two operations. */
export type OperationId = (typeof TABLE)[number][0];

/** All operations, in table order. */
export const OPERATIONS: readonly Operation[] = TABLE.map(([key, method, template, ...scopes]) => ({
  operationId: key.replace(/@.*$/, ''),
  method,
  template,
  scopes,
}));

const BY_ID = new Map<string, Operation | undefined>(
  TABLE.map(([key], index) => [key, OPERATIONS[index]]),
);

/** The operation with this id. */
export function operation(operationId: OperationId): Operation {
  const found = BY_ID.get(operationId);
  if (found === undefined) throw new Error(`no such operation: ${operationId}`);
  return found;
}

/** Several operations by id, for a catalogue entry's `reads` and `writes`. */
export function operations(...ids: readonly OperationId[]): Operation[] {
  return ids.map(operation);
}

type RequestParts = Partial<
  Pick<JiraRequest, 'path' | 'query' | 'body' | 'capture' | 'poll' | 'tolerate'>
>;

/** Makes a request of a known operation; parts not given are empty. */
export function requestOf(operationId: OperationId, parts: RequestParts = {}): JiraRequest {
  const { scopes: _, ...known } = operation(operationId);
  return { ...known, path: {}, query: [], ...parts };
}

/** Makes a read of a known operation; only `pick` of the answer leaves Jira. */
export function readOf(
  operationId: OperationId,
  parts: Pick<RequestParts, 'path' | 'query' | 'body'> & { pick: string[] },
): JiraRead {
  const { pick, ...rest } = parts;
  return { request: requestOf(operationId, rest), pick };
}
