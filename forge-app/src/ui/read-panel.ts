/**
 * What the panel shows on one issue, for one viewer. Guarantees that nobody sees an issue's decisions who cannot see the
 * issue, and that requests, rows and other projects' details reach only those who may decide.
 */
import {
  type ActionView,
  type ApprovalView,
  type DecisionView,
  fieldAt,
  type IssueDecisions,
  isJsonObject,
  type PressOption,
  renderRequest,
  type Touches,
} from '@kraken/shared';
import {
  isSiteAdministrator,
  type ProjectRights,
  readProjectRights,
  readSeenIssues,
} from '../jira/check-permission';
import { GET_ISSUE } from '../jira/own-operations';
import { type Sender, sendRead } from '../jira/send-patiently';
import type { ServicePort } from '../ports';
import type { PanelDecision, PanelView, ViewerRights } from './panel-contract';

const HIDDEN_ACTION = 'An action on something you cannot see';

/** `viewer.jira` asks as the viewer; `accountId` comes from the platform. */
export interface PanelViewer {
  sender: Sender;
  accountId: string;
}

/** Decisions of an issue the viewer can see, as the service tells them; undefined when either did not answer. */
export async function readDecisions(
  viewer: PanelViewer,
  service: ServicePort,
  issueIdOrKey: string,
): Promise<
  { state: 'read'; answer: IssueDecisions } | { state: 'unavailable'; what: 'service' | 'issue' }
> {
  const issueId = await findIssueId(viewer.sender, issueIdOrKey);
  if (issueId === undefined) return { state: 'unavailable', what: 'issue' };
  const { status, body } = await service.call('GET', `/forge/v1/issues/${issueId}/decisions`);
  const isReadable = status === 200 && isJsonObject(body) && Array.isArray(body['decisions']);
  if (!isReadable) return { state: 'unavailable', what: 'service' };
  return { state: 'read', answer: body as unknown as IssueDecisions };
}

/** The whole panel. */
export async function readPanel(
  viewer: PanelViewer,
  service: ServicePort,
  issueIdOrKey: string,
): Promise<PanelView> {
  const [reading, isSiteAdmin] = await Promise.all([
    readDecisions(viewer, service, issueIdOrKey),
    isSiteAdministrator(viewer.sender),
  ]);
  if (reading.state !== 'read') return reading;
  const { decisions, site } = reading.answer;
  const projectIds = [...new Set(decisions.flatMap(projectsToAsk))];
  const issueIds = [...new Set(decisions.flatMap(issuesToAsk))];
  const [rights, seenIssues] = isSiteAdmin
    ? [[], undefined]
    : await Promise.all([
        readProjectRights(viewer.sender, projectIds),
        readSeenIssues(viewer.sender, issueIds),
      ]);
  const standing: Standing = { accountId: viewer.accountId, isSiteAdmin, rights, seenIssues };
  return {
    state: 'ready',
    site,
    decisions: decisions.map((decision) => cutDecision(decision, standing)),
  };
}

/** Projects whose rights decide about what is shown of this decision, or about a button of it. */
function projectsToAsk({ approval, touches, actions }: DecisionView): string[] {
  const ofActions = actions.flatMap(({ seenWith }) => seenWith?.projectIds ?? []);
  return [...(approval?.projectIds ?? []), ...touches.projectIds, ...ofActions];
}

const issuesToAsk = ({ actions }: DecisionView): string[] =>
  actions.flatMap(({ seenWith }) => seenWith?.issueIds ?? []);

/** Jira's answers about the viewer; undefined where it gave none. */
interface Standing {
  accountId: string;
  isSiteAdmin: boolean | undefined;
  rights: readonly ProjectRights[] | undefined;
  /** Issues that Jira shows him, of those that were asked about. */
  seenIssues?: ReadonlySet<string> | undefined;
}

/** The decision as this viewer may see it, and what they may do with it. */
function cutDecision(decision: DecisionView, standing: Standing): PanelDecision {
  const rights = judgeRights(decision, standing);
  if (rights.authority === 'yes') return { decision, rights };
  const canSee = decision.actions.every((action) => canSeeAction(action, standing));
  const { approval, outcome, ...rest } = decision;
  return {
    decision: {
      ...rest,
      ...(canSee && outcome !== undefined ? { outcome } : {}),
      requesterAccountId: null,
      touches: { projectIds: [], needsSiteAdmin: decision.touches.needsSiteAdmin },
      undo: cutOption(decision.undo, canSee),
      retry: cutOption(decision.retry, canSee),
      actions: decision.actions.map((action) => cutAction(action, canSeeAction(action, standing))),
      ...(approval === undefined ? {} : { approval: cutApproval(approval) }),
    },
    rights,
  };
}

/** What the viewer may do: authority over every project touched, or over the site where that is needed, and four-eyes. */
export function judgeRights(decision: DecisionView, standing: Standing): ViewerRights {
  const { approval, touches, undo, retry } = decision;
  const authority = judgeAuthority(approval, standing);
  const isInvolved = approval?.involvedAccountIds.includes(standing.accountId) ?? false;
  const isOpen = approval?.state === 'staged';
  const isEntitled = authority === 'yes';
  const isRequester = decision.requesterAccountId === standing.accountId;
  const mayPress = isRequester || judgeAuthority(touches, standing) === 'yes';
  return {
    authority,
    isInvolved,
    canApprove: isOpen && isEntitled && !isInvolved,
    canDeny: isOpen && (isEntitled || isInvolved),
    canWithdraw: isOpen && (isEntitled || isRequester),
    canUndo: undo.isPossible && mayPress,
    canRetry: retry.isPossible && mayPress,
  };
}

/** Jira's word on whether the viewer administers all of it. */
export function judgeAuthority(
  approval: Touches | undefined,
  standing: Standing,
): ViewerRights['authority'] {
  if (standing.isSiteAdmin === true) return 'yes';
  if (standing.isSiteAdmin === undefined) return 'unknown';
  if (approval?.needsSiteAdmin) return 'no';
  if (standing.rights === undefined) return 'unknown';
  const projectIds = approval?.projectIds ?? [];
  if (projectIds.length === 0) return 'no';
  const isAdministrator = (id: string): boolean =>
    standing.rights?.some((right) => right.projectId === id && right.isAdministrator) ?? false;
  return projectIds.every(isAdministrator) ? 'yes' : 'no';
}

/** What ran by itself was in sight of who asked or pressed (R104), which says nothing about this viewer. */
function canSeeAction({ seenWith }: ActionView, { rights, seenIssues }: Standing): boolean {
  if (seenWith === undefined) return false;
  const { projectIds, issueIds, isForAll } = seenWith;
  if (projectIds.length + issueIds.length === 0) return isForAll === true;
  const canBrowse = (id: string): boolean =>
    rights?.some((right) => right.projectId === id && right.canBrowse) ?? false;
  return projectIds.every(canBrowse) && issueIds.every((id) => seenIssues?.has(id));
}

/** Numbers in `radius` count issues too that are closed to him. */
function cutAction(action: ActionView, canSee: boolean): ActionView {
  const { seenWith: _seen, ...shown } = action;
  const cut: ActionView = { ...shown, requests: [], rows: [], radius: [] };
  if (canSee) return cut;
  const { resultSentence: _hidden, ...rest } = cut;
  return { ...rest, sentence: HIDDEN_ACTION, reasons: [] };
}

/** Why not may name what the viewer cannot see. */
function cutOption({ why, ...rest }: PressOption, canSee: boolean): PressOption {
  return canSee && why !== undefined ? { ...rest, why } : rest;
}

function cutApproval(approval: ApprovalView): ApprovalView {
  const { drift: _drift, typedKey: _key, ...rest } = approval;
  return { ...rest, projectIds: [], involvedAccountIds: [] };
}

async function findIssueId(sender: Sender, issueIdOrKey: string): Promise<string | undefined> {
  const rendered = renderRequest({
    ...GET_ISSUE,
    path: { issueIdOrKey },
    query: [['fields', 'summary']],
  });
  if (!rendered.ok) return undefined;
  const answer = await sendRead(sender, rendered.value);
  const id = answer.status === 200 ? fieldAt(answer.body, 'id') : undefined;
  return typeof id === 'string' && /^\d{1,20}$/.test(id) ? id : undefined;
}
