/** Inputs and output of the policy (POLICY.md): plain data, so that every decision can be explained and replayed. */
import type { ActionFacts, ApprovalLevel, ConnectionKind } from '../actions/action.ts';
import type { Voice } from '../tickets/ticket.ts';

export type ActionClass = 'auto-execute' | 'requires-approval' | 'refused';

/** A rule that matched, as data: id and the sentence every surface prints. */
export interface Reason {
  rule: string;
  sentence: string;
}

export interface Classification {
  class: ActionClass;
  level: ApprovalLevel;
  /** All matching rules, in rule order. */
  reasons: Reason[];
  policyVersion: string;
}

/** What Jira says of the person who asked, for one project. `null`: Jira gave no answer. */
export interface RequesterStanding {
  projectId: string;
  canBrowse: boolean | null;
  isProjectAdmin: boolean | null;
  /** Permission keys the requester holds there, out of those the action would give. */
  heldPermissions: string[] | null;
}

/** What a person may do on one issue; null: not known. */
export interface IssueStanding {
  issueId: string;
  canBrowse: boolean | null;
  heldPermissions: string[] | null;
}

/** The person who asked; where reporter and creator differ, the weaker answer of the two in every field. */
export interface RequesterFacts {
  accountId: string | null;
  kind: 'licensed' | 'unlicensed' | 'customer' | 'app' | 'anonymous' | 'unknown';
  isActive: boolean | null;
  isSiteAdmin: boolean | null;
  /** Global permissions held, out of those asked for; what is not here is not known. */
  globalPermissions?: string[] | null | undefined;
  standings: RequesterStanding[];
  /** On single issues, which may be closed to people who see the project; what is not here is not known. */
  issues?: IssueStanding[] | undefined;
}

export interface FreezeWindow {
  fromMs: number;
  untilMs: number;
  reason: string;
}

/** Settings of the Jira site that the policy reads. */
export interface SiteSettings {
  connection: ConnectionKind;
  mode: 'default' | 'strict' | 'paused';
  /** Action types for which automatic execution is switched off. */
  autoOff: string[];
  thresholds: { users: number; issues: number; projects: number; confidence: number };
  freezeWindows: FreezeWindow[];
}

/** Rolling counts out of the decision log. */
export interface History {
  autoActionsOfRequesterLastHour: number;
  sameTypeOnTargetLastDay: number;
}

/** The action as the policy sees it. */
export interface ClassifiedInput {
  type: string;
  /** False when the arguments fail the type's schema or a target is not of this site. */
  isValid: boolean;
  /** Whose words supplied the arguments; empty when no quote backs them. */
  voices: Voice[];
  confidence: number;
  /** Sentences of playbook rules that tighten this action. */
  playbookTightens: string[];
}

export interface PolicyInput {
  action: ClassifiedInput;
  facts: ActionFacts | null;
  /** When the facts were read, UTC milliseconds; null when they were not. */
  factsReadAtMs: number | null;
  requester: RequesterFacts;
  site: SiteSettings;
  history: History;
  nowMs: number;
}
