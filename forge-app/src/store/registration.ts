/** What the app remembers of its registration with the service: whether it was taken, and Kraken's own account. */
import { isJsonObject, type Json } from '@kraken/shared';
import type { KvsPort } from '../ports';

const NAME = 'registration';

/** `appAccountId` null: Jira was still setting the app up. */
interface Registration {
  appAccountId: string | null;
  webTriggerUrl: string;
  atMs: number;
}

/** The last registration the service took; undefined when there is none. */
export async function findRegistration(kvs: KvsPort): Promise<Registration | undefined> {
  const value = await kvs.get(NAME);
  if (!isJsonObject(value)) return undefined;
  const { appAccountId, webTriggerUrl, atMs } = value;
  if (typeof webTriggerUrl !== 'string' || typeof atMs !== 'number') return undefined;
  return {
    appAccountId: typeof appAccountId === 'string' ? appAccountId : null,
    webTriggerUrl,
    atMs,
  };
}

/** Account id of Kraken's own user; null while it is not known. */
export async function findAppAccountId(kvs: KvsPort): Promise<string | null> {
  return (await findRegistration(kvs))?.appAccountId ?? null;
}

/** Remembers a registration. */
export async function keepRegistration(kvs: KvsPort, registration: Registration): Promise<void> {
  await kvs.set(NAME, { ...registration } as Json);
}
