/**
 * Passwords: bcrypt (cost 12) over `base64(HMAC-SHA-384(pepper, password))`, in a pool of workers with a bounded
 * queue, so that a storm of sign-ins neither stalls deliveries nor piles up.
 */
import { createHmac } from 'node:crypto';
import { Piscina } from 'piscina';
import { ServiceError } from '../../errors.ts';
import type { Passwords } from '../../ports.ts';

/** Hash of no password: keeps an unknown e-mail as slow as a known one. */
const NOBODY = '$2b$12$2Hd75xZrotD9yvbwfWtFK.xFuy9Y/yEw9ec9JeA/wL6jDVsD1hPYm';

/** Starts the worker pool. Call `close` before exit. */
export function createPasswords(pepper: Uint8Array): Passwords & { close(): Promise<void> } {
  const pool = new Piscina<unknown, string | boolean>({
    filename: import.meta.resolve('#hash-worker'),
    minThreads: 0,
    maxThreads: 2,
    maxQueue: 64,
    idleTimeout: 10_000,
  });
  const digestOf = (password: string): string =>
    createHmac('sha384', pepper).update(password, 'utf8').digest('base64');
  const run = async (task: { digest: string; against?: string }): Promise<string | boolean> => {
    try {
      return await pool.run(task);
    } catch (cause) {
      throw new ServiceError(
        'unavailable',
        'Too many sign-ins at once. Please try again in a moment.',
        { cause },
      );
    }
  };
  return {
    hash: async (password) => String(await run({ digest: digestOf(password) })),
    verify: async (password, hash) => {
      const matches = await run({ digest: digestOf(password), against: hash ?? NOBODY });
      return matches === true && hash !== undefined;
    },
    close: () => pool.destroy(),
  };
}
