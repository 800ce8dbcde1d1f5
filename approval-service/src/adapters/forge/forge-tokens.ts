/**
 * Forge Invocation Tokens (RS256 JWT of Atlassian): signature by the published keys, issuer, audience, age and the
 * claims Kraken relies on. Source: Atlassian, "Verifying Forge remote requests"; recipe in docs/decisions/0003.
 */
import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify } from 'jose';
import type { ForgeTokens } from '../../ports.ts';

const ISSUER = 'forge/invocation-token';
const INSTALLATION =
  /^ari:cloud:ecosystem::installation\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const ACCOUNT = /^[0-9a-zA-Z:_-]{1,128}$/;
const TOKEN_ID = /^[\x21-\x7e]{1,200}$/;

export interface ForgeTokenOptions {
  /** Full ARI of the app; also the audience. */
  appId: string;
  jwksUrl: string;
  /** Environment types this deployment serves. */
  environments: readonly string[];
  clock: { nowMs(): number };
}

interface AppClaim {
  id?: unknown;
  installationId?: unknown;
  environment?: { type?: unknown };
  icLabel?: unknown;
}

/** Makes the verifier; keys are fetched once and kept by jose's JWKS cache. */
export function createForgeTokens(options: ForgeTokenOptions): ForgeTokens {
  const jwks = createRemoteJWKSet(new URL(options.jwksUrl), {
    cooldownDuration: 30_000,
    timeoutDuration: 3_000,
  });
  return {
    async verify(authorization) {
      const token = /^Bearer (\S{1,8192})$/.exec(authorization ?? '')?.[1];
      if (token === undefined) return { ok: false, reason: 'missing' };
      let claims: JWTPayload;
      try {
        ({ payload: claims } = await jwtVerify(token, jwks, {
          issuer: ISSUER,
          audience: options.appId,
          algorithms: ['RS256'],
          clockTolerance: 5,
          maxTokenAge: '60s',
          requiredClaims: ['exp', 'iat', 'jti'],
          currentDate: new Date(options.clock.nowMs()),
        }));
      } catch (error) {
        if (error instanceof errors.JOSEError) return { ok: false, reason: 'invalid' };
        throw error;
      }
      return readClaims(claims, options);
    },
  };
}

function readClaims(
  claims: JWTPayload,
  options: ForgeTokenOptions,
): Awaited<ReturnType<ForgeTokens['verify']>> {
  const app = claims['app'] as AppClaim | undefined;
  if (app?.id !== options.appId) return { ok: false, reason: 'other-app' };
  if (!isServed(claims, app, options.environments))
    return { ok: false, reason: 'other-environment' };
  const { installationId } = app;
  const principal = claims['principal'] ?? null;
  const { jti, exp } = claims;
  const isWellFormed =
    fits(installationId, INSTALLATION) &&
    (principal === null || fits(principal, ACCOUNT)) &&
    fits(jti, TOKEN_ID);
  if (!isWellFormed || exp === undefined) return { ok: false, reason: 'bad-claims' };
  return {
    ok: true,
    caller: {
      installationId: String(installationId),
      tokenId: String(jti),
      expiresAtMs: (exp + 5) * 1_000,
      principal: principal === null ? null : String(principal),
    },
  };
}

function fits(value: unknown, pattern: RegExp): boolean {
  return typeof value === 'string' && pattern.test(value);
}

/** Only our environments, and no isolated cloud (other keys, other rules). */
function isServed(claims: JWTPayload, app: AppClaim, environments: readonly string[]): boolean {
  const type = app.environment?.type;
  return (
    typeof type === 'string' &&
    environments.includes(type) &&
    !('icLabel' in claims) &&
    !('icLabel' in app)
  );
}
