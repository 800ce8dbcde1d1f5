/**
 * Jira's own answer to what a person may do, asked as that person. Display conditions and whatever the browser says count
 * for nothing. `undefined`: Jira did not answer, which is never a yes.
 */
import { fieldAt, isJsonObject, renderRequest } from '@kraken/shared';
import { CHECK_PERMISSIONS, GET_MY_PERMISSIONS, GET_MYSELF } from './own-operations';
import { type Sender, sendRead } from './send-patiently';

const PARALLEL = 5;
/** Jira checks at most this many issues at once. */
const MAX_ISSUES = 1_000;

/** Rights in one project. */
export interface ProjectRights {
  projectId: string;
  canBrowse: boolean;
  isAdministrator: boolean;
}

/** True when the caller administers the site (`ADMINISTER`). */
export async function isSiteAdministrator(sender: Sender): Promise<boolean | undefined> {
  const rights = await askPermissions(sender, ['ADMINISTER'], []);
  return rights?.['ADMINISTER'];
}

/** The caller's rights in each project; undefined when one of the answers is missing. */
export async function readProjectRights(
  sender: Sender,
  projectIds: readonly string[],
): Promise<ProjectRights[] | undefined> {
  const found: ProjectRights[] = [];
  for (let at = 0; at < projectIds.length; at += PARALLEL) {
    const batch = projectIds.slice(at, at + PARALLEL);
    const rights = await Promise.all(batch.map((projectId) => readOne(sender, projectId)));
    for (const right of rights) {
      if (right === undefined) return undefined;
      found.push(right);
    }
  }
  return found;
}

async function readOne(sender: Sender, projectId: string): Promise<ProjectRights | undefined> {
  const keys = ['BROWSE_PROJECTS', 'ADMINISTER_PROJECTS'];
  const rights = await askPermissions(sender, keys, [['projectId', projectId]]);
  if (rights === undefined) return undefined;
  const canBrowse = rights['BROWSE_PROJECTS'] === true;
  return { projectId, canBrowse, isAdministrator: rights['ADMINISTER_PROJECTS'] === true };
}

/** Those of the issues that Jira shows the caller; undefined when one of the answers is missing. */
export async function readSeenIssues(
  sender: Sender,
  issueIds: readonly string[],
): Promise<ReadonlySet<string> | undefined> {
  const seen = new Set<string>();
  for (let at = 0; at < issueIds.length; at += MAX_ISSUES) {
    const ids = await askIssues(sender, issueIds.slice(at, at + MAX_ISSUES));
    if (ids === undefined) return undefined;
    for (const id of ids) seen.add(id);
  }
  return seen;
}

async function askIssues(
  sender: Sender,
  issueIds: readonly string[],
): Promise<string[] | undefined> {
  const permissions = ['BROWSE_PROJECTS'];
  const issues = issueIds.filter((id) => /^\d{1,15}$/.test(id)).map(Number);
  const body = { projectPermissions: [{ permissions, issues }] };
  const rendered = renderRequest({ ...CHECK_PERMISSIONS, path: {}, query: [], body });
  if (!rendered.ok) return undefined;
  const answer = await sendRead(sender, rendered.value);
  const grants = fieldAt(answer.body, 'projectPermissions');
  if (answer.status !== 200 || !Array.isArray(grants)) return undefined;
  return grants
    .filter((grant) => fieldAt(grant, 'permission') === 'BROWSE_PROJECTS')
    .flatMap((grant) => fieldAt(grant, 'issues') ?? [])
    .map(String);
}

/** A project the caller cannot see is answered with 404: no rights there. */
async function askPermissions(
  sender: Sender,
  keys: readonly string[],
  query: Array<[string, string]>,
): Promise<Record<string, boolean> | undefined> {
  const pairs: Array<[string, string]> = [...query, ['permissions', keys.join(',')]];
  const rendered = renderRequest({ ...GET_MY_PERMISSIONS, path: {}, query: pairs });
  if (!rendered.ok) return undefined;
  const answer = await sendRead(sender, rendered.value);
  if (answer.status === 404) return {};
  if (answer.status !== 200) return undefined;
  const permissions = fieldAt(answer.body, 'permissions');
  if (!isJsonObject(permissions)) return undefined;
  return Object.fromEntries(
    keys.map((key) => [key, fieldAt(permissions[key] ?? null, 'havePermission') === true]),
  );
}

/** Who the caller is, with the name to record beside a decision; undefined when Jira did not answer. */
export async function readMyself(
  sender: Sender,
): Promise<{ accountId: string; displayName: string } | undefined> {
  const rendered = renderRequest({ ...GET_MYSELF, path: {}, query: [] });
  if (!rendered.ok) return undefined;
  const answer = await sendRead(sender, rendered.value);
  if (answer.status !== 200) return undefined;
  const accountId = fieldAt(answer.body, 'accountId');
  const displayName = fieldAt(answer.body, 'displayName');
  if (typeof accountId !== 'string') return undefined;
  return { accountId, displayName: typeof displayName === 'string' ? displayName : accountId };
}
