/**
 * What people see of a decision: one view for panel, approval page and dashboard, so that every surface
 * prints the same words. Built by the service from the stored plan; sentences are code-filled, never model prose.
 */
import type { ApprovalLevel, ChangeRow, Reversibility } from '../actions/action.ts';
import type { ActionState, ApprovalState, DecisionState } from '../decisions/decision.ts';
import type { ActionClass, Reason } from '../policy/classification.ts';
import type { Quote } from '../tickets/ticket.ts';

/** A request as a person reads it: `DELETE /rest/api/3/project/OLD?enableUndo=true` and its body. */
export interface RequestView {
  line: string;
  body?: string | undefined;
}

export interface ActionView {
  index: number;
  type: string;
  sentence: string;
  class: ActionClass;
  level: ApprovalLevel;
  reasons: Reason[];
  quotes: Quote[];
  state: ActionState;
  /** `Checked in Jira: done`, why it failed, who skipped it, …; absent until there is something to say. */
  resultSentence?: string | undefined;
  rows: ChangeRow[];
  radius: string[];
  reversibility: Reversibility;
  requests: RequestView[];
  /**
   * What one has to see in Jira to be shown the action. Absent: not known, or only an administrator of the site sees it.
   */
  seenWith?: SeenWith | undefined;
}

/** Projects and issues an action touches; an issue may be closed to people who see its project. */
export interface SeenWith {
  projectIds: string[];
  issueIds: string[];
  /** Touches nothing that is hidden from anybody. Without it, one that names no project and no issue is not seen. */
  isForAll?: true | undefined;
}

export interface ApprovalView {
  approvalId: string;
  state: ApprovalState;
  planDigest: string;
  level: ApprovalLevel;
  /** RFC 3339, UTC. */
  expiresAt: string;
  /** Projects every decider must administer (or be a site administrator). */
  projectIds: string[];
  /** Only a site administrator may decide: it changes something of the whole site, or of projects that are not known. */
  needsSiteAdmin: boolean;
  /** Account id of the requester and of everybody whose words are quoted: four-eyes keeps them from approving. */
  involvedAccountIds: string[];
  /** Key a critical approval must be confirmed with. */
  typedKey?: string | undefined;
  decidedBy?: string | undefined;
  decidedAt?: string | undefined;
  channel?: 'panel' | 'link' | 'dashboard' | undefined;
  reason?: string | undefined;
  /** It was taken back by who asked, or by an administrator; its state is `denied`. */
  isWithdrawal?: true | undefined;
  /** Facts that changed since staging, both values. */
  drift?: Array<{ label: string; before: string; after: string }> | undefined;
}

export interface DecisionView {
  decisionId: string;
  issueKey: string;
  state: DecisionState;
  /** One sentence for the state: `Waiting for an administrator until 25 Nov 2026, 14:00 UTC`. */
  stateSentence: string;
  /** `2 done, 1 failed (Jira answered 403), 2 not started`, where its actions did not all end well. */
  outcome?: string | undefined;
  createdAt: string;
  requesterAccountId: string | null;
  /** Question to the reporter, note on what cannot be done, or why Kraken is stuck. */
  note?: string | undefined;
  actions: ActionView[];
  approval?: ApprovalView | undefined;
  /** What its actions touch; who administers all of it may undo and retry. */
  touches: Touches;
  undo: PressOption;
  retry: PressOption;
  /** The decision this one undoes or tries again; absent for one that came from the ticket. */
  origin?: OriginView | undefined;
  /** Decisions that undo this one or try it again, oldest first. */
  followUps: FollowUpView[];
}

/** What a decider must administer. */
export interface Touches {
  projectIds: string[];
  /** It concerns the whole site, or projects that are not known. */
  needsSiteAdmin: boolean;
}

/** Whether a button does anything, and why not. */
export interface PressOption {
  isPossible: boolean;
  /** Why not, or what of it cannot be undone or retried. */
  why?: string | undefined;
  /** Last moment for all of it, RFC 3339, UTC. */
  until?: string | undefined;
}

export interface OriginView {
  kind: 'undo' | 'retry';
  /** The earlier decision. */
  of: string;
  /** Name of the person who pressed. */
  by: string;
}

export interface FollowUpView {
  kind: 'undo' | 'retry';
  decisionId: string;
}

export interface SiteView {
  mode: 'default' | 'strict' | 'paused';
  /** `Paused by Ana since 14:02`, when paused. */
  pausedSentence?: string | undefined;
}

/** Answer of `GET /forge/v1/issues/:issueId/decisions`, newest first. */
export interface IssueDecisions {
  decisions: DecisionView[];
  site: SiteView;
}
