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
  /** Facts that changed since staging, both values. */
  drift?: Array<{ label: string; before: string; after: string }> | undefined;
}

export interface DecisionView {
  decisionId: string;
  issueKey: string;
  state: DecisionState;
  /** One sentence for the state: `Waiting for an administrator until 25 Nov 2026, 14:00 UTC`. */
  stateSentence: string;
  createdAt: string;
  requesterAccountId: string | null;
  /** Question to the reporter, note on what cannot be done, or why Kraken is stuck. */
  note?: string | undefined;
  actions: ActionView[];
  approval?: ApprovalView | undefined;
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
