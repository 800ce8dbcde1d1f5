/** What panel and resolver say to each other. Types only: the panel's bundle must not carry schemas. */
import type { DecisionView, SiteView } from '@kraken/shared';

/** What the person in front of the panel may do with a decision, from Jira's own answers. */
export interface ViewerRights {
  /** Entitled for every project touched, or for the site where only that will do. `unknown`: Jira did not answer. */
  authority: 'yes' | 'no' | 'unknown';
  /** Asked for it, or wrote a sentence it is based on. */
  isInvolved: boolean;
  canApprove: boolean;
  canDeny: boolean;
  /** Asked for it, or entitled: a waiting request can be taken back. */
  canWithdraw: boolean;
  canUndo: boolean;
  canRetry: boolean;
}

export interface PanelDecision {
  /** Already cut down to what the viewer may see. */
  decision: DecisionView;
  rights: ViewerRights;
}

/** Answer of `getPanel`. */
export type PanelView =
  | { state: 'ready'; site: SiteView; decisions: PanelDecision[] }
  /** `service`: the approval service did not answer. `issue`: the viewer cannot see the issue, or Jira did not answer. */
  | { state: 'unavailable'; what: 'service' | 'issue' };

/** Payload of `decide`. Everything that matters is looked up or checked again by the resolver. */
export interface DecidePayload {
  decisionId: string;
  approvalId: string;
  /** Digest of the plan the person saw. */
  planDigest: string;
  verdict: 'approve' | 'deny' | 'withdraw';
  reason?: string;
  typedKey?: string;
}

/** Payload of `press`: Undo or Retry on an earlier decision. */
export interface PressPayload {
  decisionId: string;
  press: 'undo' | 'retry';
}

/** Answer of `decide` and `press`: one sentence for the person, and whether the decision was taken. */
export interface DecideOutcome {
  state: 'decided' | 'not-decided' | 'not-sure';
  sentence: string;
}

/** Answer of `nudge`: orders that were waiting for this installation and were run. */
export interface NudgeOutcome {
  orders: number;
}
