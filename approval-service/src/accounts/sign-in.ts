/** Sign-in by e-mail and password, sessions, and what a request may rely on. */
import type { AccountId, SessionId } from '@kraken/shared';
import type { Account, Clock, Passwords, Random, Session, Store } from '../ports.ts';

/** A session lasts twelve hours. */
export const SESSION_MS = 12 * 3_600_000;

export interface SignInDeps {
  store: Store;
  passwords: Passwords;
  clock: Clock;
  random: Random;
}

/** Who makes a request. */
export interface SignedIn {
  account: Account;
  session: Session;
}

/** Checks the password and opens a session; undefined whether the e-mail or the password was wrong. */
export async function signIn(
  deps: SignInDeps,
  email: string,
  password: string,
): Promise<SignedIn | undefined> {
  const account = await deps.store.system.accountByEmail(email);
  if (!(await deps.passwords.verify(password, account?.passwordHash)) || !account) return undefined;
  const nowMs = deps.clock.nowMs();
  const session: Session = {
    sessionId: deps.random.id('SessionId'),
    accountId: account.accountId,
    userId: account.userId,
    authenticatedAtMs: nowMs,
    expiresAtMs: nowMs + SESSION_MS,
  };
  await deps.store.system.insertSession(session);
  return { account, session };
}

/** The account behind a session id; the database decides, not the token. */
export async function findSignedIn(
  deps: Pick<SignInDeps, 'store' | 'clock'>,
  sessionId: SessionId,
): Promise<SignedIn | undefined> {
  const session = await deps.store.system.sessionById(sessionId);
  if (!session || session.expiresAtMs <= deps.clock.nowMs()) return undefined;
  const account = await deps.store.system.accountById(session.accountId as AccountId);
  return account && { account, session };
}

/** True for the people of an account who may decide for its sites. */
export function mayDecide(account: Pick<Account, 'role'>): boolean {
  return account.role === 'owner' || account.role === 'approver';
}
