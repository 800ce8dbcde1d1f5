/** `kraken user create`: a sign-in for a tenant; the password comes by standard input, never by argument. */
import { parseId, type UserId } from '@kraken/shared';
import { createAccount, MIN_PASSWORD_LENGTH } from '../accounts/create-account.ts';
import { deriveKeys } from '../adapters/keys/keys.ts';
import { createPasswords } from '../adapters/passwords/passwords.ts';
import { systemClock } from '../adapters/system/clock.ts';
import { systemRandom } from '../adapters/system/random.ts';
import { readEnv } from '../config/read-env.ts';
import { readMasterKey } from '../config/secrets.ts';
import { ServiceError } from '../errors.ts';
import type { Account, Store } from '../ports.ts';
import type { CliIo, CliOptions } from './cli-io.ts';
import { openCliStore } from './open.ts';

const SENTENCES = {
  'bad-email': '--email is not an e-mail address',
  'weak-password': `the password needs at least ${MIN_PASSWORD_LENGTH} characters; give it as one line on standard input`,
  taken: 'there is an account with this e-mail already',
} as const;

/** Creates the account; exit code 1 with one sentence when it cannot. */
export async function userCreate(io: CliIo, options: CliOptions): Promise<number> {
  const role = readRole(options['role']);
  const keys = deriveKeys(readMasterKey(readEnv(io.env)).reveal());
  const store = await openCliStore(io.env);
  const passwords = createPasswords(keys.passwordPepper);
  try {
    const made = await createAccount(
      { store, passwords, clock: systemClock, random: systemRandom },
      {
        userId: await findTenant(store, options),
        email: options['email'] ?? '',
        password: await io.readSecret(),
        role,
        displayName: options['name'] ?? options['email'] ?? '',
        jiraAccountId: options['jira-account'] ?? null,
        isAdmin: options['admin'] === 'true',
      },
    );
    io.out(
      made.ok
        ? `created ${made.value.accountId} (${role}) of ${made.value.userId}`
        : SENTENCES[made.error],
    );
    return made.ok ? 0 : 1;
  } finally {
    await passwords.close();
    await store.close();
  }
}

function readRole(given: string | undefined): Account['role'] {
  if (given === 'owner' || given === 'approver' || given === 'viewer') return given;
  throw new ServiceError('unprocessable', '--role must be owner, approver or viewer');
}

async function findTenant(store: Store, options: CliOptions): Promise<UserId> {
  const installation = options['installation'];
  if (installation !== undefined) {
    const instance = await store.system.instanceByInstallation(installation);
    if (!instance)
      throw new ServiceError(
        'not-found',
        'no site with this installation has registered yet; install the app first',
      );
    return instance.userId;
  }
  const userId = parseId('UserId', options['tenant']);
  if (userId) return userId;
  throw new ServiceError(
    'unprocessable',
    'say whose account it is: --installation ari:… or --tenant usr_…',
  );
}
