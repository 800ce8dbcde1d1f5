/**
 * What the Forge host promises to its callers: options, faults, log and the host itself. Types only.
 */

/** A Jira event as the Jira stand-in hands it over; the fields of the real payload lie beside `eventType`. */
export interface JiraEvent {
  /** For example `avi:jira:created:issue`. */
  readonly eventType: string;
  /** True when the change came from the app itself; triggers with `ignoreSelf` do not see it. */
  readonly selfGenerated?: boolean;
  readonly [field: string]: unknown;
}

/** One call a function makes to the platform, before it is answered. */
export interface PlatformCall {
  readonly moduleKey: string;
  /** `kvs`, `fpp` (Jira and Atlassian), `frc` (remote). */
  readonly type: string;
  readonly method: string;
  readonly path: string;
  /** Number of the call within its invocation, from 0. */
  readonly nth: number;
}

/** What may go wrong on purpose. Rates are 0 to 1 and drawn from the host's seeded generator. */
export interface HostFaults {
  /** An event or queue item is delivered twice. */
  readonly duplicateRate?: number;
  /** An event is held back until after the next one. */
  readonly reorderRate?: number;
  /** The function ran, but the platform lost its result: retried where the platform retries. */
  readonly loseResultRate?: number;
  /** Decides over each platform call: the process dies before it is sent, or after its effect. */
  readonly onCall?: (call: PlatformCall) => 'pass' | 'kill-before' | 'kill-after';
}

/** One line of what the host saw. Never bodies, headers or tokens. */
export interface HostLogEntry {
  /** The host's clock, ms. */
  readonly at: number;
  readonly kind:
    | 'invocation'
    | 'outcome'
    | 'call'
    | 'queue'
    | 'event'
    | 'web-trigger'
    | 'bridge'
    | 'not-drawn'
    | 'console'
    | 'refused';
  readonly moduleKey: string;
  readonly text: string;
}

/** How waiting is done; tests replace it to decide themselves when a timeout fires. */
export interface HostTimers {
  /** Runs `run` after `ms` of real time; the answer cancels it. Must not keep the process alive. */
  after(ms: number, run: () => void): () => void;
}

/** Everything the host needs to know. */
export interface ForgeHostOptions {
  /** Folder of `manifest.yml`. */
  readonly appFolder: string;
  /** Output folder of `tools/forge-bundle.cjs`. */
  readonly bundleFolder: string;
  readonly jiraUrl: string;
  readonly cloudId: string;
  readonly siteUrl: string;
  /** Manifest remote key -> base URL; may be set later with `setRemote`. */
  readonly remotes: Record<string, string>;
  /** The system's clock, ms. It may jump. */
  readonly clock: () => number;
  readonly seed?: number;
  readonly notice?: (message: string) => void;
  readonly faults?: HostFaults;
  readonly timers?: HostTimers;
  /** Factor on retry and queue delays (not on timeouts or schedules); 1 is the platform's pace. */
  readonly delayScale?: number;
  readonly environment?: 'DEVELOPMENT' | 'STAGING' | 'PRODUCTION';
  /** Identity of the installation; random per host when absent. */
  readonly installationId?: string;
  /**
   * Whether Jira shows the panel on every issue of the issue's project (pinned by the bulk pin operation). Where it does
   * not, people add it issue by issue, as in Jira. `moduleId` is the module's full ARI. Absent: pinned everywhere.
   */
  readonly isPanelPinned?: (moduleId: string, issueKey: string) => boolean;
}

/** Who calls a front-end function, and where. */
export interface FrontEndCaller {
  readonly accountId: string;
  readonly issueKey?: string;
  /** Replaces the extension data the page would send: a browser can send anything. */
  readonly extension?: Record<string, unknown>;
}

/** Claims and signature of an invocation token, each replaceable to test a verifier. */
export interface FitOverrides {
  readonly appId?: string;
  readonly audience?: string;
  readonly issuer?: string;
  readonly installationId?: string;
  readonly environment?: string;
  readonly moduleKey?: string;
  readonly moduleType?: string;
  /** Seconds since 1970. */
  readonly issuedAt?: number;
  readonly expiresAt?: number;
  readonly notBefore?: number;
  readonly jti?: string;
  /** Merged over the claims; a call from a function has neither `context` nor `principal`. */
  readonly claims?: Record<string, unknown>;
  /** Names of claims left out. */
  readonly omit?: readonly string[];
  /** `other-key` signs with a key that is not in the JWKS but under its `kid`. */
  readonly signWith?: 'host-key' | 'other-key' | 'none' | 'HS256';
}

/** A rendered front-end module without a browser. Labels are the visible or accessible names. */
export interface PanelSession {
  html(): string;
  text(): string;
  /** Names of the buttons and tabs that can be pressed now. */
  buttons(): string[];
  click(label: string): Promise<void>;
  fill(label: string, value: string): Promise<void>;
  /** Chooses an option of a select or radio group by its visible text, or ticks a checkbox (`on` / `off`). */
  select(label: string, option: string): Promise<void>;
  /** Resolves when no bridge call is in flight and nothing was drawn for a few turns. */
  settled(): Promise<void>;
  /** Component types the renderer does not know, seen so far. */
  notDrawn(): readonly string[];
  /** Errors thrown in the page, seen so far. */
  errors(): readonly string[];
  close(): void;
}

/** Atlassian's Forge platform around one app on one site. */
export interface ForgeHost {
  /** The app's ARI. */
  readonly appId: string;
  /** The installation's ARI. */
  readonly installationId: string;
  readonly jwksUrl: string;
  /** One loopback server: issue pages, admin page, web trigger ingress, JWKS. */
  readonly url: string;
  readonly log: readonly HostLogEntry[];
  /** Names `<type>/<key>` of the modules the manifest declares. */
  readonly modules: readonly string[];
  setRemote(key: string, baseUrl: string): void;
  setFaults(faults: HostFaults): void;
  /** Accounts whose personal data Atlassian reports as closed or changed: account id -> status. */
  setAccountStatus(accountId: string, status: 'closed' | 'updated' | undefined): void;
  install(): Promise<void>;
  uninstall(): Promise<void>;
  deliver(event: JiraEvent): void;
  runScheduled(key?: string): Promise<void>;
  startTimers(): void;
  settled(): Promise<void>;
  invokeResolver(
    moduleKey: string,
    functionKey: string,
    payload: unknown,
    caller: FrontEndCaller,
  ): Promise<unknown>;
  panel(issueKey: string, accountId: string): Promise<PanelSession>;
  adminPage(accountId: string): Promise<PanelSession>;
  /** The stable address of a web trigger module. */
  webTriggerUrl(moduleKey: string): string;
  mintFit(overrides?: FitOverrides): Promise<string>;
  close(): Promise<void>;
}
