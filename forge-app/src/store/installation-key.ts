/**
 * The 32 bytes that app and service share for this installation: they sign orders and web trigger calls. Made once in the
 * app, kept in Forge's secret store, told to the service over the token channel.
 */
import type { SecretPort } from '../ports';

const NAME = 'installation-key';
const BYTES = 32;

/** The key, or undefined when it has not been made yet. */
export async function findInstallationKey(secrets: SecretPort): Promise<Uint8Array | undefined> {
  const text = await secrets.getSecret(NAME);
  return text === undefined ? undefined : decode(text);
}

/** The key in base64, made on the first call. Two calls at once end with the same key. */
export async function makeInstallationKey(secrets: SecretPort): Promise<string> {
  const known = await secrets.getSecret(NAME);
  if (known !== undefined) return known;
  const made = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(BYTES))));
  if (await secrets.setNewSecret(NAME, made)) return made;
  const other = await secrets.getSecret(NAME);
  if (other === undefined) throw new Error('the installation key could not be stored');
  return other;
}

function decode(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
