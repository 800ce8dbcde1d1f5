/** Parses what a browser hands to the resolvers. Returns undefined for anything that does not fit. */
import { parseId, type SiteSettingsBody, siteSettingsSchema } from '@kraken/shared';
import type { DecidePayload, PressPayload } from './panel-contract';

const DIGEST = /^[0-9a-f]{64}$/;
const MAX_REASON = 1_000;
const MAX_PAUSE_REASON = 500;
const MAX_PROJECTS = 1_000;

type Fields = Record<string, unknown>;

function fieldsOf(payload: unknown): Fields {
  return typeof payload === 'object' && payload !== null ? (payload as Fields) : {};
}

function optionalText(value: unknown, most: number): string | undefined {
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  return text === '' || text.length > most ? undefined : text;
}

/** A decision; a denial needs a reason. */
export function parseDecidePayload(payload: unknown): DecidePayload | undefined {
  const { decisionId, approvalId, planDigest, verdict, reason, typedKey } = fieldsOf(payload);
  if (parseId('DecisionId', decisionId) === undefined) return undefined;
  if (parseId('ApprovalId', approvalId) === undefined) return undefined;
  if (typeof planDigest !== 'string' || !DIGEST.test(planDigest)) return undefined;
  if (verdict !== 'approve' && verdict !== 'deny' && verdict !== 'withdraw') return undefined;
  const reasonText = optionalText(reason, MAX_REASON);
  if (verdict === 'deny' && reasonText === undefined) return undefined;
  const keyText = optionalText(typedKey, 20);
  return {
    decisionId: String(decisionId),
    approvalId: String(approvalId),
    planDigest,
    verdict,
    ...(reasonText === undefined ? {} : { reason: reasonText }),
    ...(keyText === undefined ? {} : { typedKey: keyText }),
  };
}

/** A press on Undo or Retry. */
export function parsePressPayload(payload: unknown): PressPayload | undefined {
  const { decisionId, press } = fieldsOf(payload);
  if (parseId('DecisionId', decisionId) === undefined) return undefined;
  if (press !== 'undo' && press !== 'retry') return undefined;
  return { decisionId: String(decisionId), press };
}

/** Settings of the site. */
export function parseSettings(payload: unknown): SiteSettingsBody | undefined {
  const parsed = siteSettingsSchema.safeParse(fieldsOf(payload)['settings']);
  return parsed.success ? parsed.data : undefined;
}

/** Pause or resume, with a reason. */
export function parsePause(payload: unknown): { paused: boolean; reason: string } | undefined {
  const { paused, reason } = fieldsOf(payload);
  const text = optionalText(reason, MAX_PAUSE_REASON);
  return typeof paused === 'boolean' && text !== undefined ? { paused, reason: text } : undefined;
}

/** A search text, cut. */
export function parseSearch(payload: unknown): string {
  const { query } = fieldsOf(payload);
  return typeof query === 'string' ? query.trim().slice(0, 100) : '';
}

/** Projects to pin the panel to and to unpin it from. */
export function parsePins(payload: unknown): { pin: string[]; unpin: string[] } | undefined {
  const { pin, unpin } = fieldsOf(payload);
  const isList = (value: unknown): value is string[] =>
    Array.isArray(value) && value.every((id) => typeof id === 'string' && /^\d{1,20}$/.test(id));
  if (!isList(pin) || !isList(unpin)) return undefined;
  const count = pin.length + unpin.length;
  return count > 0 && count <= MAX_PROJECTS ? { pin, unpin } : undefined;
}

/** Id of a long task of Jira. */
export function parseTaskId(payload: unknown): string | undefined {
  const { taskId } = fieldsOf(payload);
  return typeof taskId === 'string' && /^[0-9a-zA-Z-]{1,64}$/.test(taskId) ? taskId : undefined;
}
