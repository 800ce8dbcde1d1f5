/** What handlers need, and what a request carries. */

import type { SignedIn, SignInDeps } from '../accounts/sign-in.ts';
import type { CheckpointName } from '../checkpoints.ts';
import type { IssueDeps } from '../execute/issue-order.ts';
import type { ForgeCaller, ForgeTokens, Instance, Keys, Log } from '../ports.ts';

export interface RateLimits {
  /** Counts a sign-in attempt; seconds to wait when there were too many. */
  countSignIn(
    address: string,
    email: string,
  ): Promise<{ ok: true } | { ok: false; retryAfterSeconds: number }>;
}

export interface SessionTokens {
  /** Cookie value that names a session and nothing else. */
  sign(sessionId: string, expiresAtMs: number): Promise<string>;
  /** Session id of a cookie value; undefined for anything not signed by us or expired. */
  verify(token: string): Promise<string | undefined>;
}

export interface HttpContext extends SignInDeps {
  publicUrl: URL;
  trustedProxies: readonly string[];
  log: Log;
  keys: Keys & { antiForgeryKey: Uint8Array };
  forgeTokens: ForgeTokens;
  limits: RateLimits;
  sessionTokens: SessionTokens;
  issue: IssueDeps;
  /** Hosts that web triggers may have. */
  isWebTriggerHost(url: URL): boolean;
  checkpoint(name: CheckpointName): void;
}

/** Variables of a request. */
export interface RequestVariables {
  requestId: string;
  caller?: ForgeCaller;
  instance?: Instance;
  signedIn?: SignedIn;
}

export type AppEnv = {
  Variables: RequestVariables;
  Bindings: { incoming?: { socket?: { remoteAddress?: string } } };
};
