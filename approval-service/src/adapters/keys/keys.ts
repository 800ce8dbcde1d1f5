/** Per-purpose keys derived from the master key by HKDF, and sealing by AES-256-GCM. */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { purposeKey } from '@kraken/shared/crypto';
import { ServiceError } from '../../errors.ts';
import type { Keys, Sealer } from '../../ports.ts';

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Sealed form: `s1.<base64url of iv, tag, ciphertext>`; `context` (tenant, instance, column) is authenticated. */
export function createSealer(key: Uint8Array): Sealer {
  return {
    seal(plain, context) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES });
      cipher.setAAD(Buffer.from(context, 'utf8'));
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return `s1.${Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')}`;
    },
    unseal(sealed, context) {
      try {
        const bytes = Buffer.from(sealed.replace(/^s1\./, ''), 'base64url');
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES), {
          authTagLength: TAG_BYTES,
        });
        decipher.setAAD(Buffer.from(context, 'utf8'));
        decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
        const body = bytes.subarray(IV_BYTES + TAG_BYTES);
        return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
      } catch (cause) {
        throw new ServiceError('internal', 'a sealed value could not be opened', { cause });
      }
    },
  };
}

/** Short public name of a key, so that rotation can tell which one signed. */
function keyIdOf(key: Uint8Array): string {
  return createHash('sha256').update('kraken key id').update(key).digest('hex').slice(0, 8);
}

/** Derives all keys of the service. `masterKey`: 32 bytes. */
export function deriveKeys(masterKey: Uint8Array): Keys & {
  sessionKey: Uint8Array;
  passwordPepper: Uint8Array;
  antiForgeryKey: Uint8Array;
} {
  const approvalKey = purposeKey(masterKey, 'approval-link');
  return {
    approvalKeys: [{ keyId: keyIdOf(approvalKey), key: approvalKey }],
    sealer: createSealer(purposeKey(masterKey, 'seal')),
    sessionKey: purposeKey(masterKey, 'session'),
    passwordPepper: purposeKey(masterKey, 'password'),
    antiForgeryKey: purposeKey(masterKey, 'anti-forgery'),
  };
}
