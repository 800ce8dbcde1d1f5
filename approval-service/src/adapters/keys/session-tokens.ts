/** The session cookie: a JWT that holds a session id and nothing else (HS256, own key, own type). */
import { errors, jwtVerify, SignJWT } from 'jose';

const ISSUER = 'kraken';
const AUDIENCE = 'kraken-session';
const TYPE = 'kraken-session+jwt';

/** Signs and verifies session cookies. `clock` decides what has expired. */
export function createSessionTokens(key: Uint8Array, clock: { nowMs(): number }) {
  return {
    sign: (sessionId: string, expiresAtMs: number): Promise<string> =>
      new SignJWT({})
        .setProtectedHeader({ alg: 'HS256', typ: TYPE })
        .setIssuer(ISSUER)
        .setAudience(AUDIENCE)
        .setSubject(sessionId)
        .setIssuedAt(Math.floor(clock.nowMs() / 1_000))
        .setExpirationTime(Math.floor(expiresAtMs / 1_000))
        .sign(key),
    verify: async (token: string): Promise<string | undefined> => {
      try {
        const { payload } = await jwtVerify(token, key, {
          algorithms: ['HS256'],
          issuer: ISSUER,
          audience: AUDIENCE,
          typ: TYPE,
          requiredClaims: ['exp', 'iat', 'sub'],
          currentDate: new Date(clock.nowMs()),
        });
        return payload.sub;
      } catch (error) {
        if (error instanceof errors.JOSEError) return undefined;
        throw error;
      }
    },
  };
}
