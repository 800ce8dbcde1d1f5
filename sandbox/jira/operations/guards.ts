/**
 * Guards that operations share. What a caller may not see is missing for him: 404 in both cases.
 */

import type { z } from 'zod';
import { fieldRefusal, refusal } from '../http/jira-answer.ts';
import {
  administersProject,
  holdsGlobal,
  holdsOnIssue,
  seesProject,
} from '../permissions/evaluate-permission.ts';
import { findIssue, findProject } from '../world/find-in-world.ts';
import type { Issue } from '../world/issue-types.ts';
import type { Project, World } from '../world/world-types.ts';
import type { Call } from './operation.ts';

/** The project a caller sees. Throws 404. */
export function visibleProject(call: Call, idOrKey: string): Project {
  const project = findProject(call.world, idOrKey);
  if (
    project === undefined ||
    project.deleted !== undefined ||
    !seesProject(call.world, call.accountId, project)
  ) {
    throw noProject(idOrKey);
  }
  return project;
}

/** The project a caller administers. Throws 404, as Jira does not tell the two apart here. */
export function administeredProject(call: Call, idOrKey: string): Project {
  const project = visibleProject(call, idOrKey);
  if (!administersProject(call.world, call.accountId, project)) throw noProject(idOrKey);
  return project;
}

/** 404 for a project that is missing or invisible. */
export function noProject(idOrKey: string): Error {
  const kind = /^\d+$/.test(idOrKey) ? 'id' : 'key';
  return refusal(404, `No project could be found with ${kind} '${idOrKey}'.`);
}

/** The issue a caller may browse. Throws 404. */
export function visibleIssue(call: Call, idOrKey: string): Issue {
  const issue = issueIfVisible(call.world, call.accountId, idOrKey);
  if (issue === undefined) {
    throw refusal(404, 'Issue does not exist or you do not have permission to see it.');
  }
  return issue;
}

/** The issue, if it exists in a live project and the account may browse it. */
export function issueIfVisible(
  world: World,
  accountId: string | undefined,
  idOrKey: string,
): Issue | undefined {
  const issue = findIssue(world, idOrKey);
  if (issue === undefined) return undefined;
  return holdsOnIssue(world, accountId, 'BROWSE_PROJECTS', issue) ? issue : undefined;
}

/** Demands a permission on an issue. Throws `status` with `text`. */
export function demandOnIssue(
  call: Call,
  issue: Issue,
  permission: string,
  status: number,
  text: string,
): void {
  if (!holdsOnIssue(call.world, call.accountId, permission, issue)) throw refusal(status, text);
}

/** Demands Administer Jira. Throws 401 for nobody, 403 for somebody else. */
export function demandJiraAdmin(
  call: Call,
  text = 'You do not have permission to perform this operation.',
): void {
  if (call.accountId === undefined) throw signInRefusal();
  if (!holdsGlobal(call.world, call.accountId, 'ADMINISTER')) throw refusal(403, text);
}

/** Demands a signed-in caller and names him. Throws 401. */
export function demandSignedIn(call: Call): string {
  if (call.accountId === undefined) throw signInRefusal();
  return call.accountId;
}

/** Demands a global permission other than Administer Jira. Throws 403. */
export function demandGlobal(call: Call, permission: string, text: string): void {
  if (!holdsGlobal(call.world, call.accountId, permission)) throw refusal(403, text);
}

function signInRefusal(): Error {
  return refusal(
    401,
    'You are not authenticated. Authentication required to perform this operation.',
  );
}

/** A body of the expected shape. Throws 400; the documents have judged it before when they are at hand. */
export function readBody<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = issue?.path.map(String).join('.') ?? '';
  throw field === ''
    ? refusal(400, 'Invalid request payload. Refer to the REST API documentation and try again.')
    : fieldRefusal(field, issue?.message ?? 'is not valid');
}
