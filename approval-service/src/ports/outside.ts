/** Ports to what is neither Jira nor the database: time, chance, keys, the log, the callers, and the analyst. */
import type {
  Analysis,
  DecisionId,
  IdTypes,
  Json,
  TextSource,
  TicketSnapshot,
  UserId,
  Voice,
} from '@kraken/shared';
import type { ApprovalKey } from '@kraken/shared/crypto';
import type { CheckpointName } from '../checkpoints.ts';

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

/** What an analyst gets to see: the snapshot and whose words are whose; no ids of people. */
export interface AnalystInput {
  snapshot: TicketSnapshot;
  /** Whose words stand there. */
  voiceOf(source: TextSource): Voice;
  /** Whose budget pays, and for which decision. */
  payer: Payer;
  /** Secrets of the tenant that must not leave even where somebody pasted them into the ticket. */
  knownSecrets: readonly string[];
  /** What the tenant's rules and the embedded ones made of it, where a rule of the tenant proposes and something stays open. */
  reading?: Analysis | undefined;
  /** The tenant's own rules in words, which the model may see; empty where there are none. */
  playbookText: string;
  /** Since when the ticket has been waiting for the model; undefined at the first attempt. */
  waited?: Waited | undefined;
}

/** How long a ticket has waited for the model, and how many answers of no use it got. */
export interface Waited {
  sinceMs: number;
  tries: number;
}

/** Caps of one tenant on calls of the model. */
export interface ModelCaps {
  callsPerMinute: number;
  /** Millionths of a US dollar per day, UTC. */
  dailyMicroUsd: number;
}

/** Who pays for a call of the model. */
export interface Payer {
  userId: UserId;
  decisionId: DecisionId;
}

/** `waiting`: nobody could be asked yet. The ticket keeps its place and is read again at `retryAtMs`. */
export type AnalystAnswer =
  | { state: 'analysed'; analysis: Analysis }
  | { state: 'waiting'; sentence: string; retryAtMs: number; waited: Waited };

export interface Analyst {
  analyse(input: AnalystInput): Promise<AnalystAnswer>;
}

/** One call of the model. `system` is cacheable, the same for all tickets of a tenant; `ticket` is the user's message. */
export interface ModelRequest {
  system: ReadonlyArray<{ text: string }>;
  ticket: string;
  /** JSON schema the answer has to follow. */
  schema: Json;
}

/** Tokens of one call; `input` without what was read from or written to the cache. */
export interface ModelUsage {
  input: number;
  output: number;
  cacheRead: number;
  cacheWrite: number;
}

/** Why the model gave no answer. The first group passes, the second needs an operator. */
export type ModelOutage =
  | 'timeout'
  | 'rate-limited'
  | 'overloaded'
  | 'server-error'
  | 'unreachable'
  | 'broken-off'
  | 'not-the-api'
  | 'key-refused'
  | 'request-refused';

/** Why an answer is of no use. */
export type UnusableAnswer = 'refusal' | 'cut-off' | 'oversized' | 'malformed' | 'not-taken';

/** What one call cost. `costMicroUsd`: millionths of a US dollar, by the price list of the adapter. */
export interface ModelBill {
  modelId: string;
  usage: ModelUsage;
  costMicroUsd: number;
}

/** Answer of one call. `text` is exactly what the model wrote, unchecked. */
export type ModelAnswer =
  | { state: 'answered'; text: string; bill: ModelBill }
  | { state: 'unusable'; why: UnusableAnswer; bill: ModelBill | null }
  | { state: 'no-answer'; why: ModelOutage; retryAfterMs: number | null };

/** A model that answers in the shape asked for. Never throws: every failure is an answer. */
export interface Model {
  modelId: string;
  /** Most that a call can cost, in millionths of a US dollar. */
  mostMicroUsd(request: ModelRequest): number;
  ask(request: ModelRequest): Promise<ModelAnswer>;
}
