/** What is kept of sites, tickets, decisions, actions, approvals and orders. */
import type {
  ActionClass,
  ActionState,
  Analysis,
  ApprovalId,
  ApprovalLevel,
  ApprovalState,
  DecisionId,
  DecisionState,
  DeliveryBody,
  DeliveryId,
  InstanceId,
  JiraRead,
  Json,
  ModelCallId,
  NamedApprover,
  OrderId,
  OrderKind,
  OrderReport,
  PlannedAction,
  SiteSettingsBody,
  StepResult,
  UserId,
  Voice,
} from '@kraken/shared';
import type { LogActor, LogEntry, LogEvent } from '@kraken/shared/crypto';
import type { Waited } from './outside.ts';

export interface PausedState {
  by: string;
  sinceMs: number;
  reason: string;
}

export interface Instance {
  instanceId: InstanceId;
  userId: UserId;
  kind: 'forge' | 'oauth';
  installationId: string;
  cloudId: string;
  siteUrl: string;
  appAccountId: string | null;
  webTriggerUrl: string;
  keySealed: string;
  settings: SiteSettingsBody;
  paused: PausedState | null;
  state: 'active' | 'removed';
  lastSeenAtMs: number;
}

/** An installation as it registers; settings count only when it is new. */
export type NewInstance = Omit<Instance, 'paused' | 'lastSeenAtMs' | 'state'>;

export interface DeliveryRow {
  deliveryId: DeliveryId;
  instanceId: InstanceId;
  contentHash: string;
  decisionId: DecisionId;
  receivedAtMs: number;
  body: DeliveryBody;
}

/** A sentence that belongs to the decision and not to one of its actions. `quote`: the words it answers. */
export interface DecisionNote {
  kind: 'question' | 'already' | 'answer' | 'unsupported' | 'left-over' | 'stuck' | 'waiting';
  sentence: string;
  /** Of a note that the ticket waits for the model. */
  waited?: Waited | undefined;
  /** An answer that stands neither in the ticket nor in the panel, only on the decision's page. */
  forAdministrators?: string | undefined;
  quote?: string | undefined;
}

export type DecisionStage = 'received' | 'resolving' | 'routed' | 'closed';

/** Where a decision comes from that no event of the ticket made: somebody pressed a button on an earlier one. */
export interface DecisionOrigin {
  kind: 'undo' | 'retry';
  /** The earlier decision. */
  of: DecisionId;
  /** Counts the presses of this kind on the earlier decision; unique with kind and decision. */
  round: number;
  /** Who pressed, and as what he did. */
  by: { accountId: string; name: string; voice: Voice };
  /** Whose standing the policy looks at; the weakest counts. */
  requesterIds: Array<string | null>;
  /** Whose act a quote of kind `press` is; null where the words are the ticket's own. */
  pressAuthor: string | null;
  /** Position in the earlier decision of the action each proposed action is about. */
  sources: number[];
}

export interface DecisionRow {
  decisionId: DecisionId;
  instanceId: InstanceId;
  /** For an undo or a retry that of the earlier decision: it holds whose ticket it is. */
  deliveryId: DeliveryId;
  /** Null for a decision that an event of the ticket made. */
  origin: DecisionOrigin | null;
  issueId: string;
  issueKey: string;
  stage: DecisionStage;
  state: DecisionState;
  requesterAccountId: string | null;
  analysis: Analysis | null;
  /** What is said to people beside the actions. */
  notes: DecisionNote[];
  class: ActionClass | null;
  confidence: number | null;
  /** How often facts had to be read afresh because they were too old. */
  readRounds: number;
  createdAtMs: number;
  updatedAtMs: number;
}

/** `open`: being resolved; `answered`: already so or unsupported; `asked`: the reporter or a person has the word. */
export type WishOutcome = 'open' | 'routed' | 'answered' | 'asked' | 'withdrawn';

export interface NewWish {
  decisionId: DecisionId;
  index: number;
  instanceId: InstanceId;
  issueId: string;
  wishKey: string;
  /** Type and sentence, whatever the arguments (`record/wish-key.ts`). */
  deedKey: string | null;
}

export interface WishRecord {
  decisionId: DecisionId;
  wishKey: string;
  deedKey: string | null;
  outcome: WishOutcome;
  /** State of the action it became, when it was routed. */
  actionState: ActionState | null;
}

/** Result of a step with what the service made of reading back. */
export interface ActionResult extends StepResult {
  /** `unread`: accepted by Jira, but reading back gave no answer. */
  seen?: 'done' | 'not-done' | 'differs' | 'unread' | undefined;
  /** The stored plan was changed after it had been handed out, so reading back by it would prove nothing. */
  isLeftToPerson?: true | undefined;
}

export interface ActionRow {
  decisionId: DecisionId;
  index: number;
  instanceId: InstanceId;
  state: ActionState;
  /** Ids of the targets, for the rolling counts of R107. */
  targetKey: string;
  requesterAccountId: string | null;
  planned: PlannedAction;
  result: ActionResult | null;
  /** When its state last changed, UTC milliseconds. */
  updatedAtMs: number;
}

export interface Decider {
  accountId: string;
  name: string;
  channel: 'panel' | 'link' | 'dashboard';
  /** How the identity was established. */
  identity: 'asserted-by-app' | 'session';
  reason?: string | undefined;
  /** The request was taken back, not decided against. */
  isWithdrawal?: true | undefined;
}

export interface DriftView {
  label: string;
  before: string;
  after: string;
}

export interface ApprovalBody {
  actionIndexes: number[];
  /** Every project touched, those that share a changed object included. */
  projectIds: string[];
  needsSiteAdmin: boolean;
  involvedAccountIds: string[];
  /** One of these has to be the one who approves; absent or empty: whoever has authority. Gives nobody authority. */
  requiredApprovers?: NamedApprover[] | undefined;
  typedKey: string | null;
  drift: DriftView[];
}

export interface ApprovalRow {
  approvalId: ApprovalId;
  instanceId: InstanceId;
  decisionId: DecisionId;
  state: ApprovalState;
  level: ApprovalLevel;
  planDigest: string;
  factsDigest: string;
  keyId: string;
  nonce: string;
  body: ApprovalBody;
  createdAtMs: number;
  expiresAtMs: number;
  decidedAtMs: number | null;
  decidedBy: Decider | null;
}

/** Who a comment is for. `approvers`: restricted to the approver group, with the link. */
export type Audience = 'public' | 'approvers';

/** What an order carries before it is signed. Comments are written when the order is issued, from stored results. */
export type OrderPayload =
  | { kind: 'resolve'; reads: JiraRead[] }
  /** Steps are compiled from the stored plan when the order is issued, after the digests were compared once more. */
  | { kind: 'execute'; actionIndexes: number[] }
  | {
      kind: 'comment';
      audience: Audience;
      template: CommentTemplate;
      approvalId: ApprovalId | null;
      editCommentId: string | null;
    };

export type CommentTemplate =
  | 'notes'
  | 'outcome'
  | 'staged'
  | 'staged-public'
  | 'denied'
  | 'expired'
  | 'superseded'
  | 'closed';

export interface OrderRow {
  orderId: OrderId;
  instanceId: InstanceId;
  decisionId: DecisionId;
  kind: OrderKind;
  /** Says which order of its kind this is; unique within a decision, so that nothing is ordered twice. */
  purpose: string;
  state: 'ready' | 'recorded' | 'abandoned';
  payload: OrderPayload;
  grant: Json | null;
  leaseUntilMs: number;
  lastExpiryMs: number;
  attempts: number;
  createdAtMs: number;
  report: OrderReport | null;
}

/** A call of the model that is about to be made. */
export interface NewModelCall {
  callId: ModelCallId;
  decisionId: DecisionId;
  modelId: string;
  atMs: number;
  /** Most it may cost, millionths of a US dollar. */
  costMicroUsd: number;
}

/** Whether a call fits a tenant's caps, and when it will. */
export type ModelRoom =
  | { isFree: true }
  | { isFree: false; why: 'rate' | 'spend'; freeAtMs: number };

export type JobKind = 'advance-decision' | 'dispatch-order' | 'settle-actions' | 'expire-approval';

export interface NewJob {
  kind: JobKind;
  subjectId: string;
  runAtMs: number;
}

export interface LeasedJob extends NewJob {
  jobId: string;
  userId: UserId;
  fence: number;
  attempts: number;
}

export interface StoredEntry extends LogEntry {
  previousHash: string;
  hash: string;
}

export interface NewEntry {
  atMs: number;
  event: LogEvent;
  decisionId: DecisionId | null;
  actor: LogActor;
  detail: Json;
}

export interface DecisionFilter {
  state?: string | undefined;
  class?: string | undefined;
  instanceId?: string | undefined;
  issueId?: string | undefined;
  text?: string | undefined;
  /** True: without tickets in which nothing was asked. */
  hasRequest?: true | undefined;
  fromMs?: number | undefined;
  toMs?: number | undefined;
  /** Keyset: ids before this one. */
  before?: string | undefined;
  limit: number;
}
