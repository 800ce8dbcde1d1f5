/** Ports to what is neither Jira nor the database: time, chance, keys, the log, the callers, and the analyst. */
import type { Analysis, IdTypes, TextSource, TicketSnapshot, Voice } from '@kraken/shared';
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
}

export interface Analyst {
  analyse(input: AnalystInput): Promise<Analysis>;
}
