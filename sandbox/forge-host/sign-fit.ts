/**
 * Signs Forge Invocation Tokens as Atlassian does: RS256, 25 seconds, full ARIs. A call from a function carries neither
 * `context` nor `principal`; a call from the front end carries both. Claims: FORGE.md, "Forge Invocation Token".
 */
import { randomBytes } from 'node:crypto';
import { exportJWK, generateKeyPair, type JSONWebKeySet, SignJWT, UnsecuredJWT } from 'jose';
import type { FitOverrides } from './host-types.ts';

const LIFETIME_S = 25;
const ISSUER = 'forge/invocation-token';

/** Who the tokens speak of. */
export interface FitIdentity {
  readonly appId: string;
  readonly appVersion: string;
  readonly installationId: string;
  readonly cloudId: string;
  readonly environmentAri: string;
  readonly environment: string;
  readonly clock: () => number;
}

/** A signer and the key set that verifies what it signs. */
export interface FitSigner {
  readonly jwks: JSONWebKeySet;
  mint(overrides?: FitOverrides): Promise<string>;
}

const newJti = (): string => randomBytes(20).toString('hex');

function buildClaims(identity: FitIdentity, overrides: FitOverrides): Record<string, unknown> {
  const installationId = overrides.installationId ?? identity.installationId;
  const apiBaseUrl = `https://api.atlassian.com/ex/jira/${identity.cloudId}`;
  return {
    app: {
      id: overrides.appId ?? identity.appId,
      version: '1',
      appVersion: identity.appVersion,
      installationId,
      apiBaseUrl,
      environment: {
        type: overrides.environment ?? identity.environment,
        id: identity.environmentAri,
      },
      module: {
        type: overrides.moduleType ?? 'core:function',
        key: overrides.moduleKey ?? 'unnamed',
      },
      installation: { id: installationId, contexts: [{ name: 'jira', apiBaseUrl }] },
    },
    ...overrides.claims,
  };
}

/** Makes a key pair and a signer for one installation. Times come from the identity's clock. */
export async function createFitSigner(identity: FitIdentity): Promise<FitSigner> {
  const own = await generateKeyPair('RS256');
  const other = await generateKeyPair('RS256');
  const kid = `${ISSUER}/${randomBytes(8).toString('hex')}`;
  const jwk = { ...(await exportJWK(own.publicKey)), kid, alg: 'RS256', use: 'sig' };
  const secret = randomBytes(32);

  const mint = (overrides: FitOverrides = {}): Promise<string> => {
    const now = Math.floor(identity.clock() / 1000);
    const { issuedAt = now, notBefore = issuedAt, expiresAt = issuedAt + LIFETIME_S } = overrides;
    const { issuer = ISSUER, audience = identity.appId, jti = newJti() } = overrides;
    const times = { iat: issuedAt, nbf: notBefore, exp: expiresAt };
    const claims: Record<string, unknown> = {
      ...buildClaims(identity, overrides),
      ...times,
      iss: issuer,
      aud: audience,
      jti,
    };
    for (const name of overrides.omit ?? []) delete claims[name];
    const signWith = overrides.signWith ?? 'host-key';
    if (signWith === 'none') return Promise.resolve(new UnsecuredJWT(claims).encode());
    if (signWith === 'HS256')
      return new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid }).sign(secret);
    const { privateKey } = signWith === 'other-key' ? other : own;
    return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid }).sign(privateKey);
  };
  return { jwks: { keys: [jwk] }, mint };
}
