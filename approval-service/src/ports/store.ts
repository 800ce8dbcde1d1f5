/** The port to the database: everything of one tenant in one transaction, and what crosses tenants. */
import type {
  AccountId,
  ActionState,
  ApprovalId,
  ApprovalState,
  DecisionId,
  DecisionState,
  DeliveryId,
  InstanceId,
  JiraReadResult,
  ModelCallId,
  OrderId,
  OrderKind,
  OrderReport,
  PlannedAction,
  SessionId,
  SiteSettingsBody,
  UserId,
} from '@kraken/shared';
import type { ModelBill, ModelCaps } from './outside.ts';
import type { PlaybookTx } from './playbook.ts';
import type {
  ActionResult,
  ActionRow,
  ApprovalRow,
  Decider,
  DecisionFilter,
  DecisionRow,
  DecisionStage,
  DeliveryRow,
  Instance,
  LeasedJob,
  ModelRoom,
  NewEntry,
  NewInstance,
  NewJob,
  NewModelCall,
  NewWish,
  OrderRow,
  PausedState,
  StoredEntry,
  WishOutcome,
  WishRecord,
} from './rows.ts';

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
    /** Forgets what a decision wished for, before its ticket is read again. */
    clear(id: DecisionId): Promise<void>;
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
  modelCalls: {
    /**
     * Reserves room for one call, at the most it may cost, or says when there is room again. Counted are calls begun in
     * the last minute, and what today's calls (UTC) cost or may cost.
     */
    reserve(call: NewModelCall, caps: ModelCaps): Promise<ModelRoom>;
    /** The real cost takes the place of the reserved one; without a bill the reserved one stays. */
    settle(callId: ModelCallId, outcome: string, bill: ModelBill | null): Promise<void>;
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
  playbook: PlaybookTx;
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
