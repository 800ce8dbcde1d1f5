/** Sign-ins and sessions. */
import type { AccountId, SessionId, UserId } from '@kraken/shared';
import type { Kysely, Selectable, Transaction } from 'kysely';
import type { Account, Session } from '../../ports.ts';
import type { AccountsTable, Tables } from './tables.ts';

type Db = Kysely<Tables> | Transaction<Tables>;

function toAccount(row: Selectable<AccountsTable>): Account {
  return {
    accountId: row.account_id as AccountId,
    userId: row.user_id as UserId,
    email: row.email,
    passwordHash: row.password_hash,
    role: row.role as Account['role'],
    isAdmin: row.is_admin === 1,
    jiraAccountId: row.jira_account_id,
    displayName: row.display_name,
  };
}

/** Finds an account by its e-mail, compared in lower case. */
export async function findAccountByEmail(db: Db, email: string): Promise<Account | undefined> {
  const row = await db
    .selectFrom('accounts')
    .selectAll()
    .where('email', '=', email.toLowerCase())
    .executeTakeFirst();
  return row && toAccount(row);
}

/** Finds an account by id. */
export async function findAccountById(db: Db, id: AccountId): Promise<Account | undefined> {
  const row = await db
    .selectFrom('accounts')
    .selectAll()
    .where('account_id', '=', id)
    .executeTakeFirst();
  return row && toAccount(row);
}

/** Inserts an account; false when the e-mail is taken. */
export async function insertAccount(
  trx: Transaction<Tables>,
  account: Account,
  nowMs: number,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('accounts')
    .values({
      account_id: account.accountId,
      user_id: account.userId,
      email: account.email.toLowerCase(),
      password_hash: account.passwordHash,
      role: account.role,
      is_admin: account.isAdmin ? 1 : 0,
      jira_account_id: account.jiraAccountId,
      display_name: account.displayName,
      created_at_ms: nowMs,
    })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** Inserts a session. */
export async function insertSession(trx: Transaction<Tables>, session: Session): Promise<void> {
  await trx
    .insertInto('sessions')
    .values({
      session_id: session.sessionId,
      account_id: session.accountId,
      user_id: session.userId,
      authenticated_at_ms: session.authenticatedAtMs,
      expires_at_ms: session.expiresAtMs,
      revoked_at_ms: null,
    })
    .execute();
}

/** Finds a session that was not revoked; the caller compares the expiry. */
export async function findSession(db: Db, id: SessionId): Promise<Session | undefined> {
  const row = await db
    .selectFrom('sessions')
    .selectAll()
    .where('session_id', '=', id)
    .where('revoked_at_ms', 'is', null)
    .executeTakeFirst();
  return (
    row && {
      sessionId: row.session_id as SessionId,
      accountId: row.account_id as AccountId,
      userId: row.user_id as UserId,
      authenticatedAtMs: row.authenticated_at_ms,
      expiresAtMs: row.expires_at_ms,
    }
  );
}

/** Ends a session at once. */
export async function revokeSession(
  trx: Transaction<Tables>,
  id: SessionId,
  nowMs: number,
): Promise<void> {
  await trx
    .updateTable('sessions')
    .set({ revoked_at_ms: nowMs })
    .where('session_id', '=', id)
    .execute();
}
