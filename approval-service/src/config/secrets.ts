/** Secrets as their own type: they print as `[redacted]`, and weak ones stop the start. */
import { ServiceError } from '../errors.ts';
import type { Env } from './read-env.ts';

/** Bytes that never show up in a log, a JSON text or an error. */
export class SecretBytes {
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  reveal(): Uint8Array {
    return this.#bytes;
  }

  toString(): string {
    return '[redacted]';
  }

  toJSON(): string {
    return '[redacted]';
  }
}

/** A text that never shows up in a log, a JSON text or an error. */
export class SecretText {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  reveal(): string {
    return this.#text;
  }

  toString(): string {
    return '[redacted]';
  }

  toJSON(): string {
    return '[redacted]';
  }
}

/** Reads the key of the model; undefined without one. Refuses what cannot be a key, so that a slip shows at the start. */
export function readModelKey(env: Env): SecretText | undefined {
  const text = env.ANTHROPIC_API_KEY;
  if (text === undefined) return undefined;
  if (!/^[\x21-\x7e]{20,300}$/.test(text)) {
    throw new ServiceError(
      'internal',
      'ANTHROPIC_API_KEY does not look like a key; copy it from the Claude console, or leave it out to run on the playbook alone',
    );
  }
  return new SecretText(text);
}

/** Reads the master key: 32 bytes in base64 that look random. Refuses anything else with one sentence. */
export function readMasterKey(env: Env): SecretBytes {
  const text = env.MASTER_KEY;
  const advice = 'make one with: openssl rand -base64 32';
  if (text === undefined) throw new ServiceError('internal', `MASTER_KEY is missing; ${advice}`);
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length !== 32 || bytes.toString('base64') !== text) {
    throw new ServiceError('internal', `MASTER_KEY is not 32 bytes in base64; ${advice}`);
  }
  if (new Set(bytes).size < 12)
    throw new ServiceError('internal', `MASTER_KEY is too regular to be random; ${advice}`);
  return new SecretBytes(new Uint8Array(bytes));
}
