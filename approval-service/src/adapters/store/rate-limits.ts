/**
 * Sign-in limits that survive a restart: 10 attempts in 15 minutes per address and per account, counted before the
 * password is looked at. They live in a file of their own, so that counting never waits for the decision log.
 */
import { createHash } from 'node:crypto';
import { RateLimiterRes, RateLimiterSQLite } from 'rate-limiter-flexible';
import { openRawSqlite } from './sqlite.ts';

const POINTS = 10;
const SECONDS = 15 * 60;

export interface SignInLimits {
  countSignIn(
    address: string,
    email: string,
  ): Promise<{ ok: true } | { ok: false; retryAfterSeconds: number }>;
  close(): void;
}

/** Opens the limiter's file. */
export async function openSignInLimits(file: string): Promise<SignInLimits> {
  const raw = openRawSqlite(file);
  const limiter = await new Promise<RateLimiterSQLite>((resolve, reject) => {
    const made: RateLimiterSQLite = new RateLimiterSQLite(
      {
        storeClient: raw,
        storeType: 'better-sqlite3',
        tableName: 'sign_in_attempts',
        points: POINTS,
        duration: SECONDS,
      },
      (error?: Error) => (error ? reject(error) : resolve(made)),
    );
  });
  const count = async (key: string): Promise<number> => {
    try {
      await limiter.consume(createHash('sha256').update(key).digest('base64url'));
      return 0;
    } catch (rejection) {
      if (rejection instanceof RateLimiterRes) return Math.ceil(rejection.msBeforeNext / 1_000);
      throw rejection;
    }
  };
  return {
    countSignIn: async (address, email) => {
      const waits = [
        await count(`address ${address}`),
        await count(`account ${email.toLowerCase()}`),
      ];
      const retryAfterSeconds = Math.max(...waits);
      return retryAfterSeconds === 0 ? { ok: true } : { ok: false, retryAfterSeconds };
    },
    close: () => raw.close(),
  };
}
