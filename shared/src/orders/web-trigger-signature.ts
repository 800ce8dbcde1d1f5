/**
 * Signature of a call to the app's web trigger, in the form of Atlassian's RFC-141: HMAC-SHA256 over
 * `<RFC 3339 time>.<raw body>`, header `x-webtrigger-signature: sha256=<hex>`. Node only (door 2).
 */
import { createHmac } from 'node:crypto';
import { macEquals, purposeKey } from './mac.ts';

const WINDOW_MS = 300_000;
/**
 * The only spelling of a time that is accepted. Time and body are joined by a full stop: without a fixed end of the
 * time, bytes could be moved between the two under the same signature.
 */
const TIMESTAMP = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?Z$/;

function bodyMac(installationKey: Uint8Array, timestamp: string, body: string): string {
  return createHmac('sha256', purposeKey(installationKey, 'web-trigger'))
    .update(`${timestamp}.${body}`, 'utf8')
    .digest('hex');
}

/** Headers that authenticate a body sent at `timestamp` (RFC 3339 in UTC, ending in `Z`). */
export function signWebTriggerCall(
  installationKey: Uint8Array,
  timestamp: string,
  body: string,
): Record<string, string> {
  return {
    'x-webtrigger-timestamp': timestamp,
    'x-webtrigger-signature': `sha256=${bodyMac(installationKey, timestamp, body)}`,
  };
}

/** Forge hands headers over as arrays under whatever case the caller used; exactly one value is accepted. */
function onlyHeader(
  headers: Readonly<Record<string, readonly string[]>>,
  name: string,
): string | undefined {
  const values = Object.entries(headers)
    .filter(([key]) => key.toLowerCase() === name)
    .flatMap(([, list]) => list);
  return values.length === 1 ? values[0] : undefined;
}

/** True when the call is signed with this key and at most five minutes away from `nowMs`. */
export function verifyWebTriggerCall(
  installationKey: Uint8Array,
  headers: Readonly<Record<string, readonly string[]>>,
  body: string,
  nowMs: number,
): boolean {
  const timestamp = onlyHeader(headers, 'x-webtrigger-timestamp');
  const signature = /^sha256=([0-9a-f]{64})$/.exec(
    onlyHeader(headers, 'x-webtrigger-signature') ?? '',
  )?.[1];
  if (timestamp === undefined || signature === undefined) return false;
  if (!TIMESTAMP.test(timestamp)) return false;
  const age = Math.abs(nowMs - Date.parse(timestamp));
  if (!(age <= WINDOW_MS)) return false; // also false for NaN
  return macEquals(bodyMac(installationKey, timestamp, body), signature);
}
