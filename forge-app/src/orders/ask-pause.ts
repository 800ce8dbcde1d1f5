/** Asks the service whether the site is paused, right before something is begun. No readable answer is not a no. */
import { isJsonObject } from '@kraken/shared';
import type { ServicePort } from '../ports';

/** `unreadable`: nobody knows, so nothing may start now. */
export async function askPause(service: ServicePort): Promise<'running' | 'paused' | 'unreadable'> {
  const { status, body } = await service.call('GET', '/forge/v1/settings');
  const paused = status === 200 && isJsonObject(body) ? body['paused'] : undefined;
  if (paused === undefined) return 'unreadable';
  return paused === null ? 'running' : 'paused';
}
