/** What the sandbox and Kraken's service in its child process say to each other. Types and names only. */
import type { CheckpointName } from '../approval-service/src/checkpoints.ts';

/** Name of the environment variable that carries the child's settings as JSON. */
export const SETTINGS_VARIABLE = 'KRAKEN_SANDBOX_SERVICE';

/** Where the service stops itself: at the `nth` passing of a point, counted from when this was said. */
export interface CrashPoint {
  point: CheckpointName;
  nth: number;
}

/** Settings of the child. `masterKey` is base64; `webTriggerOrigin` is the one address whose web triggers may be called. */
export interface ServiceSettings {
  publicUrl: string;
  port: number;
  dataDir: string;
  masterKey: string;
  appId: string;
  jwksUrl: string;
  environments: string[];
  logLevel: string;
  webTriggerOrigin: string;
  /** What ANTHROPIC_API_KEY and ANTHROPIC_BASE_URL say; `timeoutMs`: until a call is given up, the service's own when absent. */
  model: { apiKey: string; baseUrl: string; timeoutMs?: number | undefined };
  clockOffsetMs: number;
  crashAt?: CrashPoint | undefined;
}

/** An account to make in the tenant of an installation. */
export interface AccountOrder {
  installationId: string;
  email: string;
  password: string;
  displayName: string;
  role: 'owner' | 'approver' | 'viewer';
  isAdmin: boolean;
  jiraAccountId: string | null;
}

/** How far the service is with its jobs. */
export interface WorkStatus {
  nowMs: number;
  /** Jobs under way in this process. */
  running: number;
  /** Jobs that are due and not under way. */
  due: number;
  /** When the next job that is not due wants to run; null when none waits. */
  nextJobAtMs: number | null;
  /** Jobs that were given up. */
  dead: number;
}

/** What the parent asks; every request is answered under its `id`. */
export type ServiceRequest =
  | { id: number; type: 'clock'; offsetMs: number }
  | { id: number; type: 'crash-at'; crashAt: CrashPoint | null }
  | { id: number; type: 'create-account'; account: AccountOrder }
  | { id: number; type: 'status' }
  | { id: number; type: 'close' };

/** A request before it has its id. */
export type ServiceQuestion = ServiceRequest extends infer R
  ? R extends ServiceRequest
    ? Omit<R, 'id'>
    : never
  : never;

/** What the child says. `passed` comes at every named point. */
export type ServiceMessage =
  | { type: 'ready'; url: string }
  | { type: 'not-started'; sentence: string; isPortTaken: boolean }
  | { type: 'passed'; point: CheckpointName }
  | { type: 'answer'; id: number; value: unknown }
  | { type: 'refusal'; id: number; sentence: string };
