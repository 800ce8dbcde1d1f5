/** HMAC-SHA256 over length-prefixed fields, so that no two field lists share bytes. Node only (door 2). */
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** Hex MAC over the fields, each written as `<byte length>:<bytes>`. */
export function fieldsMac(key: Uint8Array, fields: readonly string[]): string {
  const hmac = createHmac('sha256', key);
  for (const field of fields) hmac.update(`${Buffer.byteLength(field, 'utf8')}:${field}`, 'utf8');
  return hmac.digest('hex');
}

/** Compares two equally long hex MACs in constant time; false for anything malformed. */
export function macEquals(expected: string, given: string): boolean {
  if (!/^[0-9a-f]{64}$/.test(given)) return false;
  return timingSafeEqual(Buffer.from(expected, 'hex'), Buffer.from(given, 'hex'));
}

/** Derives a 32-byte key for one purpose (HKDF-SHA256, RFC 5869). */
export function purposeKey(secret: Uint8Array, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, new Uint8Array(), `kraken/${purpose}`, 32));
}
