/** Typed settings of a deployment out of the environment; refuses to guess. */
import { resolve } from 'node:path';
import { ServiceError } from '../errors.ts';
import type { Env } from './read-env.ts';
import { readMasterKey, type SecretBytes } from './secrets.ts';

export interface Config {
  publicUrl: URL;
  host: string;
  port: number;
  dataDir: string;
  masterKey: SecretBytes;
  forge: { appId: string; jwksUrl: string; environments: string[] };
  trustedProxies: string[];
  logLevel: string;
}

const ATLASSIAN_JWKS = 'https://forge.cdn.prod.atlassian-dev.net/.well-known/jwks.json';
const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'];

function refuse(sentence: string): never {
  throw new ServiceError('internal', sentence);
}

/** True for the machine's own addresses, where plain http is allowed. */
export function isLoopback(url: URL): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
}

function readPublicUrl(env: Env): URL {
  const url = URL.parse(env.PUBLIC_URL ?? '');
  if (!url)
    return refuse(
      'PUBLIC_URL is missing; set it to the address people open, e.g. https://kraken.example.com',
    );
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url))) {
    return refuse('PUBLIC_URL must start with https:// (http is for loopback only)');
  }
  return url;
}

function readPort(env: Env): number {
  const port = Number(env.PORT ?? '3000');
  return Number.isInteger(port) && port >= 0 && port <= 65_535
    ? port
    : refuse('PORT must be a number from 0 to 65535');
}

function readForge(env: Env): Config['forge'] {
  const appId = env.FORGE_APP_ID ?? '';
  if (!/^ari:cloud:ecosystem::app\/[0-9a-f-]{36}$/.test(appId)) {
    return refuse(
      'FORGE_APP_ID is missing or malformed; copy app.id of manifest.yml (ari:cloud:ecosystem::app/…)',
    );
  }
  const environments = (env.FORGE_ENVIRONMENTS ?? 'PRODUCTION')
    .split(',')
    .map((name) => name.trim());
  const jwksUrl = env.FORGE_JWKS_URL ?? ATLASSIAN_JWKS;
  const parsed = URL.parse(jwksUrl);
  if (!parsed || (parsed.protocol !== 'https:' && !isLoopback(parsed))) {
    return refuse('FORGE_JWKS_URL must be an https address');
  }
  return { appId, jwksUrl, environments };
}

/** Builds the settings. Throws a ServiceError with one sentence that says what to do. */
export function readConfig(env: Env): Config {
  const logLevel = env.LOG_LEVEL ?? 'info';
  if (!LEVELS.includes(logLevel)) return refuse(`LOG_LEVEL must be one of ${LEVELS.join(', ')}`);
  return {
    publicUrl: readPublicUrl(env),
    host: env.HOST ?? '127.0.0.1',
    port: readPort(env),
    dataDir: resolve(env.DATA_DIR ?? './.data'),
    masterKey: readMasterKey(env),
    forge: readForge(env),
    trustedProxies: (env.TRUSTED_PROXIES ?? '')
      .split(',')
      .map((text) => text.trim())
      .filter(Boolean),
    logLevel,
  };
}
