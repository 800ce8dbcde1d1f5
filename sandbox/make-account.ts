/** Makes a sign-in in the tenant of an installation, through the service's own use case. */
import { createAccount } from '../approval-service/src/accounts/create-account.ts';
import type { Service } from '../approval-service/src/compose.ts';
import type { AccountOrder } from './service-messages.ts';

/** The account's id. Throws when the installation has not registered, or with the reason why the account was refused. */
export async function makeAccount(service: Service, order: AccountOrder): Promise<string> {
  const { installationId, ...account } = order;
  const instance = await service.store.system.instanceByInstallation(installationId);
  if (!instance) throw new Error('this installation has not registered with the service yet');
  const { store, clock, random, passwords } = service.context;
  const made = await createAccount(
    { store, clock, random, passwords },
    { ...account, userId: instance.userId },
  );
  if (!made.ok) throw new Error(`the account ${order.email} was refused: ${made.error}`);
  return made.value.accountId;
}
