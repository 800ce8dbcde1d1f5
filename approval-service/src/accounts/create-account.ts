/** Makes a sign-in. Used by `kraken user create`; the web registration comes with the account system. */
import { err, ok, type Result, type UserId } from '@kraken/shared';
import type { Account, Clock, Passwords, Random, Store } from '../ports.ts';

export interface NewAccount {
  userId: UserId;
  email: string;
  password: string;
  role: Account['role'];
  displayName: string;
  jiraAccountId: string | null;
  isAdmin: boolean;
}

export type CreateAccountError = 'bad-email' | 'weak-password' | 'taken';

/** Shortest password that is accepted (NIST SP 800-63B-4). */
export const MIN_PASSWORD_LENGTH = 15;

/** Errors: `bad-email`, `weak-password` (under 15 characters), `taken`. */
export async function createAccount(
  deps: { store: Store; passwords: Passwords; clock: Clock; random: Random },
  input: NewAccount,
): Promise<Result<Account, CreateAccountError>> {
  if (!/^[^\s@]{1,64}@[^\s@]{1,190}$/.test(input.email)) return err('bad-email');
  if ([...input.password].length < MIN_PASSWORD_LENGTH || input.password.length > 1_000)
    return err('weak-password');
  const nowMs = deps.clock.nowMs();
  const account: Account = {
    accountId: deps.random.id('AccountId'),
    userId: input.userId,
    email: input.email.toLowerCase(),
    passwordHash: await deps.passwords.hash(input.password),
    role: input.role,
    isAdmin: input.isAdmin,
    jiraAccountId: input.jiraAccountId,
    displayName: input.displayName,
  };
  await deps.store.system.insertTenant(input.userId, nowMs);
  if (!(await deps.store.system.insertAccount(account, nowMs))) return err('taken');
  await deps.store.forTenant(input.userId).transact((tx) =>
    tx.log.append({
      atMs: nowMs,
      event: 'account.created',
      decisionId: null,
      actor: { kind: 'system' },
      detail: { accountId: account.accountId, role: account.role },
    }),
  );
  return ok(account);
}
