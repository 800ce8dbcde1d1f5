/** What the administration page changes at the service. Every function takes the proven administrator, so none can be called without. */
import {
  fieldAt,
  isJsonObject,
  type Json,
  type SettingsAnswer,
  type SiteSettingsBody,
} from '@kraken/shared';
import { isSiteAdministrator, readMyself } from '../jira/check-permission';
import type { Sender } from '../jira/send-patiently';
import type { ServicePort } from '../ports';
import type { ChangeOutcome, PausePayload, PendingList, PinPayload } from './admin-contract';

/** A caller of whom Jira has just said that they administer the site. */
export interface Administrator {
  accountId: string;
  displayName: string;
  isSiteAdmin: true;
}

/** Asks Jira as the caller. `no-answer`: Jira did not say. */
export async function proveAdministrator(
  sender: Sender,
  accountId: string,
): Promise<Administrator | 'not-administrator' | 'no-answer'> {
  const [isSiteAdmin, myself] = await Promise.all([
    isSiteAdministrator(sender),
    readMyself(sender),
  ]);
  if (isSiteAdmin === undefined || myself?.accountId !== accountId) return 'no-answer';
  if (!isSiteAdmin) return 'not-administrator';
  return { accountId, displayName: myself.displayName.slice(0, 255), isSiteAdmin };
}

/** Settings, pause and connection; undefined when the service did not answer. */
export async function readSettings(service: ServicePort): Promise<SettingsAnswer | undefined> {
  const { status, body } = await service.call('GET', '/forge/v1/settings');
  const isReadable = status === 200 && isJsonObject(body) && isJsonObject(body['settings']);
  return isReadable ? (body as unknown as SettingsAnswer) : undefined;
}

/** Saves the settings of the site. */
export async function saveSettings(
  service: ServicePort,
  by: Administrator,
  settings: SiteSettingsBody,
): Promise<ChangeOutcome> {
  const { status, body } = await service.call('PUT', '/forge/v1/settings', { by, settings });
  return toOutcome(status, body, 'Saved.');
}

/** Remembers where the panel is shown, beside settings as they are now. */
export async function keepPins(
  service: ServicePort,
  by: Administrator,
  pins: PinPayload,
): Promise<ChangeOutcome> {
  const current = await readSettings(service);
  if (current === undefined) {
    return {
      isDone: false,
      sentence: 'The list of projects could not be kept; apply it again later.',
    };
  }
  const { settings } = current;
  const stays = settings.panelProjectIds.filter((id) => !pins.unpin.includes(id));
  const panelProjectIds = [...new Set([...stays, ...pins.pin])];
  return saveSettings(service, by, { ...settings, panelProjectIds });
}

/** Stops or starts everything that runs by itself or by approval. */
export async function pauseSite(
  service: ServicePort,
  by: Administrator,
  pause: PausePayload,
): Promise<ChangeOutcome> {
  const { status, body } = await service.call('POST', '/forge/v1/pause', { by, ...pause });
  const done = pause.paused
    ? 'Paused. Nothing runs until you resume.'
    : 'Resumed. Preconditions are read again.';
  return toOutcome(status, body, done);
}

/** What waits for an administrator. */
export async function listApprovals(service: ServicePort): Promise<PendingList> {
  const { status, body } = await service.call('GET', '/forge/v1/approvals?limit=50');
  const items = status === 200 ? fieldAt(body, 'items') : undefined;
  if (!Array.isArray(items)) return { state: 'unavailable' };
  const hasMore = typeof fieldAt(body, 'nextCursor') === 'string';
  return {
    state: 'ready',
    items: items as unknown as Extract<PendingList, { state: 'ready' }>['items'],
    hasMore,
  };
}

function toOutcome(status: number, body: Json, done: string): ChangeOutcome {
  if (status >= 200 && status < 300) return { isDone: true, sentence: done };
  if (status === 0 || status >= 500) {
    return {
      isDone: false,
      sentence:
        'Kraken’s service did not answer, so it is not sure that this arrived. Reload the page to see.',
    };
  }
  const detail = fieldAt(body, 'detail');
  return {
    isDone: false,
    sentence: typeof detail === 'string' ? detail : `Not saved (${status}).`,
  };
}
