/**
 * What the app's code needs from Forge, as ports: orders and triggers are tested without the SDK.
 * The bindings to `@forge/*` stand in `runtime/bind-ports.ts`, `jira/send-request.ts`, `store/` and `service/`.
 */
import type { Json, RenderedRequest } from '@kraken/shared';

/** Jira's answer to one request, already read. */
export interface JiraAnswer {
  /** HTTP status; 0 when no answer came, so nobody knows whether Jira acted. */
  status: number;
  /** Parsed body, null unless `form` is `json`. */
  body: Json;
  /** `other`: something that is no JSON came where JSON was due, e.g. a page of a proxy. */
  form: 'json' | 'empty' | 'other';
  /** Seconds Jira asks to wait; undefined when it does not say. */
  retryAfterSeconds: number | undefined;
  /** `RateLimit-Reason` of a 429, e.g. `jira-quota-tenant-based`; undefined where Jira names none. */
  limitReason?: string | undefined;
  /** `Location` of a long task (status 303). */
  location: string | undefined;
}

/** Sends a rendered request to Jira as the app or as a user. Never throws for a lost answer. */
export interface JiraPort {
  send(request: RenderedRequest, timeoutMs: number): Promise<JiraAnswer>;
}

/** The app's hosted key-value storage. Throws when the storage itself fails. */
export interface KvsPort {
  get(key: string): Promise<Json | undefined>;
  set(key: string, value: Json, ttlDays?: number): Promise<void>;
  /** Writes only if the key is free, atomically; false when it exists. */
  setNew(key: string, value: Json, ttlDays?: number): Promise<boolean>;
  remove(key: string): Promise<void>;
  /** Values whose key begins with the prefix, at most `limit`. Eventually consistent. */
  list(prefix: string, limit: number): Promise<Array<{ key: string; value: Json }>>;
}

/** The KVS secret store, which Forge encrypts. */
export interface SecretPort {
  getSecret(key: string): Promise<string | undefined>;
  /** Writes only if the key is free; false when it exists. */
  setNewSecret(key: string, value: string): Promise<boolean>;
}

/** Time. `jitter` is a factor between 0.7 and 1.3 for waits. */
export interface ClockPort {
  nowMs(): number;
  sleep(ms: number): Promise<void>;
  jitter(): number;
}

/** An answer of the approval service; status 0 when none came. `body` is null unless it was JSON. */
export interface ServiceAnswer {
  status: number;
  body: Json;
}

/** Calls the approval service with the invocation token of this installation. Never throws. */
export interface ServicePort {
  call(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown): Promise<ServiceAnswer>;
}

/** What running an order needs. */
export interface OrderPorts {
  jira: JiraPort;
  kvs: KvsPort;
  secrets: SecretPort;
  service: ServicePort;
  clock: ClockPort;
}

/** Facts of the running invocation. Never kept in a module variable: one process serves many tenants. */
export interface Invocation {
  /** Full ARI, as in the token: `ari:cloud:ecosystem::installation/<uuid>`. */
  installationId: string;
  /** When work must have ended, UTC milliseconds, with a margin before the platform's own limit. */
  deadlineMs: number;
}
