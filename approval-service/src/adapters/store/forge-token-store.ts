/** Ids of Forge Invocation Tokens already used, kept until they have expired. */
import type { Kysely, Transaction } from 'kysely';
import { hotStatement } from './hot-statement.ts';
import type { Tables } from './tables.ts';

/** Statements of this table, compiled once per database. */
export function forgeTokenStatements(db: Kysely<Tables>) {
  return {
    forget: hotStatement<never>(() => db.deleteFrom('forge_tokens').where('expires_at_ms', '<', 0)),
    insert: hotStatement<never>(() =>
      db
        .insertInto('forge_tokens')
        .values({ jti: '', expires_at_ms: 0 })
        .onConflict((conflict) => conflict.doNothing()),
    ),
  };
}

/** Expired ids are forgotten at every n-th claim: they cannot be used any more anyway. */
const FORGET_EVERY = 64;
let claims = 0;

/** Marks a token as used; false when it was used before. */
export async function claimForgeToken(
  trx: Kysely<Tables> | Transaction<Tables>,
  hot: ReturnType<typeof forgeTokenStatements>,
  token: { tokenId: string; expiresAtMs: number; nowMs: number },
): Promise<boolean> {
  claims += 1;
  if (claims % FORGET_EVERY === 0) await hot.forget(trx, [token.nowMs]);
  const { numAffectedRows } = await hot.insert(trx, [token.tokenId, token.expiresAtMs]);
  return numAffectedRows === 1n;
}
