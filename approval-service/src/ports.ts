/**
 * What the steps need from the outside, in the words of the domain. Adapters implement these; `compose.ts` is the
 * only place where the two meet. Ports are async and name nothing of an engine.
 */
import type {
  AccountId,
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
  IdTypes,
  InstanceId,
  JiraRead,
  JiraReadResult,
  Json,
  OrderId,
  OrderKind,
  OrderReport,
  PlannedAction,
  SessionId,
  SiteSettingsBody,
  StepResult,
  TextSource,
  TicketSnapshot,
  UserId,
  Voice,
} from '@kraken/shared';
import type { ApprovalKey, LogActor, LogEntry, LogEvent } from '@kraken/shared/crypto';
import type { CheckpointName } from './checkpoints.ts';

export interface Clock {
  /** UTC milliseconds. */
  nowMs(): number;
}

export interface Random {
  /** A new sortable id of the kind. */
  id<K extends keyof IdTypes>(kind: K): IdTypes[K];
  /** `bytes` random bytes as base64url. */
  token(bytes: number): string;
}

/** Names a point between two steps; tests stop the process there. Production does nothing. */
export type Checkpoint = (name: CheckpointName) => void;

/** Seals what must not stand in the database in plain text. */
export interface Sealer {
  seal(plain: string, context: string): string;
  /** Throws a ServiceError when the value was not sealed under this context. */
  unseal(sealed: string, context: string): string;
}

export interface Keys {
  /** First key signs, all verify. */
  approvalKeys: readonly [ApprovalKey, ...ApprovalKey[]];
  sealer: Sealer;
}

export interface Passwords {
  hash(password: string): Promise<string>;
  /** Takes the same time whether or not there is a hash. */
  verify(password: string, hash: string | undefined): Promise<boolean>;
}

/** One structured line; only the named fields, never text of tickets, tokens or headers. */
export interface Log {
  info(event: string, fields?: Readonly<Record<string, string | number | boolean | null>>): void;
  warn(event: string, fields?: Readonly<Record<string, string | number | boolean | null>>): void;
  error(
    event: string,
    error: unknown,
    fields?: Readonly<Record<string, string | number | null>>,
  ): void;
}

/** What a verified Forge Invocation Token says. The tenant comes from the installation and from nothing else. */
export interface ForgeCaller {
  installationId: string;
  tokenId: string;
  expiresAtMs: number;
  /** Account signed by Atlassian; only in calls from a front end. */
  principal: string | null;
}

export type TokenRefusal = 'missing' | 'invalid' | 'other-app' | 'other-environment' | 'bad-claims';

export interface ForgeTokens {
  verify(
    authorization: string | undefined,
  ): Promise<{ ok: true; caller: ForgeCaller } | { ok: false; reason: TokenRefusal }>;
}

/** Calls the app's web trigger. `lost`: no answer, the app may have acted. */
export interface WebTrigger {
  ring(
    url: string,
    headers: Record<string, string>,
    body: string,
  ): Promise<'accepted' | 'refused' | 'lost'>;
}

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
  kind: 'question' | 'already' | 'answer' | 'unsupported' | 'left-over' | 'stuck';
  sentence: string;
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
}

export interface WishRecord {
  decisionId: DecisionId;
  wishKey: string;
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

/** Everything of one tenant, inside one transaction. Writes that compare return false when they lost the race. */
export interface TenantTx {
  readonly userId: UserId;
  instances: {
    get(id: InstanceId): Promise<Instance | undefined>;
    list(): Promise<Instance[]>;
    saveSettings(id: InstanceId, settings: SiteSettingsBody): Promise<void>;
    savePaused(id: InstanceId, paused: PausedState | null): Promise<void>;
    markSeen(id: InstanceId, atMs: number): Promise<void>;
    remove(id: InstanceId): Promise<void>;
  };
  deliveries: {
    /** Inserts; or answers with the delivery that was the same event with the same content, or has the present content. */
    insertOrFind(
      row: DeliveryRow,
    ): Promise<{ isNew: boolean; deliveryId: DeliveryId; decisionId: DecisionId }>;
    get(id: DeliveryId): Promise<DeliveryRow | undefined>;
    /** The delivery that holds the ticket's present words. */
    newestOf(instanceId: InstanceId, issueId: string): Promise<DeliveryRow | undefined>;
  };
  wishes: {
    insert(rows: readonly NewWish[]): Promise<void>;
    setOutcome(id: DecisionId, index: number, outcome: WishOutcome): Promise<void>;
    /** Latest record of every wish of a ticket, other decisions' only. */
    latestOf(instanceId: InstanceId, issueId: string, except: DecisionId): Promise<WishRecord[]>;
    /** Which other decisions of the ticket took up wishes of this one after it, by their position in this one. */
    laterOf(id: DecisionId): Promise<Array<{ index: number; by: DecisionId }>>;
  };
  decisions: {
    insert(row: DecisionRow): Promise<void>;
    get(id: DecisionId): Promise<DecisionRow | undefined>;
    list(filter: DecisionFilter): Promise<DecisionRow[]>;
    /** Undos and retries of a decision, oldest first. */
    listFollowUps(id: DecisionId): Promise<DecisionRow[]>;
    /** Decisions that are still being read or resolved. */
    listOpen(instanceId: InstanceId, issueId?: string): Promise<DecisionRow[]>;
    /** Compare-and-swap on the stage. */
    advance(
      id: DecisionId,
      from: DecisionStage,
      patch: Partial<Omit<DecisionRow, 'decisionId'>>,
    ): Promise<boolean>;
    saveState(id: DecisionId, state: DecisionState, atMs: number): Promise<void>;
  };
  actions: {
    insert(rows: readonly ActionRow[], atMs: number): Promise<void>;
    list(id: DecisionId): Promise<ActionRow[]>;
    /** Compare-and-swap on the state. */
    move(
      id: DecisionId,
      index: number,
      from: ActionState,
      to: ActionState,
      atMs: number,
      result?: ActionResult,
    ): Promise<boolean>;
    savePlanned(id: DecisionId, planned: PlannedAction): Promise<void>;
    countAutoOfRequester(
      instanceId: InstanceId,
      accountId: string,
      sinceMs: number,
    ): Promise<number>;
    countOnTarget(
      instanceId: InstanceId,
      type: string,
      targetKey: string,
      sinceMs: number,
    ): Promise<number>;
  };
  reads: {
    save(id: DecisionId, key: string, result: JiraReadResult, atMs: number): Promise<void>;
    all(id: DecisionId): Promise<Array<{ key: string; result: JiraReadResult; readAtMs: number }>>;
    clear(id: DecisionId): Promise<void>;
    /** The newest answers to these reads that any decision of the instance got since then. */
    shared(
      instanceId: InstanceId,
      keys: readonly string[],
      sinceMs: number,
    ): Promise<Array<{ key: string; result: JiraReadResult; readAtMs: number }>>;
  };
  approvals: {
    insert(row: ApprovalRow): Promise<void>;
    get(id: ApprovalId): Promise<ApprovalRow | undefined>;
    latestOf(id: DecisionId): Promise<ApprovalRow | undefined>;
    listOf(id: DecisionId): Promise<ApprovalRow[]>;
    /** What waits, oldest first, after the given id. */
    listStaged(page: {
      instanceId?: InstanceId | undefined;
      after?: ApprovalId | undefined;
      limit: number;
    }): Promise<ApprovalRow[]>;
    /** Compare-and-swap on (id, state, digest). */
    decide(
      id: ApprovalId,
      from: ApprovalState,
      planDigest: string,
      patch: { state: ApprovalState; decidedAtMs: number; decidedBy: Decider | null },
    ): Promise<boolean>;
  };
  orders: {
    /** False when this purpose was ordered before. */
    insert(row: OrderRow): Promise<boolean>;
    get(id: OrderId): Promise<OrderRow | undefined>;
    find(id: DecisionId, kind: OrderKind, purpose: string): Promise<OrderRow | undefined>;
    list(id: DecisionId): Promise<OrderRow[]>;
    /** Leases one ready order until the time given; false when somebody else holds it. */
    lease(id: OrderId, nowMs: number, untilMs: number, expiryMs: number): Promise<boolean>;
    /** Keeps a ready order from being issued until the time given; attempts and expiry stay as they are. */
    hold(id: OrderId, untilMs: number): Promise<void>;
    /** All orders of a site that are not closed. */
    listOpen(instanceId: InstanceId): Promise<OrderRow[]>;
    listReady(instanceId: InstanceId, nowMs: number, max: number): Promise<OrderRow[]>;
    /** Compare-and-swap from `ready`. */
    finish(
      id: OrderId,
      state: 'recorded' | 'abandoned',
      report: OrderReport | null,
    ): Promise<boolean>;
  };
  forgeTokens: {
    /** False when the token was used before. */
    claim(tokenId: string, expiresAtMs: number, nowMs: number): Promise<boolean>;
  };
  jobs: {
    insert(job: NewJob): Promise<void>;
    /** Closes a leased job; false when the lease was lost to another worker. */
    complete(jobId: string, fence: number): Promise<boolean>;
  };
  log: {
    append(entry: NewEntry): Promise<void>;
    list(afterSeq: number, limit: number): Promise<StoredEntry[]>;
    listOf(id: DecisionId): Promise<StoredEntry[]>;
    head(): Promise<{ seq: number; hash: string }>;
  };
}

export interface TenantStore {
  /** Runs in a transaction that is committed durably before the promise resolves. Only `tx` inside, no other I/O. */
  transact<T>(work: (tx: TenantTx) => Promise<T>): Promise<T>;
  /** Reads only. */
  read<T>(work: (tx: TenantTx) => Promise<T>): Promise<T>;
}

export interface Account {
  accountId: AccountId;
  userId: UserId;
  email: string;
  passwordHash: string;
  role: 'owner' | 'approver' | 'viewer';
  isAdmin: boolean;
  jiraAccountId: string | null;
  displayName: string;
}

export interface Session {
  sessionId: SessionId;
  accountId: AccountId;
  userId: UserId;
  authenticatedAtMs: number;
  expiresAtMs: number;
}

/** What crosses tenants: doors (installation, session, link), jobs, health. Nothing here returns a tenant's content. */
export interface SystemStore {
  instanceByInstallation(installationId: string): Promise<Instance | undefined>;
  /** Registers or renews an installation, with its log entry, in one transaction. */
  saveInstallation(
    installationId: string,
    build: (known: Instance | undefined) => { instance: NewInstance; entry: NewEntry | undefined },
    nowMs: number,
  ): Promise<Instance>;
  approvalOwner(id: ApprovalId): Promise<UserId | undefined>;
  /** False when the token was used before. */
  claimForgeToken(tokenId: string, expiresAtMs: number, nowMs: number): Promise<boolean>;
  accountByEmail(email: string): Promise<Account | undefined>;
  accountById(id: AccountId): Promise<Account | undefined>;
  insertAccount(account: Account, nowMs: number): Promise<boolean>;
  insertTenant(userId: UserId, nowMs: number): Promise<void>;
  listTenants(): Promise<UserId[]>;
  insertSession(session: Session): Promise<void>;
  sessionById(id: SessionId): Promise<Session | undefined>;
  revokeSession(id: SessionId, nowMs: number): Promise<void>;
  leaseJobs(nowMs: number, untilMs: number, max: number): Promise<LeasedJob[]>;
  /** Waiting for something outside is no failure: attempts start afresh. */
  postponeJob(job: LeasedJob, runAtMs: number): Promise<void>;
  retryJob(job: LeasedJob, runAtMs: number, error: string): Promise<void>;
  buryJob(job: LeasedJob, error: string): Promise<void>;
  nextJobAtMs(nowMs: number): Promise<number | undefined>;
  /** Proves that the database answers and the log can be written. */
  probe(): Promise<void>;
}

export interface Store {
  forTenant(userId: UserId): TenantStore;
  system: SystemStore;
  close(): Promise<void>;
}

/** What an analyst gets to see: the snapshot and whose words are whose; no ids of people. */
export interface AnalystInput {
  snapshot: TicketSnapshot;
  /** Whose words stand there. */
  voiceOf(source: TextSource): Voice;
}

export interface Analyst {
  analyse(input: AnalystInput): Promise<Analysis>;
}
