/** What a running sandbox offers to the control interface, the story and tests. Types only. */
import type { CheckpointName } from '../approval-service/src/checkpoints.ts';
import type { ClaudeFaultSettings } from './claude/choose-claude-fault.ts';
import type { Claude } from './claude/create-claude.ts';
import type { ForgeHost, HostFaults, JiraEvent } from './forge-host/create-host.ts';
import type {
  FaultSettings,
  JiraSite,
  NewComment,
  NewIssue,
  ScriptedFault,
} from './jira/create-site.ts';
import type { ServiceRunner } from './run-service.ts';
import type { ServiceClient } from './service-client.ts';
import type { CrashPoint } from './service-messages.ts';

/** Settings of one start. Everything is optional. */
export interface SandboxOptions {
  /** Fixes ids, faults and passwords; random when absent. */
  seed?: number | undefined;
  /**
   * Share of Jira requests that go wrong, 0 to 1, or exact settings. Absent: those of `usual-faults.ts`; 0 is for what faults
   * would hide (and for people who watch), and says why.
   */
  faults?: number | FaultSettings | undefined;
  hostFaults?: HostFaults | undefined;
  /** What goes wrong with the model. Absent: as often as with Jira, in ways that pass by themselves. */
  claudeFaults?: ClaudeFaultSettings | undefined;
  /** How long the service waits for the model, ms; its own time when absent. */
  modelTimeoutMs?: number | undefined;
  /** Port of the service; 0 or absent: a free one. */
  port?: number | undefined;
  /** Folder of the service's database; a temporary one, removed at the end, when absent. */
  dataDir?: string | undefined;
  /** Atlassian's OpenAPI documents; `null`: requests are not checked. Found by itself when absent. */
  documentsFolder?: string | null | undefined;
  /** Output folder of `tools/forge-bundle.cjs`. */
  bundleFolder?: string | undefined;
  /** The clock under the system's time in this process; the machine's when absent. The service keeps the machine's. */
  baseClock?: (() => number) | undefined;
  /** How far the system's clock is moved at the start, ms. */
  clockOffsetMs?: number | undefined;
  /** Where the service kills itself, one point per life. */
  crashes?: readonly CrashPoint[] | undefined;
  /** Starts the service again when it dies by itself. Default true. */
  restartOnCrash?: boolean | undefined;
  /** Runs the app's five-minute sweep by the clock. Default false: tests call it themselves. */
  timers?: boolean | undefined;
  /** Factor on the platform's retry delays; by default 1 without faults, and a hundredth with them. */
  delayScale?: number | undefined;
  /** Told once about everything a person should know. */
  notice?: ((sentence: string) => void) | undefined;
}

/** A sign-in for the dashboard and approval links. */
export interface DemoAccount {
  email: string;
  password: string;
  role: 'owner' | 'approver' | 'viewer';
  displayName: string;
  jiraAccountId: string | null;
}

/** Why `settled` gave up. */
export class NotSettled extends Error {
  override readonly name = 'NotSettled';
}

/** Jira, the Forge platform with the real app, and Kraken's service, as one system. */
export interface Sandbox {
  readonly jira: JiraSite;
  readonly jiraUrl: string;
  /** The model: what it says next, and what it was asked. */
  readonly claude: Claude;
  readonly claudeUrl: string;
  readonly host: ForgeHost;
  readonly service: ServiceRunner;
  /** Every event Jira has sent to the platform, in order. */
  readonly events: readonly JiraEvent[];
  /** Lines the app printed. */
  readonly appLines: readonly string[];
  readonly dataDir: string;
  readonly seed: number;
  readonly accounts: readonly DemoAccount[];
  /** The system's time, UTC ms. */
  nowMs(): number;
  /** Account id of a person given by account id, e-mail or display name; throws when nobody or several fit. */
  personId(who: string): string;
  file(issue: NewIssue): { id: string; key: string };
  comment(issueKey: string, comment: NewComment): { id: string };
  /** Resolves when no function of the app runs or waits, and the service has no due job. Throws `NotSettled` when nothing has happened for `withinMs`. */
  settled(withinMs?: number): Promise<void>;
  /** Settles, then moves the clock to whatever is due within `horizonMs` and settles again, until nothing is. */
  catchUp(horizonMs?: number): Promise<void>;
  /** Moves the clock of all parts. */
  advance(ms: number): Promise<void>;
  setFaults(faults: FaultSettings): void;
  /** Adds exact faults to whatever goes wrong anyway; they replace an earlier script. */
  scriptFaults(script: readonly ScriptedFault[]): void;
  restartService(): Promise<void>;
  killService(): Promise<void>;
  /** Makes all accounts now; otherwise each is made when it is first needed. */
  makeAccounts(): Promise<void>;
  /** A signed-in client; the sign-in is kept and renewed when it is older than 10 minutes. */
  signedIn(email: string): Promise<ServiceClient>;
  /** The newest decision about an issue with its full detail, as the owner; undefined when there is none. */
  decision(issueKey: string): Promise<DecisionDetail | undefined>;
  passed(): ReadonlyMap<CheckpointName, number>;
  close(): Promise<void>;
}

/** What the story reads of `GET /api/decisions/:id`. */
export interface DecisionDetail {
  decisionId: string;
  issueKey: string;
  state: string;
  stateSentence: string;
  note?: string;
  class: string | null;
  analyst: string | null;
  actions: Array<{
    index: number;
    type: string;
    sentence: string;
    class: string;
    state: string;
    reasons: Array<{ rule: string; sentence: string }>;
    requests: Array<{ line: string; body?: string }>;
  }>;
  approval?: { approvalId: string; state: string; planDigest: string; typedKey?: string };
  log: LogLine[];
}

/** One entry of the decision log as the API tells it. */
export interface LogLine {
  seq: number;
  /** RFC 3339, UTC. */
  at: string;
  event: string;
  decisionId: string | null;
  actor: { kind: string; id?: string };
  detail: Record<string, unknown>;
}
