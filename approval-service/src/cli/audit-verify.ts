/** `kraken audit verify`: walks the hash chain of every tenant and names the first entry that does not fit. */
import { parseId, type UserId } from '@kraken/shared';
import { ServiceError } from '../errors.ts';
import type { Store } from '../ports.ts';
import { verifyLog } from '../record/verify-log.ts';
import type { CliIo, CliOptions } from './cli-io.ts';
import { openCliStore } from './open.ts';

/** Exit code 0 only when every chain is complete. */
export async function auditVerify(io: CliIo, options: CliOptions): Promise<number> {
  const store = await openCliStore(io.env);
  try {
    return await verifyTenants(store, await tenantsOf(store, options['tenant']), io.out);
  } finally {
    await store.close();
  }
}

async function tenantsOf(store: Store, wanted: string | undefined): Promise<UserId[]> {
  if (wanted === undefined) return store.system.listTenants();
  const userId = parseId('UserId', wanted);
  if (!userId)
    throw new ServiceError('unprocessable', '--tenant takes an id that starts with usr_');
  return [userId];
}

/** Verifies each chain and prints one line per tenant. */
export async function verifyTenants(
  store: Store,
  tenants: readonly UserId[],
  out: (line: string) => void,
): Promise<number> {
  let broken = 0;
  for (const userId of tenants) {
    const verdict = await verifyLog(store.forTenant(userId), userId);
    if (verdict.ok) out(`${userId}: ${verdict.entries} entries, complete, head ${verdict.head}`);
    else {
      broken += 1;
      out(
        `${userId}: entry ${verdict.seq} does not fit (${verdict.reason}); ${verdict.entries} entries before it are sound`,
      );
    }
  }
  out(
    broken === 0
      ? `all ${tenants.length} chains complete`
      : `${broken} of ${tenants.length} chains broken`,
  );
  return broken === 0 ? 0 : 1;
}
