/** Of two people the weaker in every field: where reporter and creator differ, nobody gains by the other (R105). */
import type { IssueStanding, RequesterFacts, RequesterStanding } from './classification.ts';

/** From the least that may be done for them to the most. */
const KINDS: ReadonlyArray<RequesterFacts['kind']> = [
  'anonymous',
  'app',
  'unknown',
  'customer',
  'unlicensed',
  'licensed',
];

/** No beats unknown, unknown beats yes. */
function weakerAnswer(a: boolean | null, b: boolean | null): boolean | null {
  if (a === false || b === false) return false;
  return a === null || b === null ? null : true;
}

function bothHold(a: string[] | null, b: string[] | null): string[] | null {
  return a === null || b === null ? null : a.filter((permission) => b.includes(permission));
}

/** The weaker of two standings in one project. */
function weakerStanding(a: RequesterStanding, b: RequesterStanding): RequesterStanding {
  return {
    projectId: a.projectId,
    canBrowse: weakerAnswer(a.canBrowse, b.canBrowse),
    isProjectAdmin: weakerAnswer(a.isProjectAdmin, b.isProjectAdmin),
    heldPermissions: bothHold(a.heldPermissions, b.heldPermissions),
  };
}

/** A person's standing in a project: unknown where Jira was not asked, the weakest where there are several answers. */
export function standingIn(requester: RequesterFacts, projectId: string): RequesterStanding {
  const [first, ...rest] = requester.standings.filter((one) => one.projectId === projectId);
  if (first === undefined) {
    return { projectId, canBrowse: null, isProjectAdmin: null, heldPermissions: null };
  }
  return rest.reduce(weakerStanding, first);
}

function weakerOnIssue(a: IssueStanding, b: IssueStanding): IssueStanding {
  return {
    issueId: a.issueId,
    canBrowse: weakerAnswer(a.canBrowse, b.canBrowse),
    heldPermissions: bothHold(a.heldPermissions, b.heldPermissions),
  };
}

/** A person's standing on an issue: unknown where Jira was not asked, the weakest where there are several answers. */
export function standingOn(requester: RequesterFacts, issueId: string): IssueStanding {
  const found = requester.issues?.filter((one) => one.issueId === issueId) ?? [];
  const [first, ...rest] = found;
  if (first === undefined) return { issueId, canBrowse: null, heldPermissions: null };
  return rest.reduce(weakerOnIssue, first);
}

function weakerOnIssues(a: RequesterFacts, b: RequesterFacts): IssueStanding[] {
  const ids = new Set([...(a.issues ?? []), ...(b.issues ?? [])].map(({ issueId }) => issueId));
  return [...ids].map((id) => weakerOnIssue(standingOn(a, id), standingOn(b, id)));
}

/**
 * The weaker of two people in every field. `accountId` is the first one's (pass the reporter first), null when either
 * is not known.
 */
export function weakerRequester(a: RequesterFacts, b: RequesterFacts): RequesterFacts {
  const projectIds = new Set([...a.standings, ...b.standings].map(({ projectId }) => projectId));
  return {
    accountId: b.accountId === null ? null : a.accountId,
    kind: KINDS.indexOf(a.kind) <= KINDS.indexOf(b.kind) ? a.kind : b.kind,
    isActive: weakerAnswer(a.isActive, b.isActive),
    isSiteAdmin: weakerAnswer(a.isSiteAdmin, b.isSiteAdmin),
    standings: [...projectIds].map((id) => weakerStanding(standingIn(a, id), standingIn(b, id))),
    ...((a.globalPermissions ?? b.globalPermissions) !== undefined && {
      globalPermissions: bothHold(a.globalPermissions ?? null, b.globalPermissions ?? null),
    }),
    ...(a.issues !== undefined && b.issues !== undefined && { issues: weakerOnIssues(a, b) }),
  };
}
